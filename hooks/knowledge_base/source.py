"""Read a YAML file: bytes in, plain data and the position of every value out.

One pass over libyaml's events builds both, so every later problem can name its line and
column. Only a small, safe part of YAML is accepted: mappings, lists and scalars in one
document. What the rest of YAML would do silently (keep the last of two equal keys, read
``no`` as false) is refused here with its own sentence.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import yaml

from knowledge_base.problems import Place, Problem, problem

FieldPath = tuple[str | int, ...]

# An entry in two languages is about 10 KB; anything near this size is a mistake or an attack.
LARGEST_FILE = 512 * 1024
# The deepest real field is actions → steps → tap → zh.
DEEPEST = 12

_RESOLVER = yaml.resolver.Resolver()
_TEXT_TAG = "tag:yaml.org,2002:str"
_FULL_WIDTH_COLON = re.compile(r"^\s*(- )?[A-Za-z_][\w-]*\N{FULLWIDTH COLON}")


class PlainScalar(str):
    """A scalar written without quotes that YAML 1.1 would not read as text.

    ``no``, ``1:20``, ``2026-01-01`` and an empty value are such. Fields of text refuse
    them ("put it in quotes"); fields of dates accept them.
    """


@dataclass(frozen=True)
class Document:
    """One YAML file as data, with the position of each key and value."""

    path: str
    data: object
    keys: Mapping[FieldPath, Place] = field(repr=False)
    values: Mapping[FieldPath, Place] = field(repr=False)

    def key_place(self, path: FieldPath) -> Place:
        """Where the key (or list item) at ``path`` stands, or its nearest known parent."""
        return self._nearest(path, self.keys)

    def value_place(self, path: FieldPath) -> Place:
        """Where the value at ``path`` begins, or its nearest known parent."""
        return self._nearest(path, self.values)

    def _nearest(self, path: FieldPath, marks: Mapping[FieldPath, Place]) -> Place:
        while path:
            if path in marks:
                return marks[path]
            path = path[:-1]
        return Place(self.path)


def read(root: Path, path: Path) -> tuple[Document | None, list[Problem]]:
    """Read the file at ``path``; name it in problems by its path below ``root``.

    Returns the document and the problems found. With an error among them the document
    is ``None``. Raises nothing for bad content; ``OSError`` if the file cannot be read.
    """
    name = path.relative_to(root).as_posix()
    raw = path.read_bytes()
    if len(raw) > LARGEST_FILE:
        return None, [problem("file-too-large", Place(name), limit=LARGEST_FILE // 1024)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        return None, [problem("not-utf8", Place(name, line, column))]
    return parse(name, text)


def parse(name: str, text: str) -> tuple[Document | None, list[Problem]]:
    """Parse YAML ``text``; ``name`` is the path that problems will show. See :func:`read`."""
    builder = _Builder(name)
    try:
        data = builder.document(text)
    except _Stop as stop:
        return None, [*builder.problems, stop.problem]
    except yaml.YAMLError as error:
        return None, [*builder.problems, _syntax_problem(name, text, error)]
    if builder.problems:
        return None, builder.problems
    return Document(name, data, builder.keys, builder.values), []


class _Stop(Exception):
    """Reading cannot go on; carries the problem that says why."""

    def __init__(self, stopper: Problem) -> None:
        self.problem = stopper


class _Builder:
    """Builds data from YAML events, noting positions and refusing what we do not accept."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.keys: dict[FieldPath, Place] = {}
        self.values: dict[FieldPath, Place] = {}

    def document(self, text: str) -> object:
        events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        next(events)  # the start of the stream
        first = next(events)
        if isinstance(first, yaml.StreamEndEvent):
            raise _Stop(problem("empty-file", Place(self.name)))
        data = self._value(next(events), events, ())
        next(events)  # the end of the document
        following = next(events)
        if isinstance(following, yaml.DocumentStartEvent):
            raise _Stop(problem("several-documents", self._place(following)))
        if isinstance(data, PlainScalar) and not data:
            raise _Stop(problem("empty-file", Place(self.name)))
        return data

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: FieldPath) -> object:
        place = self._place(event)
        self.values[path] = place
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Stop(problem("yaml-anchor", place))
        if tag := getattr(event, "tag", None):
            raise _Stop(problem("yaml-tag", place, tag=tag))
        if len(path) > DEEPEST:
            raise _Stop(problem("too-deep", place, limit=DEEPEST))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return _scalar(cast(yaml.ScalarEvent, event))

    def _mapping(self, events: Iterator[yaml.Event], path: FieldPath) -> dict[str, object]:
        data: dict[str, object] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            place = self._place(event)
            if not isinstance(event, yaml.ScalarEvent) or event.tag or event.anchor:
                raise _Stop(problem("key-not-text", place))
            key = event.value
            inner = (*path, key)
            if key in data:
                first = self.keys[inner]
                self.problems.append(problem("duplicate-key", place, key=key, first=first.line))
                self._value(next(events), events, (*path, f"{key} (again)"))
                continue
            self.keys[inner] = place
            data[key] = self._value(next(events), events, inner)
        return data

    def _sequence(self, events: Iterator[yaml.Event], path: FieldPath) -> list[object]:
        data: list[object] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            inner = (*path, len(data))
            self.keys[inner] = self._place(event)
            data.append(self._value(event, events, inner))
        return data

    def _place(self, event: yaml.Event) -> Place:
        mark = cast(yaml.Mark, event.start_mark)
        return Place(self.name, mark.line + 1, mark.column + 1)


def _scalar(event: yaml.ScalarEvent) -> str:
    value: str = event.value
    if not event.style:  # neither quoted nor a block
        tag = _RESOLVER.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
        if tag != _TEXT_TAG:
            return PlainScalar(value)
    return value


def _syntax_problem(name: str, text: str, error: yaml.YAMLError) -> Problem:
    """Say what a syntax error most likely is; web editors make the same few slips."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:  # a character that YAML does not allow at all
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1
        return problem("forbidden-character", Place(name, line))
    lines = text.splitlines() or [""]
    for number in range(min(mark.line, len(lines) - 1), max(mark.line - 3, -1), -1):
        line_text = lines[number]
        indent = line_text[: len(line_text) - len(line_text.lstrip())]
        if "\t" in indent:
            return problem("tab", Place(name, number + 1, indent.index("\t") + 1))
        if slip := _FULL_WIDTH_COLON.match(line_text):
            return problem("full-width-colon", Place(name, number + 1, slip.end()))
    detail = getattr(error, "problem", None) or str(error)
    return problem("yaml-syntax", Place(name, mark.line + 1, mark.column + 1), detail=detail)
