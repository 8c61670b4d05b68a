"""``check``: every problem of the content, or only those of some files."""

import argparse
import os
from pathlib import Path

from knowledge_base.contribute.mend import FIXABLE
from knowledge_base.contribute.project import Project, only
from knowledge_base.contribute.words import say
from knowledge_base.problems import PRINTERS, Problem, errors, help_uri


def arguments(parser: argparse.ArgumentParser) -> None:
    """Files to report on, and the format."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=say("check.files"))
    default = "github" if os.environ.get("GITHUB_ACTIONS") else "text"
    parser.add_argument("--format", choices=sorted(PRINTERS), default=default)


def run(options: argparse.Namespace, project: Project) -> int:
    """Check everything (rules look across files), print what concerns the files."""
    names = project.names(options.files)
    catalog, found = project.check()
    problems = only(found, names)
    if problems or options.format in ("json", "sarif"):
        print(PRINTERS[options.format](problems))
    if problems and options.format == "text":
        _print_help(problems)
    if catalog and options.format == "text":
        entries = sum(1 for _ in catalog.published())
        print(say("check.summary", entries=entries, problems=len(problems)))
    return 1 if errors(problems) else 0


def _print_help(problems: list[Problem]) -> None:
    """Below the problems: what mends some of them, and where the rules are explained."""
    files = sorted({each.place.path for each in problems if each.rule in FIXABLE})
    print()
    if files:
        print(say("check.fixable", how=f"python -m knowledge_base fix {' '.join(files)}"))
    for rule in sorted({each.rule for each in problems}):
        how = help_uri(rule) or f"python -m knowledge_base explain {rule}"
        print(say("check.why", how=how))
