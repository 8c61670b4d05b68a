"""The preview of content that cannot be built: a page that lists what to mend, at any address."""

import hashlib
import shutil
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingEmitter

from knowledge_base.languages import LANGUAGES
from knowledge_base.problems import LOCALE, Problem, as_text
from knowledge_base.templating import Here, Wording, render, template


def problems_page(problems: list[Problem]) -> str:
    """A page in both languages that lists ``problems``; it looks for itself when they change."""
    version = hashlib.sha256(as_text(problems).encode()).hexdigest()
    words = [(language, _words(language.code)) for language in LANGUAGES]
    values = {"problems": sorted(problems), "words": words, "version": version}
    return render(template("problems.html.j2"), Here(Wording({}, LANGUAGES[0]), ""), values)


def show_problems(problems: list[Problem], site: Path) -> None:
    """Let every address of ``site`` show ``problems``; the site waits beside it meanwhile."""
    site.rename(_aside(site))
    site.mkdir()
    # What MkDocs serves where there is no page.
    (site / "404.html").write_text(problems_page(problems), encoding="utf-8")


def take_back(site: Path) -> None:
    """Put ``site`` back in its place, if it waits beside."""
    if _aside(site).exists():
        shutil.rmtree(site)
        _aside(site).rename(site)


def _aside(site: Path) -> Path:
    return site.with_name(f"{site.name}-aside")


def look_often(server: Any, watched: Iterable[str]) -> None:
    """Let MkDocs' ``server`` look for saved files more often, and wait less for further ones.

    Still by looking: events of the operating system do not reach shared and mounted folders.
    ``watched`` are the paths that it watches by now.
    """
    paths = list(watched)
    for path in paths:
        server.unwatch(path)
    server.observer = BaseObserver(_Looker, timeout=0.15)
    server.build_delay = 0.03
    for path in paths:
        server.watch(path)


class _Looker(PollingEmitter):
    """Looks again after ten times as long as a look takes, so that it is no burden.

    It takes a millisecond in a small folder, and longer while the site is built.
    """

    _pause = 0.03

    def queue_events(self, timeout: float) -> None:
        """Wait, at most for ``timeout`` seconds, and look."""
        begin = time.monotonic() + self._pause
        super().queue_events(self._pause)
        self._pause = min(max(0.03, 10 * (time.monotonic() - begin)), timeout)


@cache
def _words(code: str) -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load((LOCALE / code / "preview.yaml").read_text("utf-8"))
    return words
