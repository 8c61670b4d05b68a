#!/usr/bin/env python3
"""Compare our link check with that of lychee. Exit 0 they agree, 1 they do not, 2 could not run."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hooks"))

from knowledge_base.links import CannotRun, Options, check
from knowledge_base.links.second_opinion import ask_lychee, disagreements, find_lychee
from knowledge_base.links.site import make_home


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder that the build wrote")
    parser.add_argument("--base", default="", help="path that the site is served from")
    parser.add_argument("--site-url", default="", help="the site's own absolute address")
    parser.add_argument("--lychee", default=find_lychee() or "lychee", help="the executable")
    arguments = parser.parse_args()
    try:
        options = Options(base=arguments.base, site_url=arguments.site_url)
        problems = check(arguments.site, options).problems
        home = make_home(arguments.base, arguments.site_url)
        theirs = ask_lychee(arguments.lychee, arguments.site, home)
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 2
    found = disagreements(arguments.site, home, problems, theirs)
    lines = [
        f"{link.page} → {link.target}\n  ours: {ours}\n  lychee: {said}\n"
        for link, ours, said in found
    ]
    lines.append(f"{len(theirs)} links, {len(found)} disagreements\n")
    # File names and URLs may hold what the terminal's own encoding cannot.
    sys.stdout.buffer.write("".join(lines).encode("utf-8", "backslashreplace"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
