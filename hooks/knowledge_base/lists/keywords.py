"""The index of keywords: every name of a page by its first letter, for readers without search."""

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple

from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.han import syllables
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.lists.listing import Listing
from knowledge_base.lists.names import joined, numbered, part_number
from knowledge_base.model import Bilingual
from knowledge_base.record import Record
from knowledge_base.text import to_plain

# All names stand on one page, if they are so few; else so many on each page of a letter.
MOST_NAMES, NAMES_OF_PAGE = 1_000, 150

# A title or alias, and the kind and id of its page.
Name = tuple[str, str, str]


class Sheet(NamedTuple):
    """A page of a letter, of which there are ``parts``: the same in every language.

    ``names`` has, by language, the first of its names, how many there are, and their digest.
    """

    letter: str
    number: int
    parts: int
    names: Mapping[str, tuple[str, int, str]]

    @property
    def page(self) -> str:
        """Its path within the language's folder."""
        return _page(self.letter, self.number)

    def of(self, names: list[Name]) -> list[Name]:
        """Those of the ``names`` of its letter that it has."""
        size = -(-len(names) // self.parts)
        return names[(self.number - 1) * size : self.number * size]


def keyword_listings(catalog: Catalog, language: Language) -> Iterator[Listing]:
    """The index: one page, or one that leads to the pages of each letter."""
    words, code = catalog.reference.words, language.code
    title, summary = words["kind"]["keywords"], words["hub"]["keywords"]
    found = sheets(catalog)

    def index() -> Mapping[str, object]:
        by_letter: dict[str, list[tuple[str, str, int]]] = {}
        for each in found:
            first, count, _ = each.names[code]
            if count:
                by_letter.setdefault(each.letter, []).append((each.page, first, count))
        return {"letters": [] if found else keywords(catalog, language), "sheets": by_letter}

    def sheet(each: Sheet) -> Mapping[str, object]:
        names = each.of(dict(keywords(catalog, language)).get(each.letter, []))
        before = _page(each.letter, each.number - 1) if each.number > 1 else ""
        after = _page(each.letter, each.number + 1) if each.number < each.parts else ""
        return {"title": called(each), "names": names, "before": before, "after": after}

    def called(each: Sheet) -> Bilingual:
        letter = Bilingual(zh=each.letter, en=each.letter)
        return numbered(joined(title, letter), each.number)

    yield Listing("keywords.md", "keywords.md.j2", title, summary, catalog.cards, index)
    for each in found:
        show, made_of = partial(sheet, each), digest(repr(each))
        yield Listing(each.page, "keywords_of_letter.md.j2", called(each), summary, made_of, show)


def keywords(catalog: Catalog, language: Language) -> list[tuple[str, list[Name]]]:
    """Titles and aliases by first letter.

    Chinese stands under the letter of its pinyin; what begins with no letter, under "0".
    """
    return catalog.once(f"keywords {language.code}", lambda: _keywords(catalog, language))


def sheets(catalog: Catalog) -> list[Sheet]:
    """The pages of all letters; none where one page has all names."""
    return catalog.keep("keyword sheets", lambda: list(_sheets(catalog)), catalog.cards)


def _sheets(catalog: Catalog) -> Iterator[Sheet]:
    found = {each.code: dict(keywords(catalog, each)) for each in LANGUAGES}
    if all(sum(map(len, letters.values())) <= MOST_NAMES for letters in found.values()):
        return
    for letter in sorted({letter for letters in found.values() for letter in letters}):
        names = {code: letters.get(letter, []) for code, letters in found.items()}
        parts = -(-max(map(len, names.values())) // NAMES_OF_PAGE)
        for number in range(1, parts + 1):
            sheet = Sheet(letter, number, parts, {})
            here = {code: sheet.of(of_letter) for code, of_letter in names.items()}
            yield sheet._replace(
                names={
                    code: (each[0][0] if each else "", len(each), digest(map(repr, each)))
                    for code, each in here.items()
                }
            )


def _keywords(catalog: Catalog, language: Language) -> list[tuple[str, list[Name]]]:
    found: dict[str, dict[Name, str]] = {}

    def names(record: Record[Any]) -> list[tuple[str, str]]:
        aliases = record.entry.aliases.in_language(language)
        return [(name, _sound(name)) for name in [record.title.in_language(language), *aliases]]

    for record in catalog.pages():
        for name, key in record.keep(f"names {language.code}", names):
            letter = key[0].upper() if key[:1].isascii() and key[:1].isalpha() else "0"
            found.setdefault(letter, {})[name, record.kind, record.id] = key
    return [
        (letter, sorted(names, key=names.__getitem__)) for letter, names in sorted(found.items())
    ]


def _page(letter: str, number: int) -> str:
    return f"keywords/{letter.lower()}{part_number(number, '-')}.md"


@lru_cache(maxsize=1 << 12)
def _sound(name: str) -> str:
    """What a name is sorted by: its letters and pinyin. Several lists of a build ask for it."""
    return "".join(filter(str.isalnum, "".join(syllables(to_plain(name))))).casefold()
