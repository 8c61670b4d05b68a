"""The catalog as pages: for each language the same pages, with the same addresses.

Pure: catalog in, Markdown and navigation out. What MkDocs or another generator does with
them is not known here.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from knowledge_base.catalog import URGENCY_ORDER, Catalog, Record
from knowledge_base.languages import LANGUAGES, ZH, Language
from knowledge_base.model import (
    FOLDERS,
    KINDS,
    Action,
    Bilingual,
    Claim,
    Entry,
    Kind,
    Source,
    Step,
    Term,
    Time,
    walk,
)
from knowledge_base.render import address, environment, plain, render


@dataclass(frozen=True)
class Page:
    """One generated page. ``uri`` is its Markdown path below ``docs/``.

    ``title`` and ``description`` are plain text; ``source`` is the path of the file to edit,
    from the project's root, or ``None`` where a page has no single one.
    """

    uri: str
    language: Language
    title: str
    description: str
    markdown: str
    source: str | None


@dataclass(frozen=True)
class Section:
    """A named part of the navigation; children are Markdown paths or further sections."""

    title: str
    children: Sequence["str | Section"]


@dataclass(frozen=True)
class Group:
    """Entries of a hub that belong together, under one heading."""

    id: str
    title: Bilingual
    records: Sequence[Record[Entry]]


def counterpart(uri: str, language: Language) -> str:
    """The path of the same page in ``language``: paths differ in the first folder only."""
    return f"{language.code}/{uri.partition('/')[2]}"


def build_pages(catalog: Catalog, languages: Sequence[Language] = LANGUAGES) -> list[Page]:
    """Every generated page in each of ``languages``, in the order of the navigation."""
    jinja = environment()
    return [page for language in languages for page in _Writer(catalog, language, jinja).pages()]


def navigation(catalog: Catalog, language: Language, more: Sequence[str]) -> Section:
    """The whole navigation of one language; ``more`` names prose pages (``method``, …)."""
    code = language.code
    words = catalog.reference.words

    def word(group: str, key: str) -> str:
        return plain(words[group][key], language)

    sections: list[str | Section] = [f"{code}/index.md"]
    for kind in KINDS:
        children: list[str | Section] = [f"{code}/{FOLDERS[kind]}/index.md"]
        for group in groups(catalog, kind):
            entries = [address(record.kind, record.id, language) for record in group.records]
            children.append(Section(plain(group.title, language), entries))
        sections.append(Section(word("kind", kind), children))
    if catalog.published_myths():
        myths = [address("myth", record.id, language) for record in catalog.published_myths()]
        sections.append(Section(word("kind", "myth"), [f"{code}/myths/index.md", *myths]))
    rest = [f"{code}/{name}.md" for name in more]
    if catalog.terms:
        rest.insert(0, f"{code}/glossary.md")
    if rest:
        sections.append(Section(word("nav", "more"), rest))
    return Section(word("site", "language"), sections)


def groups(catalog: Catalog, kind: Kind) -> Iterator[Group]:
    """The entries of a hub: causes by dimension, impacts by area, actions by urgency."""
    vocabulary = catalog.reference.vocabulary
    if kind == "action":
        urgency = catalog.reference.words["urgency"]
        lists = {key: urgency[key] for key in URGENCY_ORDER}
        field = "urgency"
    else:
        lists = vocabulary.dimensions if kind == "cause" else vocabulary.areas
        field = "dimension" if kind == "cause" else "area"
    records = catalog.of_kind(kind)
    for id, title in lists.items():
        members = [record for record in records if getattr(record.entry, field) == id]
        if members:
            yield Group(id.replace("_", "-"), title, members)


class _Writer:
    """Writes the pages of one language."""

    def __init__(self, catalog: Catalog, language: Language, jinja: Environment) -> None:
        self.catalog = catalog
        self.language = language
        self.jinja = jinja
        self.words = catalog.reference.words

    def pages(self) -> Iterator[Page]:
        for kind in KINDS:
            hub = {"groups": list(groups(self.catalog, kind))}
            yield self._list_page(f"{FOLDERS[kind]}/index.md", "hub.md.j2", kind, hub)
            for record in self.catalog.of_kind(kind):
                yield self._entry(record)
        myths = self.catalog.published_myths()
        if myths:
            yield self._list_page("myths/index.md", "myths.md.j2", "myth", {"records": myths})
        for myth in myths:
            related = {"related": self._related(myth.entry.entries)}
            title, summary = myth.entry.belief, myth.entry.truth
            yield self._record_page(myth, "myth.md.j2", title, summary, related)
        if self.catalog.terms:
            terms = sorted(self.catalog.terms.values(), key=self._term_order)
            related = {term.id: self._related(term.entry.entries) for term in terms}
            values = {"records": terms, "related": related}
            yield self._list_page("glossary.md", "glossary.md.j2", "term", values)

    def _entry(self, record: Record[Entry]) -> Page:
        entry = record.entry
        follow_up = entry.if_it_fails.next if isinstance(entry, Action) else None
        values: dict[str, object] = {
            FOLDERS[kind]: self.catalog.neighbours(record, kind) for kind in KINDS
        }
        values["vocabulary"] = self.catalog.reference.vocabulary
        values["next_action"] = self.catalog.entries[("action", follow_up)] if follow_up else None
        values["myths"] = [self.catalog.myths[id] for id in entry.misconceptions]
        return self._record_page(record, f"{record.kind}.md.j2", entry.title, entry.summary, values)

    def _record_page(
        self,
        record: Record[Any],
        template: str,
        title: Bilingual,
        summary: Bilingual,
        values: Mapping[str, object],
    ) -> Page:
        cited = self._cited(record)
        numbers = {id: number for number, (id, _) in enumerate(cited, start=1)}
        return self._page(
            address(record.kind, record.id, self.language),
            template,
            title,
            summary,
            {"record": record, "entry": record.entry, "sources": cited, "numbers": numbers}
            | dict(values),
            source=record.document.path,
        )

    def _list_page(self, name: str, template: str, kind: str, values: Mapping[str, object]) -> Page:
        uri = f"{self.language.code}/{name}"
        title, summary = self.words["kind"][kind], self.words["hub"][kind]
        return self._page(uri, template, title, summary, {"kind": kind} | dict(values))

    def _page(
        self,
        uri: str,
        template: str,
        title: Bilingual,
        summary: Bilingual,
        values: Mapping[str, object],
        source: str | None = None,
    ) -> Page:
        language = self.language
        markdown = render(
            self.jinja, template, language=language, uri=uri, words=self.words, values=values
        )
        return Page(
            uri, language, plain(title, language), plain(summary, language), markdown, source
        )

    def _cited(self, record: Record[Any]) -> list[tuple[str, Source]]:
        """The sources that a page cites, in the order in which it first does."""
        ids: dict[str, None] = {}
        for _, value in walk(record.entry):
            if isinstance(value, Claim | Step | Time):
                ids |= dict.fromkeys(value.sources)
        return [(id, self.catalog.reference.sources[id]) for id in ids]

    def _related(self, references: Sequence[str]) -> list[dict[str, object]]:
        """Kind, id and title of the pages that a myth or term refers to."""
        found: list[dict[str, object]] = []
        for reference in references:
            kind, _, id = reference.partition(":")
            found.append({"kind": kind, "id": id, "title": self.catalog.title(kind, id)})
        return found

    def _term_order(self, record: Record[Term]) -> str:
        """Terms in alphabetical order: by pinyin in Chinese, by the term itself otherwise."""
        name = record.entry.pinyin if self.language is ZH else record.entry.term.en
        letters = unicodedata.normalize("NFD", name).casefold()
        return "".join(letter for letter in letters if letter.isalnum())  # no tone marks
