"""Shared fixtures: the real content, a tiny knowledge base on another topic, real builds."""

import contextlib
import functools
import gc
import io
import os
import runpy
import shutil
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from filelock import FileLock

ROOT = Path(__file__).parent.parent
GARDEN = ROOT / "tests" / "garden"
# What the real site is built with, as when it is published.
ADDRESSES = {"SITE_URL": "https://guide.example/zhima/", "REPO_URL": "https://code.example/guide"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with long tests begin first, so that no core waits at the end for one of them."""
    marks = ("slow", "browser")
    slow = {item.path for item in items if any(map(item.get_closest_marker, marks))}
    items.sort(key=lambda item: item.path not in slow)


def run(
    *command: str | Path, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a Python command of the project as a user would, and keep what it prints."""
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        text=True,
        capture_output=True,
        check=False,
    )


def run_here(
    *command: str | Path, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The same as :func:`run`, in this process: for what a command does, not how it starts.

    Starting Python and importing the engine takes longer than most commands do.
    """
    words = [*map(str, command)]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    code: object = 1
    with (
        contextlib.chdir(cwd),
        mock.patch.dict(os.environ, environment),
        mock.patch.object(sys, "argv", words[1:] if words[0] == "-m" else words),
        mock.patch.object(sys, "path", [*sys.path]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            if words[0] == "-m":
                runpy.run_module(words[1], run_name="__main__", alter_sys=True)
            else:
                runpy.run_path(words[0], run_name="__main__")
            code = 0
        except SystemExit as end:
            code = end.code or 0
        except Exception:
            traceback.print_exc()
        finally:
            gc.enable()  # builds and commands leave it off, for they end
    printed = []
    for stream in (out, err):
        stream.flush()
        printed.append(stream.detach().getvalue().decode("utf-8"))
    if not isinstance(code, int):  # ``sys.exit("why")`` prints the words and exits with 1
        code, printed[1] = 1, f"{printed[1]}{code}\n"
    return subprocess.CompletedProcess(words, code, *printed)


def build(config: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a site with the real ``mkdocs build --strict``."""
    command = ("-m", "mkdocs", "build", "--strict", "-q", "-f", config, "-d", target)
    return run(*command, cwd=config.parent, **environment)


def build_here(config: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same as :func:`build`, in this process: for what is built, not how it starts."""
    command = ("-m", "mkdocs", "build", "--strict", "-q", "-f", config, "-d", target)
    return run_here(*command, cwd=config.parent, **environment)


def built_once(name: str, factory: pytest.TempPathFactory, make: Callable[[Path], object]) -> Path:
    """A folder that ``make`` fills, in this run once for all workers; nobody writes into it."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    target, done = shared / name / "site", shared / name / "done"
    with FileLock(shared / f"{name}.lock"):
        if not done.exists():
            make(target)
            done.touch()
    return target


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built with addresses set, as it is published."""

    def make(target: Path) -> None:
        result = build(ROOT / "mkdocs.yml", target, **ADDRESSES)
        assert result.returncode == 0, result.stderr

    return built_once("real", tmp_path_factory, make)


@pytest.fixture(scope="session")
def garden_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny knowledge base, built."""

    def make(target: Path) -> None:
        result = build(GARDEN / "mkdocs.yml", target)
        assert result.returncode == 0, result.stderr
        assert result.stderr == "", "a quiet build has nothing to say"

    return built_once("garden", tmp_path_factory, make)


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """A copy of the tiny knowledge base that a test may break, with the theme beside it."""
    target = tmp_path / "tests" / "garden"
    shutil.copytree(GARDEN, target)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for name in ("hooks", "overrides"):
        (tmp_path / name).symlink_to(ROOT / name)
    return target


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on a loopback address and gives its URL."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        handler = functools.partial(_QuietHandler, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The machine's own Chromium; the headless one first, which opens a tab in a third of the time."""
    from playwright.sync_api import sync_playwright

    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    executable = next((path for path in map(shutil.which, names) if path), None)
    assert executable, "no Chromium: run scripts/ensure_chromium"
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=flags)
        yield chromium
        chromium.close()


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass
