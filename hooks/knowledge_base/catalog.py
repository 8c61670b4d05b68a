"""The catalog: all content together, with what can only be known from the whole.

Entries hold what an editor typed; the catalog holds what follows from it (both directions
of every edge, the order of lists). Nothing here reads or writes files.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from knowledge_base.cards import cards
from knowledge_base.digest import digest
from knowledge_base.findings import Findings
from knowledge_base.model import (
    KINDS,
    Bilingual,
    Entry,
    Fact,
    Home,
    Kind,
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
)
from knowledge_base.order import Key
from knowledge_base.record import Record
from knowledge_base.sentences import Sentence, sentences

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Link:
    """An edge as one of its ends sees it: the entry at the other end, and the note.

    Impacts and actions meet only through causes, so no editor wrote a note for them.
    """

    target: Record[Entry]
    note: Bilingual | None = None


@dataclass(frozen=True)
class Reference:
    """The content that entries draw on, with the files that it came from."""

    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    vocabulary: Vocabulary
    style: Style
    search: SearchWords
    hints: Mapping[str, Variants]
    words: Words
    files: Mapping[str, Record[Any]] = field(repr=False)


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
    _about: Sequence[Record[Any]] | None = None
    # What was found out about the whole, as records have it about themselves.
    kept: Findings = field(default_factory=Findings, repr=False, compare=False)

    def keep(self, name: str, make: Callable[[], T], on: str) -> T:
        """What ``make`` says of the whole: asked for again when ``on``, a digest, is another."""
        return self.kept.keep(name, make, on)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` says of the whole: asked for once in a build, for many ask."""
        said: dict[str, Any] = self._said
        if name not in said:
            said[name] = make()
        return cast(T, said[name])

    @cached_property
    def _said(self) -> dict[str, Any]:
        return {}

    def of_kind(self, kind: Kind) -> Sequence[Record[Entry]]:
        """The published entries of a kind, in the one order (:mod:`knowledge_base.order`)."""
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> Mapping[Kind, Sequence[Record[Entry]]]:
        published = [each for each in self.entries.values() if each.status == "published"]
        published.sort(key=lambda record: _order(record, self.entries))
        return {kind: [each for each in published if each.kind == kind] for kind in KINDS}

    def published(self) -> Sequence[Record[Entry]]:
        """All published entries, kind by kind, in the order of their hubs."""
        return [record for kind in KINDS for record in self._by_kind[kind]]

    def records(self) -> Iterator[Record[Any]]:
        """Everything that readers see: entries, myths, terms, questions, moves, the home page."""
        if self._about is not None:
            yield from self._about
            return
        yield from self.entries.values()
        yield from self.myths.values()
        yield from self.terms.values()
        yield from self.questions
        yield from self.moves.values()
        yield self.home

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """Every text of the records, for the rules on wording: all of them ask for it."""
        return list(sentences(self.records()))

    def about(self, records: Sequence[Record[Any]]) -> "Catalog":
        """The same catalog as seen by a rule that looks at ``records`` only."""
        return replace(self, _about=records)

    @cached_property
    def shared_digest(self) -> str:
        """The digest of all that any page may draw on: the files of the whole topic, all terms."""
        terms = [f"{id} {record.digest}" for id, record in self.terms.items()]
        shared = [f"{name} {each.digest}" for name, each in self.reference.files.items()]
        return digest(terms, shared)

    @cached_property
    def roll(self) -> str:
        """The digest of which records there are, and whether readers see them."""
        records: list[Record[Any]] = [*self.entries.values(), *self.myths.values()]
        records += self.terms.values()
        called = [f"{record.kind}:{record.id} {record.status}" for record in records]
        broken = sorted(f"{kind}:{id}" for kind, id in self.broken)
        return digest(called, broken, [f"{kind}:{id}" for kind, id in self.moves])

    @cached_property
    def cards(self) -> str:
        """The digest of all that lists may show: which records there are, and their cards."""
        return digest(self.shared_digest, self.roll, cards(self.pages()))

    @cached_property
    def linked(self) -> Mapping[tuple[str, str], str]:
        """The digest of the cards of the neighbours of each entry.

        Who they are follows from the cards of all, in their order: until one is another, none is.
        """
        return self.keep("linked", self._cards_of_neighbours, self.cards)

    def _cards_of_neighbours(self) -> dict[tuple[str, str], str]:
        return {
            record.reference: digest(
                cards(link.target for link in self.neighbours(record, kind)) for kind in KINDS
            )
            for record in self.published()
        }

    def pages(self) -> list[Record[Any]]:
        """Everything published that has a page to itself."""
        return [*self.published(), *self.published_myths()]

    def published_myths(self) -> list[Record[Myth]]:
        """The published myths, by id."""
        myths = (record for record in self.myths.values() if record.status == "published")
        return sorted(myths, key=lambda record: record.id)

    def all_terms(self) -> list[Record[Term]]:
        """The terms, by id."""
        return list(self.terms.values())

    def record(self, kind: str, id: str) -> Record[Any]:
        """The entry, myth or term with this kind and id. Raises ``KeyError``."""
        if kind == "myth":
            return self.myths[id]
        return self.terms[id] if kind == "term" else self.entries[kind, id]

    def title(self, kind: str, id: str) -> Bilingual:
        """The name of the page for (kind, id), or of what has moved. Raises ``KeyError``."""
        if moved := self.moves.get((kind, id)):
            target = moved.entry.target()
            return moved.entry.title or self.title(*(target or ("", "")))
        if kind == "question":
            return next(each for each in self.questions if each.id == id).title
        return self.record(kind, id).title

    def neighbours(self, record: Record[Entry], kind: Kind) -> list[Link]:
        """The published entries of ``kind`` that ``record`` is linked with.

        From a cause, in the order its editor gave; back to causes, in the order of their
        hub. Impacts and actions meet through the causes they share, each pair once.
        """
        return self._published_neighbours.get(record.reference, {}).get(kind, [])

    @cached_property
    def _published_neighbours(self) -> Mapping[tuple[str, str], Mapping[str, list[Link]]]:
        return {
            start: {
                kind: [link for link in links if link.target.status == "published"]
                for kind, links in by_kind.items()
            }
            for start, by_kind in self._neighbours.items()
        }

    def resolves(self, kind: str, id: str) -> bool:
        """Whether a link to (kind, id) has a page to go to."""
        if (kind, id) in self.broken:
            return True
        if kind == "myth":
            return id in self.myths and self.myths[id].status == "published"
        if kind == "term":
            return id in self.terms
        record = self.entries.get((kind, id))
        return record is not None and record.status == "published"


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
    """The order of :meth:`Catalog.of_kind`: a cause stands where the first thing to do does."""
    actions = record.edges.get("action")
    first = entries.get(("action", actions[0][0])) if actions else None
    return record.own_order + (first.own_order if first else ()), record.id


def _follow_edges(
    entries: Mapping[tuple[str, str], Record[Entry]],
) -> dict[tuple[str, str], dict[str, list[Link]]]:
    found: dict[tuple[str, str], dict[str, dict[str, Link]]] = {}

    def add(start: Record[Entry], target: Record[Entry], note: Bilingual | None = None) -> None:
        links = found.setdefault(start.reference, {}).setdefault(target.kind, {})
        if target.id not in links:
            links[target.id] = Link(target, note)

    causes = (record for record in entries.values() if record.kind == "cause")
    for cause in sorted(causes, key=lambda record: _order(record, entries)):
        ends: dict[str, list[Record[Entry]]] = {}
        for kind, edges in cause.edges.items():
            for id, note in edges:
                if target := entries.get((kind, id)):
                    add(cause, target, note)
                    add(target, cause, note)
                    ends.setdefault(kind, []).append(target)
        if cause.status == "published":
            for impact in ends.get("impact", ()):
                for action in ends.get("action", ()):
                    add(impact, action)
                    add(action, impact)
    return {
        start: {kind: list(links.values()) for kind, links in by_kind.items()}
        for start, by_kind in found.items()
    }
