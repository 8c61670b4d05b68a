"""The rule on Chinese typography; its remedy is a command."""

from collections.abc import Iterator

from knowledge_base.catalog import Catalog
from knowledge_base.problems import Problem, problem
from knowledge_base.typography import slips_of


def chinese_is_typeset_as_it_should_be(catalog: Catalog) -> Iterator[Problem]:
    """Full-width marks between Han characters, a space on each side of Latin words."""
    for document, slip in slips_of(catalog):
        place = document.value_place(slip.path)
        yield problem("typography", place, level="warning", value=slip.wrong, right=slip.right)
