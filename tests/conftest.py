"""Shared fixtures: the real content, a tiny knowledge base on another topic, real builds."""

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
GARDEN = ROOT / "tests" / "garden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


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


def build(config: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a site with the real ``mkdocs build --strict``."""
    command = ("-m", "mkdocs", "build", "--strict", "-q", "-f", config, "-d", target)
    return run(*command, cwd=config.parent, **environment)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built with addresses set, as it is published."""
    target = tmp_path_factory.mktemp("real") / "site"
    result = build(
        ROOT / "mkdocs.yml",
        target,
        SITE_URL="https://guide.example/zhima/",
        REPO_URL="https://code.example/guide",
    )
    assert result.returncode == 0, result.stderr
    return target


@pytest.fixture(scope="session")
def garden_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny knowledge base, built."""
    target = tmp_path_factory.mktemp("garden") / "site"
    result = build(GARDEN / "mkdocs.yml", target)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return target


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
    """The machine's own Chromium."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
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
