"""Where the parts of a YAML file stand in its text, and edits that leave the rest alone.

Comments and the editor's own way of writing are kept: only whole lines are moved or
replaced, found by the positions that :mod:`knowledge_base.reading.source` notes.
"""

from dataclasses import dataclass

from knowledge_base.reading.document import Document, FieldPath


@dataclass(frozen=True)
class Block:
    """The lines of one field: from its comments (``start``) to before the next (``end``)."""

    key: str
    start: int
    line: int
    end: int


def blocks(lines: list[str], document: Document, parent: FieldPath = ()) -> list[Block]:
    """The fields of the block mapping at ``parent``, in their order.

    Empty for what is written in one line (``{zh: …, en: …}``) or is no mapping.
    """
    depth = len(parent)
    found = [
        (str(path[-1]), place)
        for path, place in document.keys.items()
        if len(path) == depth + 1 and path[:depth] == parent and isinstance(path[-1], str)
    ]
    numbers = [line for _, (line, _) in found]
    if len(set(numbers)) < len(numbers) or _in_braces(lines, document, parent):
        return []
    column = found[0][1][1] if found else 0
    starts = [
        line if index == 0 and parent else _with_comments(lines, line, column)
        for index, line in enumerate(numbers)
    ]
    ends = [*starts[1:], _end(lines, document, parent, numbers, column)]
    return [
        Block(key, start, line, end)
        for (key, (line, _)), start, end in zip(found, starts, ends, strict=True)
    ]


def with_line(text: str, document: Document, key: str, line: str) -> str:
    """``text`` with the top-level field ``key`` written as ``line``; new ones go to the end."""
    lines = text.splitlines(keepends=True)
    for block in blocks(lines, document):
        if block.key == key:
            tail = _trailing_comments(lines, block)
            return "".join([*lines[: block.line], f"{line}\n", *lines[tail:]])
    return (text if text.endswith("\n") else f"{text}\n") + f"{line}\n"


def offset(text: str, line: int, column: int) -> int:
    """The index into ``text`` of a line and column that count from 1."""
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: line - 1])) + column - 1


def _in_braces(lines: list[str], document: Document, parent: FieldPath) -> bool:
    line, column = document.values.get(parent, (0, 0))
    return line < len(lines) and lines[line][column : column + 1] == "{"


def _with_comments(lines: list[str], line: int, column: int) -> int:
    """The first line of the comments that stand right above ``line``, as far indented."""
    start = line
    while start and lines[start - 1].startswith(" " * column + "#"):
        start -= 1
    # The line that names the schema belongs to the file, not to its first field.
    return line if start == 0 else start


def _end(
    lines: list[str], document: Document, parent: FieldPath, numbers: list[int], column: int
) -> int:
    """The line after the mapping: where the first thing below it, outside it, begins."""
    depth = len(parent)
    after = [
        line
        for path, (line, _) in document.keys.items()
        if path[:depth] != parent and numbers and line > numbers[-1]
    ]
    end = min(after, default=len(lines))
    while end and numbers and end > numbers[-1] + 1 and is_aside(lines[end - 1], column):
        end -= 1
    return end if after else len(lines)


def is_aside(line: str, column: int) -> bool:
    """Whether a line is empty, or a comment of what stands further out."""
    bare = line.lstrip()
    return not bare or (bare.startswith("#") and len(line) - len(bare) < column)


def _trailing_comments(lines: list[str], block: Block) -> int:
    end = block.end
    while end > block.line + 1 and is_aside(lines[end - 1], 1):
        end -= 1
    return end
