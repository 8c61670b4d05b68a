"""What a page of a built site weighs on its first view, against budgets in bytes and counts.

Bytes are those of gzip at its best level. Everything that the page itself asks for before
anyone touches it counts: the style sheets, the scripts, pictures that are not lazy, one icon,
and what the theme's script fetches at once, the search worker and the theme's own index.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from knowledge_base.problems import Level, Place, Problem, problem

KB = 1024
# Of each measure: what to aim for, and what fails the check.
BUDGETS = {
    "html": (15 * KB, 25 * KB),
    "css": (32 * KB, 40 * KB),
    "js": (48 * KB, 60 * KB),
    "own_js": (8 * KB, 10 * KB),
    "images": (10 * KB, 30 * KB),
    "first_view": (110 * KB, 150 * KB),
    "requests": (10, 14),
}
# Pages below a language that hold all there is of something, to look things up or, as the plan,
# to work without a script: they grow with the content, and their text is what they are for. Only
# the limit holds for them.
WHOLE = {"glossary", "keywords", "plan", "rules"}
# The theme's own scripts, below the site's root; every other script is ours.
THEME_SCRIPTS = "assets/javascripts/"
# What the theme's script fetches at once, besides the worker that the page names.
THEME_INDEX = "search/search_index.json"


@dataclass(frozen=True)
class Weight:
    """One page: its path in the site, its measures, and the other origins that it asks."""

    page: str
    measures: dict[str, int]
    elsewhere: tuple[str, ...] = ()


def weights(site: Path) -> Iterator[Weight]:
    """The weight of every page below ``site``."""
    for path in sorted(site.rglob("*.html")):
        tree = LexborHTMLParser(path.read_bytes())
        files: dict[str, dict[Path, int]] = {"css": {}, "js": {}, "images": {}, "data": {}}
        elsewhere = []
        for kind, address in _asked(tree):
            if urlsplit(address).netloc:
                elsewhere.append(address)
            elif found := _file(site, path, address):
                files[kind][found] = _size(found)
        own = [
            count
            for file, count in files["js"].items()
            if not file.relative_to(site).as_posix().startswith(THEME_SCRIPTS)
        ]
        sums = {kind: sum(sizes.values()) for kind, sizes in files.items()}
        html = _size(path)
        measures = {
            "html": html,
            "css": sums["css"],
            "js": sums["js"],
            "own_js": sum(own),
            "images": sums["images"],
            "first_view": html + sum(sums.values()),
            "requests": 1 + sum(map(len, files.values())),
        }
        yield Weight(path.relative_to(site).as_posix(), measures, tuple(elsewhere))


@cache
def _size(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def overweight(found: list[Weight]) -> Iterator[Problem]:
    """Pages over a budget: an error over the limit, a warning over what we aim for."""
    for weight in found:
        place = Place(weight.page)
        for address in weight.elsewhere:
            yield problem("page-asks-elsewhere", place, value=address)
        budgets = BUDGETS
        if WHOLE.intersection(weight.page.split("/")[1:2]):
            budgets = BUDGETS | {"html": (BUDGETS["html"][1],) * 2}
        for name, (aim, limit) in budgets.items():
            value = weight.measures[name]
            level: Level = "error" if value > limit else "warning"
            if value > aim:
                values = {"name": name, "value": value, "aim": aim, "limit": limit}
                yield problem("page-weight", place, level=level, **values)


def _asked(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """What a page asks for by itself: of what kind, and its address."""
    for node in tree.css("link[rel=stylesheet][href]"):
        yield "css", node.attributes["href"] or ""
    for node in tree.css("script[src]"):
        yield "js", node.attributes["src"] or ""
    for node in tree.css("img[src]:not([loading=lazy])"):
        if not (node.attributes["src"] or "").startswith("data:"):
            yield "images", node.attributes["src"] or ""
    icon = tree.css_first("link[rel=icon]")
    if icon:
        yield "data", icon.attributes["href"] or ""
    config = tree.css_first("#__config")
    if config:
        settings = cast(dict[str, str], json.loads(config.text()))
        yield "data", settings["search"]
        yield "data", f"{settings['base']}/{THEME_INDEX}"


def _file(site: Path, page: Path, address: str) -> Path | None:
    """The file at ``address`` as seen from ``page``, if the site has it."""
    # A page that does not know how deep it is asked for names the root of the host.
    root = "/" if address.startswith("/") else f"/{page.relative_to(site).as_posix()}"
    path = site / urlsplit(urljoin(root, address)).path.lstrip("/")
    return path if path.is_file() else None
