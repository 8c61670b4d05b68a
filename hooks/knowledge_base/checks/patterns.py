"""The patterns of ``style.yaml``: only quick ones, and no look at texts without their letters."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LONGEST_PATTERN = 300
_NEVER = r"(?!)"
# To a pattern the same as i and s, but not in lower case.
_ODD_CASE = frozenset("\u0130\u0131\u017f")
# What repeats without end, or a group more than once, may take hours on a text made for it.
_REPEAT = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|(?P<endless>[*+]|\{\d*,\})|(?P<group>\)\{)")
_BOUND = re.compile(r"\{(?:\d*,)?(\d+)\}")
MOST_REPEATS = 20
# Each choice may double the ways to match, so a pattern has few.
_CHOICE = re.compile(r"\((?!\?)|\(\?:|(?<![(\\])\?")
MOST_CHOICES = 8
# With letters, digits, white space and signs, for a pattern that needs any of them.
_ANY_TEXT = "Any text, 1: a \N{CJK UNIFIED IDEOGRAPH-6587}."


def any_of(patterns: Sequence[str]) -> "AnyOf":
    """The usable ones of ``patterns`` as one, whatever the case of letters."""
    return _pattern_of(tuple(patterns))


@cache
def _pattern_of(patterns: tuple[str, ...]) -> "AnyOf":
    return AnyOf("|".join(f"(?:{each})" for each in patterns if usable(each)) or _NEVER)


class AnyOf:
    """A pattern of alternatives that is quick on the many texts without any of their letters."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._compiled = re.compile(pattern, re.IGNORECASE)
        self._needed = _needed(_parser.parse(pattern))

    def search(self, text: str) -> re.Match[str] | None:
        """The first place in ``text`` where it matches."""
        may_match = any(map(text.lower().__contains__, self._needed))
        if may_match or not (text.isascii() or _ODD_CASE.isdisjoint(text)):
            return self._compiled.search(text)
        return None


def _needed(parsed: Iterable[tuple[Any, Any]]) -> list[str]:
    """Runs of letters of which every match has one, in lower case."""
    best, run = [""], ""
    for what, value in parsed:
        letter = chr(value).lower() if what is _parser.LITERAL else ""
        if letter and (letter.isascii() or letter == letter.upper()):
            run += letter
            runs = [run]
        else:
            run, runs = "", [""]
        if what is _parser.BRANCH:
            runs = [each for branch in value[1] for each in _needed(branch)]
        elif what is _parser.SUBPATTERN:
            runs = _needed(value[-1])
        best = max(best, runs, key=lambda runs: min(map(len, runs)))
    return best


def usable(pattern: str) -> bool:
    """Whether a pattern compiles, and repeats nothing so often that it may take hours."""
    endless = any(match.lastgroup for match in _REPEAT.finditer(pattern))
    often = sum(map(int, _BOUND.findall(pattern))) > MOST_REPEATS
    many = len(_CHOICE.findall(pattern)) > MOST_CHOICES
    if len(pattern) > LONGEST_PATTERN or endless or often or many:
        return False
    try:
        # Alone and among others: (?i) and named groups may stand only in one of them.
        re.compile(f"(?:x)|(?:{pattern})|(?:{pattern})")
        found = [*re.finditer(pattern, _ANY_TEXT)]
    except (re.error, OverflowError, RecursionError):
        return False
    return all(match.group() for match in found)  # what finds nothing, finds it everywhere
