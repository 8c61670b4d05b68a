"""The catalog as pages: for each language the same pages, with the same addresses.

Pure: catalog in, Markdown out. What MkDocs or another generator does with them is not
known here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from jinja2 import Environment

from knowledge_base.catalog import Catalog, Record
from knowledge_base.evidence import grades
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.listings import listings, related
from knowledge_base.model import (
    FOLDERS,
    KINDS,
    Action,
    Bilingual,
    Entry,
    Myth,
    Source,
)
from knowledge_base.render import address, environment, plain, render
from knowledge_base.terms import Terms
from knowledge_base.translation import translation_lags


@dataclass(frozen=True)
class Page:
    """One generated page. ``uri`` is its Markdown path below ``docs/``.

    ``title`` and ``description`` are plain text; ``source`` is the path of the file to edit,
    from the project's root, or ``None`` where a page has no single one (lists).
    """

    uri: str
    language: Language
    title: str
    description: str
    source: str | None
    _write: Callable[[], str] = field(repr=False, compare=False)

    @property
    def markdown(self) -> str:
        """The page's Markdown, written anew each time: keep it if you need it twice."""
        return self._write()


def counterpart(uri: str, language: Language) -> str:
    """The path of the same page in ``language``: paths differ in the first folder only."""
    return f"{language.code}/{uri.partition('/')[2]}"


def build_pages(
    catalog: Catalog, languages: Sequence[Language] = LANGUAGES, *, explain: bool = True
) -> list[Page]:
    """Every generated page in each of ``languages``.

    With ``explain``, entries explain the terms of the glossary where they are first mentioned;
    without, their text is plain.
    """
    jinja = environment()
    return [
        page
        for language in languages
        for page in _Writer(catalog, language, jinja, explain=explain).pages()
    ]


class _Writer:
    """Writes the pages of one language."""

    def __init__(
        self, catalog: Catalog, language: Language, jinja: Environment, *, explain: bool
    ) -> None:
        self.catalog = catalog
        self.language = language
        self.jinja = jinja
        typos = catalog.reference.search.typos
        self.terms = Terms(catalog.terms.values(), language, typos) if explain else None

    def pages(self) -> Iterator[Page]:
        for each in listings(self.catalog, self.language):
            uri = f"{self.language.code}/{each.name}"
            yield self._page(uri, each.template, each.title, each.summary, each.values)
        for record in self.catalog.published():
            yield self._entry(record)
        for myth in self.catalog.published_myths():
            yield self._myth(myth)

    def _entry(self, record: Record[Entry]) -> Page:
        entry = record.entry
        follow_up = entry.if_it_fails.next if isinstance(entry, Action) else None
        values: dict[str, object] = {
            FOLDERS[kind]: self.catalog.neighbours(record, kind) for kind in KINDS
        }
        values["vocabulary"] = self.catalog.reference.vocabulary
        values["next_action"] = self.catalog.entries[("action", follow_up)] if follow_up else None
        values["myths"] = [self.catalog.myths[id] for id in entry.misconceptions]
        return self._record(record, f"{record.kind}.md.j2", entry.title, entry.summary, values)

    def _myth(self, record: Record[Myth]) -> Page:
        values = {"related": related(self.catalog, record.entry.entries)}
        return self._record(record, "myth.md.j2", record.entry.belief, record.entry.truth, values)

    def _record(
        self,
        record: Record[Any],
        template: str,
        title: Bilingual,
        summary: Bilingual,
        values: Mapping[str, object],
    ) -> Page:
        uri = address(record.kind, record.id, self.language)
        cited = self._cited(record)
        common = {
            "record": record,
            "entry": record.entry,
            "sources": cited,
            "cited": dict(cited),
            "numbers": {id: number for number, (id, _) in enumerate(cited, start=1)},
            "grades": grades(record),
            "translation_lags": translation_lags(record) is self.language,
            "terms": self.terms,
        }
        source = record.document.path
        return self._page(uri, template, title, summary, {**common, **values}, source)

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
        words = self.catalog.reference.words
        write = partial(
            render, self.jinja, template, language=language, uri=uri, words=words, values=values
        )
        heading, description = plain(title, language), plain(summary, language)
        return Page(uri, language, heading, description, source, write)

    def _cited(self, record: Record[Any]) -> list[tuple[str, Source]]:
        """The sources that a page cites, in the order in which it first does."""
        ids: dict[str, None] = {}
        for _, citing in record.citing:
            ids |= dict.fromkeys(getattr(citing, "sources", ()))
        return [(id, self.catalog.reference.sources[id]) for id in ids]
