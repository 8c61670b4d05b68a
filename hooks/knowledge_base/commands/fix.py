"""``fix``: mend what can be mended without a decision."""

import argparse
import difflib
import sys
from pathlib import Path

from knowledge_base.contribute.edits import write
from knowledge_base.contribute.mend import decoded, mended, with_unix_ends, without_hidden
from knowledge_base.contribute.order import in_order
from knowledge_base.contribute.project import Project
from knowledge_base.contribute.typeset import typeset
from knowledge_base.contribute.words import say
from knowledge_base.reading.source import LARGEST_FILE


def arguments(parser: argparse.ArgumentParser) -> None:
    """Files to mend; by custom all."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=say("fix.files"))
    parser.add_argument("--dry-run", action="store_true", help=say("fix.dry-run"))


def run(options: argparse.Namespace, project: Project) -> int:
    """Mend each file by itself; exit 1 if one could not be read."""
    unreadable = False
    changes: dict[str, str | None] = {}
    for name in project.names(options.files) or project.all_names():
        path = project.root / name
        if not name.endswith(".yaml") or path.is_symlink() or path.stat().st_size > LARGEST_FILE:
            continue
        raw = path.read_bytes()
        text = decoded(raw)
        if text is None:
            unreadable = True
            print(say("fix.encoding", path=name), file=sys.stderr)
            continue
        better = fixed(name, text)
        if better.encode() != raw:
            changes[name] = better
            print(_difference(name, text, better) if options.dry_run else name)
    if not options.dry_run:
        write(project.root, changes)
    print(say("fix.summary", count=len(changes)))
    return 1 if unreadable else 0


def fixed(name: str, text: str) -> str:
    """The text of the file ``name``, mended. What it says stays the same, but for typography."""
    text = mended(name, without_hidden(with_unix_ends(text)))
    return typeset(name, in_order(name, text))


def _difference(name: str, before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="")
    return "\n".join(lines)
