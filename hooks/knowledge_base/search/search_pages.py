"""What search knows of each page of one language, from the catalog and the hand-written pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.evidence import headline
from knowledge_base.languages import Language, other
from knowledge_base.lists.listing import Listing
from knowledge_base.lists.listings import listings
from knowledge_base.model import Action, Bilingual, Cause, Claim, Entry, Impact, Myth, Term
from knowledge_base.paths import address, page_url, plain
from knowledge_base.prose import ProsePage
from knowledge_base.record import Record

# Between pages that fit equally well: entries answer, terms explain, lists lead on.
WEIGHTS = {"cause": 1.0, "impact": 1.0, "action": 1.0, "myth": 0.9, "term": 0.85, "page": 0.85}


# A result shows a line or two of the section that it leads to.
LONGEST_SECTION = {"zh": 300, "en": 700}


@dataclass(frozen=True)
class SearchSection:
    """A part of a page that a result can lead to. ``text`` is plain."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True)
class SearchPage:
    """One page (or term) as search sees it; ``url`` is relative to the site's root.

    ``other`` is what the page is called in the other language, ``hints`` what else leads to it,
    ``start`` its place among the pages where one starts (0: it is none of them).
    """

    url: str
    title: str
    kind: str
    evidence: str
    summary: str
    aliases: Sequence[str]
    other: Sequence[str]
    hints: Sequence[str]
    sections: Sequence[SearchSection]
    weight: float
    start: int = 0


def pages_of_records(
    catalog: Catalog, language: Language
) -> Iterator[tuple[Record[Any], Callable[[], SearchPage]]]:
    """Every page (or term) that is made of one record. It shows only files of the topic besides."""
    pages = _Pages(catalog, language)
    tellers: dict[Callable[[Any], SearchPage], Sequence[Record[Any]]] = {
        pages.entry: catalog.published(),
        pages.myth: catalog.published_myths(),
        pages.term: catalog.all_terms(),
    }
    for tell, records in tellers.items():
        for record in records:
            yield record, partial(tell, record)


def other_pages(
    catalog: Catalog, language: Language, prose: Sequence[ProsePage]
) -> Iterator[SearchPage]:
    """The pages that list things, and the hand-written ones (``prose`` has all languages)."""
    yield from map(_Pages(catalog, language).listing, listings(catalog, language))
    yield from _prose_pages(catalog, prose, language)


def others_made_of(catalog: Catalog, language: Language, prose: Sequence[ProsePage]) -> str:
    """The digest of all that :func:`other_pages` show."""
    texts = [text for each in listings(catalog, language) for text in (each.title, each.summary)]
    names = [each.name for each in listings(catalog, language)]
    told = [each.zh for each in texts], [each.en for each in texts]
    return digest(catalog.shared_digest, names, *told, map(repr, prose))


class _Pages:
    """The pages of one language that come from the catalog."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        self.catalog = catalog
        self.language = language
        self.words = catalog.reference.words

    def entry(self, record: Record[Entry]) -> SearchPage:
        """That of a cause, impact or action."""
        entry = record.entry
        return self._page(record, entry.title, entry.summary, self._sections(entry))

    def myth(self, record: Record[Myth]) -> SearchPage:
        """That of a myth."""
        myth = record.entry
        sections = [self._claims("why", "section.evidence", myth.claims)]
        return self._page(record, myth.belief, myth.truth, sections)

    def _page(
        self,
        record: Record[Any],
        title: Bilingual,
        summary: Bilingual,
        sections: list[SearchSection],
    ) -> SearchPage:
        aliases = record.entry.aliases
        there = other(self.language)
        return SearchPage(
            url=page_url(address(record.kind, record.id, self.language)),
            title=plain(title, self.language),
            kind=self._word("kind_one", record.kind),
            evidence=self._word("certainty", headline(record)),
            summary=plain(summary, self.language),
            aliases=aliases.in_language(self.language),
            other=[plain(title, there), *aliases.in_language(there)],
            hints=_hints(self.catalog, f"{record.kind}:{record.id}", self.language),
            sections=sections,
            weight=WEIGHTS[record.kind],
        )

    def term(self, record: Record[Term]) -> SearchPage:
        """That of a term: its place in the glossary."""
        term = record.entry
        here, there = self.language, other(self.language)
        return SearchPage(
            url=page_url(address("term", record.id, here)),
            title=plain(term.term, here),
            kind=self._word("kind", "term"),
            evidence="",
            summary=plain(term.definition, here),
            aliases=getattr(term.variants, here.code),
            other=[plain(term.term, there), *getattr(term.variants, there.code)],
            hints=_hints(self.catalog, f"term:{record.id}", here),
            sections=[],
            weight=WEIGHTS["term"],
        )

    def listing(self, listing: Listing) -> SearchPage:
        """That of a page that lists things."""
        title, summary = (plain(text, self.language) for text in (listing.title, listing.summary))
        elsewhere = plain(listing.title, other(self.language))
        url = page_url(f"{self.language.code}/{listing.name}")
        starts = self._starting_points()
        start = starts.index(listing.title) + 1 if listing.title in starts else 0
        name = listing.name.removesuffix(".md").removesuffix("/index")
        hints = _hints(self.catalog, f"page:{name}", self.language)
        return SearchPage(
            url, title, "", "", summary, [], [elsewhere], hints, [], WEIGHTS["page"], start
        )

    def _starting_points(self) -> list[Bilingual]:
        """Listings that help whoever does not know what to look for: self-check and causes."""
        return [self.words["kind"]["question"], self.words["kind"]["cause"]]

    def _sections(self, entry: Entry) -> list[SearchSection]:
        """The parts of an entry worth leading to, under the ids that its page gives them."""
        if isinstance(entry, Cause):
            return [
                self._texts("check", "section.signs", entry.signs),
                self._claims("why", "section.why_cause", entry.why),
                self._claims("not", "section.not_this", entry.not_this),
            ]
        if isinstance(entry, Impact):
            return [
                self._texts("cope", "section.cope", entry.cope),
                self._claims("what", "section.what_changes", entry.what_changes),
                self._claims("not", "section.not_affected", entry.not_affected),
            ]
        assert isinstance(entry, Action)
        return [
            self._texts("steps", "section.steps", [step.text for step in entry.steps]),
            self._claims("why", "section.why_action", entry.why),
            self._texts("time", "section.time", [entry.time.text]),
        ]

    def _claims(self, id: str, heading: str, claims: Sequence[Claim]) -> SearchSection:
        return self._texts(id, heading, [claim.text for claim in claims])

    def _texts(self, id: str, heading: str, texts: Sequence[Bilingual]) -> SearchSection:
        text = " ".join(plain(each, self.language) for each in texts)
        longest = LONGEST_SECTION[self.language.code]
        return SearchSection(id, self._word(*heading.split(".")), text[:longest])

    def _word(self, group: str, key: str) -> str:
        return plain(self.words[group][key], self.language)


def _prose_pages(
    catalog: Catalog, prose: Sequence[ProsePage], language: Language
) -> Iterator[SearchPage]:
    titles = {(page.language, page.name): page.title for page in prose}
    for page in prose:
        if page.language != language.code:
            continue
        elsewhere = titles[other(language).code, page.name]
        sections = [SearchSection(*section) for section in page.sections]
        url = page_url(f"{page.language}/{page.name}")
        yield SearchPage(
            url=url,
            title=page.title,
            kind="",
            evidence="",
            summary=page.description,
            aliases=[],
            other=[elsewhere],
            hints=_hints(catalog, f"page:{page.name.removesuffix('.md')}", language),
            sections=sections,
            weight=WEIGHTS["page"],
        )


def _hints(catalog: Catalog, reference: str, language: Language) -> list[str]:
    hints = catalog.reference.hints.get(reference)
    return getattr(hints, language.code) if hints else []
