"""The catalog as pages: for each language the same pages, with the same addresses.

Pure: catalog in, Markdown out. What MkDocs or another generator does with them is not
known here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from knowledge_base.cards import cards, cited
from knowledge_base.catalog import Catalog
from knowledge_base.checks.references import pointers
from knowledge_base.digest import digest
from knowledge_base.evidence import grades
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.lists.listing import Listing
from knowledge_base.lists.listings import listings, related
from knowledge_base.model import (
    FOLDERS,
    KINDS,
    Action,
    Entry,
    Myth,
    Source,
)
from knowledge_base.paths import address, plain
from knowledge_base.record import Record
from knowledge_base.templating import Here, Wording, render, template
from knowledge_base.terms import Terms
from knowledge_base.translation import translation_lags


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page. ``uri`` is its Markdown path below ``docs/``.

    ``title`` is plain text; ``source`` is the path of the file to edit, from the project's root,
    or ``None`` where a page has no single one (lists). ``made_of`` is the digest of all content
    that it shows: while that is the same, so is the page.
    """

    uri: str
    language: Language
    title: str
    source: str | None
    made_of: str
    _about: Record[Any] | Listing = field(repr=False, compare=False)
    _writer: "_Writer" = field(repr=False, compare=False)

    @property
    def description(self) -> str:
        """What the page answers, as plain text."""
        return plain(self._about.summary, self.language)

    @property
    def record(self) -> Record[Any] | None:
        """What the page is about; ``None`` for lists."""
        return None if isinstance(self._about, Listing) else self._about

    @property
    def markdown(self) -> str:
        """The page's Markdown, written anew each time: keep it if you need it twice."""
        return self._writer.write(self.uri, self._about)


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
    made_of = {record.reference: _made_of(catalog, record) for record in catalog.pages()}
    writers = [_Writer(catalog, language, made_of, explain=explain) for language in languages]
    return [page for writer in writers for page in writer.pages()]


class _Writer:
    """Writes the pages of one language; ``made_of`` has the digests of those of records."""

    def __init__(
        self,
        catalog: Catalog,
        language: Language,
        made_of: Mapping[tuple[str, str], str],
        *,
        explain: bool,
    ) -> None:
        self.catalog = catalog
        self.language = language
        self.made_of = made_of
        self.wording = Wording(catalog.reference.words, language)
        self.template = cache(template)  # looks once in a build whether it was edited
        self.explain = explain

    @cached_property
    def terms(self) -> Terms | None:
        """The terms to explain."""
        typos = self.catalog.reference.search.typos
        return Terms(self.catalog.terms.values(), self.language, typos) if self.explain else None

    def pages(self) -> Iterator[Page]:
        """Every page, in the order in which they are made."""
        code = self.language.code
        for each in listings(self.catalog, self.language):
            made_of = digest(self.catalog.shared_digest, each.made_of)
            yield self._page(f"{code}/{each.name}", None, made_of, each)
        for record in self.catalog.pages():
            uri = address(record.kind, record.id, self.language)
            yield self._page(uri, record.path, self.made_of[record.reference], record)

    def _page(
        self, uri: str, source: str | None, made_of: str, about: Record[Any] | Listing
    ) -> Page:
        title = plain(about.title, self.language)
        return Page(uri, self.language, title, source, made_of, about, self)

    def write(self, uri: str, about: Record[Any] | Listing) -> str:
        """The Markdown of the page at ``uri`` about a record, or of a listing."""
        if isinstance(about, Listing):
            return render(self.template(about.template), Here(self.wording, uri), about.values())
        template = self.template(f"{about.kind}.md.j2")
        return render(template, Here(self.wording, uri, self.terms), self._values(about))

    def _values(self, record: Record[Any]) -> Mapping[str, object]:
        cited = self._cited(record)
        return {
            "record": record,
            "entry": record.entry,
            "sources": cited,
            "cited": dict(cited),
            "numbers": {id: number for number, (id, _) in enumerate(cited, start=1)},
            "grades": grades(record),
            "translation_lags": translation_lags(record) is self.language,
            **(self._of_myth(record) if record.kind == "myth" else self._of_entry(record)),
        }

    def _of_entry(self, record: Record[Entry]) -> Mapping[str, object]:
        entry = record.entry
        follow_up = entry.if_it_fails.next if isinstance(entry, Action) else None
        return {
            **{FOLDERS[kind]: self.catalog.neighbours(record, kind) for kind in KINDS},
            "vocabulary": self.catalog.reference.vocabulary,
            "next_action": self.catalog.entries["action", follow_up] if follow_up else None,
            "myths": [self.catalog.myths[id] for id in entry.misconceptions],
        }

    def _of_myth(self, record: Record[Myth]) -> Mapping[str, object]:
        return {"related": related(self.catalog, record.entry.entries)}

    def _cited(self, record: Record[Any]) -> list[tuple[str, Source]]:
        """The sources that a page cites, in the order in which it first does."""
        ids = dict.fromkeys(cited(record, "sources"))
        return [(id, self.catalog.reference.sources[id]) for id in ids]


def _made_of(catalog: Catalog, record: Record[Any]) -> str:
    """The digest of what the page of ``record`` shows: its own file, and the cards of others."""
    named = record.keep("named", _named)
    cards_of_named = cards(catalog.record(*each) for each in named)
    linked = catalog.linked.get(record.reference, "")
    return digest(catalog.shared_digest, record.digest, linked, cards_of_named)


def _named(record: Record[Any]) -> list[tuple[str, str]]:
    """The kind and id of what a page names beside its neighbours."""
    return [(kind, id) for _, kind, id in pointers(record) if kind not in record.edges]
