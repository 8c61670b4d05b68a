#!/usr/bin/env python3
"""Load and validate many entries: ours against PyYAML and pydantic without positions.

Each round times both, one after the other, so that a busy machine slows both; the ratio is
the median over the rounds. Figures that were kept: RESULTS.md.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "hooks")]

from benchmarks.common.commandline import (  # noqa: E402
    count,
    here_and_now,
    in_words,
    parser,
    run,
    spread,
    table,
)
from knowledge_base.model import Cause  # noqa: E402
from knowledge_base.reading.layout import adapter  # noqa: E402
from knowledge_base.reading.source import read  # noqa: E402
from knowledge_base.reading.validate import validate  # noqa: E402

TEMPLATE = ROOT / "tests/garden/content/causes/overwatering.yaml"
SIZE = 4096


def entry(number: int) -> str:
    """An entry of about 4 KB: the garden's own, with more claims of the same shape."""
    text = TEMPLATE.read_text(encoding="utf-8").replace("浇水太多", f"浇水太多 {number}")
    before, mark, after = text.partition("  - id: singing\n")
    claim, following, rest = after.partition("red_flags:")
    claims = ""
    while len((before + claims + mark + after).encode()) < SIZE - 250:
        claims += f"  - id: more-{len(claims)}\n{claim}"
    return before + claims + mark + claim + following + rest


def ours(root: Path, paths: list[Path]) -> None:
    """Positions, every refusal, typed models."""
    for path in paths:
        document, problems = read(root, path)
        assert document and not problems, problems
        value, problems = validate(document, adapter(Cause))
        assert value and not problems, problems


def plain(root: Path, paths: list[Path]) -> None:
    """What most projects do: the C loader, then pydantic. No positions, nothing refused."""
    for path in paths:
        data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        assert adapter(Cause).validate_python(_as_text(data))


def _as_text(value: Any) -> Any:
    """The model wants years as text, which YAML reads as numbers."""
    for claim in value["why"]:
        claim["as_of"] = str(claim["as_of"])
    return value


def seconds(load: Callable[[Path, list[Path]], None], root: Path, paths: list[Path]) -> float:
    gc.collect()
    begin = time.perf_counter()
    load(root, paths)
    return time.perf_counter() - begin


def main() -> None:
    line = parser(__doc__)
    line.add_argument("--entries", type=count, default=5000, help="of about 4 KB")
    line.add_argument("--rounds", type=count, default=5, help="in which both take their turn")
    options = line.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = [root / f"entry-{number}.yaml" for number in range(options.entries)]
        for number, path in enumerate(paths):
            path.write_text(entry(number), encoding="utf-8")
        kilobytes = statistics.mean(path.stat().st_size for path in paths) / 1024
        for load in (ours, plain):
            load(root, paths[:50])
        times = [
            (seconds(ours, root, paths), seconds(plain, root, paths)) for _ in range(options.rounds)
        ]
    print(f"{options.entries} entries of {kilobytes:.1f} KB; {in_words(here_and_now())}\n")
    mine, theirs = zip(*times, strict=True)
    ratio = statistics.median(a / b for a, b in times)
    rows = [
        ("ours", spread(mine, 2), "1.00"),
        ("PyYAML and pydantic", spread(theirs, 2), f"{ratio:.2f}"),
    ]
    print(table(("who", "s", "ours/this"), rows))


if __name__ == "__main__":
    run(main)
