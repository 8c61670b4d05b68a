"""What was measured, as Markdown tables: builds, growth, previews."""

import math
import statistics
from collections.abc import Iterator
from itertools import pairwise

from benchmarks.common.commandline import in_words, spread, table
from benchmarks.speed.builds import COLD
from benchmarks.speed.preview import PREVIEW
from benchmarks.speed.records import Results, Row

OURS = "ours"
# Between which sizes growth is told: each and the next, and what is promised.
_PROMISED = ("200", "5000")
_BUILDS = (
    *("entries", "who", "build", "CPU s", "wall s", "peak MB", "output MB", "pages"),
    *("HTML KB/page", "KB/entry's page", "ours/this, CPU", "beside a clean build"),
)
_GROWTH = ("who", "from", "to", "CPU s grow as N^", "HTML/page grows by", "entry's page by")
_SAVES = ("entries", "who", "save to page s", "CPU s of it", "ours/this, s", "start to page s")


def report(results: Results) -> str:
    """All tables, with the machine, the day and the versions of every part."""
    rows = sorted(results.rows, key=_place)
    builds = [row for row in rows if row.kind != PREVIEW]
    saves = [row for row in rows if row.kind == PREVIEW]
    chapters = [_about(results)]
    if builds:
        lines = [_build(row, _paired(row, builds)) for row in builds]
        chapters.append(table(_BUILDS, lines))
    if growth := list(_growth(builds)):
        chapters.append(table(_GROWTH, growth))
    if saves:
        chapters.append(table(_SAVES, [_save(row, _paired(row, saves)) for row in saves]))
    failures = [f"- {row.size} entries, {row.name}: {row.failed}" for row in rows if row.failed]
    if failures:
        chapters.append("\n".join(["Failed:", "", *failures]))
    return "\n\n".join(chapters)


def _place(row: Row) -> tuple[float, bool]:
    """Sizes in order; in each, ours first and the others as they were measured."""
    return (float(row.size) if row.size.isdigit() else 0, row.name != OURS)


def _about(results: Results) -> str:
    return "\n".join(f"- {in_words(part.about)}" for part in results.used_parts())


def _values(row: Row, name: str) -> list[float]:
    return [each[name] for each in row.runs]


def _paired(row: Row, rows: list[Row]) -> Row | None:
    """Ours of the same kind, size and part, with which ``row`` took turns."""
    key = (row.size, row.kind, row.part)
    found = (each for each in rows if (each.size, each.kind, each.part) == key)
    return next((each for each in found if each.name == OURS), None)


def _ratio(row: Row, ours: Row | None, name: str) -> str:
    """The median over the rounds of ours divided by ``row``'s."""
    if row.name == OURS:
        return ""
    if not ours or not ours.runs or not row.runs:
        return "–"
    pairs = zip(_values(ours, name), _values(row, name), strict=False)  # one may have failed
    return f"{statistics.median(a / b for a, b in pairs):.2f}"


def _build(row: Row, ours: Row | None) -> Iterator[str]:
    yield from (row.size, row.name, row.kind)
    if not row.runs:
        yield from ("failed", *["–"] * 8)
        return
    for name in ("cpu", "wall"):
        yield spread(_values(row, name), 2)
    for name, digits in (("peak", 0), ("output", 1), ("pages", 0), ("html", 1), ("entry", 1)):
        yield f"{statistics.median(_values(row, name)):.{digits}f}"
    yield _ratio(row, ours, "cpu")
    yield row.checked or ("failed later" if row.failed else "")


def _save(row: Row, ours: Row | None) -> Iterator[str]:
    yield from (row.size, row.name)
    if not row.runs:
        yield from ("failed", *["–"] * 3)
        return
    yield spread(_values(row, "seconds"), 3)
    yield spread(_values(row, "cpu"), 2)
    yield _ratio(row, ours, "seconds")
    yield f"{row.runs[0]['start']:.1f}"


def _growth(rows: list[Row]) -> Iterator[tuple[str, ...]]:
    """Each contestant's growth between neighbouring sizes, and between those of the promise."""
    for name in dict.fromkeys(row.name for row in rows):
        cold = [row for row in rows if row.name == name and row.kind == COLD and row.runs]
        sized = {row.size: row for row in cold if row.size.isdigit()}
        sizes = list(sized)
        spans = list(pairwise(sizes))
        if _PROMISED not in spans and set(_PROMISED) <= set(sizes):
            spans.append(_PROMISED)
        if len(sizes) > 2:
            spans.append((sizes[0], sizes[-1]))
        for small, large in spans:
            cpu, html, entry = (
                statistics.median(_values(sized[large], figure))
                / statistics.median(_values(sized[small], figure))
                for figure in ("cpu", "html", "entry")
            )
            exponent = math.log(cpu) / math.log(int(large) / int(small))
            yield name, small, large, f"{exponent:.2f}", f"{html:.2f}", f"{entry:.2f}"
