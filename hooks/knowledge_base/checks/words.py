"""Rules on the pages' own words: each that a page asks for exists, and none lies unused."""

from collections.abc import Iterator

from knowledge_base.catalog import Catalog
from knowledge_base.problems import Problem, problem
from knowledge_base.render import required_words


def words_are_complete(catalog: Catalog) -> Iterator[Problem]:
    """Templates and closed lists of values find their words in ``words.yaml``."""
    document = catalog.reference.documents["words"]
    present = _names(catalog)
    for name in sorted(required_words() - present):
        group = name.partition(".")[0]
        yield problem("missing-word", document.key_place((group,)), value=name)


def words_are_used(catalog: Catalog) -> Iterator[Problem]:
    """A word that no page shows is a leftover that translators would still keep up."""
    document = catalog.reference.documents["words"]
    for name in sorted(_names(catalog) - required_words()):
        place = document.key_place(tuple(name.split(".")))
        yield problem("unused-word", place, value=name, level="warning")


def _names(catalog: Catalog) -> set[str]:
    return {f"{group}.{key}" for group, words in catalog.reference.words.items() for key in words}
