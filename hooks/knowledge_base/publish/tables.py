"""The catalog as tables: plain rows for everything that is published."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from knowledge_base.catalog import Catalog
from knowledge_base.evidence import certainties
from knowledge_base.languages import EN, ZH
from knowledge_base.model import FOLDERS, Bilingual, Cause, Entry, Impact, Myth, Term
from knowledge_base.paths import address, page_url
from knowledge_base.publish import rows
from knowledge_base.record import Record
from knowledge_base.text import to_plain


@dataclass(frozen=True)
class Table:
    """One table of the open data: the type of its rows, and where they come from.

    Where ``records`` give them, ``of_record`` has those of one.
    """

    row: Any
    of_whole: Callable[[Catalog], Iterator[Any]] | None = None
    of_record: Callable[[Catalog, Record[Any]], Iterator[Any]] | None = None
    records: Callable[[Catalog], Iterable[Record[Any]]] = Catalog.pages

    def rows_of(self, catalog: Catalog, record: Record[Any] | None) -> Iterator[Any]:
        """The rows that ``record`` gives; without one, all that no record gives."""
        if record is None:
            return self.of_whole(catalog) if self.of_whole else iter(())
        return self.of_record(catalog, record) if self.of_record else iter(())


def plain(text: str) -> str:
    """Text without markup, in one line. Most is: to see that is quick, and gives it as it is."""
    marked = "**" in text or "`" in text or "](" in text
    broken = "\n" in text or "\r" in text or "\t" in text
    return to_plain(text) if marked or broken else text


def both(text: Bilingual) -> rows.Text:
    """Text of both languages without markup."""
    return {"zh": plain(text.zh), "en": plain(text.en)}


def pages(kind: str, id: str) -> rows.Text:
    """The path of the page for (kind, id) in each language, from the site's root."""
    # Addresses differ in the first folder only.
    path = page_url(address(kind, id, ZH)).removeprefix(ZH.code)
    return {"zh": f"{ZH.code}{path}", "en": f"{EN.code}{path}"}


def section(page: rows.Text, id: str) -> rows.Text:
    """The path of the section ``id`` of a page."""
    return {"zh": f"{page['zh']}#{id}", "en": f"{page['en']}#{id}"}


def data_path(kind: str, id: str) -> str:
    """The path of the JSON file of an entry, from the folder of the data."""
    return f"{FOLDERS[cast(rows.EntryKind, kind)]}/{id}.json"


def counts(catalog: Catalog) -> dict[str, int]:
    """How many rows each table has."""
    causes = catalog.of_kind("cause")
    return {
        "entries": sum(1 for _ in catalog.published()),
        "edges": sum(len(edges) for cause in causes for edges in cause.edges.values()),
        "claims": sum(len(certainties(page)) for page in catalog.pages()),
        "sources": len(catalog.reference.sources),
        "facts": len(catalog.reference.facts),
        "glossary": len(catalog.terms),
        "myths": len(catalog.published_myths()),
        "moved": len(catalog.moves),
    }


def _entries(catalog: Catalog, record: Record[Any]) -> Iterator[rows.EntryRow]:
    entry = record.entry
    if isinstance(entry, Entry):
        group = entry.dimension if isinstance(entry, Cause) else None
        dates = [review.date for review in entry.reviewed]
        yield {
            "kind": cast(rows.EntryKind, record.kind),
            "id": record.id,
            "title": both(entry.title),
            "summary": both(entry.summary),
            "aliases": {"zh": entry.aliases.zh, "en": entry.aliases.en},
            "urgency": entry.urgency,
            "group": entry.area if isinstance(entry, Impact) else group,
            "first_reviewed": min(dates).isoformat(),
            "last_reviewed": entry.last_review().date.isoformat(),
            "review_by": entry.review_by.isoformat(),
            "page": pages(record.kind, record.id),
            "data": data_path(record.kind, record.id),
        }


def _edges(catalog: Catalog, record: Record[Any]) -> Iterator[rows.EdgeRow]:
    if record.kind == "cause":
        for kind in ("impact", "action"):
            for position, link in enumerate(catalog.neighbours(record, kind), start=1):
                yield {
                    "from_kind": "cause",
                    "from_id": record.id,
                    "to_kind": kind,
                    "to_id": link.target.id,
                    "position": position,
                    "note": both(cast(Bilingual, link.note)),
                }


def _claims(catalog: Catalog, record: Record[Any]) -> Iterator[rows.ClaimRow]:
    page = pages(record.kind, record.id)
    for path, claim in record.claims:
        yield {
            "page_kind": cast(rows.PageKind, record.kind),
            "page_id": record.id,
            "field": str(path[0]),
            "id": claim.id,
            "text": both(claim.text),
            "kind": claim.kind,
            "certainty": claim.certainty,
            "as_of": claim.as_of,
            "sources": claim.sources,
            "facts": claim.facts,
            "page": section(page, claim.id),
        }


def _sources(catalog: Catalog) -> Iterator[rows.SourceRow]:
    for id, source in catalog.reference.sources.items():
        yield {
            "id": id,
            "title": both(source.title),
            "publisher": both(source.publisher),
            "type": source.type,
            "published": source.published,
            "address": source.address,
            "opened": source.opened,
            "good_for": both(source.good_for),
            "page": pages("source", id),
        }


def _facts(catalog: Catalog) -> Iterator[rows.FactRow]:
    for id, fact in catalog.reference.facts.items():
        yield {
            "id": id,
            "statement": both(fact.statement),
            "rank": fact.rank,
            "confidence": fact.confidence,
            "as_of": fact.as_of,
            "sources": fact.sources,
            "page": pages("fact", id),
        }


def _glossary(catalog: Catalog, record: Record[Term]) -> Iterator[rows.TermRow]:
    term = record.entry
    yield {
        "id": record.id,
        "term": both(term.term),
        "pinyin": term.pinyin,
        "definition": both(term.definition),
        "not_to_confuse": both(term.not_to_confuse) if term.not_to_confuse else None,
        "variants": {"zh": term.variants.zh, "en": term.variants.en},
        "related": term.entries,
        "sources": term.sources,
        "page": pages("term", record.id),
    }


def _myths(catalog: Catalog, record: Record[Myth]) -> Iterator[rows.MythRow]:
    myth = record.entry
    yield {
        "id": record.id,
        "belief": both(myth.belief),
        "truth": both(myth.truth),
        "aliases": {"zh": myth.aliases.zh, "en": myth.aliases.en},
        "related": myth.entries,
        "last_reviewed": myth.last_review().date.isoformat(),
        "review_by": myth.review_by.isoformat(),
        "page": pages("myth", record.id),
    }


def _moved(catalog: Catalog) -> Iterator[rows.MoveRow]:
    for record in catalog.moves.values():
        move = record.entry
        yield {
            "old": f"{record.kind}:{record.id}",
            "to": move.to,
            "date": move.date.isoformat(),
            "reason": both(move.reason),
        }


TABLES: Mapping[str, Table] = {
    "entries": Table(rows.EntryRow, of_record=_entries),
    "edges": Table(rows.EdgeRow, of_record=_edges),
    "claims": Table(rows.ClaimRow, of_record=_claims),
    "sources": Table(rows.SourceRow, _sources),
    "facts": Table(rows.FactRow, _facts),
    "glossary": Table(rows.TermRow, of_record=_glossary, records=Catalog.all_terms),
    "myths": Table(rows.MythRow, of_record=_myths, records=Catalog.published_myths),
    "moved": Table(rows.MoveRow, _moved),
}
