"""Lists that could grow without end, cut to what a reader on a slow phone can use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

# What the lists of one thing may have: its links, or who uses a fact. Longer ones begin only.
WHOLE, BEGINNING = 20, 10


@dataclass(frozen=True)
class Excerpt(Generic[T]):
    """What a page shows of a list of ``count``: its beginning, where it would be too long."""

    shown: Sequence[T]
    count: int

    @property
    def is_cut(self) -> bool:
        """Whether some are left out: the page then says so, and where all are."""
        return len(self.shown) < self.count


def excerpt(items: Sequence[T], whole: int = WHOLE, beginning: int = BEGINNING) -> Excerpt[T]:
    """``items`` if there are at most ``whole``, else the first of them."""
    return Excerpt(items if len(items) <= whole else items[:beginning], len(items))
