"""For each page, which file and line the links to an address come from.

A page of a record has the links that the record writes, and those by which causes join it to
others. What a list only lists comes from the file of what is listed. What else lists link to is
in :mod:`knowledge_base.origins.origins_of_lists`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.languages import Language
from knowledge_base.lists.citations import source_pages
from knowledge_base.model import FOLDERS
from knowledge_base.origins.written import Written, key, written
from knowledge_base.problems import Place
from knowledge_base.record import Record

# An address within the language's folder, or ``#id`` within the page, and where it is written.
Origin = tuple[str, Place]
# By address: the places in the order in which the page shows the links.
Origins = Mapping[str, list[Place]]


class Writings:
    """What all records write, read once for all pages and languages."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._written: dict[tuple[str, str], Written] = {}
        self.pages = {key(*record.reference): record for record in catalog.pages()}
        self.titles = dict(self._titles())

    def of(self, record: Record[Any]) -> Written:
        """What ``record`` writes."""
        if record.reference not in self._written:
            self._written[record.reference] = written(record)
        return self._written[record.reference]

    def single(self, name: str, *path: str | int) -> Place:
        """The place of a key in the file of the whole topic called ``name`` (``facts``, …)."""
        return self.catalog.reference.files[name].key_place(path)

    def of_page(self, record: Record[Any], language: Language) -> Origins:
        """The origins of the links on the page of ``record``."""
        return gathered(self._of_page(record, language.code))

    def _of_page(self, record: Record[Any], code: str) -> Iterator[Origin]:
        for target in self.of(record).targets:
            if target.language in ("", code):
                of_page = target.kind == "source"
                yield f"#source-{target.id}" if of_page else key(*target[:2]), target.place
        if record.kind in FOLDERS:
            for link in self.catalog.neighbours(record, "cause"):
                yield from self._joined(link.target, record)

    def _joined(self, cause: Record[Any], record: Record[Any]) -> Iterator[Origin]:
        """What ``cause`` joins: an impact or action links back to it, and to the other kind."""
        for target in self.of(cause).targets:
            if target.language or target.kind not in ("impact", "action"):
                continue
            if target[:2] == record.reference:
                yield key(*cause.reference), target.place
            elif target.kind != record.kind:
                yield key(*target[:2]), target.place

    def _titles(self) -> Iterator[Origin]:
        """Where the thing at an address is called what it is called."""
        catalog = self.catalog
        for address, record in self.pages.items():
            yield address, self.of(record).title
        for term in catalog.terms.values():
            yield key("term", term.id), self.of(term).title
        for question in catalog.questions:
            yield key("question", question.id), self.of(question).title
        for action in catalog.of_kind("action"):
            yield key("plan", action.id), self.of(action).title
        for id in catalog.reference.facts:
            yield key("fact", id), self.single("facts", id)
        for id in catalog.reference.sources:
            yield key("source", id), self.single("sources", id)
        for page in source_pages(catalog):
            for cited in page.sources:
                yield f"sources/{page.name}/#{cited.id}", self.single("sources", cited.id)
        for old in catalog.moves.values():
            yield key(*old.reference), old.key_place(())


def gathered(origins: Iterable[Origin]) -> Origins:
    """``origins`` by address."""
    found: dict[str, list[Place]] = {}
    for address, place in origins:
        found.setdefault(address, []).append(place)
    return found
