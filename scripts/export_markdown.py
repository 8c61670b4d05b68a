#!/usr/bin/env python3
"""Write all pages as plain Markdown, with a mkdocs.yml that Zensical builds too.

Usage: scripts/export_markdown.py OUT [--language zh|en]. OUT must not exist or be empty.
Exit 0 written, 1 problems in the content, 2 could not run.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

import yaml  # noqa: E402

from knowledge_base.export import export  # noqa: E402
from knowledge_base.knowledge import to_publish  # noqa: E402
from knowledge_base.languages import CODES, LANGUAGES  # noqa: E402
from knowledge_base.problems import as_text  # noqa: E402


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml, whose values from the environment do not matter here."""


_Settings.add_constructor("!ENV", lambda loader, node: None)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", choices=CODES, help="only this one")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    arguments = parser.parse_args()
    out: Path = arguments.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        print(f"{out} is not an empty folder.", file=sys.stderr)
        return 2
    catalog, problems = to_publish(arguments.root / "content", arguments.root / "docs")
    if catalog is None:
        print(as_text(problems), file=sys.stderr)
        return 1
    settings = yaml.load((arguments.root / "mkdocs.yml").read_bytes(), Loader=_Settings)
    languages = [each for each in LANGUAGES if arguments.language in (None, each.code)]
    prose = settings["extra"].get("prose", [])
    for name, text in export(catalog, arguments.root / "docs", prose, languages):
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    print(out / "mkdocs.yml")
    return 0


if __name__ == "__main__":
    sys.exit(main())
