"""Fields in the order of the model, so that entries read alike and diffs stay small."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from knowledge_base.contribute.layout import blocks
from knowledge_base.reading.document import Document, FieldPath
from knowledge_base.reading.layout import shape_of
from knowledge_base.reading.source import parse

# A reader of the file meets what a reader of the page meets first; who checked it comes last.
_FIRST = ("status", "title", "belief", "summary", "truth", "aliases", "urgency", "misconceptions")
_LAST = ("changes", "reviewed", "review_by", "translation")


def key_order(model: type[BaseModel]) -> list[str]:
    """The names of a model's fields, in the order in which they are written."""
    fields = list(model.model_fields)
    first = [name for name in _FIRST if name in fields]
    last = [name for name in _LAST if name in fields]
    return [*first, *(name for name in fields if name not in (*first, *last)), *last]


def in_order(name: str, text: str) -> str:
    """``text`` of the file ``name`` with its fields in order, comments kept above theirs.

    A mapping is left as it is where moving its lines would change what the file says.
    """
    document, _ = parse(name, text)
    if document is None:
        return text
    for parent, model in _models(document, shape_of(name.partition("/")[2])):
        text, document = _sorted(name, text, document, parent, key_order(model))
    return text


def _sorted(
    name: str, text: str, document: Document, parent: FieldPath, order: Sequence[str]
) -> tuple[str, Document]:
    lines = text.splitlines(keepends=True)
    found = blocks(lines, document, parent)
    if any(block.key not in order for block in found):
        return text, document  # a misspelt field is easiest to find where it was written
    wanted = sorted(found, key=lambda block: order.index(block.key))
    if wanted == found:
        return text, document
    _, column = document.keys[(*parent, found[0].key)]
    # The first field of a list item stands behind the hyphen: take that off and put it on.
    lead = lines[found[0].line][:column]
    bodies = {b.key: [*lines[b.start : b.line], lines[b.line][column:]] for b in found}
    if parent and any(b.start != b.line for b in found if b is wanted[0]):
        return text, document
    moved: list[str] = []
    for number, block in enumerate(wanted):
        *comments, first = bodies[block.key]
        indent = lead if number == 0 else " " * column
        moved += [*comments, indent + first, *lines[block.line + 1 : block.end]]
    after = "".join([*lines[: found[0].start], *moved, *lines[found[-1].end :]])
    result, _ = parse(name, after)
    if result is None or result.data != document.data:
        return text, document
    return after, result


def _models(document: Document, shape: Any) -> list[tuple[FieldPath, type[BaseModel]]]:
    """Every mapping in the document that a model describes, with that model."""
    found: list[tuple[FieldPath, type[BaseModel]]] = []

    def visit(value: object, shape: Any, path: FieldPath) -> None:
        shape = _bare(shape)
        if isinstance(value, dict):
            if isinstance(shape, type) and issubclass(shape, BaseModel):
                found.append((path, shape))
                fields: Mapping[str, Any] = shape.model_fields
                for key, item in value.items():
                    if key in fields:
                        visit(item, fields[key].annotation, (*path, key))
            elif get_origin(shape) is dict:
                for key, item in value.items():
                    visit(item, get_args(shape)[1], (*path, key))
        elif isinstance(value, list) and get_origin(shape) is list:
            for index, item in enumerate(value):
                visit(item, get_args(shape)[0], (*path, index))

    visit(document.data, shape, ())
    return found


def _bare(shape: Any) -> Any:
    """A type without ``| None`` and without the validators that annotate it."""
    arguments = get_args(shape)
    if type(None) in arguments:
        return _bare(next(each for each in arguments if each is not type(None)))
    if hasattr(shape, "__metadata__"):
        return _bare(arguments[0])
    return shape
