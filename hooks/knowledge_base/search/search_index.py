"""The search index of one language: what the worker in ``docs/assets/search/`` reads.

Made from the catalog and the prose, never from HTML.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple, TypeVar

from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.han import readings, traditional_forms
from knowledge_base.languages import CODES, Language
from knowledge_base.model import Term
from knowledge_base.output import Pieces
from knowledge_base.prose import ProsePage
from knowledge_base.record import Record
from knowledge_base.search.search_pages import (
    SearchPage,
    other_pages,
    others_made_of,
    pages_of_records,
)
from knowledge_base.text import to_plain

T = TypeVar("T")

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

    ``runs`` are the runs of Chinese in its names and summary, with their digest, ``characters`` the
    Chinese ones that it has; ``details`` is the digest of what results show.
    """

    runs: Sequence[str]
    runs_of: str
    characters: str
    details: str


class _Written(NamedTuple):
    """A page as the index has it: its JSON for ranking, that for results, and its gist."""

    ranking: str
    details: str
    gist: _Gist


@dataclass(frozen=True)
class _Row:
    """A page of the index. It is written only if somebody asks for more than its gist."""

    made_of: str
    write: Callable[[], _Written]

    @cached_property
    def written(self) -> _Written:
        """The page, written once: both files ask for it."""
        return self.write()

    def gist(self, _: Record[Any]) -> _Gist:
        """Its gist, which is kept with its record."""
        return self.written.gist


def search_index(catalog: Catalog, language: Language, prose: Sequence[ProsePage]) -> SearchIndex:
    """The index of ``language``; ``prose`` are the hand-written pages of all languages."""
    code = language.code
    found = [*_rows_of_records(catalog, language), *_other_rows(catalog, language, prose)]
    rows, gists = [row for row, _ in found], [gist for _, gist in found]
    name = f"{code}-details.{digest(gist.details for gist in gists)[:12]}.json"
    made_of, on = [row.made_of for row in rows], catalog.shared_digest
    tail = f"],{_compact(_rest(catalog, language, gists, name))[1:]}"
    return SearchIndex(
        index=Pieces(
            f"search {code}", on, '{"pages":[', made_of,
            lambda number: rows[number].written.ranking, ",", tail,
        ),
        details=Pieces(
            f"search {code} details", on, "[", made_of,
            lambda number: rows[number].written.details, ",", "]",
        ),
        details_name=name,
    )  # fmt: skip


def _rows_of_records(catalog: Catalog, language: Language) -> Iterator[tuple[_Row, _Gist]]:
    name, shared = f"search {language.code}", catalog.shared_digest
    for record, tell in pages_of_records(catalog, language):
        row = _Row(record.made_of, partial(_written, tell))
        yield row, record.keep(name, row.gist, shared)


def _other_rows(
    catalog: Catalog, language: Language, prose: Sequence[ProsePage]
) -> Iterator[tuple[_Row, _Gist]]:
    """All are kept together: they change together."""

    def every() -> list[_Written]:
        pages = other_pages(catalog, language, prose)
        return [_written(partial(_same, page)) for page in pages]

    on = others_made_of(catalog, language, prose)
    for written in catalog.keep(f"search {language.code}", every, on):
        made_of = digest(written.ranking, written.details)
        yield _Row(made_of, partial(_same, written)), written.gist


def _same(value: T) -> T:
    return value


def _written(tell: Callable[[], SearchPage]) -> _Written:
    page = tell()
    data = {name: value for name, value in vars(page).items() if name not in DETAILS}
    sections = [[part.id, part.heading, part.text] for part in page.sections]
    ranking = _compact(data)
    details = _compact({"summary": page.summary, "sections": sections})
    texts = [page.title, page.summary, *page.aliases, *page.other]
    runs = sorted({run for text in texts for run in _HAN.findall(text)})
    characters = "".join(sorted(set("".join(_HAN.findall(ranking + details)))))
    return _Written(ranking, details, _Gist(runs, digest(runs), characters, digest(details)))


def _rest(
    catalog: Catalog, language: Language, gists: Sequence[_Gist], details: str
) -> dict[str, Any]:
    """What the index has besides its pages."""
    search = catalog.reference.search
    terms = [name for each in catalog.all_terms() for name in each.keep("names", _names_of)]
    lexicon = {word for word in [*search.lexicon, *terms] if _HAN.fullmatch(word) and len(word) > 1}
    lexicon |= {word for word in search.weak.zh if len(word) > 1}
    words = sorted(lexicon)
    return {
        "details": details,
        "lexicon": words,
        "weak": [*search.weak.zh, *search.weak.en],
        "opening": [*search.opening.zh, *search.opening.en],
        "synonyms": search.synonyms,
        "typos": search.typos,
        "fold": _fold(catalog, language, [gist.characters for gist in gists]),
        "pinyin": _pinyin(catalog, language, gists, words),
    }


def _fold(catalog: Catalog, language: Language, characters: Sequence[str]) -> str:
    """The traditional forms of all ``characters``: mostly the same ones after an edit."""

    def fold() -> str:
        every = "".join(sorted(set("".join(characters))))
        name = f"fold of characters {language.code}"
        return catalog.keep(name, lambda: traditional_forms(frozenset(every)), every)

    return catalog.keep(f"fold {language.code}", fold, digest(characters))


def _pinyin(
    catalog: Catalog, language: Language, gists: Sequence[_Gist], words: Sequence[str]
) -> dict[str, str]:
    """How the runs of names and summaries, and the ``words`` of search, are read."""
    synonyms = (word for group in catalog.reference.search.synonyms for word in group)
    more = [run for word in synonyms for run in _HAN.findall(word)]

    def pinyin() -> dict[str, str]:
        return readings([*(run for gist in gists for run in gist.runs), *more], words)

    on = digest([gist.runs_of for gist in gists], more, words)
    return catalog.keep(f"pinyin {language.code}", pinyin, on)


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _names_of(record: Record[Term]) -> list[str]:
    term = record.entry
    names = [[to_plain(getattr(term.term, code)), *getattr(term.variants, code)] for code in CODES]
    return [name for each in names for name in each]
