#!/usr/bin/env python3
"""Build the same content with ours, stock Material, Zensical and Hugo, one after another.

Usage: benchmarks/build.py [--sizes 20 200 1000] [--rounds 3] [--only NAME …]
Prints CPU seconds (children included), wall, peak memory, output and HTML per page, ratios to
ours in the same round (median), and how ours grows. Figures that were kept: RESULTS.md.
"""

import argparse
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "benchmarks/speed")]

import rivals  # noqa: E402
from generate import generate  # noqa: E402


@dataclass(frozen=True)
class Run:
    """What one build took, and what it wrote."""

    cpu: float
    wall: float
    peak_mb: float
    output_mb: float
    pages: int
    html_kb: float


def build(contestant: rivals.Contestant) -> Run:
    """Build once from nothing. Raises ``RuntimeError`` when a command fails."""
    for site in contestant.sites:
        shutil.rmtree(site, ignore_errors=True)
    shutil.rmtree(contestant.folder / ".cache", ignore_errors=True)
    begin, cpu, peak = time.perf_counter(), 0.0, 0.0
    for command, variables in zip(contestant.commands, contestant.environments, strict=True):
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **variables}
        process = subprocess.Popen(
            command, cwd=contestant.folder, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{contestant.name}: {command} failed")
        cpu += used.ru_utime + used.ru_stime
        peak = max(peak, used.ru_maxrss / 1024)
    wall = time.perf_counter() - begin
    files = [path for site in contestant.sites for path in site.rglob("*") if path.is_file()]
    pages = [path.stat().st_size for path in files if path.name == "index.html"]
    output = sum(path.stat().st_size for path in files) / 1e6
    return Run(cpu, wall, peak, output, len(pages), sum(pages) / len(pages) / 1e3)


def contestants(content: Path, folder: Path, only: list[str]) -> list[rivals.Contestant]:
    """Everybody to be measured on ``content``, ours first."""
    makers: dict[str, Callable[[], rivals.Contestant]] = {
        "ours": lambda: rivals.ours(ROOT, content, folder / "ours"),
        "stock": lambda: rivals.stock(content, folder / "stock"),
        "zensical": lambda: rivals.zensical(ROOT, content, folder / "zensical"),
        "hugo": lambda: rivals.hugo(ROOT, content, folder / "hugo"),
    }
    return [make() for name, make in makers.items() if name == "ours" or name in only]


def measure(size: int, rounds: int, only: list[str]) -> dict[str, list[Run]]:
    """Every round builds with everybody in turn, so that a busy machine slows all alike."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        generate(ROOT / "content", content, size)
        everybody = contestants(content, Path(folder), only)
        found: dict[str, list[Run]] = {each.name: [] for each in everybody}
        for number in range(rounds):
            for each in everybody:
                if sys.stderr.isatty():
                    print(f"\r{size}: round {number + 1}, {each.name:30}", end="", file=sys.stderr)
                found[each.name].append(build(each))
    return found


def median(runs: list[Run], name: str) -> float:
    """The median of one figure."""
    return float(statistics.median(getattr(run, name) for run in runs))


def report(size: int, found: dict[str, list[Run]]) -> None:
    """Print one row for each contestant, ratios against ours of the same round."""
    own = found["ours"]
    for name, runs in found.items():
        ratio = statistics.median(a.cpu / b.cpu for a, b in zip(own, runs, strict=True))
        figures = [
            f"{median(runs, key):.{digits}f}"
            for key, digits in (("cpu", 2), ("wall", 2), ("peak_mb", 0), ("output_mb", 1),
                                ("pages", 0), ("html_kb", 1))
        ]  # fmt: skip
        print(f"| {size} | {name} | {' | '.join(figures)} | {ratio:.2f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 200, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=["stock", "zensical", "hugo"])
    arguments = parser.parse_args()
    print("| entries | | CPU s | wall s | peak MB | output MB | pages | HTML KB/page | ours/this |")
    print("|--|--|--|--|--|--|--|--|--|")
    cpu: dict[int, float] = {}
    for size in arguments.sizes:
        found = measure(size, arguments.rounds, arguments.only)
        report(size, found)
        cpu[size] = median(found["ours"], "cpu")
    for small, large in zip(arguments.sizes, arguments.sizes[1:], strict=False):
        exponent = math.log(cpu[large] / cpu[small]) / math.log(large / small)
        print(f"growth of ours, {small} to {large}: N^{exponent:.2f}")


if __name__ == "__main__":
    main()
