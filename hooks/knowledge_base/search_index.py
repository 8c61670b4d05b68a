"""The search index of one language: what the worker in ``docs/assets/search/`` reads.

Made from the catalog and the prose, never from HTML.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.han import readings, traditional_forms
from knowledge_base.languages import CODES, Language, other
from knowledge_base.listing import Listing
from knowledge_base.listings import listings
from knowledge_base.model import Action, Bilingual, Cause, Claim, Entry, Impact, Myth, Term
from knowledge_base.prose import ProsePage
from knowledge_base.record import Record
from knowledge_base.render import address, page_url, plain
from knowledge_base.text import to_plain

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")

# Between pages that fit equally well: entries answer, terms explain, lists lead on.
WEIGHTS = {"cause": 1.0, "impact": 1.0, "action": 1.0, "myth": 0.9, "term": 0.85, "page": 0.85}


# A result shows a line or two of the section that it leads to.
LONGEST_SECTION = {"zh": 300, "en": 700}


# Fields of a page that results show and ranking does not need.
DETAILS = ("summary", "sections")


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


@dataclass(frozen=True)
class _Row:
    """A page as the index has it: its JSON for ranking and for results, and what it is made of.

    ``runs`` are the runs of Chinese in its names and summary, ``characters`` all that it has.
    """

    ranking: str
    details: str
    runs: Sequence[str]
    characters: str


def search_index(
    catalog: Catalog, language: Language, prose: Sequence[ProsePage]
) -> tuple[str, str]:
    """The index of ``language``, and what results show besides, both as JSON.

    ``prose`` are the hand-written pages of all languages. Ranking gains nothing from
    summaries and sections (see the evaluation), so the first answer need not wait for them.
    The index names the file of the details, for they belong together.
    """
    rows = [*_Pages(catalog, language).rows()]
    rows += map(_row, _prose_pages(catalog, prose, language))
    search = catalog.reference.search
    terms = [name for each in catalog.terms.values() for name in each.keep("names", _names_of)]
    lexicon = {word for word in [*search.lexicon, *terms] if _HAN.fullmatch(word) and len(word) > 1}
    lexicon |= {word for word in search.weak.zh if len(word) > 1}
    synonyms = (word for group in search.synonyms for word in group)
    known = [run for word in synonyms for run in _HAN.findall(word)]
    runs = sorted({run for row in rows for run in row.runs}.union(known))
    characters = "".join(sorted({sign for row in rows for sign in row.characters}))
    details = f"[{','.join(row.details for row in rows)}]"
    words = sorted(lexicon)
    data = {
        "details": details_name(language, details),
        "lexicon": words,
        "weak": [*search.weak.zh, *search.weak.en],
        "opening": [*search.opening.zh, *search.opening.en],
        "synonyms": search.synonyms,
        "typos": search.typos,
        "fold": catalog.keep(
            f"fold {language.code}",
            lambda: traditional_forms(frozenset(characters)),
            characters,
        ),
        "pinyin": catalog.keep(
            f"pinyin {language.code}", lambda: readings(runs, words), digest(runs, words)
        ),
    }
    pages = ",".join(row.ranking for row in rows)
    return f'{{"pages":[{pages}],{_compact(data)[1:]}', details


def details_name(language: Language, details: str) -> str:
    """The name of the file of ``details``, which changes with them: caches stay right."""
    return f"{language.code}-details.{hashlib.sha256(details.encode()).hexdigest()[:12]}.json"


def _row(page: SearchPage) -> _Row:
    data = asdict(page)
    details = {
        "summary": page.summary, "sections": [[*asdict(part).values()] for part in page.sections],
    }  # fmt: skip
    texts = [page.title, page.summary, *page.aliases, *page.other]
    return _Row(
        ranking=_compact({name: value for name, value in data.items() if name not in DETAILS}),
        details=_compact(details),
        runs=sorted({run for text in texts for run in _HAN.findall(text)}),
        characters="".join(sorted(set(json.dumps(data, ensure_ascii=False)))),
    )


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


class _Pages:
    """The pages of one language that come from the catalog."""

    def __init__(self, catalog: Catalog, language: Language) -> None:
        self.catalog = catalog
        self.language = language
        self.words = catalog.reference.words

    def rows(self) -> Iterator[_Row]:
        """Every page: entries and terms give theirs once, and keep it."""
        name, on = f"search {self.language.code}", self.catalog.shared_digest
        for record in self.catalog.published():
            yield record.keep(name, lambda each: _row(self._entry(each)), on)
        for myth in self.catalog.published_myths():
            yield myth.keep(name, lambda each: _row(self._myth(each)), on)
        for term in self.catalog.terms.values():
            yield term.keep(name, lambda each: _row(self._term(each)), on)
        for listing in listings(self.catalog, self.language):
            yield _row(self._listing(listing))

    def _entry(self, record: Record[Entry]) -> SearchPage:
        entry = record.entry
        return self._page(record, entry.title, entry.summary, self._sections(entry))

    def _myth(self, record: Record[Myth]) -> SearchPage:
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
        claims = (claim for _, claim in record.claims)
        return SearchPage(
            url=page_url(address(record.kind, record.id, self.language)),
            title=plain(title, self.language),
            kind=self._word("kind_one", record.kind),
            evidence=self._word("certainty", next(claims).certainty),
            summary=plain(summary, self.language),
            aliases=aliases.in_language(self.language),
            other=[plain(title, there), *aliases.in_language(there)],
            hints=_hints(self.catalog, f"{record.kind}:{record.id}", self.language),
            sections=sections,
            weight=WEIGHTS[record.kind],
        )

    def _term(self, record: Record[Term]) -> SearchPage:
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

    def _listing(self, listing: Listing) -> SearchPage:
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


def _names_of(record: Record[Term]) -> list[str]:
    term = record.entry
    names = [[to_plain(getattr(term.term, code)), *getattr(term.variants, code)] for code in CODES]
    return [name for each in names for name in each]
