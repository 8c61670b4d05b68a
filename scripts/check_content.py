#!/usr/bin/env python3
"""Check the content without building the site. Exit 0 clean, 1 problems, 2 could not run."""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from knowledge_base import knowledge  # noqa: E402
from knowledge_base.problems import PRINTERS, errors  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", nargs="?", type=Path, default=ROOT / "content")
    default = "github" if os.environ.get("GITHUB_ACTIONS") else "text"
    parser.add_argument("--format", choices=sorted(PRINTERS), default=default)
    arguments = parser.parse_args()
    if not arguments.content.is_dir():
        print(f"{arguments.content}: not a folder", file=sys.stderr)
        return 2
    catalog, problems = knowledge.load_and_check(arguments.content)
    if problems or arguments.format == "json":
        print(PRINTERS[arguments.format](problems))
    if catalog and arguments.format == "text":
        print(f"{sum(1 for _ in catalog.published())} entries, {len(problems)} problems")
    return 1 if errors(problems) else 0


if __name__ == "__main__":
    sys.exit(main())
