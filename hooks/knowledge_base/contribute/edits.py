"""Write changes to files: all of them or none, and only if the content gets no worse."""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from knowledge_base.contribute.project import Project
from knowledge_base.contribute.words import CannotRun
from knowledge_base.editors.generated import IDS
from knowledge_base.editors.ids import ids_schema
from knowledge_base.problems import Problem, as_text, errors
from knowledge_base.reading.known import Known, known_from

# Path from the project's root → the file's new text, or ``None`` to remove the file.
Changes = Mapping[str, str | None]


def save(project: Project, changes: Changes, known: Known | None = None) -> list[Problem]:
    """Write ``changes``; return the problems of the content with them.

    ``known`` is what a catalog of the content as it is has found out. Changes are tried on a copy
    first. Raises :class:`CannotRun`, with the new errors, when the content would have errors
    that it did not have; nothing is written then.
    """
    catalog, before = project.check(known)
    if not changes:
        return before
    known = known_from(catalog) if catalog else None
    after = try_out(project, changes, known)
    if new := new_errors(before, after):
        raise CannotRun("worse", problems=as_text(new))
    write(project.root, changes)
    complete_ids(project, known)
    return after


def complete_ids(project: Project, known: Known | None = None) -> None:
    """Let editors complete the ids as they are now, where the project keeps schemas."""
    if (project.root / IDS).is_file():
        write(project.root, {IDS: ids_schema(project.catalog(known))})


def try_out(project: Project, changes: Changes, known: Known | None) -> list[Problem]:
    """The problems that the content would have with ``changes``; nothing is kept."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Project(Path(folder).resolve() / project.content.name)
        shutil.copytree(project.content, copy.content, symlinks=True)
        if project.docs.is_dir():
            shutil.copytree(project.docs, copy.docs, ignore=shutil.ignore_patterns("assets"))
        write(copy.root, changes)
        return copy.check(known)[1]


def new_errors(before: list[Problem], after: list[Problem]) -> list[Problem]:
    """The errors of ``after`` that are not in ``before``, wherever in their file they stand."""
    known = Counter((each.place.path, each.rule, each.message) for each in errors(before))
    new = []
    for each in errors(after):
        key = (each.place.path, each.rule, each.message)
        if known[key]:
            known[key] -= 1
        else:
            new.append(each)
    return new


def write(root: Path, changes: Changes) -> None:
    """Write every file beside its place first, then put all in place, then remove others."""
    ready: list[tuple[Path, Path]] = []
    try:
        for name, text in changes.items():
            if text is not None:
                ready.append((_beside(root / name, text), root / name))
    except OSError:
        for draft, _ in ready:
            draft.unlink(missing_ok=True)
        raise
    for draft, target in ready:
        draft.replace(target)
    for name, text in changes.items():
        if text is None:
            (root / name).unlink()


def _beside(target: Path, text: str) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft = Path(name)
    draft.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
    return draft
