"""What was found out about something: asked for once, and kept between builds."""

import pickle
from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")

# In bytes. To open what is smaller one by one takes longer than all of it together.
LARGE = 1_000


class Findings:
    """By name, what was found out, and the digest of what else that depends on.

    Everything is plain data. It is kept packed: what is large each by itself, for a build asks
    for little of that, and the rest in one.
    """

    __slots__ = ("_found", "_large", "_news", "_small")

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, Any]] = {}
        self._large: dict[str, tuple[str, bytes]] = {}
        # All that is not large, as it was packed last.
        self._small = b""
        self._news = False

    def keep(self, name: str, make: Callable[..., T], on: str = "", *about: object) -> T:
        """What ``make`` says ``about`` something: asked again if ``on`` is no longer the same."""
        if self._small and not self._found:
            self._found = pickle.loads(self._small)
        found = self._found.get(name)
        if found is not None and found[0] == on:
            return cast(T, found[1])
        large = self._large.get(name)
        if large is not None and large[0] == on:
            return cast(T, pickle.loads(large[1]))
        value = make(*about)
        packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        if len(packed) < LARGE:
            self._found[name] = (on, value)
            self._large.pop(name, None)
            self._news = True
        else:
            self._large[name] = (on, packed)
            self._news |= self._found.pop(name, None) is not None
        return value

    def pack(self) -> None:
        """Keep what was found out packed only: it takes a tenth of the room."""
        if self._news:
            self._small = pickle.dumps(self._found, pickle.HIGHEST_PROTOCOL)
            self._news = False
        self._found = {}

    def __getstate__(self) -> tuple[bytes, dict[str, tuple[str, bytes]]]:
        self.pack()
        return self._small, self._large

    def __setstate__(self, state: tuple[bytes, dict[str, tuple[str, bytes]]]) -> None:
        self._found, self._news = {}, False
        self._small, self._large = state
