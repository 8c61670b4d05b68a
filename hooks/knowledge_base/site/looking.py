"""How a preview learns of saved files: by looking, often, and with nothing else in the way."""

import gc
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from watchdog.events import FileModifiedEvent
from watchdog.observers.api import BaseObserver, EventEmitter

# Between two looks for saved files, in seconds.
SHORTEST_PAUSE = 0.03
LONGEST_PAUSE = 0.15
# A save may be seen while it is being written.
DELAY = 0.02
# After a build, in seconds, whoever waits for a page has it.
QUIET = 1.0

# A file by its path, and how the file system knows it: when it was changed, its size, its number.
_Seen = tuple[str, int, int, int]

_may_look = threading.Event()
_may_look.set()


def look_often(server: Any, watched: Iterable[str]) -> None:
    """Let MkDocs' ``server`` look for saved files more often, and wait less for further ones.

    Still by looking: events of the operating system do not reach shared and mounted folders.
    ``watched`` are the paths that it watches by now.
    """
    paths = list(watched)
    for path in paths:
        server.unwatch(path)
    server.observer = BaseObserver(Looker, timeout=LONGEST_PAUSE)
    server.build_delay = DELAY
    for path in paths:
        server.watch(path)


def look_away() -> None:
    """A build begins: whoever looks would only be in its way."""
    _may_look.clear()


def look_again() -> None:
    """A build has ended: what was saved meanwhile is seen now.

    Soon, when nobody waits for a page, circles of things are looked for that nobody needs any
    more. Python itself would do so at once.
    """
    _may_look.set()
    timer = threading.Timer(QUIET, _tidy)
    timer.daemon = True
    timer.start()


def _tidy() -> None:
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()  # what the first build leaves mostly stays: it is not looked through again


class Looker(EventEmitter):
    """Looks which files are other ones than before; nobody asks what became of them.

    Looks again after ten times as long as a look takes, so that it is no burden. It takes less
    than a millisecond in a small folder.
    """

    _pause = SHORTEST_PAUSE
    _seen: set[_Seen] = set()

    def on_thread_start(self) -> None:
        """What is there by now is no news."""
        self._seen = set(self._look())

    def queue_events(self, timeout: float) -> None:
        """Wait, each time at most for ``timeout`` seconds, and look."""
        if self.stopped_event.wait(self._pause) or not _may_look.wait(timeout):
            return
        begin = time.monotonic()
        before, self._seen = self._seen, set(self._look())
        for path in {each[0] for each in before ^ self._seen}:
            self.queue_event(FileModifiedEvent(path))
        self._pause = min(max(SHORTEST_PAUSE, 10 * (time.monotonic() - begin)), timeout)

    def _look(self) -> Iterator[_Seen]:
        """Every file that is watched; links are followed. What cannot be looked at is left out."""
        waiting = [str(self.watch.path)]
        while waiting:
            with suppress(OSError), os.scandir(waiting.pop()) as entries:
                for each in entries:
                    with suppress(OSError):  # a link to nowhere
                        if not each.is_dir():
                            state = each.stat()
                            yield each.path, state.st_mtime_ns, state.st_size, state.st_ino
                        elif self.watch.is_recursive:
                            waiting.append(each.path)
