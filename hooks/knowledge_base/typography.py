"""Chinese as it is typeset: full-width marks, spaces around Latin words and digits.

Used by the rule that finds what is not, and by the command that mends it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import autocorrect_py

from knowledge_base.catalog import Catalog
from knowledge_base.model import Bilingual, FieldPath, texts
from knowledge_base.reading.document import Document
from knowledge_base.text import spans


@dataclass(frozen=True)
class Slip:
    """A run of text that is not typeset as it should be, and as it should be."""

    path: FieldPath
    wrong: str
    right: str


@lru_cache(maxsize=1 << 13)
def _typeset(text: str) -> str:
    """Remembered, for a preview checks the same texts again and again."""
    typeset: str = autocorrect_py.format(text)
    return typeset


def slips(found: Iterable[tuple[FieldPath, Bilingual]], base: FieldPath = ()) -> Iterator[Slip]:
    """Every slip in the Chinese of ``texts``, with the path of its text from ``base`` on."""
    for path, bilingual in found:
        for span in spans(bilingual.zh):
            text = span.text.strip()
            if span.style != "code" and (right := _typeset(text)) != text:
                yield Slip((*base, *path, "zh"), text, right)


def slips_of_records(catalog: Catalog) -> Iterator[tuple[Document, Slip]]:
    """Every slip of the records, with the document it stands in."""
    for record in catalog.records():
        for slip in slips(record.texts, record.base):
            yield record.document, slip


def slips_of_the_whole(catalog: Catalog) -> Iterator[tuple[Document, Slip]]:
    """Every slip of the files of the whole topic that are no records."""
    reference = catalog.reference
    shared: Mapping[str, Any] = {
        name: getattr(reference, name) for name in reference.files if hasattr(reference, name)
    }
    for name, value in shared.items():
        for slip in slips(texts(value)):
            yield reference.files[name].document, slip


def slips_of(catalog: Catalog) -> Iterator[tuple[Document, Slip]]:
    """Every slip of the content, with the document it stands in."""
    yield from slips_of_records(catalog)
    yield from slips_of_the_whole(catalog)
