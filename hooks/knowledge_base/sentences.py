"""Every text that readers see, one by one: what rules on wording look at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from knowledge_base.languages import CODES
from knowledge_base.model import FieldPath
from knowledge_base.problems import Place
from knowledge_base.record import Record
from knowledge_base.text import to_plain


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text that readers see, in one language: where it stands, as written and in plain words.

    ``certainty`` is the grade of the claim that it is part of, if it is one.
    """

    record: Record[Any]
    path: FieldPath
    code: str
    written: str
    text: str
    certainty: str | None

    def place(self) -> Place:
        """Where the text begins in its file."""
        return self.record.value_place(self.path)


def sentences(records: Iterable[Record[Any]]) -> Iterator[Sentence]:
    """Every text of ``records``, in the order of their fields."""
    for record in records:
        certainties = {path: claim.certainty for path, claim in record.claims}
        for path, value in record.texts:
            above = (path[:length] for length in range(len(path) - 1, 0, -1))
            certainty = next((certainties[each] for each in above if each in certainties), None)
            for code in CODES:
                written = getattr(value, code)
                yield Sentence(record, (*path, code), code, written, to_plain(written), certainty)
