#!/usr/bin/env python3
"""Write what is made from the models and the content's ids: schemas, snippets, forms, tables.

With --check, only say whether they are current. Lists of ids out of date are a warning: whoever
adds an entry in the web editor cannot run this. Exit 0 current, 1 out of date, 2 could not run.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from knowledge_base.editors.generated import IDS, stale  # noqa: E402
from knowledge_base.reading.content import load  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository's folder")
    arguments = parser.parse_args()
    catalog, problems = load(arguments.root / "content")
    if catalog is None or catalog.broken:
        print(f"{len(problems)} problems in content/. See: make check", file=sys.stderr)
        return 2
    files = stale(arguments.root, catalog)
    for name, text in files.items():
        if arguments.check:
            level = "warning" if name == IDS else "error"
            print(f"{level}: {name} is out of date. Run: python scripts/export_schema.py")
        else:
            path: Path = arguments.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(name)
    return 1 if arguments.check and set(files) - {IDS} else 0


if __name__ == "__main__":
    sys.exit(main())
