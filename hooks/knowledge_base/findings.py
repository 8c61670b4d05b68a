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
        # All that is not large, until somebody asks for any of it.
        self._small = b""
        self._news = False

    def keep(self, name: str, make: Callable[..., T], on: str = "", *about: object) -> T:
        """What ``make`` says ``about`` something: asked again if ``on`` is no longer the same."""
        if self._small and not self._found:
            self._found = pickle.loads(self._small)
        found = self._found.get(name)
        if found is not None and found[0] == on:
            return cast(T, found[1])
        packed = self._large.get(name)
        if packed is not None and packed[0] == on:
            value = pickle.loads(packed[1])
        else:
            value = make(*about)
            self._news = True
            self._large.pop(name, None)
        self._found[name] = (on, value)
        return cast(T, value)

    def pack(self) -> None:
        """Keep what was found out packed only: it takes a tenth of the room."""
        if self._news:
            small: dict[str, tuple[str, Any]] = {}
            for name, (on, value) in self._found.items():
                if name not in self._large:
                    packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
                    if len(packed) < LARGE:
                        small[name] = (on, value)
                    else:
                        self._large[name] = (on, packed)
            self._small = pickle.dumps(small, pickle.HIGHEST_PROTOCOL)
            self._news = False
        self._found = {}

    def __getstate__(self) -> tuple[bytes, dict[str, tuple[str, bytes]]]:
        self.pack()
        return self._small, self._large

    def __setstate__(self, state: tuple[bytes, dict[str, tuple[str, bytes]]]) -> None:
        self._found, self._news = {}, False
        self._small, self._large = state
