"""Rules on translations: none falls behind without somebody having been told."""

from collections.abc import Iterator
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.model import Reviewed
from knowledge_base.problems import Problem, problem
from knowledge_base.record import Record
from knowledge_base.translation import stamp_line, translation_lags


def translations_are_current(catalog: Catalog) -> Iterator[Problem]:
    """A changed source text warns until somebody says that the translation follows it."""
    for record in catalog.records():
        if isinstance(record.entry, Reviewed) and (language := translation_lags(record)):
            place = record.value_place(("translation", "hash"))
            line = stamp_line(record)
            yield problem(
                "translation-lags", place, level="warning", language=language.code, line=line
            )


def translations_are_stamped(catalog: Catalog) -> Iterator[Problem]:
    """Without a stamp nobody would be told: where most entries have one, all have."""
    stamped = {record.reference: _is_stamped(record) for record in catalog.records()}
    reviewed = [each for each in stamped.values() if each is not None]
    if 2 * sum(reviewed) <= len(reviewed):
        return
    for record in catalog.records():
        if stamped[record.reference] is False and record.status == "published":
            line = stamp_line(record)
            place = record.key_place(("review_by",))
            yield problem("translation-unstamped", place, level="warning", line=line)


def _is_stamped(record: Record[Any]) -> bool | None:
    """Whether it has a stamp; ``None`` for what nobody reviews."""

    def found(record: Record[Any]) -> bool | None:
        entry = record.entry
        return entry.translation is not None if isinstance(entry, Reviewed) else None

    return record.keep("stamped", found)
