"""A file of the site that the engine writes, and what it is made of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pieces:
    """A file made of many pieces: one that is edited is put among the others as they stand.

    ``name`` is that of the file in every build, whatever its path. ``made_of`` has a digest for
    each piece in its order; while that is the same, and ``on`` for all of them, so is what
    ``make`` says for its number. That may be nothing.
    """

    name: str
    on: str
    head: str
    made_of: Sequence[str]
    make: Callable[[int], str] = field(repr=False, compare=False)
    between: str
    tail: str

    def text(self) -> str:
        """What the whole file says."""
        parts = filter(None, map(self.make, range(len(self.made_of))))
        return f"{self.head}{self.between.join(parts)}{self.tail}"


@dataclass(frozen=True)
class Output:
    """One file by its path in the site. While ``made_of`` is the same, so is what it says."""

    path: str
    made_of: str
    make: Callable[[], str] = field(repr=False, compare=False)
    pieces: Pieces | None = field(default=None, repr=False, compare=False)


def joined(path: str, made_of: str, pieces: Pieces) -> Output:
    """The file at ``path`` that is made of ``pieces``."""
    return Output(path, made_of, pieces.text, pieces)


def texts(outputs: Iterable[Output]) -> dict[str, str]:
    """What every file says, by its path in the site."""
    return {each.path: each.make() for each in outputs}
