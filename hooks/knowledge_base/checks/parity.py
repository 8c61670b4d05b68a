"""Rules on the two languages: they give the same numbers and lead to the same pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from knowledge_base.catalog import Catalog
from knowledge_base.languages import CODES
from knowledge_base.problems import LOCALE, Problem, problem
from knowledge_base.text import links, to_plain

# Words may stand for numbers in digits, so without a digit in either there is nothing to compare.
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


@dataclass(frozen=True)
class Numbers:
    """The numbers in a text: those in digits, and those that words may stand for."""

    digits: frozenset[float]
    words: frozenset[float]


def languages_give_the_same_numbers(catalog: Catalog) -> Iterator[Problem]:
    """A number in one language stands in the other too, in digits or as a word."""
    for record in catalog.records():
        for path, value in record.texts:
            if not (_DIGIT.search(value.zh) or _DIGIT.search(value.en)):
                continue
            first, second = (numbers_in(getattr(value, code), code) for code in CODES)
            only_first = first.digits - second.digits - second.words
            only_second = second.digits - first.digits - first.words
            if only_first or only_second:
                place = record.key_place(path)
                zh, en = _listed(only_first), _listed(only_second)
                yield problem("different-numbers", place, zh=zh, en=en)


def languages_lead_to_the_same_pages(catalog: Catalog) -> Iterator[Problem]:
    """Links in one language's text are in the other's."""
    for record in catalog.records():
        for path, value in record.texts:
            first, second = (set(links(getattr(value, code))) for code in CODES)
            if first != second:
                odd = ", ".join(sorted(f"{kind}:{id}" for kind, id in first ^ second))
                yield problem("different-links", record.key_place(path), value=odd)


def numbers_in(text: str, code: str) -> Numbers:
    """The numbers in a text of language ``code``: "2 million" and "2,000,000" are one."""
    multipliers, words, pattern = _grammar(code)
    plain = _THOUSANDS.sub("", to_plain(text))
    found = (
        float(match["number"]) * multipliers.get(match["multiplier"] or "", 1)
        for match in pattern.finditer(plain)
    )
    folded = plain.casefold()
    spelt = (number for word, number in words.items() if word in folded)
    return Numbers(frozenset(found), frozenset(map(float, spelt)))


@cache
def _grammar(code: str) -> tuple[Mapping[str, float], Mapping[str, float], re.Pattern[str]]:
    text = (LOCALE / code / "numbers.yaml").read_text(encoding="utf-8")
    grammar: dict[str, dict[str, float]] = yaml.safe_load(text)
    multipliers = grammar["multipliers"]
    words = {word.casefold(): number for word, number in grammar["words"].items()}
    names = "|".join(map(re.escape, multipliers))
    return multipliers, words, re.compile(rf"(?P<number>\d+(?:\.\d+)?)\s?(?P<multiplier>{names})?")


def _listed(numbers: frozenset[float]) -> str:
    return ", ".join(f"{number:g}" for number in sorted(numbers)) or "–"
