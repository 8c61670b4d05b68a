"""The preview of content that cannot be built: a page that lists what to mend, at any address."""

import hashlib
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import yaml

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


@cache
def _words(code: str) -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load((LOCALE / code / "preview.yaml").read_text("utf-8"))
    return words
