"""Rules on wording: no promises, no unfounded numbers, plain and short. Words are content."""

import re
from collections.abc import Iterator

from knowledge_base.catalog import Catalog
from knowledge_base.checks.patterns import any_of, usable
from knowledge_base.languages import CODES
from knowledge_base.model import Entry, Move, Myth, walk
from knowledge_base.problems import Problem, problem

# A phone shows about this much before the reader has to scroll: the answer must fit.
LONGEST_SUMMARY = {"zh": 90, "en": 45}
LONGEST_TITLE = {"zh": 24, "en": 60}
# GOV.UK's limit: longer sentences are understood by far fewer readers.
LONGEST_SENTENCE = 25
FEWEST_ALIASES, MOST_ALIASES = 6, 10

_NUMBER = "[0-9][0-9,.\N{EN DASH}-]*"
_WORD = re.compile(r"[A-Za-z0-9][\w'\N{RIGHT SINGLE QUOTATION MARK}.,-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")


def patterns_are_usable(catalog: Catalog) -> Iterator[Problem]:
    """The patterns of ``style.yaml`` are regular expressions, and quick ones."""
    style, document = catalog.reference.style, catalog.reference.files["style"]
    for path, value in walk(style):
        pattern = "right" not in path and isinstance(value, str)
        if pattern and not usable(str(value)):
            yield problem("bad-pattern", document.value_place(path), value=value)


def nothing_is_promised(catalog: Catalog) -> Iterator[Problem]:
    """No phrase of ``style.yaml`` that promises a result, outside quotations and myths."""
    style = catalog.reference.style
    patterns = {code: any_of(getattr(style.promises, code)) for code in CODES}
    for each in catalog.sentences:
        quoted = each.path[0] == "belief"
        found = None if quoted else patterns[each.code].search(each.unquoted)
        if found:
            yield problem("promise", each.place(), value=found.group())


def names_are_used_as_agreed(catalog: Catalog) -> Iterator[Problem]:
    """Names that confuse one thing with another are refused, outside quotations and myths."""
    any_wrong = any_of([each.wrong for each in catalog.reference.style.wrong_names])
    wrong = [(any_of([each.wrong]), each) for each in catalog.reference.style.wrong_names]
    for each in catalog.sentences:
        if type(each.record.entry) is Myth or each.record.kind == "term":
            continue
        for pattern, name in wrong if any_wrong.search(each.unquoted) else ():
            if found := pattern.search(each.unquoted):
                right = getattr(name.right, each.code)
                yield problem("wrong-name", each.place(), value=found.group(), right=right)


def numbers_of_points_are_founded(catalog: Catalog) -> Iterator[Problem]:
    """A number next to a unit of score stands only in a well founded, dated claim."""
    units = catalog.reference.style.score_units
    patterns = {
        code: re.compile(rf"{_NUMBER}\s?({any_of(getattr(units, code)).pattern})", re.IGNORECASE)
        for code in CODES
    }
    for each in catalog.sentences:
        founded = each.certainty in ("official", "supported")
        if not founded and (found := patterns[each.code].search(each.normal)):
            yield problem("unfounded-number", each.place(), value=found.group())


def missing_evidence_is_worded_as_not_found(catalog: Catalog) -> Iterator[Problem]:
    """ "We found nothing" is not "it does not happen": such claims say which it is."""
    style = catalog.reference.style
    patterns = {code: any_of(getattr(style.not_found, code)) for code in CODES}
    for each in catalog.sentences:
        if each.certainty == "no_evidence" and not patterns[each.code].search(each.text):
            yield problem("not-worded-as-not-found", each.place())


def titles_and_summaries_are_short(catalog: Catalog) -> Iterator[Problem]:
    """The answer fits a phone's screen. A stub quotes the old title, whatever its length."""
    limits = {"title": LONGEST_TITLE, "summary": LONGEST_SUMMARY, "truth": LONGEST_SUMMARY}
    for each in catalog.sentences:
        field = str(each.path[0])
        if len(each.path) != 2 or field not in limits or isinstance(each.record.entry, Move):
            continue
        limit = limits[field][each.code]
        # Titles are measured in letters, summaries in words; Chinese always in characters.
        in_letters = each.code == "zh" or field == "title"
        length = len(each.text) if in_letters else len(_WORD.findall(each.text))
        if length > limit:
            yield problem("too-long", each.place(), field=field, length=length, limit=limit)


def sentences_are_short(catalog: Catalog) -> Iterator[Problem]:
    """English sentences have at most 25 words."""
    for each in catalog.sentences:
        if each.code != "en" or len(_WORD.findall(each.text)) <= LONGEST_SENTENCE:
            continue
        longest = max(len(_WORD.findall(part)) for part in _SENTENCE_END.split(each.text))
        if longest > LONGEST_SENTENCE:
            yield problem(
                "long-sentence", each.place(), level="warning",
                length=longest, limit=LONGEST_SENTENCE,
            )  # fmt: skip


def aliases_are_enough(catalog: Catalog) -> Iterator[Problem]:
    """Entries are found by what people type: six to ten ways to say it, in each language."""
    for record in catalog.records():
        if not isinstance(record.entry, Entry) or record.status != "published":
            continue
        for code in CODES:
            aliases: list[str] = getattr(record.entry.aliases, code)
            if not FEWEST_ALIASES <= len(set(aliases)) <= MOST_ALIASES:
                place = record.key_place(("aliases", code))
                yield problem("alias-count", place, count=len(set(aliases)))
