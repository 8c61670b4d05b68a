"""Where links of the built site were written: the map that the link checker reads.

Editors never see a built page. When one of its links is broken, they need the file and the
line of the id that made it. The map has the links of a page's article in the order in which the
page has them, so that even a link that somebody changed is known by those beside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.origins.origins import Origins, Writings
from knowledge_base.origins.origins_of_lists import origins_of_lists, origins_of_lists_in
from knowledge_base.paths import SECTIONS, address, link_url, page_url
from knowledge_base.problems import Place
from knowledge_base.record import Record

# An address as the page has it; then the line, the column, and the file if it is not the page's.
Row = list[str | int]


class Provenance:
    """Knows where the links of every generated page of one catalog were written."""

    def __init__(self, catalog: Catalog) -> None:
        self._writings = Writings(catalog)
        common = origins_of_lists(self._writings)
        self._lists = {
            language.code: {**common, **origins_of_lists_in(self._writings, language)}
            for language in LANGUAGES
        }
        self.stubs = dict(page for language in LANGUAGES for page in _stubs(catalog, language))

    def page(self, uri: str, language: Language, urls: Sequence[str]) -> dict[str, Any]:
        """The file of the page at the Markdown path ``uri``, if it has one, and its links.

        ``urls`` are the links of its article in order. The result is ``{"path": …, "links":
        [[url, line, column, path]]}``, paths from the project's root; a link that is not made
        from content is ``[url]`` alone.
        """
        page = page_url(uri).partition("/")[2]
        record = self._writings.pages.get(page)
        origins = (
            self._writings.of_page(record, language)
            if record
            else self._lists[language.code].get(page, {})
        )
        return _entry(_rows(page, urls, origins, self._writings.titles), record)


def _rows(
    page: str, urls: Sequence[str], origins: Origins, titles: Mapping[str, Place]
) -> Iterator[tuple[str, Place | None]]:
    """The links ``urls`` of ``page`` with their places.

    Of several links to one address, each has its own place, as far as there are so many.
    """
    seen: dict[str, int] = {}
    folder = page.rstrip("/")
    parent = folder.rpartition("/")[0] if folder else None
    here: Sequence[str]
    listed: Sequence[str]
    for url in urls:
        if url.startswith("#"):
            here, listed = (url,), (page + url,)
        elif url.startswith("./"):
            here = listed = (page + url[2:],)
        else:
            here = listed = _ways(parent, url)
        for way in here:
            if places := origins.get(way):
                earlier = seen.get(url, 0)
                seen[url] = earlier + 1
                yield url, places[earlier] if earlier < len(places) else places[-1]
                break
        else:
            yield url, _listed(listed, titles)


def _listed(ways: Sequence[str], titles: Mapping[str, Place]) -> Place | None:
    for way in ways:
        if way in titles:
            return titles[way]
    return None


@lru_cache(maxsize=1 << 15)
def _ways(parent: str | None, url: str) -> tuple[str, ...]:
    """What ``url`` means, as addresses in the language's folder, the most exact first.

    It stands in a page of the folder ``parent``, or in the first page of all, which has none.
    Next to the address itself comes that of its page; of a task of the plan, the action's.
    """
    folder = [] if parent is None else [*filter(None, parent.split("/")), ""]
    up = url.count("../")
    if up > len(folder):
        return ()
    whole = "".join(f"{each}/" for each in folder[: len(folder) - up]) + url[3 * up :]
    page, hash, anchor = whole.partition("#")
    return (whole, f"actions/{anchor}/" if page == "plan/" else page) if hash else (whole,)


def _entry(rows: Iterable[tuple[str, Place | None]], record: Record[Any] | None) -> dict[str, Any]:
    """What the map says of a page."""
    path = record.path if record else ""
    links: list[Row] = []
    for url, place in rows:
        if not place:
            links.append([url])
        elif place.path == path:
            links.append([url, place.line, place.column])
        else:
            links.append([url, place.line, place.column, place.path])
    return {"path": path, "links": links} if path else {"links": links}


def _stubs(catalog: Catalog, language: Language) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages at old addresses, which lead to where something is now."""
    for record in catalog.moves.values():
        if record.kind in SECTIONS:
            continue
        url = page_url(address(record.kind, record.id, language))
        old = record.key_place(())
        rows: list[Row] = []
        if target := record.entry.target():
            place = record.value_place(("to",))
            rows.append([link_url(*target, language, url), place.line, place.column])
        page = {"path": old.path, "line": old.line, "column": old.column, "links": rows}
        yield f"{url}index.html", page
