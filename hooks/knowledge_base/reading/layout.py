"""The layout of a content folder: which files there are, and what each of them holds."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from knowledge_base.model import (
    ENTRY_MODELS,
    FOLDERS,
    ID_PATTERN,
    KINDS,
    LONGEST_ID,
    Fact,
    FactId,
    Home,
    Id,
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


def misnamed(path: Path, names: Sequence[str]) -> str | None:
    """The rule that the name of a file breaks, among the ``names`` in its folder."""
    if path.suffix == ".yaml" and re.fullmatch(ID_PATTERN, path.stem):
        if path.stem in RESERVED_NAMES:
            return "reserved-name"
        return "file-name" if len(path.stem) > LONGEST_ID else None
    # Windows and macOS would keep only one of two such files.
    lower = path.name.lower()
    return "same-name" if lower != path.name and lower in names else "file-name"
