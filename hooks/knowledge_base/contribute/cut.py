"""Take a list item or a field out of a YAML file's text, and leave all else as it is."""

import re

from knowledge_base.contribute.layout import is_aside
from knowledge_base.reading.document import Document, FieldPath
from knowledge_base.reading.source import parse

# An item of a list in one line: in quotes, or up to the next comma or bracket.
_ITEM = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,\]]*?(?=\s*[,\]])")


def cut(name: str, text: str, path: FieldPath) -> str:
    """``text`` without what stands at ``path``.

    A list that would be empty goes as a whole; what had no other field stays, as ``{}``.
    """
    document, _ = parse(name, text)
    assert document is not None
    while isinstance(path[-1], int) and (*path[:-1], 1) not in document.keys:
        path = path[:-1]
    lines = text.splitlines(keepends=True)
    line, column = document.values.get(path[:-1], (0, 0))
    if lines[line][column : column + 1] == "[":
        return _from_brackets(text, lines, document.values[path])
    start = document.keys[path][0]
    kept, parent = lines[:start], path[:-1]
    fields = [each for each in document.keys if each[:-1] == parent]
    if parent and isinstance(path[-1], str) and fields == [path]:
        above = document.keys[parent][0]
        kept[above] = f"{kept[above].rstrip()} {{}}\n"
    return "".join(kept + lines[end_of(lines, document, path) :])


def end_of(lines: list[str], document: Document, path: FieldPath) -> int:
    """The line after the item or field at ``path``; comments of what follows are not its own."""
    line, column = document.keys[path]
    after = [at for p, (at, _) in document.keys.items() if at > line and p[: len(path)] != path]
    end = min(after, default=len(lines))
    while end > line + 1 and is_aside(lines[end - 1], column):
        end -= 1
    return end


def _from_brackets(text: str, lines: list[str], place: tuple[int, int]) -> str:
    start = sum(map(len, lines[: place[0]])) + place[1]
    found = _ITEM.match(text, start)
    end = found.end() if found else start
    if comma := re.compile(r"\s*,\s*").match(text, end):
        return text[:start] + text[comma.end() :]
    return re.sub(r",\s*\Z", "", text[:start]) + text[end:]
