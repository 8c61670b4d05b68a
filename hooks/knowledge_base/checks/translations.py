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
