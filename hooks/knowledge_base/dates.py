"""Dates as a language writes them: of a day, and of evidence that is known no better."""

import datetime
import re
from collections.abc import Callable
from functools import lru_cache

from babel.dates import format_date, format_interval, format_skeleton

_SKELETONS = {1: "y", 2: "yMMMM", 3: "yMMMMd"}
_SPAN = re.compile(r"(?P<about>c\. )?(?P<first>[0-9-]*)(?:–(?P<last>[0-9-]+))?(?P<open>\+)?")


@lru_cache(maxsize=4096)
def in_words(value: datetime.date | str, locale: str) -> str:
    """A date in words; text is a year, a month or a day (2026-11)."""
    if isinstance(value, datetime.date):
        return format_date(value, format="long", locale=locale)
    day, parts = _day(value)
    if parts == 3:
        return format_date(day, format="long", locale=locale)
    return format_skeleton(_SKELETONS[parts], day, locale=locale)


def period_in_words(value: str, locale: str, word: Callable[..., str]) -> str:
    """A period of ``model.fields.Period`` in words.

    ``word`` gives those of the group "date": ``about``, ``onwards`` and ``until`` with a date,
    ``undated`` without.
    """
    if value == "undated":
        return word("date.undated")
    return " · ".join(_span(each, locale, word) for each in value.split(", "))


def _span(value: str, locale: str, word: Callable[..., str]) -> str:
    found = _SPAN.fullmatch(value)
    if found is None:
        raise ValueError(value)
    first, last = found["first"], found["last"]
    if not first:
        return word("date.until", date=in_words(last, locale))
    text = _between(first, last, locale) if last else in_words(first, locale)
    if found["open"]:
        text = word("date.onwards", date=text)
    return word("date.about", date=text) if found["about"] else text


def _between(first: str, last: str, locale: str) -> str:
    start, parts = _day(first)
    end, others = _day(last)
    if parts != others:
        return f"{in_words(first, locale)}–{in_words(last, locale)}"
    # Some languages have thin spaces around the dash, which few fonts draw well.
    return re.sub(r"\s*–\s*", "–", format_interval(start, end, _SKELETONS[parts], locale=locale))


def _day(value: str) -> tuple[datetime.date, int]:
    """The first day that ``value`` means, and how many parts it names."""
    known = [int(part) for part in value.split("-")]
    return datetime.date(*known, *[1] * (3 - len(known))), len(known)
