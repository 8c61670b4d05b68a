"""Rules on translations: none falls behind without somebody having been told."""

from collections.abc import Iterator

from knowledge_base.catalog import Catalog
from knowledge_base.model import Reviewed
from knowledge_base.problems import Problem, problem
from knowledge_base.translation import stamp_line, translation_lags


def translations_are_current(catalog: Catalog) -> Iterator[Problem]:
    """A changed source text warns until somebody says that the translation follows it."""
    for record in catalog.records():
        if isinstance(record.entry, Reviewed) and (language := translation_lags(record)):
            place = record.value_place(("translation", "hash"))
            line = stamp_line(record.entry)
            yield problem(
                "translation-lags", place, level="warning", language=language.code, line=line
            )


def translations_are_stamped(catalog: Catalog) -> Iterator[Problem]:
    """Without a stamp nobody would be told: where most entries have one, all have."""
    records = [record for record in catalog.records() if isinstance(record.entry, Reviewed)]
    if 2 * sum(record.entry.translation is not None for record in records) <= len(records):
        return
    for record in records:
        if record.entry.status == "published" and record.entry.translation is None:
            line = stamp_line(record.entry)
            place = record.key_place(("review_by",))
            yield problem("translation-unstamped", place, level="warning", line=line)
