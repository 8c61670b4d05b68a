"""The search index of one language: what the worker in ``docs/assets/search/`` reads.

Made from the catalog and the prose, never from HTML.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.han import readings, traditional_forms
from knowledge_base.languages import CODES, Language
from knowledge_base.model import Term
from knowledge_base.output import Piece, Pieces
from knowledge_base.prose import ProsePage
from knowledge_base.record import Record
from knowledge_base.search_pages import Told, search_pages
from knowledge_base.text import to_plain

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")

# Fields of a page that results show and ranking does not need.
DETAILS = ("summary", "sections")


@dataclass(frozen=True)
class SearchIndex:
    """The index of one language, and what results show besides, both as JSON.

    Ranking gains nothing from summaries and sections (see the evaluation), so the first answer
    need not wait for them. The index names the file of the details, for they belong together.
    """

    index: Pieces
    details: Pieces
    details_name: str


class _Gist(NamedTuple):
    """What the rest of the index must know of a page.

    ``runs`` are the runs of Chinese in its names and summary, ``characters`` all that it has;
    ``details`` is the digest of what results show.
    """

    runs: Sequence[str]
    characters: str
    details: str


class _Row:
    """A page as the index has it. It is written when somebody asks for more than its gist."""

    def __init__(self, told: Told) -> None:
        self._told = told

    def ranking(self) -> str:
        """Its JSON for ranking."""
        return self._written[0]

    def details(self) -> str:
        """Its JSON for results."""
        return self._written[1]

    def gist(self, code: str, on: str) -> _Gist:
        """Kept with the record that it is the page of; ``on`` is what else that depends on."""
        record = self._told.record
        if record is None:
            return self._written[2]
        return record.keep(f"search {code}", lambda _: self._written[2], on)

    @cached_property
    def _written(self) -> tuple[str, str, _Gist]:
        page = self._told.page()
        data = {name: value for name, value in vars(page).items() if name not in DETAILS}
        sections = [[part.id, part.heading, part.text] for part in page.sections]
        ranking = _compact(data)
        details = _compact({"summary": page.summary, "sections": sections})
        texts = [page.title, page.summary, *page.aliases, *page.other]
        runs = sorted({run for text in texts for run in _HAN.findall(text)})
        characters = "".join(sorted(set(ranking + details)))
        return ranking, details, _Gist(runs, characters, digest(details))


def search_index(catalog: Catalog, language: Language, prose: Sequence[ProsePage]) -> SearchIndex:
    """The index of ``language``; ``prose`` are the hand-written pages of all languages."""
    code, on = language.code, catalog.shared_digest
    all_told = list(search_pages(catalog, language, prose))
    rows = [(told.made_of, _Row(told)) for told in all_told]
    gists = [row.gist(code, on) for _, row in rows]
    name = f"{code}-details.{digest(gist.details for gist in gists)[:12]}.json"
    return SearchIndex(
        index=Pieces(
            f"search {code}",
            on,
            head='{"pages":[',
            parts=[Piece(made_of, row.ranking) for made_of, row in rows],
            between=",",
            tail=f"],{_compact(_rest(catalog, language, gists, name))[1:]}",
        ),
        details=Pieces(
            f"search {code} details",
            on,
            head="[",
            parts=[Piece(made_of, row.details) for made_of, row in rows],
            between=",",
            tail="]",
        ),
        details_name=name,
    )


def _rest(
    catalog: Catalog, language: Language, gists: Sequence[_Gist], details: str
) -> dict[str, Any]:
    """What the index has besides its pages."""
    search = catalog.reference.search
    terms = [name for each in catalog.all_terms() for name in each.keep("names", _names_of)]
    lexicon = {word for word in [*search.lexicon, *terms] if _HAN.fullmatch(word) and len(word) > 1}
    lexicon |= {word for word in search.weak.zh if len(word) > 1}
    synonyms = (word for group in search.synonyms for word in group)
    known = [run for word in synonyms for run in _HAN.findall(word)]
    runs = sorted(set(known).union(*(gist.runs for gist in gists)))
    characters = "".join(sorted(set().union(*(gist.characters for gist in gists))))
    words = sorted(lexicon)
    return {
        "details": details,
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


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _names_of(record: Record[Term]) -> list[str]:
    term = record.entry
    names = [[to_plain(getattr(term.term, code)), *getattr(term.variants, code)] for code in CODES]
    return [name for each in names for name in each]
