#!/usr/bin/env python3
"""Check the links of a built site. Exit 0 clean, 1 problems, 2 could not run."""

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hooks"))

from knowledge_base.links import PRINTERS, Options, check
from knowledge_base.links.door import arguments_of_site, run
from knowledge_base.links.external import External, check_external


def main() -> int:
    parser = arguments_of_site(__doc__)
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

    def work() -> tuple[str, bool]:
        report = check(arguments.site, options)
        if arguments.external:
            external = External(excuses=arguments.excuses, cache=arguments.cache)
            found = check_external(arguments.site, options, external)
            report = replace(report, problems=sorted(report.problems + found))
        return PRINTERS[arguments.format](report), not report.problems

    return run(work)


if __name__ == "__main__":
    sys.exit(main())
