"""`mkdocs serve` shows an edit to a YAML file without a restart, and survives a slip."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

CAUSE = "content/causes/overwatering.yaml"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def test_an_edit_is_shown_a_slip_is_reported_and_mended(garden: Path) -> None:
    port = free_port()
    log = garden / "serve.log"
    command = ["-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"]
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, *command],
            cwd=garden, stdout=output, stderr=output,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip

    def page() -> str:
        url = f"http://127.0.0.1:{port}/guide/en/causes/overwatering/"
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                text: str = answer.read().decode("utf-8")
                return text
        except OSError:  # not up yet, or busy rebuilding
            return ""

    def edit(old: str, new: str) -> None:
        path = garden / CAUSE
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    try:
        wait_for(lambda: "Too much water" in page())
        edit("Too much water", "Far too much water")
        wait_for(lambda: "Far too much water" in page())
        edit("urgency: now", "urgency: noww")
        wait_for(lambda: "unknown-choice" in log.read_text("utf-8"))
        edit("urgency: noww", "urgency: this_week")
        wait_for(lambda: "kb-urgency--this" in page())
        assert "Traceback" not in log.read_text("utf-8")
    finally:
        server.terminate()
        server.wait(10)
