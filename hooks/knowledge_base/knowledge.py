"""From a content folder to a checked catalog: the first half of the path of data."""

from pathlib import Path

from knowledge_base.catalog import Catalog
from knowledge_base.checks import check
from knowledge_base.content import load
from knowledge_base.problems import Problem


def load_and_check(content: Path) -> tuple[Catalog | None, list[Problem]]:
    """Load ``content`` and run every rule over it.

    Returns the catalog (``None`` when a file of the whole topic is missing or broken) and all
    problems found. With an error among them the catalog may be incomplete: do not publish it.
    """
    catalog, problems = load(content)
    if catalog is not None:
        problems = problems + check(catalog)
    return catalog, problems
