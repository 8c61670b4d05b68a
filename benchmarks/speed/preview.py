"""From saving a file to its page being served: what someone who writes waits for.

All servers are started first, then edits go round; while one is measured the others stand
still (SIGSTOP). The clock runs from just before the file is written until a page with the
new text has come over the loopback, which is asked for every :data:`PAUSE` seconds.
"""

import contextlib
import http.client
import os
import random
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.common.commandline import progress
from benchmarks.common.cost import LONGEST, CommandFailed, last_words
from benchmarks.speed.edits import FIRST, Editor
from benchmarks.speed.records import Row
from benchmarks.speed.rivals import PORT, Contestant

PAUSE = 0.01
PREVIEW = "preview"
# An edit that is not shown by then is a failure.
_PATIENCE = 300.0
# After waking up a server looks at its files; that is not part of what is measured.
_SETTLE = 0.7


def previews(everybody: Sequence[Contestant], size: str, edits: int) -> list[Row]:
    """One row for each contestant that has a preview: seconds of ``edits`` saves."""
    rows = {each.name: Row(size, each.name, PREVIEW) for each in everybody if each.server}
    with contextlib.ExitStack() as stack:
        servers: dict[str, _Server] = {}
        for each in everybody:
            if each.server:
                progress(f"{size} entries: {each.name} starts")
                server = stack.enter_context(_Server(each))
                try:
                    server.begin()
                    servers[each.name] = server
                    server.signal(signal.SIGSTOP)
                except CommandFailed as reason:
                    rows[each.name].failed = str(reason)
        for turn in range(edits):
            names = list(servers)
            for name in names[turn % len(names) :] + names[: turn % len(names)]:
                progress(f"{size} entries, save {turn + 1} of {edits}: {name}")
                if rows[name].failed:
                    continue
                try:
                    rows[name].runs.append(servers[name].edit())
                except CommandFailed as reason:
                    rows[name].failed = str(reason)
    progress("")
    return list(rows.values())


class _Server:
    """A running preview on the loopback; it ends with the ``with`` block, whatever happens."""

    def __init__(self, who: Contestant) -> None:
        self._who = who
        self._address = f"/en/causes/{who.page.stem}/"
        self._editor = Editor(who.page)
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (closed in __exit__)
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self._port: int = listener.getsockname()[1]
        self._begin = time.perf_counter()
        self._process = subprocess.Popen(
            [word.replace(PORT, str(self._port)) for word in who.server],
            cwd=who.folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log, start_new_session=True,
        )  # fmt: skip
        self._start = 0.0

    def __enter__(self) -> "_Server":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.signal(signal.SIGKILL)
        self._process.wait()
        self._log.close()
        self._editor.restore()

    def begin(self) -> None:
        """Wait until the first page is there."""
        self._wait_for(FIRST, LONGEST)
        self._start = time.perf_counter() - self._begin

    def edit(self) -> dict[str, float]:
        """Save once, and say how long it took until the page was served."""
        self.signal(signal.SIGCONT)
        # Not always at the same moment of its own rounds of looking for changes.
        time.sleep(_SETTLE + random.random() / 2)
        self._page()
        before, begin = self._processor(), time.perf_counter()
        self._wait_for(self._editor.save(), _PATIENCE)
        took = time.perf_counter() - begin
        time.sleep(_SETTLE)  # it may have more to do than the page
        spent = self._processor() - before
        self.signal(signal.SIGSTOP)
        return {"seconds": took, "cpu": spent, "start": self._start}

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the server and all that it started."""
        os.killpg(self._process.pid, number)

    def _processor(self) -> float:
        """Seconds of processor that the server has had."""
        words = Path(f"/proc/{self._process.pid}/stat").read_text("utf-8").rpartition(")")[2]
        return sum(map(int, words.split()[11:15])) / os.sysconf("SC_CLK_TCK")

    def _wait_for(self, text: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        while text.encode() not in self._page():
            if self._process.poll() is not None or time.monotonic() > end:
                self._log.seek(0)
                said = last_words(self._log.read().decode("utf-8", "replace"))
                raise CommandFailed(f"{Path(self._who.server[0]).name} did not show it: {said}")
            time.sleep(PAUSE)

    def _page(self) -> bytes:
        """The page, or nothing while there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        try:
            connection.request("GET", self._address)
            return connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return b""
        finally:
            connection.close()
