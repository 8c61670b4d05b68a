"""Load a content folder: every file read, validated and put into one catalog.

Where each of them lies is in :mod:`knowledge_base.reading.layout`;
:mod:`knowledge_base.reading.source` is the only one that opens them.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast

from knowledge_base.catalog import Catalog, Reference, build_catalog
from knowledge_base.findings import Findings
from knowledge_base.model import (
    ENTRY_MODELS,
    FOLDERS,
    KINDS,
    Entry,
    Model,
    Move,
    Myth,
    Question,
    Term,
)
from knowledge_base.problems import Place, Problem, problem, suggest
from knowledge_base.reading.characters import visible
from knowledge_base.reading.document import Document, FieldPath
from knowledge_base.reading.known import Known
from knowledge_base.reading.layout import OTHER_FILES, SINGLE_FILES, adapter, misnamed
from knowledge_base.reading.source import digest_of, read
from knowledge_base.reading.validate import validate
from knowledge_base.record import Record

M = TypeVar("M", bound=Model)

# What is kept of the reading of a file: warnings.
FILE_PROBLEMS = "file problems"
# The largest real entry has some 300 values.
MOST_VALUES_AN_ENTRY = 2_000


class ContentChanged(ValueError):
    """A file no longer says what it said when the build began."""


def load(
    content: Path,
    known: Known | None = None,
    digest_of: Callable[[Path], str] = digest_of,
) -> tuple[Catalog | None, list[Problem]]:
    """Load the folder ``content`` (by custom ``content/`` beside ``mkdocs.yml``).

    A file that is ``known`` and still the same is read again only if somebody asks for more
    than what is kept of it. What tells files apart is known to ``digest_of``.

    Returns the catalog and the problems of single files. Entries that could not be read
    are only named in the catalog, so that the rules across files still run over the rest
    and do not report links to them. Without the files of the whole topic there is no
    catalog (``None``).
    """
    known = known or Known()
    loader = _Loader(content, known, digest_of)
    loader.refuse_strays()
    entries = [
        cast(Record[Entry], record)
        for kind in KINDS
        for record in loader.folder(FOLDERS[kind], kind, ENTRY_MODELS[kind])
    ]
    myths = list(loader.folder("myths", "myth", Myth))
    terms = list(loader.folder("glossary", "term", Term))
    found = {name: loader.single(name, *where) for name, where in SINGLE_FILES.items()}
    singles = {name: single for name, single in found.items() if single}
    if len(singles) < len(found):
        return None, loader.problems
    values = {
        name: single.keep("value", lambda each: each.entry) for name, single in singles.items()
    }
    questions: list[Record[Question]] = [
        _within(singles["questions"], "question", question.id, question, (index,))
        for index, question in enumerate(values.pop("questions"))
    ]
    moves = [_move(singles["moved"], *each) for each in values.pop("moved").items()]
    home = _within(singles["home"], "home", "home", values.pop("home"), ())
    reference = Reference(files=singles, **values)
    broken = frozenset(loader.broken)
    catalog = build_catalog(entries, myths, terms, questions, moves, home, reference, broken)
    return replace(catalog, kept=known.whole), loader.problems


def _move(file: Record[Any], old: str, move: Move) -> Record[Move]:
    """The record that stands in for a page that is no longer there, under its old kind and id."""
    kind, _, id = old.partition(":")
    return _within(file, kind, id, move, (old,))


def _within(file: Record[Any], kind: str, id: str, value: M, base: FieldPath) -> Record[M]:
    """The record of one of the things in ``file``."""
    record = Record(kind, id, file.path, lambda: (value, file.document), base)
    record.remember(value)
    return record


class _Loader:
    """Reads files one after another and gathers what is wrong with them."""

    def __init__(
        self, content: Path, known: Known, digest_of: Callable[[Path], str] = digest_of
    ) -> None:
        self.content = content
        self.digest_of = digest_of
        self.known = known
        self.problems: list[Problem] = []
        self.broken: set[tuple[str, str]] = set()

    def refuse_strays(self) -> None:
        """Nothing lies in the content folder that no page is made of."""
        known = {*FOLDERS.values(), "myths", "glossary", *OTHER_FILES}
        known |= {name for name, _ in SINGLE_FILES.values()}
        known |= {name.partition("/")[0] for name in known}
        for folder in ("", "site/"):
            for path in sorted(self.content.glob(f"{folder}*")):
                name = folder + path.name
                if name not in known and not path.name.startswith("."):
                    near = suggest(name, known)
                    self.problems.append(problem("stray-file", self._place(path), near=near))

    def folder(self, folder: str, kind: str, model: type[M]) -> Iterator[Record[M]]:
        """The valid records of ``folder``; a folder that is not there is an empty one."""
        found = self.content / folder
        if found.is_symlink() or (found.exists() and not found.is_dir()):
            self.problems.append(problem("not-a-file", self._place(found)))
            return
        names = sorted(path.name for path in found.glob("*"))
        for path in (found / name for name in names if not name.startswith(".")):
            if rule := misnamed(path, names):
                self.problems.append(problem(rule, self._place(path), name=path.name))
                continue
            if record := self._record(kind, path.stem, path, model, MOST_VALUES_AN_ENTRY):
                yield record
            else:
                self.broken.add((kind, path.stem))

    def single(self, name: str, file: str, shape: Any) -> Record[Any] | None:
        """The one ``file`` called ``name``, or a problem that it is missing or broken."""
        path = self.content / file
        if not path.exists() and not path.is_symlink():
            self.problems.append(problem("missing-file", self._place(path)))
            return None
        if path.parent.is_symlink():
            self.problems.append(problem("not-a-file", self._place(path.parent)))
            return None
        return self._record(name, name, path, shape)

    def _record(
        self, kind: str, id: str, path: Path, shape: Any, most: int | None = None
    ) -> Record[Any] | None:
        """The valid record that a file has for itself, read only if it is not known."""
        name, digest = path.relative_to(self.content.parent).as_posix(), self._digest(path)
        known, kept = self.known.files.get(name, ("", Findings()))
        again = partial(self._again, name, shape, digest)
        if digest and known == digest:
            self.problems += kept.keep(FILE_PROBLEMS, list)
            return Record(kind, id, name, again, (), digest, kept)
        before = len(self.problems)
        value, document = self._valid(path, shape)
        if document and most and (first := _after(document, most)):
            place = document.value_place(first)
            self.problems.append(problem("too-many-values", place, limit=most))
            value = None
        if value is None or document is None:
            return None
        kept = Findings()
        kept.keep(FILE_PROBLEMS, lambda: self.problems[before:])
        record = Record(kind, id, name, again, (), digest, kept)
        record.settle(value, document)
        return record

    def _again(self, name: str, shape: Any, digest: str) -> tuple[Any, Document]:
        """What a known file says. Raises :class:`ContentChanged`."""
        again, path = _Loader(self.content, Known()), self.content.parent / name
        value, document = again._valid(path, shape)
        if value is None or document is None or self._digest(path) != digest:
            raise ContentChanged(f"{path} was changed while the site was built. Build it again.")
        return value, document

    def _digest(self, path: Path) -> str:
        """Of the file at ``path``; empty if it is none, as whoever reads it will report."""
        try:
            return self.digest_of(path) if path.is_file() and not path.is_symlink() else ""
        except OSError:
            return ""

    def _valid(self, path: Path, shape: Any) -> tuple[Any, Document | None]:
        # A link may lead out of the project, and a pipe would be waited for without end.
        if path.is_symlink() or not path.is_file():
            self.problems.append(problem("not-a-file", self._place(path)))
            return None, None
        try:
            document, problems = read(self.content.parent, path)
        except OSError as error:  # no right to read it, or a disk that fails
            detail = error.strerror or type(error).__name__
            self.problems.append(problem("unreadable-file", self._place(path), detail=detail))
            return None, None
        self.problems += problems
        if document is None:
            return None, None
        value, problems = validate(document, adapter(shape))
        self.problems += problems
        return value, document

    def _place(self, path: Path) -> Place:
        return Place(visible(path.relative_to(self.content.parent).as_posix()))


def _after(document: Document, limit: int) -> FieldPath | None:
    """The path of the first value beyond ``limit``, if there are so many."""
    if len(document.marks) <= limit:  # each has one at least
        return None
    return next(islice(document.values, limit, None), None)
