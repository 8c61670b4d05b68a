"""The rules on Chinese typography; their remedy is a command."""

from collections.abc import Iterable, Iterator

from knowledge_base.catalog import Catalog
from knowledge_base.problems import Problem, problem
from knowledge_base.reading.document import Document
from knowledge_base.typography import Slip, slips_of_records, slips_of_the_whole


def chinese_is_typeset_as_it_should_be(catalog: Catalog) -> Iterator[Problem]:
    """Full-width marks between Han characters, a space on each side of Latin words."""
    return _problems(slips_of_records(catalog))


def shared_texts_are_typeset_as_they_should_be(catalog: Catalog) -> Iterator[Problem]:
    """So are the words of pages, sources and facts."""
    return _problems(slips_of_the_whole(catalog))


def _problems(slips: Iterable[tuple[Document, Slip]]) -> Iterator[Problem]:
    for document, slip in slips:
        place = document.value_place(slip.path)
        yield problem("typography", place, level="warning", value=slip.wrong, right=slip.right)
