"""Mend Chinese typography in a file's text, and nothing else in it."""

from knowledge_base.model import texts
from knowledge_base.reading.document import Document
from knowledge_base.reading.layout import adapter, shape_of
from knowledge_base.reading.source import parse
from knowledge_base.reading.validate import validate
from knowledge_base.typography import Slip, slips


def typeset(name: str, text: str) -> str:
    """``text`` of the file ``name`` with every slip mended whose words stand there in one piece.

    Text that does not validate is left alone: what it says is not known.
    """
    document, _ = parse(name, text)
    shape = shape_of(name.partition("/")[2])
    if document is None or shape is None:
        return text
    value, _ = validate(document, adapter(shape))
    # From the end, so that places before stay true.
    found = sorted(slips(texts(value)), key=lambda slip: document.values[slip.path], reverse=True)
    for slip in found:
        better = _with(text, document, slip)
        result, _ = parse(name, better)
        if result is not None and result.keys.keys() == document.keys.keys():
            text = better
    return text


def _with(text: str, document: Document, slip: Slip) -> str:
    """``text`` with the slip mended between its value's beginning and the next field."""
    lines = text.splitlines(keepends=True)
    line, column = document.values[slip.path]
    start = sum(map(len, lines[:line])) + column
    following = min(
        (place for place in document.keys.values() if place > (line, column)),
        default=(len(lines), 0),
    )
    end = sum(map(len, lines[: following[0]])) + following[1]
    return text[:start] + text[start:end].replace(slip.wrong, slip.right) + text[end:]
