"""What was measured, kept as JSON: parts of one table may be measured at different times."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.common.commandline import CannotRun

Figures = dict[str, float]


@dataclass
class Row:
    """What one contestant did with one size of content: figures of each round, in order.

    ``failed`` is why it went no further; ``checked`` what became of a comparison; ``part`` the
    number of the part of the whole that it was measured in.
    """

    size: str
    name: str
    kind: str
    runs: list[Figures] = field(default_factory=list)
    failed: str = ""
    checked: str = ""
    part: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells this row from others."""
        return self.size, self.name, self.kind


@dataclass
class Part:
    """What was measured in one go: when, on what, with which versions."""

    about: dict[str, str]


@dataclass
class Results:
    """All that was measured."""

    parts: list[Part] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add(self, about: dict[str, str], rows: Iterable[Row]) -> None:
        """One more part: its rows take the place of older ones of the same."""
        new = {row.key: row for row in rows}
        for row in new.values():
            row.part = len(self.parts)
        self.parts.append(Part(about))
        self.rows = [row for row in self.rows if row.key not in new] + list(new.values())

    def used_parts(self) -> list[Part]:
        """The parts that some row is of."""
        used = {row.part for row in self.rows}
        return [part for number, part in enumerate(self.parts) if number in used]


def load_results(path: Path) -> Results:
    """What ``path`` keeps; nothing if there is no such file."""
    if not path.exists():
        return Results()
    try:
        data = json.loads(path.read_text("utf-8"))
        parts = [Part(**each) for each in data["parts"]]
        return Results(parts, [Row(**each) for each in data["rows"]])
    except (ValueError, KeyError, TypeError):
        raise CannotRun(f"{path} was not written by this benchmark") from None


def save_results(path: Path, results: Results) -> None:
    """Write ``results`` to ``path``."""
    path.write_text(json.dumps(asdict(results), ensure_ascii=False, indent=1), "utf-8")
