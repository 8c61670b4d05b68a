#!/usr/bin/env python3
"""Check the links of a built site. Exit 0 clean, 1 problems, 2 could not run."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hooks"))

from knowledge_base.links import PRINTERS, CannotRun, Options, check
from knowledge_base.links.external import External, check_external


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder that the build wrote")
    parser.add_argument("--base", default="", help="path that the site is served from")
    parser.add_argument("--site-url", default="", help="the site's own absolute address")
    parser.add_argument(
        "--unpublished",
        action="append",
        default=[],
        metavar="GLOBS",
        help="files left out of publication, as in .gitignore, separated by commas",
    )
    parser.add_argument("--source-map", type=Path, metavar="FILE", help="JSON: page → author file")
    parser.add_argument("--format", choices=sorted(PRINTERS), default="text")
    parser.add_argument("--external", action="store_true", help="open links to other sites too")
    parser.add_argument("--excuses", type=Path, default=External.excuses, metavar="FILE")
    parser.add_argument("--cache", type=Path, default=External.cache, metavar="FILE")
    arguments = parser.parse_args()
    globs = [glob.strip() for value in arguments.unpublished for glob in value.split(",")]
    options = Options(
        base=arguments.base,
        site_url=arguments.site_url,
        unpublished=[glob for glob in globs if glob],
        source_map=arguments.source_map,
    )
    try:
        report = check(arguments.site, options)
        if arguments.external:
            external = External(excuses=arguments.excuses, cache=arguments.cache)
            found = check_external(arguments.site, options, external)
            report = replace(report, problems=sorted(report.problems + found))
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 2
    text = PRINTERS[arguments.format](report)
    # File names and URLs may hold what the terminal's own encoding cannot.
    sys.stdout.buffer.write((text + "\n" if text else "").encode("utf-8", "backslashreplace"))
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
