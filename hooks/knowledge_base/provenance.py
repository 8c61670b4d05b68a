"""Where links of the built site were written: the map that the link checker reads.

Editors never see a built page. When one of its links is broken, they need the file and the
line of the id that made it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from knowledge_base.catalog import Catalog, Record
from knowledge_base.checks.references import pointers
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.model import Bilingual, Cause, Claim, Step, Time, walk
from knowledge_base.problems import Place
from knowledge_base.render import address, link_url, page_url
from knowledge_base.text import links

Row = dict[str, str | int]


def source_map(
    catalog: Catalog, languages: Sequence[Language] = LANGUAGES
) -> dict[str, dict[str, Any]]:
    """For every page made of one record: its file, and its links with their places.

    ``{"pages": {"zh/causes/x/index.html": {"path": …, "links": [{"url", "path", "line",
    "column"}]}}}``, paths from the project's root, links as the page writes them.
    """
    pages: dict[str, Any] = {}
    for language in languages:
        for record in catalog.records():
            if getattr(record.entry, "status", "published") != "published":
                continue
            url = page_url(address(record.kind, record.id, language)).partition("#")[0]
            page = pages.setdefault(f"{url}index.html", {"path": record.document.path, "links": []})
            page["links"] += _own_links(record, language, url)
        for record in catalog.published():
            _add_back_links(pages, record, language)
    return {"pages": pages}


def _own_links(record: Record[Any], language: Language, url: str) -> Iterator[Row]:
    """The links that the record itself writes: ids of records, facts and sources, and text."""
    for path, kind, id in pointers(record):
        yield _row(record.value_place(path), link_url(kind, id, language, url))
    for path, value in walk(record.entry):
        if isinstance(value, Bilingual):
            for kind, id in links(value.in_language(language)):
                place = record.value_place((*path, language.code))
                yield _row(place, link_url(kind, id, language, url))
        elif isinstance(value, Claim | Step | Time):
            for index, id in enumerate(value.sources):
                yield _row(record.value_place((*path, "sources", index)), f"#source-{id}")
        if isinstance(value, Claim):
            for index, id in enumerate(value.facts):
                place = record.value_place((*path, "facts", index))
                yield _row(place, link_url("fact", id, language, url))


def _add_back_links(pages: dict[str, Any], record: Record[Any], language: Language) -> None:
    """Impacts and actions link back to the causes that name them, where those do."""
    if not isinstance(record.entry, Cause):
        return
    for path, kind, id in pointers(record):
        if kind in ("impact", "action"):
            url = page_url(address(kind, id, language))
            back = link_url("cause", record.id, language, url)
            pages[f"{url}index.html"]["links"].append(_row(record.value_place(path), back))


def _row(place: Place, url: str) -> Row:
    return {"url": url, "path": place.path, "line": place.line, "column": place.column}
