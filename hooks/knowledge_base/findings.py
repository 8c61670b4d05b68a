"""What was found out about something: asked for once, and kept between builds."""

import pickle
from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Findings:
    """By name, what was found out, and the digest of what else that depends on.

    Everything is plain data. On disk each finding is packed by itself, for a build asks for few
    of those that it kept.
    """

    __slots__ = ("_found", "_packed")

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, Any]] = {}
        self._packed: dict[str, tuple[str, bytes]] = {}

    def keep(self, name: str, make: Callable[..., T], on: str = "", *about: object) -> T:
        """What ``make`` says ``about`` something: asked again if ``on`` is no longer the same."""
        found = self._found.get(name)
        if found is not None and found[0] == on:
            return cast(T, found[1])
        packed = self._packed.get(name)
        if packed is not None and packed[0] == on:
            value = pickle.loads(packed[1])
        else:
            value = make(*about)
            self._packed.pop(name, None)
        self._found[name] = (on, value)
        return cast(T, value)

    def pack(self) -> None:
        """Keep what was found out packed only: it takes a tenth of the room."""
        for name, (on, value) in self._found.items():
            if name not in self._packed:
                self._packed[name] = (on, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        self._found.clear()

    def __getstate__(self) -> dict[str, tuple[str, bytes]]:
        self.pack()
        return self._packed

    def __setstate__(self, state: dict[str, tuple[str, bytes]]) -> None:
        self._found, self._packed = {}, state
