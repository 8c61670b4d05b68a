"""The optional table from pages and links of the site to the author's files.

``{"pages": {"zh/a/index.html": {"path": "content/a.yaml", "links": [["../b/", 7, 3],
["../c/", 4, 9, "content/c.yaml"], ["../"]]}}}``: the links of the page's article, or of the page
if it has no article, in order, each with the line and column that it was made from, and the
file if that is not the page's. A link of which nobody knows has its address alone.

Our own builds write ``{"content": …, "docs": …}`` instead: from which folders the table can be
made, seen from the file.
"""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from knowledge_base.links.records import CannotRun, Source
from knowledge_base.links.wording import sentence

_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL | re.IGNORECASE)
_HREF = re.compile(
    r"""<a\s(?:[^>]*?\s)?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]*))""", re.IGNORECASE
)


class Made(NamedTuple):
    """A link as it was made: its address, and where from, if that is known."""

    url: str
    source: Source | None


class MadePage(NamedTuple):
    """A page as it was made: where from, if that is known, and its links."""

    source: Source | None
    links: Sequence[Made]


class SourceMap:
    """Answers from which file, line and column a link of a page was made."""

    def __init__(self, pages: Mapping[str, Mapping[str, Any]]) -> None:
        self._table = pages
        self._known: dict[str, MadePage | None] = {}

    def _page(self, name: str) -> MadePage | None:
        if name not in self._known:
            page = self._table.get(name)
            self._known[name] = _page(page) if page is not None else None
        return self._known[name]

    def find(self, page: str, wanted: Mapping[str, str], text: str) -> dict[str, Source]:
        """Where the links in ``wanted`` were made, by their addresses; ``text`` is the page's.

        ``wanted`` says what was probably meant, as the page would write it, or nothing.

        A link that the map does not know was changed after it was made: its place among the
        links of the page tells which it was. What is not in the page's article (its menu, its
        head) comes from the page that was probably meant, else from the page's own file.
        """
        made = self._page(page) or MadePage(None, ())
        known: dict[str, Source | None] = {}
        for link in made.links:
            known.setdefault(link.url, link.source)
        changed = wanted.keys() - known.keys()
        if changed and made.links:
            known |= _changed(made.links, _links(text), changed)
        found = {
            url: known.get(url) or self._meant(page, near) or made.source
            for url, near in wanted.items()
        }
        return {url: source for url, source in found.items() if source}

    def _meant(self, page: str, near: str) -> Source | None:
        """Where the page that was probably meant comes from."""
        path = near.partition("#")[0]
        if not path:
            return None
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path))[1:]
        while target:
            meant = self._page(f"{target}/index.html") or self._page(target)
            if meant:
                return meant.source
            # A path from the server's root begins with the folder that the site is served from.
            target = target.partition("/")[2] if path.startswith("/") else ""
        return None


def _links(text: str) -> list[str]:
    """The addresses of the links in the article of a page."""
    article = _ARTICLE.search(text)
    found = _HREF.findall(article[0] if article else text)
    return [unescape(double or single or bare) for double, single, bare in found]


def _changed(
    made: Sequence[Made], printed: Sequence[str], changed: Iterable[str]
) -> dict[str, Source | None]:
    """For each address in ``changed``, the place of the link that stands there in the page."""
    changed = set(changed)
    known: dict[str, Source | None] = {}
    for before, after in _pairs([link.url for link in made], printed):
        urls = [printed[place] for place in after]
        if len(before) != len(after):
            urls = [url for url in urls if url in changed]
        lost = [made[place] for place in before]
        if len(urls) != len(lost):  # links came or went as well: the one most like it
            by_url = {link.url: link for link in lost}
            likely = [get_close_matches(url, by_url, n=1, cutoff=0.4) for url in urls]
            lost = [by_url[near[0]] if near else lost[0] for near in likely if lost]
        for url, link in zip(urls, lost, strict=False):
            if url in changed:
                known.setdefault(url, link.source)
    return known


def _pairs(made: Sequence[str], printed: Sequence[str]) -> list[tuple[range, range]]:
    """Stretches of ``made`` and of ``printed`` that are in the same place, and differ.

    Mostly the page only has more links before and after those that were made.
    """
    more = len(printed) - len(made)
    if more >= 0:
        same = [
            sum(map(str.__eq__, made, printed[start : start + len(made)]))
            for start in range(more + 1)
        ]
        start = same.index(max(same))
        if max(same) * 2 >= len(made) or len(made) < 4 or not more:
            return [
                (range(place, place + 1), range(start + place, start + place + 1))
                for place, url in enumerate(made)
                if printed[start + place] != url
            ]
    matcher = SequenceMatcher(None, made, printed, autojunk=False)
    return [
        (range(first, last), range(start, end))
        for tag, first, last, start, end in matcher.get_opcodes()
        if tag == "replace"
    ]


def read_source_map(file: Path | None) -> SourceMap:
    """Read the map; without a file, an empty one. Raises :class:`CannotRun` for a bad one."""
    if file is None:
        return SourceMap({})
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if "content" in data:
            return SourceMap(_FromContent(file.parent, data))
        found = {name: page for name, page in data["pages"].items() if _page(page)}
        return SourceMap(found)
    except OSError as error:
        raise CannotRun(sentence("unreadable", detail=error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        detail = f"{type(error).__name__}: {error}"
        raise CannotRun(sentence("bad-source-map", file=file, detail=detail)) from error


class _FromContent(Mapping[str, Mapping[str, Any]]):
    """The table of the content that a note of the build names, made when it is asked for."""

    def __init__(self, folder: Path, note: Mapping[str, object]) -> None:
        self._paths = [folder / _text(note["content"]), folder / _text(note["docs"])]

    @cached_property
    def _table(self) -> Mapping[str, Mapping[str, Any]]:
        # Only a site of ours has this, and only a broken link needs it.
        from knowledge_base.origins.source_map import ContentMap

        return ContentMap(*self._paths)

    def __getitem__(self, name: str) -> Mapping[str, Any]:
        return self._table[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def _page(page: Mapping[str, object]) -> MadePage:
    path = _text(page["path"]) if "path" in page else None
    rows = page.get("links", [])
    if not isinstance(rows, list):
        raise TypeError(f"{rows!r} is not a list")
    source = (
        Source(path, _number(page.get("line", 1)), _number(page.get("column", 1))) if path else None
    )
    return MadePage(source, [_link(row, path) for row in rows])


def _link(row: Sequence[object], path: str | None) -> Made:
    url, *place = row
    if not place:
        return Made(_text(url), None)
    line, column, *file = place
    return Made(_text(url), Source(_text(*file or [path]), _number(line), _number(column)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise TypeError(f"{value!r} is not a line or column")
    return value
