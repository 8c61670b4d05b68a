"""Every text that readers see, one by one: what rules on wording look at."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from knowledge_base.languages import CODES
from knowledge_base.model import FieldPath
from knowledge_base.problems import Place
from knowledge_base.reading.characters import normal
from knowledge_base.record import Record
from knowledge_base.text import to_plain

_QUOTED = re.compile('[\u201c"][^\u201d"]*[\u201d"]')


class Sentence(NamedTuple):
    """A text that readers see, in one language: where it stands, as written and in plain words.

    ``normal`` has plain letters for wide, styled and ringed ones, ``unquoted`` is the same
    without quotations. ``certainty`` is the grade of the claim that it is part of, if it is one.
    """

    record: Record[Any]
    path: FieldPath
    code: str
    written: str
    text: str
    normal: str
    unquoted: str
    certainty: str | None

    def place(self) -> Place:
        """Where the text begins in its file."""
        return self.record.value_place(self.path)


def sentences(records: Iterable[Record[Any]]) -> Iterator[Sentence]:
    """Every text of ``records``, in the order of their fields."""
    for record in records:
        certainties = {path: claim.certainty for path, claim in record.claims}
        for path, value in record.texts:
            certainty = _nearest(path, certainties)
            for code in CODES:
                written = getattr(value, code)
                text = to_plain(written)
                plain = normal(text)
                quotes = '"' in plain or "\u201c" in plain
                unquoted = _QUOTED.sub("", plain) if quotes else plain
                where = (*path, code)
                yield Sentence(record, where, code, written, text, plain, unquoted, certainty)


def _nearest(path: FieldPath, certainties: Mapping[FieldPath, str]) -> str | None:
    """The grade of the claim that has what stands at ``path``."""
    while path and certainties:
        if path in certainties:
            return certainties[path]
        path = path[:-1]
    return None
