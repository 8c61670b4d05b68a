#!/usr/bin/env python3
"""Compare our link check with that of lychee. Exit 0 they agree, 1 they do not, 2 could not run."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hooks"))

from knowledge_base.links import Options, check
from knowledge_base.links.door import arguments_of_site, run
from knowledge_base.links.second_opinion import ask_lychee, disagreements, find_lychee
from knowledge_base.links.site import make_home


def main() -> int:
    parser = arguments_of_site(__doc__)
    parser.add_argument("--lychee", default=find_lychee() or "lychee", help="the executable")
    arguments = parser.parse_args()

    def work() -> tuple[str, bool]:
        problems = check(arguments.site, Options(arguments.base, arguments.site_url)).problems
        home = make_home(arguments.base, arguments.site_url)
        theirs = ask_lychee(arguments.lychee, arguments.site, home)
        found = disagreements(arguments.site, home, problems, theirs)
        lines = [
            f"{link.page} → {link.target}\n  ours: {ours}\n  lychee: {said}"
            for link, ours, said in found
        ]
        return "\n".join([*lines, f"{len(theirs)} links, {len(found)} disagreements"]), not found

    return run(work)


if __name__ == "__main__":
    sys.exit(main())
