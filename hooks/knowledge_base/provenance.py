"""Where links of the built site were written: the map that the link checker reads.

Editors never see a built page. When one of its links is broken, they need the file and the
line of the id that made it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from knowledge_base.catalog import Catalog, Record
from knowledge_base.checks.references import pointers
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.model import FOLDERS, KINDS, Bilingual, Cause, Claim, Kind, Step, Time, walk
from knowledge_base.problems import Place
from knowledge_base.render import address, link_url, page_url
from knowledge_base.text import links

Row = dict[str, str | int]


def source_map(
    catalog: Catalog, languages: Sequence[Language] = LANGUAGES
) -> dict[str, dict[str, Any]]:
    """For every page made of one record, and every list of a kind: its file, and its links.

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
        for kind in KINDS:
            _add_hub(pages, kind, catalog, language)
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
    """What a cause joins: its impacts and actions link back to it, and to each other.

    All of these links stand where the cause names them.
    """
    if not isinstance(record.entry, Cause):
        return
    ends = [(record.value_place(path), kind, id) for path, kind, id in pointers(record)]
    ends = [end for end in ends if end[1] in ("impact", "action")]
    for place, kind, id in ends:
        url = page_url(address(kind, id, language))
        rows = pages[f"{url}index.html"]["links"]
        rows.append(_row(place, link_url("cause", record.id, language, url)))
        rows += [
            _row(other, link_url(of, other_id, language, url))
            for other, of, other_id in ends
            if of != kind
        ]


def _add_hub(pages: dict[str, Any], kind: Kind, catalog: Catalog, language: Language) -> None:
    """The list of a kind of entry is made of their files: each link comes from a title."""
    url = f"{language.code}/{FOLDERS[kind]}/"
    records = catalog.of_kind(kind)
    if records:
        rows = [
            _row(record.key_place(("title",)), link_url(kind, record.id, language, url))
            for record in records
        ]
        pages[f"{url}index.html"] = {"path": records[0].document.path, "links": rows}


def _row(place: Place, url: str) -> Row:
    return {"url": url, "path": place.path, "line": place.line, "column": place.column}
