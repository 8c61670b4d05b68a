"""How long the parts of a build take, and how far it is: said on standard error, if asked for.

``KB_TIMING=1`` prints every part. On a terminal, long work counts its pages.
"""

import os
import sys
import time

# A count that changes faster than this cannot be read, and slows the work down.
_SECONDS_BETWEEN = 0.2


class Stopwatch:
    """Times the parts of one build, one after another."""

    def __init__(self) -> None:
        self._asked = bool(os.environ.get("KB_TIMING"))
        self._terminal = sys.stderr.isatty()
        self._begin = self._wall = time.perf_counter()
        self._cpu = time.process_time()
        self._counted, self._shown = 0, 0.0

    def lap(self, part: str) -> None:
        """``part`` is done; what comes now is another."""
        wall, cpu = time.perf_counter(), time.process_time()
        if self._asked:
            line = f"{part:24} {wall - self._wall:7.2f} s {cpu - self._cpu:7.2f} CPU s"
            print(line, file=sys.stderr)
        self._wall, self._cpu, self._counted = wall, cpu, 0

    def count(self, total: int, more: int = 1) -> None:
        """``more`` of ``total`` are done. Quiet where nobody looks on, or where it is quick."""
        self._counted += more
        now = time.perf_counter()
        last = self._counted == total
        if not self._terminal or (now - self._shown < _SECONDS_BETWEEN and not last):
            return
        self._shown = now
        end = "\n" if last else ""
        text = f"\r{self._counted}/{total}  {now - self._begin:.0f} s"
        print(text, end=end, file=sys.stderr, flush=True)
