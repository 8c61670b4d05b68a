"""Load a content folder: every file read, validated and put into one catalog.

This is the only place that knows the folder's layout; :mod:`knowledge_base.source` is the
only one that opens its files.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from knowledge_base.catalog import Catalog, Reference, build_catalog
from knowledge_base.characters import visible
from knowledge_base.model import (
    ENTRY_MODELS,
    FOLDERS,
    ID_PATTERN,
    KINDS,
    LONGEST_ID,
    Entry,
    Fact,
    FactId,
    Home,
    Id,
    Model,
    Move,
    Myth,
    OldReference,
    PageReference,
    Question,
    SearchWords,
    Source,
    Style,
    Term,
    Variants,
    Vocabulary,
    Words,
)
from knowledge_base.problems import Place, Problem, problem, suggest
from knowledge_base.record import Kept, Record
from knowledge_base.source import Document, FieldPath, digest_of, read
from knowledge_base.validate import validate

M = TypeVar("M", bound=Model)

# Files that hold one thing of the whole topic; each must exist.
SINGLE_FILES: dict[str, tuple[str, Any]] = {
    "moved": ("moved.yaml", dict[OldReference, Move]),
    "sources": ("sources.yaml", dict[Id, Source]),
    "facts": ("facts.yaml", dict[FactId, Fact]),
    "home": ("home.yaml", Home),
    "questions": ("questions.yaml", list[Question]),
    "vocabulary": ("vocabulary.yaml", Vocabulary),
    "style": ("style.yaml", Style),
    "search": ("site/search.yaml", SearchWords),
    "hints": ("site/search-hints.yaml", dict[PageReference, Variants]),
    "words": ("site/words.yaml", Words),
}

# Files and folders that others read; whatever else lies in content/ would never reach a page.
OTHER_FILES = frozenset({"link-excuses.yaml"})
# An index is its folder's own page; the others are devices on Windows, whatever their ending.
RESERVED_NAMES = frozenset(
    {"index", "con", "prn", "aux", "nul"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
NOTHING: Mapping[str, Record[Any]] = MappingProxyType({})
# What a record keeps of the reading of its file: warnings.
FILE_PROBLEMS = "file problems"
# The largest real entry has some 300 values.
MOST_VALUES_AN_ENTRY = 2_000


def shape_of(name: str) -> Any:
    """What the file ``name`` (from the content folder) holds; ``None`` if it is not ours."""
    folder, _, file = name.rpartition("/")
    models: dict[str, Any] = {FOLDERS[kind]: ENTRY_MODELS[kind] for kind in KINDS}
    models |= {"myths": Myth, "glossary": Term}
    if folder in models and file.endswith(".yaml"):
        return models[folder]
    return next((shape for single, shape in SINGLE_FILES.values() if single == name), None)


@cache
def adapter(shape: Any) -> TypeAdapter[Any]:
    """The validator for a model or a type; built once, for building one is slow."""
    return TypeAdapter(shape)


def load(
    content: Path, known: Mapping[str, Record[Any]] = NOTHING
) -> tuple[Catalog | None, list[Problem]]:
    """Load the folder ``content`` (by custom ``content/`` beside ``mkdocs.yml``).

    ``known`` are valid records of an earlier time by the path of their file; one whose file is
    still the same is not read again.

    Returns the catalog and the problems of single files. Entries that could not be read
    are only named in the catalog, so that the rules across files still run over the rest
    and do not report links to them. Without the files of the whole topic there is no
    catalog (``None``).
    """
    loader = _Loader(content, known)
    loader.refuse_strays()
    entries = [
        cast(Record[Entry], record)
        for kind in KINDS
        for record in loader.folder(FOLDERS[kind], kind, ENTRY_MODELS[kind])
    ]
    myths = list(loader.folder("myths", "myth", Myth))
    terms = list(loader.folder("glossary", "term", Term))
    singles = {name: loader.single(*where) for name, where in SINGLE_FILES.items()}
    values: dict[str, Any] = {name: value for name, (value, _) in singles.items()}
    documents = {name: document for name, (_, document) in singles.items() if document}
    if len(documents) < len(singles) or any(value is None for value in values.values()):
        return None, loader.problems
    questions = [
        Record("question", question.id, question, documents["questions"], (index,))
        for index, question in enumerate(values.pop("questions"))
    ]
    moves = [_move(old, move, documents["moved"]) for old, move in values.pop("moved").items()]
    home = Record("home", "home", values.pop("home"), documents["home"])
    reference = Reference(documents=documents, **values)
    broken = frozenset(loader.broken)
    catalog = build_catalog(entries, myths, terms, questions, moves, home, reference, broken)
    return catalog, loader.problems


def _move(old: str, move: Move, document: Document) -> Record[Move]:
    """The record that stands in for a page that is no longer there, under its old kind and id."""
    kind, _, id = old.partition(":")
    return Record(kind, id, move, document, (old,))


class _Loader:
    """Reads files one after another and gathers what is wrong with them."""

    def __init__(self, content: Path, known: Mapping[str, Record[Any]]) -> None:
        self.content = content
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
            if rule := _misnamed(path, names):
                self.problems.append(problem(rule, self._place(path), name=path.name))
                continue
            if (same := self._known(path)) is not None:
                self.problems += same.kept[FILE_PROBLEMS][1]
                yield same
                continue
            before, digest = len(self.problems), self._digest(path)
            entry, document = self._valid(path, model)
            if document and (first := _after(document, MOST_VALUES_AN_ENTRY)):
                place = document.value_place(first)
                self.problems.append(problem("too-many-values", place, limit=MOST_VALUES_AN_ENTRY))
                entry = None
            if entry is not None and document is not None:
                kept: Kept = {FILE_PROBLEMS: ("", self.problems[before:])}
                yield Record(kind, path.stem, entry, document, digest=digest, kept=kept)
            else:
                self.broken.add((kind, path.stem))

    def _known(self, path: Path) -> Record[Any] | None:
        """The record of an earlier time, if its file is a file and still says the same."""
        name = path.relative_to(self.content.parent).as_posix()
        record = self.known.get(name)
        return record if record and self._digest(path) == record.digest else None

    def _digest(self, path: Path) -> str:
        """Of the file at ``path``; empty if it is none, as whoever reads it will report."""
        try:
            return digest_of(path) if path.is_file() and not path.is_symlink() else ""
        except OSError:
            return ""

    def single(self, name: str, shape: Any) -> tuple[Any, Document | None]:
        """What the one file ``name`` says, or a problem that it is missing or broken."""
        path = self.content / name
        if not path.exists() and not path.is_symlink():
            self.problems.append(problem("missing-file", self._place(path)))
            return None, None
        if path.parent.is_symlink():
            self.problems.append(problem("not-a-file", self._place(path.parent)))
            return None, None
        return self._valid(path, shape)

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


def _misnamed(path: Path, names: Sequence[str]) -> str | None:
    """The rule that the name of a file breaks, among the ``names`` in its folder."""
    if path.suffix == ".yaml" and re.fullmatch(ID_PATTERN, path.stem):
        if path.stem in RESERVED_NAMES:
            return "reserved-name"
        return "file-name" if len(path.stem) > LONGEST_ID else None
    # Windows and macOS would keep only one of two such files.
    lower = path.name.lower()
    return "same-name" if lower != path.name and lower in names else "file-name"


def _after(document: Document, limit: int) -> FieldPath | None:
    """The path of the first value beyond ``limit``, if there are so many."""
    return next(islice(document.values, limit, None), None)
