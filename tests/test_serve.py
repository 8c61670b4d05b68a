"""`mkdocs serve` shows an edit to a YAML file without a restart, and survives a slip."""

import gc
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from watchdog.events import FileSystemEventHandler
from watchdog.observers.api import BaseObserver

from knowledge_base.site import looking
from knowledge_base.site.looking import Looker

CAUSE = "content/causes/overwatering.yaml"


# Every kind of page, and files made of many.
PAGES = (
    "", "zh/", "en/", "en/causes/", "en/causes/by/urgency/", "en/causes/overwatering/",
    "zh/causes/overwatering/", "en/actions/let-soil-dry/", "en/impacts/yellow-leaves/",
    "en/map/", "en/keywords/", "en/changes/", "en/plan/", "en/self-check/", "en/glossary/",
    "en/myths/beer-helps/", "en/sources/", "en/method/", "data/v1/entries.json",
    "data/v1/claims.csv", "assets/search/en.json", "en/changes.atom", "sitemap.xml",
)  # fmt: skip


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


class Preview:
    """A running `mkdocs serve` of a project that a test edits."""

    def __init__(self, project: Path) -> None:
        self.project, self.port = project, free_port()
        self.log = project / "serve.log"
        command = ["-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{self.port}"]
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, *command],
                cwd=project, stdout=output, stderr=output,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
            )  # fmt: skip

    def page(self, path: str = "en/causes/overwatering/") -> str:
        """What a browser shows there, be it an error page."""
        try:
            with urllib.request.urlopen(self.address(path), timeout=5) as answer:
                text: str = answer.read().decode("utf-8")
                return text
        except urllib.error.HTTPError as answer:
            return answer.read().decode("utf-8")
        except OSError:  # not up yet, or busy rebuilding
            return ""

    def same(self, path: str) -> str:
        """What is there, whatever the port and the number of the build."""
        text = self.page(path).replace(str(self.port), "PORT")
        return re.sub(r"livereload\(\d+, \d+\)", "", text)

    def address(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/guide/{path}"

    def edit(self, old: str, new: str) -> None:
        path = self.project / CAUSE
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    def said(self) -> str:
        return self.log.read_text("utf-8")


@pytest.fixture
def preview(garden: Path) -> Iterator[Callable[[], Preview]]:
    running: list[Preview] = []

    def start() -> Preview:
        running.append(Preview(garden))
        return running[-1]

    yield start
    for each in running:
        each.process.terminate()
        each.process.wait(10)


def test_an_edit_is_shown_a_slip_is_reported_and_mended(preview: Callable[[], Preview]) -> None:
    shown = preview()
    wait_for(lambda: "Too much water" in shown.page())
    shown.edit("Too much water", "Far too much water")
    wait_for(lambda: "Far too much water" in shown.page())
    shown.edit("urgency: now", "urgency: noww")
    wait_for(lambda: "unknown-choice" in shown.page())
    for path in ("", "en/causes/overwatering/", "zh/"):
        assert f"{CAUSE}:" in shown.page(path), "whatever page is open shows what to mend"
    assert "unknown-choice" in shown.said()
    shown.edit("urgency: noww", "urgency: this_week")
    wait_for(lambda: "kb-urgency--this" in shown.page())
    assert "Traceback" not in shown.said()


def test_a_preview_that_begins_with_a_slip_does_not_end(
    garden: Path, preview: Callable[[], Preview]
) -> None:
    text = (garden / CAUSE).read_text("utf-8")
    (garden / CAUSE).write_text(text.replace("urgency: now", "urgency: noww"), "utf-8")
    shown = preview()
    wait_for(lambda: "unknown-choice" in shown.page())
    shown.edit("urgency: noww", "urgency: now")
    wait_for(lambda: "Too much water" in shown.page())
    assert "Traceback" not in shown.said()


def test_a_preview_shows_what_a_new_one_would(garden: Path, preview: Callable[[], Preview]) -> None:
    shown = preview()
    wait_for(lambda: "Too much water" in shown.page())
    shown.edit("Too much water", "Far too much water")  # its neighbours and lists show the title
    wait_for(lambda: "Far too much water" in shown.page())
    shown.edit("urgency: now", "urgency: noww")
    wait_for(lambda: "unknown-choice" in shown.page())
    shown.edit("urgency: noww", "urgency: this_week")
    wait_for(lambda: "kb-urgency--this" in shown.page())
    again = preview()
    wait_for(lambda: "Far too much water" in again.page())
    for path in PAGES:
        assert shown.same(path) == again.same(path) != "", path


@pytest.mark.browser
def test_an_open_page_shows_the_slip_and_comes_back(
    preview: Callable[[], Preview], browser: Any
) -> None:
    shown = preview()
    wait_for(lambda: "Too much water" in shown.page())
    tab = browser.new_page()
    tab.goto(shown.address("en/causes/overwatering/"))
    shown.edit("urgency: now", "urgency: noww")
    tab.wait_for_selector("text=unknown-choice", timeout=30_000)
    shown.edit("urgency: noww", "urgency: this_week")
    tab.wait_for_selector("h1:has-text('Too much water')", timeout=30_000)
    tab.close()


def test_saved_replaced_and_removed_files_are_seen(tmp_path: Path) -> None:
    seen: set[str] = set()
    handler = FileSystemEventHandler()
    handler.on_any_event = lambda event: seen.add(Path(str(event.src_path)).name)  # type: ignore[method-assign]
    (folder := tmp_path / "folder" / "below").mkdir(parents=True)
    (linked := tmp_path / "elsewhere").mkdir()
    for path in (folder / "a", folder / "b", linked / "c", tmp_path / "alone", tmp_path / "other"):
        path.write_text("1")
    (tmp_path / "folder" / "link").symlink_to(linked)
    observer = BaseObserver(Looker, timeout=0.05)
    for name in ("folder", "alone"):
        observer.schedule(handler, str(tmp_path / name), recursive=True)
    observer.start()

    def see(*names: str) -> None:
        wait_for(lambda: seen == set(names))
        seen.clear()

    time.sleep(0.2)  # what is there already is no news
    (folder / ".#a").symlink_to("nowhere")  # as some editors do
    (folder / "a").write_text("2")
    (tmp_path / "other").write_text("2")  # beside a file that is watched
    see("a")
    (folder / "new").write_text("3")
    see("new")
    (folder / "new").replace(folder / "b")
    see("new", "b")
    (linked / "c").write_text("2")
    (tmp_path / "alone").write_text("2")
    see("c", "alone")
    shutil.rmtree(folder)
    see("a", "b")
    looking.look_away()
    time.sleep(0.2)
    (linked / "c").write_text("3")
    time.sleep(0.2)
    assert not seen, "a site is built"
    looking.look_again()
    see("c")
    observer.stop()
    observer.join()


def test_a_preview_tidies_up_when_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "QUIET", 0.01)
    circle = Circle()
    circle.itself, gone = circle, weakref.ref(circle)
    del circle
    looking.look_again()
    wait_for(lambda: gone() is None)
    gc.unfreeze()


class Circle:
    itself: "Circle"
