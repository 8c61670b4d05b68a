"""Rules on the two languages: they give the same numbers and lead to the same pages."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

import yaml

from knowledge_base.catalog import Catalog
from knowledge_base.languages import CODES
from knowledge_base.problems import LOCALE, Problem, problem
from knowledge_base.text import links, to_plain

# Words may stand for numbers in digits, so without a digit in either there is nothing to compare.
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


def languages_give_the_same_numbers(catalog: Catalog) -> Iterator[Problem]:
    """A number in one language stands in the other too, in digits or as a word."""
    for record in catalog.records():
        for path, value in record.texts:
            if not (_DIGIT.search(value.zh) or _DIGIT.search(value.en)):
                continue
            texts = [(_plain(getattr(value, code)), code) for code in CODES]
            first, second = (_in_digits(*text) for text in texts)
            if first == second:
                continue
            only_first = first - second - _in_words(*texts[1])
            only_second = second - first - _in_words(*texts[0])
            if only_first or only_second:
                place = record.key_place(path)
                zh, en = _listed(only_first), _listed(only_second)
                yield problem("different-numbers", place, zh=zh, en=en)


def languages_lead_to_the_same_pages(catalog: Catalog) -> Iterator[Problem]:
    """Links in one language's text are in the other's."""
    for record in catalog.records():
        for path, value in record.texts:
            first, second = set(links(value.zh)), set(links(value.en))
            if first != second:
                odd = ", ".join(sorted(f"{kind}:{id}" for kind, id in first ^ second))
                yield problem("different-links", record.key_place(path), value=odd)


def _plain(text: str) -> str:
    plain = to_plain(text)
    return _THOUSANDS.sub("", plain) if "," in plain else plain


def _in_digits(text: str, code: str) -> set[float]:
    """The numbers that a text has in digits: "2 million" and "2,000,000" are one."""
    multipliers, _, pattern = _grammar(code)
    return {
        float(number) * multipliers.get(multiplier, 1)
        for number, multiplier in pattern.findall(text)
    }


def _in_words(text: str, code: str) -> set[float]:
    """The numbers that words of a text may stand for."""
    _, words, _ = _grammar(code)
    folded = text.casefold()
    return {float(number) for word, number in words.items() if word in folded}


@cache
def _grammar(code: str) -> tuple[Mapping[str, float], Mapping[str, float], re.Pattern[str]]:
    text = (LOCALE / code / "numbers.yaml").read_text(encoding="utf-8")
    grammar: dict[str, dict[str, float]] = yaml.safe_load(text)
    multipliers = grammar["multipliers"]
    words = {word.casefold(): number for word, number in grammar["words"].items()}
    names = "|".join(map(re.escape, multipliers))
    return multipliers, words, re.compile(rf"(\d+(?:\.\d+)?)\s?({names})?")


def _listed(numbers: set[float]) -> str:
    return ", ".join(f"{number:g}" for number in sorted(numbers)) or "–"
