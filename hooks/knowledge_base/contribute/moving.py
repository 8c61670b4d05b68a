"""Rename or retire a page: its file, what points to it, and what stays at its address."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.checks.references import pointers
from knowledge_base.contribute.cut import cut
from knowledge_base.contribute.layout import with_line
from knowledge_base.contribute.project import Project
from knowledge_base.languages import CODES
from knowledge_base.model import FOLDERS, Bilingual
from knowledge_base.reading.document import FieldPath
from knowledge_base.reading.source import parse
from knowledge_base.record import Record

PLACES = {**{str(kind): folder for kind, folder in FOLDERS.items()},
          "myth": "myths", "term": "glossary"}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page by its kind and id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass
class Edits:
    """Texts of files as they will be; ``None`` for a file that goes."""

    project: Project
    changes: dict[str, str | None] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The file's text so far."""
        if (text := self.changes.get(name)) is not None:
            return text
        return (self.project.root / name).read_text(encoding="utf-8")

    def put(self, name: str, text: str) -> None:
        """Note the file's new text, if it is another."""
        if text != self.text(name):
            self.changes[name] = text


@dataclass(frozen=True)
class Stub:
    """What ``moved.yaml`` says of a page that is gone."""

    page: Page
    to: Page | None
    date: str
    reason: dict[str, str]
    title: Bilingual | None = None

    def lines(self) -> str:
        """The stub as YAML."""
        text = f"{self.page}:\n  to: {self.to or 'null'}\n  date: {self.date}\n"
        text += f"  reason: {_in_braces(self.reason)}\n"
        if self.title:
            text += f"  title: {_in_braces({c: getattr(self.title, c) for c in CODES})}\n"
        return text


def rename(edits: Edits, catalog: Catalog, old: Page, new: Page, stub: Stub) -> None:
    """Move the file of ``old`` to ``new``, with everything that points to it."""
    _point(edits, catalog, old, lambda name, text, path: _with_id(name, text, path, old, new))
    _relink(edits, old, new)
    edits.put(*_hints(edits, old, new))
    source, target = _file(edits, old), _file(edits, new)
    edits.changes[target] = edits.text(source)
    edits.changes[source] = None
    _leave(edits, stub)


def retire(edits: Edits, catalog: Catalog, old: Page, stub: Stub) -> None:
    """Take ``old`` out of every list and text, or put its successor there; keep its file."""
    new = stub.to

    def instead(name: str, text: str, path: FieldPath) -> str:
        if new is None or _is_listed(name, text, path, new):
            return cut(name, text, path[:-1] if path[-1] == "id" else path)
        return _with_id(name, text, path, old, new)

    _point(edits, catalog, old, instead)
    _relink(edits, old, new)
    known = set(catalog.reference.hints)
    edits.put(*_hints(edits, old, None if str(new) in known else new))
    name = _file(edits, old)
    document, _ = parse(name, edits.text(name))
    if document and old.kind != "term":
        edits.put(name, with_line(edits.text(name), document, "status", "status: retired"))
    elif old.kind == "term":
        edits.changes[name] = None  # terms have no status
    _leave(edits, stub)


def _point(
    edits: Edits, catalog: Catalog, old: Page, edit: Callable[[str, str, FieldPath], str]
) -> None:
    """Edit each place of each file that names ``old``, from the last to the first."""
    found = [
        (record.path, (*record.base, *path), record.value_place(path))
        for record in catalog.records()
        if record.reference != (old.kind, old.id)
        for path, kind, id in pointers(record)
        if (kind, id) == (old.kind, old.id)
    ]
    for name, path, _ in sorted(found, key=lambda each: each[2], reverse=True):
        edits.put(name, edit(name, edits.text(name), path))


def _with_id(name: str, text: str, path: FieldPath, old: Page, new: Page) -> str:
    document, _ = parse(name, text)
    assert document is not None
    line, column = document.values[path]
    start = sum(map(len, text.splitlines(keepends=True)[:line])) + column
    found = re.compile(rf"([\"']?(?:{old.kind}:)?){re.escape(old.id)}").match(text, start)
    return f"{text[:start]}{found[1]}{new.id}{text[found.end() :]}" if found else text


def _is_listed(name: str, text: str, path: FieldPath, new: Page) -> bool:
    """Whether the list that ``path`` is in names the successor already."""
    document, _ = parse(name, text)
    data: Any = document.data if document else None
    for part in path[:-2] if path[-1] == "id" else path[:-1]:
        data = data[part]
    items = data if isinstance(data, list) else []
    ids = {item.get("id") if isinstance(item, dict) else item for item in items}
    return bool(ids & {new.id, str(new)})


def _relink(edits: Edits, old: Page, new: Page | None) -> None:
    """Links in texts and in hand-written pages: to the successor, or only their words."""
    link = re.compile(rf"\[([^\[\]\n]*)\]\({old}\)")
    for name in edits.project.all_names():
        if edits.changes.get(name, "") is not None:
            text = edits.text(name)
            edits.put(name, link.sub(rf"[\1]({new})" if new else r"\1", text))
    for name, path, target in _prose(edits, old, new):
        text = edits.text(name)
        if target:
            edits.put(name, re.sub(rf"(?<=[(/\"']){path}(?=[)#\"'])", target, text))
        else:
            edits.put(name, re.sub(rf"\[([^\[\]\n]*)\]\((?:\.\./)*{path}[^)]*\)", r"\1", text))


def _prose(edits: Edits, old: Page, new: Page | None) -> Iterator[tuple[str, str, str]]:
    """For every hand-written page: its name, the link to look for, the link to write."""
    docs = edits.project.docs
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(edits.project.root).as_posix()
        for pattern in ("{place}/{id}.md", "{place}/{id}/"):
            old_path, new_path = (
                f"{PLACES[each.kind]}.md#{each.id}"
                if each.kind == "term"
                else pattern.format(place=PLACES[each.kind], id=each.id)
                for each in (old, new or old)
            )
            yield name, re.escape(old_path), new_path if new else ""


def _hints(edits: Edits, old: Page, new: Page | None) -> tuple[str, str]:
    """The file of search hints with those of ``old`` under ``new``, or without them."""
    name = f"{edits.project.content.name}/site/search-hints.yaml"
    text = edits.text(name)
    document, _ = parse(name, text)
    if document is None or (str(old),) not in document.keys:
        return name, text
    if new is None:
        return name, cut(name, text, (str(old),))
    return name, re.sub(rf"(?m)^([\"']?){old}([\"']?:)", rf"\g<1>{new}\g<2>", text)


def _leave(edits: Edits, stub: Stub) -> None:
    name = f"{edits.project.content.name}/moved.yaml"
    text = edits.text(name)
    document, _ = parse(name, text)
    if document is not None and document.data == {}:
        text = re.sub(r"(?m)^\{\}\n?", "", text)
    edits.put(name, (text if text.endswith("\n") else f"{text}\n") + stub.lines())


def _file(edits: Edits, page: Page) -> str:
    return f"{edits.project.content.name}/{PLACES[page.kind]}/{page.id}.yaml"


def _in_braces(words: dict[str, str]) -> str:
    return (
        "{" + ", ".join(f"{c}: {json.dumps(w, ensure_ascii=False)}" for c, w in words.items()) + "}"
    )


def record_of(catalog: Catalog, page: Page) -> Record[Any] | None:
    """The record of a page, whatever its kind."""
    if page.kind == "myth":
        return catalog.myths.get(page.id)
    if page.kind == "term":
        return catalog.terms.get(page.id)
    return catalog.entries.get((page.kind, page.id))
