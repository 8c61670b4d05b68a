"""The optional table from pages and links of the site to the author's files.

``{"pages": {"zh/a/index.html": {"path": "content/a.yaml",
"links": [{"url": "../b/", "line": 7, "column": 3}]}}}``; a link made in another file than its
page names it in a ``path`` of its own.
"""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from knowledge_base.links.records import CannotRun, Source
from knowledge_base.links.wording import sentence


class SourceMap:
    """Answers from which file, line and column a link of a page was made."""

    def __init__(self, pages: Mapping[str, tuple[str, Mapping[str, Source]]]) -> None:
        self._pages = pages

    def find(self, page: str, url: str, text: str = "") -> Source | None:
        """The place of this link, else the first line of the page's file.

        A link that the map does not know was changed after it was made: of those that the
        page's ``text`` should have and lacks, it is the one most like it. A page may have some
        link twice, with and without an anchor, and only one of them was changed: then it is
        the one almost like it.
        """
        if page not in self._pages:
            return None
        path, links = self._pages[page]
        if url in links:
            return links[url]
        lost = [known for known in links if f'"{known}"' not in text]
        nearest = get_close_matches(url, lost, n=1, cutoff=0.4) or (lost if len(lost) == 1 else [])
        nearest = nearest or get_close_matches(url.partition("#")[0], links, n=1, cutoff=0.8)
        return links[nearest[0]] if nearest else Source(path)


def read_source_map(file: Path | None) -> SourceMap:
    """Read the map; without a file, an empty one. Raises :class:`CannotRun` for a bad one."""
    if file is None:
        return SourceMap({})
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return SourceMap(
            {
                name: (_text(page["path"]), _links(_text(page["path"]), page.get("links", [])))
                for name, page in data["pages"].items()
            }
        )
    except OSError as error:
        raise CannotRun(sentence("unreadable", detail=error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        detail = f"{type(error).__name__}: {error}"
        raise CannotRun(sentence("bad-source-map", file=file, detail=detail)) from error


def _links(path: str, rows: list[Mapping[str, object]]) -> dict[str, Source]:
    links: dict[str, Source] = {}
    for row in rows:
        line, column = _number(row.get("line", 1)), _number(row.get("column", 1))
        place = Source(_text(row.get("path", path)), line, column)
        links.setdefault(_text(row["url"]), place)
    return links


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise TypeError(f"{value!r} is not a line or column")
    return value
