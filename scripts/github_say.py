#!/usr/bin/env python3
"""Say something on GitHub through `gh`: what a change does, or which links are dead.

Called by workflows, with GH_TOKEN and GH_REPO set. Exit 0 said, 2 could not.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from knowledge_base.contribute.words import CannotRun  # noqa: E402
from knowledge_base.github import gh  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    change = verbs.add_parser("change", help="comment on and label a pull request")
    change.add_argument("folder", type=Path, help="change.txt and change.json, by another run")
    change.add_argument("--commit", required=True, help="the newest commit of the pull request")
    change.add_argument("--run", required=True, help="address of the run that made the folder")
    issue = verbs.add_parser("issue", help="keep one issue on dead links")
    issue.add_argument("report", type=Path, help="what check_links.py --external printed")
    arguments = parser.parse_args()
    try:
        if arguments.verb == "issue":
            print(gh.one_issue(_read(arguments.report)))
        else:
            _change(arguments.folder, arguments.commit, arguments.run)
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 2
    return 0


def _change(folder: Path, commit: str, run: str) -> None:
    number = gh.pull_request_of(commit)
    if number is None:
        print("the pull request has moved on or is closed")
        return
    risk = "high" if gh.changes_code(number) else gh.risk_of(_read(folder / "change.json"))
    text = gh.change_text(_read(folder / "change.txt"), risk, run)
    gh.sticky_comment(number, "change", text)
    gh.label_risk(number, risk)
    print(f"#{number}: {risk}")


def _read(path: Path) -> str:
    """A file of another run, which may be anything; only as much as a comment can hold."""
    try:
        if path.is_symlink():
            return ""
        with path.open("rb") as file:
            return file.read(4 * 65_536).decode("utf-8", "replace")
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main())
