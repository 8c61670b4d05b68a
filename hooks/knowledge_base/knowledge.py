"""From a content folder to a checked catalog: the first half of the path of data."""

from collections.abc import Callable
from pathlib import Path

from knowledge_base.catalog import Catalog
from knowledge_base.checks import check
from knowledge_base.problems import Problem, errors
from knowledge_base.prose import missing_counterparts
from knowledge_base.reading.content import load
from knowledge_base.reading.known import Known
from knowledge_base.reading.source import digest_of


def load_and_check(
    content: Path,
    known: Known | None = None,
    digest_of: Callable[[Path], str] = digest_of,
) -> tuple[Catalog | None, list[Problem]]:
    """Load ``content`` and run every rule over it; of what is known, only what may have changed.

    Returns the catalog (``None`` when a file of the whole topic is missing or broken) and all
    problems found. With an error among them the catalog may be incomplete: do not publish it.
    """
    catalog, problems = load(content, known, digest_of)
    if catalog is not None:
        problems = problems + check(catalog)
    return catalog, problems


def to_publish(
    content: Path,
    docs: Path,
    known: Known | None = None,
    digest_of: Callable[[Path], str] = digest_of,
) -> tuple[Catalog | None, list[Problem]]:
    """The catalog of ``content`` if all is well with it and the prose in ``docs``.

    With it come its warnings: a lagging translation is still published. Without, the errors.
    """
    catalog, problems = load_and_check(content, known, digest_of)
    problems = problems + missing_counterparts(docs)
    wrong = errors(problems)
    return (None, wrong) if wrong else (catalog, problems)
