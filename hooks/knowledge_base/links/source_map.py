"""The optional table from pages and links of the site to the author's files.

``{"pages": {"zh/a/index.html": {"path": "content/a.yaml",
"links": [{"url": "../b/", "line": 7, "column": 3}]}}}``
"""

import json
from collections.abc import Mapping
from pathlib import Path

from knowledge_base.links.records import CannotRun, Source
from knowledge_base.links.wording import sentence


class SourceMap:
    """Answers from which file, line and column a link of a page was made."""

    def __init__(self, pages: Mapping[str, tuple[str, Mapping[str, Source]]]) -> None:
        self._pages = pages

    def find(self, page: str, url: str) -> Source | None:
        """The place of exactly this link, else the first line of the page's file."""
        if page not in self._pages:
            return None
        path, links = self._pages[page]
        return links.get(url) or Source(path)


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
        links.setdefault(_text(row["url"]), Source(path, line, column))
    return links


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise TypeError(f"{value!r} is not a line or column")
    return value
