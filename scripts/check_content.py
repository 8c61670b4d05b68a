#!/usr/bin/env python3
"""Check the content without building the site. Exit 0 clean, 1 problems, 2 could not run.

The same as ``python -m knowledge_base check``, for a folder given by its path.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from knowledge_base.commands import main as run  # noqa: E402
from knowledge_base.problems import PRINTERS  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", nargs="?", type=Path, default=ROOT / "content")
    default = "github" if os.environ.get("GITHUB_ACTIONS") else "text"
    parser.add_argument("--format", choices=sorted(PRINTERS), default=default)
    arguments = parser.parse_args()
    return run(["--content", str(arguments.content), "check", "--format", arguments.format])


if __name__ == "__main__":
    sys.exit(main())
