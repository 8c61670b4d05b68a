"""Read a YAML file: bytes in, plain data and the position of every value out.

One pass over libyaml's events gives both, so every later problem can name its line and
column. Only a small, safe part of YAML is accepted: mappings, lists and scalars in one
document. What the rest of YAML would do silently (keep the last of two equal keys, read
``no`` as false) is refused here with its own sentence.
"""

import hashlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.problems import Level, Place, Problem, problem
from knowledge_base.reading.addresses import may_have_address
from knowledge_base.reading.characters import escaped, position, refused
from knowledge_base.reading.document import Document, PlainScalar
from knowledge_base.reading.slips import fields_in_text, syntax_problem

# An entry in two languages is about 10 KB; anything near this size is a mistake or an attack.
LARGEST_FILE = 512 * 1024
# The deepest real field is actions → steps → tap → zh.
DEEPEST = 12
# The largest real file has some 6,000 values.
MOST_VALUES = 20_000
# Without a cap, a file of ten thousand unknown keys would give as many messages.
MOST_PROBLEMS_A_FILE = 10

# Keys such as yes: and no: are names of fields; numbers, dates and nothing are not.
_BOOLEAN_TAG = "tag:yaml.org,2002:bool"
# By first character, what YAML would read as something other than text. PyYAML leaves out the
# yes and no of one letter, and what only YAML 1.2 takes for a number.
_RESOLVERS = yaml.resolver.Resolver.yaml_implicit_resolvers
_LETTER = (_BOOLEAN_TAG, re.compile(r"[yYnN]\Z"))
_NUMBER = (
    "number",
    re.compile(r"(?:[-+]?(?:\.\d++|\d++(?:\.\d*+)?)[eE][-+]?\d++|0o[0-7]++)\Z", re.ASCII),
)
_TYPED: Mapping[str, list[tuple[str, re.Pattern[str]]]] = {
    **_RESOLVERS,
    **{first: [*_RESOLVERS[first], _LETTER] for first in "yYnN"},
    **{first: [*_RESOLVERS[first], _NUMBER] for first in "0123456789.+-"},
}
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*(?=%)")
_TOP_COMMENT = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*")
BOM = b"\xef\xbb\xbf"
# What is shorter is mostly an id or a choice, and said by many.
_NAME = 32
# Behind a plain scalar: a comment, which in text is more often a part of it (a #1 choice).
_HASH = re.compile(r"[ \t]+#")
# Text in these encodings is half zeros, and begins with these marks when it has any.
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def digest_of(path: Path) -> str:
    """What tells the file at ``path`` from any other. Raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.blake2b(file.read(LARGEST_FILE + 1), digest_size=16).hexdigest()


def read(root: Path, path: Path) -> tuple[Document | None, list[Problem]]:
    """Read the file at ``path``; name it in problems by its path below ``root``.

    Returns the document and the problems found. With an error among them the document
    is ``None``. Raises nothing for bad content; ``OSError`` if the file cannot be read.
    """
    name = path.relative_to(root).as_posix()
    with path.open("rb") as file:
        raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        return None, [problem("file-too-large", Place(name), limit=LARGEST_FILE // 1024)]
    if raw.startswith(_WIDE_MARKS) or raw.count(0) * 4 > len(raw):
        return None, [problem("utf-16", Place(name))]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        return None, [problem("not-utf8", Place(name, line, column))]
    if hidden := [
        problem(rule, Place(name, *position(text, offset)), code=code)
        for _, (offset, rule, code) in zip(range(MOST_PROBLEMS_A_FILE), refused(text), strict=False)
    ]:
        return None, hidden
    document, problems = parse(name, text)
    if raw.startswith(BOM) or b"\r" in raw:
        problems = [problem("windows-text", Place(name), level="warning"), *problems]
    return document, problems


def parse(name: str, text: str) -> tuple[Document | None, list[Problem]]:
    """Parse YAML ``text``; ``name`` is the path that problems will show. See :func:`read`."""
    builder = _Builder(name, text)
    try:
        data = builder.document()
    except _Stop as stop:
        return None, builder.reported(stop.problem)
    except yaml.YAMLError as error:
        return None, builder.reported(syntax_problem(name, text, error))
    except UnicodeEncodeError as error:
        place = Place(name, *position(text, error.start))
        return None, [problem("lone-surrogate", place, code=f"U+{ord(text[error.start]):04X}")]
    if builder.problems:
        return None, builder.reported()
    comment = _TOP_COMMENT.match(text)
    top = comment[0] if comment else ""
    return Document(name, data, builder.marks, top, may_have_address(text)), []


def capped(name: str, problems: list[Problem], uncounted: int = 0) -> list[Problem]:
    """The first problems of a file, and one that says how many more there are.

    ``uncounted`` are problems that were not even put into words.
    """
    shown = problems[:MOST_PROBLEMS_A_FILE]
    rest = problems[MOST_PROBLEMS_A_FILE:]
    if count := len(rest) + uncounted:
        grave = uncounted or any(each.level == "error" for each in rest)
        level: Level = "error" if grave else "warning"
        shown.append(problem("and-more", Place(name), level=level, count=count))
    return shown


class _Stop(Exception):
    """Reading cannot go on; carries the problem that says why."""

    def __init__(self, stopper: Problem) -> None:
        self.problem = stopper


class _Builder:
    """Builds data from YAML events, noting positions and refusing what we do not accept."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.problems: list[Problem] = []
        self.uncounted = 0
        self.marks: list[Any] = []
        self.count = 0
        self.plain_keys: set[str] = set()
        self.has_hash = " #" in text or "\t#" in text

    def reported(self, *last: Problem) -> list[Problem]:
        """The problems found so far and ``last``, as many as a file may have."""
        return capped(self.name, [*self.problems, *last], self.uncounted)

    def document(self) -> object:
        if (directive := _DIRECTIVE.match(self.text)) is not None:
            place = Place(self.name, *position(self.text, directive.end()))
            raise _Stop(problem("yaml-directive", place))
        # libyaml's own parser: yaml.parse would only wrap each call in a generator's step.
        self.next: Any = yaml.CSafeLoader(self.text).get_event
        self.next()  # the start of the stream
        if type(self.next()) is yaml.StreamEndEvent:
            raise _Stop(problem("empty-file", Place(self.name)))
        data = self._value(self.next(), 0)
        self.next()  # the end of the document
        following = self.next()
        if type(following) is yaml.DocumentStartEvent:
            raise _Stop(problem("several-documents", self._place(following)))
        if isinstance(data, PlainScalar) and not data:
            raise _Stop(problem("empty-file", Place(self.name)))
        return data

    def _value(self, event: Any, depth: int) -> object:
        self.marks.append(event.start_mark)
        self.count += 1
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor:
            raise _Stop(problem("yaml-anchor", self._place(event)))
        if event.tag:
            raise _Stop(problem("yaml-tag", self._place(event), tag=event.tag))
        if depth > DEEPEST:
            raise _Stop(problem("too-deep", self._place(event), limit=DEEPEST))
        if self.count > MOST_VALUES:
            raise _Stop(problem("too-many-values", self._place(event), limit=MOST_VALUES))
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        inside = self._mapping if kind is yaml.MappingStartEvent else self._sequence
        return inside(depth + 1)

    def _mapping(self, depth: int) -> dict[str, object]:
        data: dict[str, object] = {}
        marks: list[Any] = []
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key, mark = self._key(event), event.start_mark
            if key in data:
                first = marks[list(data).index(key)].line + 1
                self._report("duplicate-key", mark.index, key=key, first=first)
                self._value(self.next(), depth)
                continue
            marks.append(mark)
            self.marks.append(mark)
            data[key] = self._value(self.next(), depth)
        return data

    def _key(self, event: Any) -> str:
        mark = event.start_mark
        if type(event) is not yaml.ScalarEvent or event.tag or event.anchor:
            raise _Stop(problem("key-not-text", self._place(event)))
        key: str = self._scalar(event) if event.style else event.value
        if key not in self.plain_keys:
            if key != key.strip():  # would be the same name as another without it
                self._report("space-around-name", mark.index, key=key)
            if event.style:
                return key
            if key == "<<":
                raise _Stop(problem("merge-key", self._place(event)))
            if _tag(key) not in (None, _BOOLEAN_TAG):
                raise _Stop(problem("key-not-text", self._place(event)))
            self.plain_keys.add(key)
        return key

    def _sequence(self, depth: int) -> list[object]:
        data: list[object] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            data.append(self._value(event, depth))
        return data

    def _scalar(self, event: Any) -> str:
        value: str = event.value
        if not event.style:  # neither quoted nor a block
            if event.end_mark.line > event.start_mark.line:
                self._look_for_fields(event)
            if self.has_hash and _HASH.match(self.text, event.end_mark.index):
                self._report("text-after-hash", event.end_mark.index)
            if len(value) < _NAME:
                value = sys.intern(value)
            return PlainScalar(value) if _tag(value) else value
        if event.style == '"':  # may spell what may not be written
            for _, rule, code in refused(value):
                start, end = event.start_mark.index, event.end_mark.index
                self._report(rule, start + escaped(self.text[start:end], code), code=code)
                break
        return value

    def _look_for_fields(self, event: Any) -> None:
        """Text goes on in the next line, unless that line was meant to be a field."""
        start = event.start_mark.index
        for found in fields_in_text(self.text[start : event.end_mark.index]):
            self._report("full-width-colon", start + found)

    def _report(self, rule: str, index: int, **values: Any) -> None:
        """Report what stands at ``index``; beyond the most that are shown, only count it."""
        if len(self.problems) < MOST_PROBLEMS_A_FILE:  # to find the place takes long
            place = Place(self.name, *position(self.text, index))
            self.problems.append(problem(rule, place, **values))
        else:
            self.uncounted += 1

    def _place(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)


def _tag(value: str) -> str | None:
    """What YAML takes an unquoted ``value`` for, if not for text."""
    for tag, pattern in _TYPED.get(value[:1]) or ():
        if pattern.match(value):
            return tag
    return None
