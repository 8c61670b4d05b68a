"""What a YAML file says, as plain data, and where in the file each of it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """One YAML file as data, with the position of each key and value."""

    path: str
    data: object
    keys: Mapping[FieldPath, Position] = field(repr=False)
    values: Mapping[FieldPath, Position] = field(repr=False)
    # The comment at the top, where editors look for the name of the schema.
    comment: str = ""
    # Whether a web address may be in it.
    may_have_address: bool = True

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
