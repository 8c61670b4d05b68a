#!/usr/bin/env python3
"""Turn an issue that a form wrote into a file: a new draft entry, or a mended sentence.

Reads the output of `gh issue view N --json number,body,labels`. Writes the file, and to --body
the text of a pull request with what the check says, or why there is none. Prints path=, branch=
and title= lines for $GITHUB_OUTPUT. Exit 0 written, 2 could not run (says why, in both languages).
"""

import argparse
import datetime
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from knowledge_base.contribute.edits import write  # noqa: E402
from knowledge_base.contribute.project import find  # noqa: E402
from knowledge_base.contribute.words import CannotRun  # noqa: E402
from knowledge_base.github.answers import answers, cannot  # noqa: E402
from knowledge_base.github.proposal import propose, pull_request  # noqa: E402
from knowledge_base.github.quote import fenced  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("issue", type=Path, help="the issue as JSON")
    parser.add_argument(
        "--body", type=Path, required=True, help="where to write the request's text"
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository's folder")
    arguments = parser.parse_args()
    try:
        try:
            issue = json.loads(arguments.issue.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise cannot("issue") from None
        given = answers(issue)
        project = find(arguments.root / "content", arguments.root)
        proposal = propose(given, project, datetime.datetime.now(datetime.UTC).date())
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        arguments.body.write_text(fenced(str(reason)), encoding="utf-8")
        return 2
    write(project.root, {proposal.path: proposal.text})
    title, body = pull_request(given, proposal, project)
    arguments.body.write_text(body, encoding="utf-8")
    print(f"path={proposal.path}")
    print(f"branch=form/{given.number}-{proposal.id}")
    print(f"title={title}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
