"""Patience: one request a second to a host, and longer pauses for hosts in trouble."""

import threading
from collections import defaultdict
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Protocol


class Clock(Protocol):
    """What is needed of the module :mod:`time`."""

    def time(self) -> float: ...

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float, /) -> None: ...


class Pacer:
    """Lets callers wait until their request may be sent. Safe to use from several threads."""

    def __init__(self, clock: Clock, gap: float) -> None:
        self._clock = clock
        self._gap = gap
        self._lock = threading.Lock()
        self._next: defaultdict[str, float] = defaultdict(float)

    def wait(self, host: str) -> None:
        """Sleep until ``host`` may be asked, and take that moment."""
        with self._lock:
            now = self._clock.monotonic()
            moment = max(now, self._next[host])
            self._next[host] = moment + self._gap
        if moment > now:
            self._clock.sleep(moment - now)

    def rest(self, host: str, seconds: float) -> None:
        """Leave ``host`` alone for ``seconds`` from now."""
        with self._lock:
            self._next[host] = max(self._next[host], self._clock.monotonic() + seconds)


def seconds_of(retry_after: str, now: float) -> float:
    """The seconds that the header ``Retry-After`` asks for; 0 if it cannot be read."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError, TypeError):
        return 0.0


def group_by_host(hosts: Mapping[str, str]) -> list[list[str]]:
    """URLs (each with its host) in one list for each host, the longest first."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for url, host in hosts.items():
        groups[host].append(url)
    return sorted(groups.values(), key=len, reverse=True)
