"""Rules on wording: no promises, no unfounded numbers, plain and short. Words are content."""

import re
from collections.abc import Iterator
from typing import Any

from knowledge_base.catalog import Catalog, Record
from knowledge_base.checks.evidence import claims_of
from knowledge_base.languages import CODES
from knowledge_base.model import Bilingual, Claim, FieldPath, Myth, walk
from knowledge_base.problems import Problem, problem
from knowledge_base.text import to_plain

# A phone shows about this much before the reader has to scroll: the answer must fit.
LONGEST_SUMMARY = {"zh": 90, "en": 45}
LONGEST_TITLE = {"zh": 24, "en": 60}
# GOV.UK's limit: longer sentences are understood by far fewer readers.
LONGEST_SENTENCE = 25
FEWEST_ALIASES, MOST_ALIASES = 6, 10

LONGEST_PATTERN = 300
_NEVER = r"(?!)"
_NESTED_REPEAT = re.compile(r"[*+}][^()]*\)+[*+{]|[*+]{2}.*[*+]|\([^()]*\|[^()]*\)[*+{]")

_QUOTED = re.compile('[\u201c"][^\u201d"]*[\u201d"]')
_NUMBER = "[0-9][0-9,.\N{EN DASH}-]*"
_WORD = re.compile(r"[A-Za-z0-9][\w'\N{RIGHT SINGLE QUOTATION MARK}.,-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")

Sentence = tuple[Record[Any], FieldPath, str, str]


def sentences(catalog: Catalog) -> Iterator[Sentence]:
    """Every text that readers see: its record, field path, language code and words."""
    for record in catalog.records():
        for path, value in walk(record.entry):
            if isinstance(value, Bilingual):
                for code in CODES:
                    yield record, (*path, code), code, to_plain(getattr(value, code))


def patterns_are_usable(catalog: Catalog) -> Iterator[Problem]:
    """The patterns of ``style.yaml`` are regular expressions, and quick ones."""
    style, document = catalog.reference.style, catalog.reference.documents["style"]
    for path, value in walk(style):
        pattern = "right" not in path and isinstance(value, str)
        if pattern and not _usable(str(value)):
            yield problem("bad-pattern", document.value_place(path), value=value)


def nothing_is_promised(catalog: Catalog) -> Iterator[Problem]:
    """No phrase of ``style.yaml`` that promises a result, outside quotations and myths."""
    style = catalog.reference.style
    patterns = {code: _any_of(getattr(style.promises, code)) for code in CODES}
    for record, path, code, text in sentences(catalog):
        quoted = path[0] == "belief"
        found = None if quoted else patterns[code].search(_QUOTED.sub("", text))
        if found:
            place = record.value_place(path)
            yield problem("promise", place, value=found.group())


def names_are_used_as_agreed(catalog: Catalog) -> Iterator[Problem]:
    """Names that confuse one thing with another are refused, outside quotations and myths."""
    wrong = [(_any_of([each.wrong]), each) for each in catalog.reference.style.wrong_names]
    for record, path, code, text in sentences(catalog):
        for pattern, name in wrong:
            found = pattern.search(_QUOTED.sub("", text))
            if found and not isinstance(record.entry, Myth) and record.kind != "term":
                place = record.value_place(path)
                right = getattr(name.right, code)
                yield problem("wrong-name", place, value=found.group(), right=right)


def numbers_of_points_are_founded(catalog: Catalog) -> Iterator[Problem]:
    """A number next to a unit of score stands only in a well founded, dated claim."""
    units = catalog.reference.style.score_units
    patterns = {
        code: re.compile(rf"{_NUMBER}\s?({_any_of(getattr(units, code)).pattern})", re.IGNORECASE)
        for code in CODES
    }
    for record, path, code, text in sentences(catalog):
        found = patterns[code].search(text)
        if found and _certainty(record, path) not in ("official", "supported"):
            place = record.value_place(path)
            yield problem("unfounded-number", place, value=found.group())


def missing_evidence_is_worded_as_not_found(catalog: Catalog) -> Iterator[Problem]:
    """ "We found nothing" is not "it does not happen": such claims say which it is."""
    style = catalog.reference.style
    patterns = {code: _any_of(getattr(style.not_found, code)) for code in CODES}
    for record, path, claim in claims_of(catalog):
        for code in CODES if claim.certainty == "no_evidence" else ():
            if not patterns[code].search(to_plain(getattr(claim.text, code))):
                place = record.value_place((*path, "text", code))
                yield problem("not-worded-as-not-found", place)


def titles_and_summaries_are_short(catalog: Catalog) -> Iterator[Problem]:
    """The answer fits a phone's screen."""
    for record, path, code, text in sentences(catalog):
        limits = {"title": LONGEST_TITLE, "summary": LONGEST_SUMMARY, "truth": LONGEST_SUMMARY}
        limit = limits.get(str(path[0]), {}).get(code)
        # Titles are measured in letters, summaries in words; Chinese always in characters.
        length = len(text) if code == "zh" or path[0] == "title" else len(_WORD.findall(text))
        if limit and len(path) == 2 and length > limit:
            place = record.value_place(path)
            yield problem("too-long", place, field=path[0], length=length, limit=limit)


def sentences_are_short(catalog: Catalog) -> Iterator[Problem]:
    """English sentences have at most 25 words."""
    for record, path, code, text in sentences(catalog):
        if code != "en":
            continue
        longest = max(len(_WORD.findall(each)) for each in _SENTENCE_END.split(text))
        if longest > LONGEST_SENTENCE:
            place = record.value_place(path)
            yield problem(
                "long-sentence", place, level="warning", length=longest, limit=LONGEST_SENTENCE
            )


def aliases_are_enough(catalog: Catalog) -> Iterator[Problem]:
    """Entries are found by what people type: six to ten ways to say it, in each language."""
    for record in catalog.published():
        for code in CODES:
            aliases: list[str] = getattr(record.entry.aliases, code)
            if not FEWEST_ALIASES <= len(set(aliases)) <= MOST_ALIASES:
                place = record.key_place(("aliases", code))
                yield problem("alias-count", place, count=len(set(aliases)))


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    usable = [f"(?:{each})" for each in patterns if _usable(each)]
    return re.compile("|".join(usable) or _NEVER, re.IGNORECASE)


def _usable(pattern: str) -> bool:
    """Whether a pattern compiles, and repeats nothing that repeats: that may take hours."""
    if len(pattern) > LONGEST_PATTERN or _NESTED_REPEAT.search(pattern):
        return False
    try:
        # Alone and among others: (?i) and named groups may stand only in one of them.
        return bool(re.compile(pattern) and re.compile(f"(?:x)|(?:{pattern})|(?:{pattern})"))
    except (re.error, OverflowError, RecursionError):
        return False


def _certainty(record: Record[Any], path: FieldPath) -> str | None:
    """The grade of the claim that the text at ``path`` is part of, if it is one."""
    for claim_path, value in walk(record.entry):
        if isinstance(value, Claim) and path[: len(claim_path)] == claim_path:
            return value.certainty
    return None
