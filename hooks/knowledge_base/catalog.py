"""The catalog: all content together, with what can only be known from the whole.

Entries hold what an editor typed; the catalog holds what follows from it (both directions
of every edge, the order of lists). Nothing here reads or writes files.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from knowledge_base.model import (
    KINDS,
    Action,
    Bilingual,
    Cause,
    Claim,
    Entry,
    Fact,
    Home,
    Kind,
    Model,
    Move,
    Myth,
    Question,
    SearchWords,
    Source,
    Style,
    Term,
    Variants,
    Vocabulary,
    Words,
    parts,
)
from knowledge_base.order import Key, entry_key
from knowledge_base.problems import Place
from knowledge_base.source import Document, FieldPath

M = TypeVar("M", bound=Model)

# The fields in which something names what it rests on.
CITATIONS = frozenset({"sources", "facts"})


@dataclass(frozen=True)
class Record(Generic[M]):
    """One thing with an id: what it says, and where each of its values stands in its file.

    ``base`` is the field path of a record that shares its file with others.
    """

    kind: str
    id: str
    entry: M
    document: Document
    base: FieldPath = ()

    def key_place(self, path: FieldPath) -> Place:
        """Where the key (or list item) at ``path`` of this record stands."""
        return self.document.key_place((*self.base, *path))

    def value_place(self, path: FieldPath) -> Place:
        """Where the value at ``path`` of this record begins."""
        return self.document.value_place((*self.base, *path))

    @property
    def reference(self) -> tuple[str, str]:
        """The kind and id, as links and lookups use them."""
        return self.kind, self.id

    @cached_property
    def texts(self) -> Sequence[tuple[FieldPath, Bilingual]]:
        """Every text in two languages, with its field path: found once, for every rule asks."""
        return [(path, part) for path, part in parts(self.entry) if isinstance(part, Bilingual)]

    @cached_property
    def citing(self) -> Sequence[tuple[FieldPath, Any]]:
        """Everything that can cite sources or facts, with its field path."""
        return [
            (path, part)
            for path, part in parts(self.entry)
            if not CITATIONS.isdisjoint(type(part).model_fields)
        ]

    @property
    def claims(self) -> Iterator[tuple[FieldPath, Claim]]:
        """Every claim, with its field path."""
        return ((path, part) for path, part in self.citing if isinstance(part, Claim))


@dataclass(frozen=True)
class Link:
    """An edge as one of its ends sees it: the entry at the other end, and the note.

    Impacts and actions meet only through causes, so no editor wrote a note for them.
    """

    target: Record[Entry]
    note: Bilingual | None


@dataclass(frozen=True)
class Reference:
    """The content that entries draw on, with the documents that it came from."""

    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    vocabulary: Vocabulary
    style: Style
    search: SearchWords
    hints: Mapping[str, Variants]
    words: Words
    documents: Mapping[str, Document] = field(repr=False)


@dataclass(frozen=True)
class Catalog:
    """Everything the knowledge base says, ready to be checked and rendered."""

    entries: Mapping[tuple[str, str], Record[Entry]]
    myths: Mapping[str, Record[Myth]]
    terms: Mapping[str, Record[Term]]
    questions: Sequence[Record[Question]]
    # What is no longer there, by the kind and id that it had.
    moves: Mapping[tuple[str, str], Record[Move]]
    home: Record[Home]
    reference: Reference
    # Files that exist but could not be read; links to them are not called unknown.
    broken: frozenset[tuple[str, str]]
    _neighbours: Mapping[tuple[str, str], Mapping[str, list[Link]]] = field(repr=False)

    def of_kind(self, kind: Kind) -> list[Record[Entry]]:
        """The published entries of a kind, in the one order (:mod:`knowledge_base.order`)."""
        found = [
            record
            for record in self.entries.values()
            if record.kind == kind and record.entry.status == "published"
        ]
        return sorted(found, key=lambda record: _order(record, self.entries))

    def published(self) -> Iterator[Record[Entry]]:
        """All published entries, kind by kind, in the order of their hubs."""
        for kind in KINDS:
            yield from self.of_kind(kind)

    def records(self) -> Iterator[Record[Any]]:
        """Everything that readers see: entries, myths, terms, questions, moves, the home page."""
        yield from self.entries.values()
        yield from self.myths.values()
        yield from self.terms.values()
        yield from self.questions
        yield from self.moves.values()
        yield self.home

    def published_myths(self) -> list[Record[Myth]]:
        """The published myths, by id."""
        myths = (record for record in self.myths.values() if record.entry.status == "published")
        return sorted(myths, key=lambda record: record.id)

    def title(self, kind: str, id: str) -> Bilingual:
        """The name of the page for (kind, id), or of what has moved. Raises ``KeyError``."""
        if moved := self.moves.get((kind, id)):
            target = moved.entry.target()
            return moved.entry.title or self.title(*(target or ("", "")))
        if kind == "myth":
            return self.myths[id].entry.belief
        if kind == "term":
            return self.terms[id].entry.term
        if kind == "question":
            return next(each.entry.text for each in self.questions if each.id == id)
        return self.entries[kind, id].entry.title

    def neighbours(self, record: Record[Entry], kind: Kind) -> list[Link]:
        """The published entries of ``kind`` that ``record`` is linked with.

        From a cause, in the order its editor gave; back to causes, in the order of their
        hub. Impacts and actions meet through the causes they share, each pair once.
        """
        links = self._neighbours.get(record.reference, {}).get(kind, [])
        return [link for link in links if link.target.entry.status == "published"]

    def resolves(self, kind: str, id: str) -> bool:
        """Whether a link to (kind, id) has a page to go to."""
        if (kind, id) in self.broken:
            return True
        if kind == "myth":
            return id in self.myths and self.myths[id].entry.status == "published"
        if kind == "term":
            return id in self.terms
        record = self.entries.get((kind, id))
        return record is not None and record.entry.status == "published"


def build_catalog(
    entries: list[Record[Entry]],
    myths: list[Record[Myth]],
    terms: list[Record[Term]],
    questions: list[Record[Question]],
    moves: list[Record[Move]],
    home: Record[Home],
    reference: Reference,
    broken: frozenset[tuple[str, str]] = frozenset(),
) -> Catalog:
    """Put the records together and follow every edge in both directions.

    Edges that lead nowhere are left out here; :mod:`knowledge_base.check` reports them.
    """
    by_reference = {record.reference: record for record in entries}
    return Catalog(
        entries=by_reference,
        myths={record.id: record for record in myths},
        terms={record.id: record for record in terms},
        questions=questions,
        moves={record.reference: record for record in moves},
        home=home,
        reference=reference,
        broken=broken,
        _neighbours=_follow_edges(by_reference),
    )


def _order(
    record: Record[Entry], entries: Mapping[tuple[str, str], Record[Entry]]
) -> tuple[Key, str]:
    entry = record.entry
    first = entries.get(("action", entry.actions[0].id)) if isinstance(entry, Cause) else None
    return entry_key(entry, cast(Action, first.entry) if first else None), record.id


def _follow_edges(
    entries: Mapping[tuple[str, str], Record[Entry]],
) -> dict[tuple[str, str], dict[str, list[Link]]]:
    found: dict[tuple[str, str], dict[str, list[Link]]] = {}

    def add(start: Record[Entry], target: Record[Entry], note: Bilingual | None) -> None:
        links = found.setdefault(start.reference, {}).setdefault(target.kind, [])
        if all(link.target is not target for link in links):
            links.append(Link(target, note))

    causes = sorted(
        (record for record in entries.values() if isinstance(record.entry, Cause)),
        key=lambda record: _order(record, entries),
    )
    for record in causes:
        cause = cast(Cause, record.entry)
        impacts = [(entries.get(("impact", edge.id)), edge.note) for edge in cause.impacts]
        actions = [(entries.get(("action", edge.id)), edge.note) for edge in cause.actions]
        for target, note in impacts + actions:
            if target:
                add(record, target, note)
                add(target, record, note)
        for impact, _ in impacts:
            for action, _ in actions:
                if impact and action and record.entry.status == "published":
                    add(impact, action, None)
                    add(action, impact, None)
    return found
