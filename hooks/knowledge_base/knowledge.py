"""From a content folder to a checked catalog: the first half of the path of data."""

import sys
from pathlib import Path

from knowledge_base.catalog import Catalog
from knowledge_base.checks import check
from knowledge_base.content import load
from knowledge_base.problems import Problem, as_text, errors
from knowledge_base.prose import missing_counterparts


def load_and_check(content: Path) -> tuple[Catalog | None, list[Problem]]:
    """Load ``content`` and run every rule over it.

    Returns the catalog (``None`` when a file of the whole topic is missing or broken) and all
    problems found. With an error among them the catalog may be incomplete: do not publish it.
    """
    catalog, problems = load(content)
    if catalog is not None:
        problems = problems + check(catalog)
    return catalog, problems


def to_publish(content: Path, docs: Path) -> tuple[Catalog | None, list[Problem]]:
    """The catalog of ``content`` if all is well with it and the prose in ``docs``, else errors.

    Warnings go to standard error: a lagging translation is still published.
    """
    catalog, problems = load_and_check(content)
    problems = problems + missing_counterparts(docs)
    if warnings := [each for each in problems if each.level == "warning"]:
        print(as_text(warnings), file=sys.stderr)
    return (None if errors(problems) else catalog), errors(problems)
