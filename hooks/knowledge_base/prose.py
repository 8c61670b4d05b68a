"""Hand-written pages in ``docs/<language>/``: the same names in every language."""

from pathlib import Path

from knowledge_base.languages import CODES
from knowledge_base.problems import Place, Problem, problem


def missing_counterparts(docs: Path) -> list[Problem]:
    """A problem for every prose page below ``docs`` that one of the languages lacks."""
    names = {
        code: {path.relative_to(docs / code).as_posix() for path in (docs / code).rglob("*.md")}
        for code in CODES
    }
    return [
        problem("missing-page", Place(f"{docs.name}/{having}/{name}"), language=lacking, value=name)
        for having in CODES
        for lacking in CODES
        for name in sorted(names[having] - names[lacking])
    ]
