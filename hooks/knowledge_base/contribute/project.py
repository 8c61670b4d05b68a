"""Where the content of a project is, and which of its files a command is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.catalog import Catalog
from knowledge_base.contribute.words import CannotRun
from knowledge_base.knowledge import load_and_check
from knowledge_base.problems import Problem
from knowledge_base.prose import missing_counterparts
from knowledge_base.reading.content import load
from knowledge_base.reading.known import Known

CONTENT = "content"


@dataclass(frozen=True)
class Project:
    """A content folder and what stands beside it."""

    content: Path

    @property
    def root(self) -> Path:
        """The folder that paths in problems begin from."""
        return self.content.parent

    @property
    def docs(self) -> Path:
        """The hand-written pages."""
        return self.root / "docs"

    def check(self, known: Known | None = None) -> tuple[Catalog | None, list[Problem]]:
        """The catalog, and every problem of the content and of the hand-written pages.

        Of what is ``known``, only what may have changed is read and checked again.
        """
        catalog, problems = load_and_check(self.content, known)
        return catalog, sorted(problems + missing_counterparts(self.docs))

    def catalog(self, known: Known | None = None) -> Catalog:
        """The catalog, for commands that cannot work without. Raises :class:`CannotRun`."""
        catalog, _ = load(self.content, known)
        if catalog is None:
            raise CannotRun("no-catalog")
        return catalog

    def names(self, files: Iterable[Path]) -> list[str]:
        """Files as problems name them: by their path below the root, ``/`` between folders.

        Raises :class:`CannotRun` for a file that is not there or not in this project.
        """
        return [self._name(file) for file in files]

    def all_names(self) -> list[str]:
        """Every YAML file of the content."""
        return sorted(
            path.relative_to(self.root).as_posix() for path in self.content.rglob("*.yaml")
        )

    def _name(self, file: Path) -> str:
        if not file.exists():
            raise CannotRun("no-file", path=file)
        found = file.resolve()
        if not found.is_relative_to(self.root.resolve()):
            raise CannotRun("outside", path=file)
        return found.relative_to(self.root.resolve()).as_posix()


def find(content: Path | None, start: Path) -> Project:
    """The project with the folder ``content``, or else the one that ``start`` is in.

    Raises :class:`CannotRun` when there is none.
    """
    if content is not None:
        if not content.is_dir():
            raise CannotRun("no-folder", path=content)
        return Project(content.resolve())
    for folder in (start, *start.parents):
        if (folder / CONTENT).is_dir() and (folder / "mkdocs.yml").is_file():
            return Project(folder / CONTENT)
    raise CannotRun("no-project", path=start)


def only(problems: Sequence[Problem], names: Sequence[str]) -> list[Problem]:
    """The problems of the files ``names``, or all if none is named."""
    return [each for each in problems if not names or each.place.path in names]
