"""A file of the site that the engine writes, and what it is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Output:
    """One file by its path in the site. While ``made_of`` is the same, so is what it says."""

    path: str
    made_of: str
    make: Callable[[], str] = field(repr=False, compare=False)


def texts(outputs: Iterable[Output]) -> dict[str, str]:
    """What every file says, by its path in the site."""
    return {each.path: each.make() for each in outputs}
