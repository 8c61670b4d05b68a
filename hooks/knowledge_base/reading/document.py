"""What a YAML file says, as plain data, and where in the file each of it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from knowledge_base.problems import Place

FieldPath = tuple[str | int, ...]
# Line and column as libyaml counts them, from 0. A Place is made only for a problem.
Position = tuple[int, int]


class PlainScalar(str):
    """A scalar written without quotes that not every YAML reader takes for text.

    ``no``, ``1:20``, ``2026-01-01`` and an empty value are such. Fields of text refuse
    them ("put it in quotes"); fields of dates accept them.
    """


@dataclass(frozen=True)
class Document:
    """One YAML file as data, with the position of each key and value.

    ``marks`` are libyaml's, in the order of the file: of each value, and of each key before it.
    Positions are worked out when somebody asks for one: of most files nobody does.
    """

    path: str
    data: object
    marks: Sequence[Any] = field(repr=False)
    # The comment at the top, where editors look for the name of the schema.
    comment: str = ""
    # Whether a web address may be in it.
    may_have_address: bool = True

    @property
    def keys(self) -> Mapping[FieldPath, Position]:
        """Where each key stands, and each item of a list, in the order of the file."""
        return self._positions[0]

    @property
    def values(self) -> Mapping[FieldPath, Position]:
        """Where each value begins, the whole first."""
        return self._positions[1]

    @cached_property
    def _positions(self) -> tuple[dict[FieldPath, Position], dict[FieldPath, Position]]:
        keys: dict[FieldPath, Position] = {}
        values: dict[FieldPath, Position] = {}
        marks = ((mark.line, mark.column) for mark in self.marks)
        values[()] = next(marks)
        _note(self.data, (), marks, keys, values)
        return keys, values

    def key_place(self, path: FieldPath) -> Place:
        """Where the key (or list item) at ``path`` stands, or its nearest known parent."""
        return self._nearest(path, self.keys)

    def value_place(self, path: FieldPath) -> Place:
        """Where the value at ``path`` begins, or its nearest known parent."""
        return self._nearest(path, self.values)

    def _nearest(self, path: FieldPath, marks: Mapping[FieldPath, Position]) -> Place:
        while path:
            if path in marks:
                line, column = marks[path]
                return Place(self.path, line + 1, column + 1)
            path = path[:-1]
        return Place(self.path)


def _note(
    value: object,
    path: FieldPath,
    marks: Iterator[Position],
    keys: dict[FieldPath, Position],
    values: dict[FieldPath, Position],
) -> None:
    """Give what is inside ``value`` the next ``marks``: an item of a list has but one."""
    if isinstance(value, dict):
        for key, item in value.items():
            inner = (*path, key)
            keys[inner], values[inner] = next(marks), next(marks)
            _note(item, inner, marks, keys, values)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            inner = (*path, index)
            keys[inner] = values[inner] = next(marks)
            _note(item, inner, marks, keys, values)
