"""Rules on ids: everything that is pointed to exists, and everything is pointed to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.model import (
    Action,
    Bilingual,
    Cause,
    Edge,
    Entry,
    FieldPath,
    Home,
    Impact,
    Move,
    Myth,
    Question,
    Term,
)
from knowledge_base.problems import Place, Problem, problem, suggest
from knowledge_base.record import Record
from knowledge_base.text import links


def edges_lead_to_published_entries(catalog: Catalog) -> Iterator[Problem]:
    """Ids of other entries exist and are published: a link to a draft would be a dead end."""
    for record in catalog.records():
        for path, kind, id in pointers(record):
            yield from _must_resolve(catalog, record, path, kind, id)


def links_in_text_lead_to_pages(catalog: Catalog) -> Iterator[Problem]:
    """Links written in text, ``[words](kind:id)``, go to a page that exists."""
    for each in catalog.sentences:
        for kind, id in links(each.written):
            yield from _must_resolve(catalog, each.record, each.path, kind, id)


def records_cite_what_exists(catalog: Catalog) -> Iterator[Problem]:
    """Cited sources and facts are in their files."""
    known: dict[str, tuple[str, Mapping[str, object]]] = {
        "sources": ("unknown-source", catalog.reference.sources),
        "facts": ("unknown-fact", catalog.reference.facts),
    }
    for record in catalog.records():
        for path, citing in record.citing:
            for field, (rule, ids) in known.items():
                for index, id in enumerate(getattr(citing, field, ())):
                    if id not in ids:
                        place = record.value_place((*path, field, index))
                        yield problem(rule, place, value=id, near=suggest(id, ids))


def facts_cite_what_exists(catalog: Catalog) -> Iterator[Problem]:
    """The sources of facts are in their file."""
    document = catalog.reference.files["facts"]
    for fact_id, fact in catalog.reference.facts.items():
        for index, source in enumerate(fact.sources):
            if source not in catalog.reference.sources:
                place = document.value_place((fact_id, "sources", index))
                near = suggest(source, catalog.reference.sources)
                yield problem("unknown-source", place, value=source, near=near)


def search_hints_lead_to_pages(catalog: Catalog) -> Iterator[Problem]:
    """Hints belong to something that exists; prose pages (``page:``) are not known here."""
    document = catalog.reference.files["hints"]
    for reference in catalog.reference.hints:
        kind, _, id = reference.partition(":")
        if kind != "page" and not catalog.resolves(kind, id):
            place = document.key_place((reference,))
            yield _unknown(catalog, place, "hints", kind, id)


def vocabulary_is_known(catalog: Catalog) -> Iterator[Problem]:
    """Grouping ids come from the closed lists in ``vocabulary.yaml``."""
    vocabulary = catalog.reference.vocabulary
    for record in catalog.records():
        entry = record.entry
        used: list[tuple[str, str, Mapping[str, Bilingual]]] = []
        if isinstance(entry, Cause):
            used = [("dimension", entry.dimension, vocabulary.dimensions)]
        elif isinstance(entry, Impact):
            used = [
                ("area", entry.area, vocabulary.areas),
                ("decided_by", entry.decided_by, vocabulary.decided_by),
            ]
        for field, value, known in used:
            if value not in known:
                place = record.value_place((field,))
                near = suggest(value, known)
                yield problem("unknown-vocabulary", place, field=field, value=value, near=near)


def every_entry_is_linked_from_a_cause(catalog: Catalog) -> Iterator[Problem]:
    """An impact or action that no cause names would be an island."""
    lists: dict[str, str] = {"impact": "impacts", "action": "actions"}
    if any(kind == "cause" for kind, _ in catalog.broken):
        return  # the missing link may stand in the file that could not be read
    for record in catalog.published():
        if record.kind in lists and not catalog.neighbours(record, "cause"):
            place = record.key_place(("title",))
            yield problem("orphan-entry", place, list=lists[record.kind])


def rows_fit_their_table(catalog: Catalog) -> Iterator[Problem]:
    """Every row of the home page's table has one cell for each column."""
    table = catalog.home.entry.compare
    for index, row in enumerate(table.rows if table else []):
        if table and len(row.cells) != len(table.columns):
            place = catalog.home.value_place(("compare", "rows", index))
            yield problem("row-length", place, length=len(row.cells), limit=len(table.columns))


def pointers(record: Record[Any]) -> Iterator[tuple[FieldPath, str, str]]:
    """Where the record points to other records: field path, kind, id."""
    entry = record.entry
    if isinstance(entry, Entry):
        for index, id in enumerate(entry.misconceptions):
            yield ("misconceptions", index), "myth", id
    if isinstance(entry, Cause):
        yield from _edges(("impacts",), "impact", entry.impacts)
        yield from _edges(("actions",), "action", entry.actions)
    elif isinstance(entry, Action):
        if entry.if_it_fails.next:
            yield ("if_it_fails", "next"), "action", entry.if_it_fails.next
    elif isinstance(entry, Question):
        for answer_name, answer in entry.answers():
            yield from _edges((answer_name, "causes"), "cause", answer.causes)
            yield from _edges((answer_name, "actions"), "action", answer.actions)
    elif isinstance(entry, Home):
        for index, id in enumerate(entry.myths):
            yield ("myths", index), "myth", id
    elif isinstance(entry, Myth | Term):
        for index, reference in enumerate(entry.entries):
            kind, _, id = reference.partition(":")
            yield ("entries", index), kind, id
    elif isinstance(entry, Move) and (target := entry.target()):
        yield ("to",), *target


def _edges(
    path: FieldPath, kind: str, edges: Sequence[Edge]
) -> Iterator[tuple[FieldPath, str, str]]:
    for index, edge in enumerate(edges):
        yield (*path, index, "id"), kind, edge.id


def _must_resolve(
    catalog: Catalog, record: Record[Any], path: FieldPath, kind: str, id: str
) -> Iterator[Problem]:
    if catalog.resolves(kind, id):
        return
    if isinstance(record.entry, Move) and (kind, id) in catalog.moves:
        return  # see moves.py
    place = record.value_place(path)
    field = ".".join(str(part) for part in path)
    if (kind, id) in catalog.entries and (kind, id) not in catalog.moves:
        # Drafts may point to drafts; readers see neither.
        if record.status == "published":
            yield problem("not-published", place, field=field, value=f"{kind}:{id}")
        return
    yield _unknown(catalog, place, field, kind, id)


def _unknown(catalog: Catalog, place: Place, field: str, kind: str, id: str) -> Problem:
    """The problem with a link to nothing: its page moved, was retired, or never was."""
    value = f"{kind}:{id}"
    if move := catalog.moves.get((kind, id)):
        rule = "moved-reference" if move.entry.to else "retired-reference"
        return problem(rule, place, field=field, value=value, near=move.entry.to)
    known = {"myth": catalog.myths, "term": catalog.terms}.get(kind) or [
        entry_id for entry_kind, entry_id in catalog.entries if entry_kind == kind
    ]
    return problem("unknown-reference", place, field=field, value=value, near=suggest(id, known))
