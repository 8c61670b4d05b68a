"""What a record writes that becomes links on pages, with the places in its file.

From one record alone, as plain data: nothing here looks at other files.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from knowledge_base.checks.references import pointers
from knowledge_base.languages import CODES, LANGUAGES
from knowledge_base.model import Claim, FieldPath
from knowledge_base.paths import address, page_url
from knowledge_base.problems import Place
from knowledge_base.record import Record
from knowledge_base.text import links


class Target(NamedTuple):
    """Something that a record links to. ``claim`` is the id of the claim that cites it.

    ``language`` is the code of the language whose text has the link; empty where both have it.
    """

    kind: str
    id: str
    place: Place
    language: str = ""
    claim: str = ""


@dataclass(frozen=True)
class Written:
    """What one record writes, in the order in which its page shows it."""

    title: Place
    targets: Sequence[Target]


# Fields in the order of pages, where it matters: one target can be linked to several times.
_SHOWN = (
    "actions", "impacts", "who", "cope", "how_to_check", "what_changes", "not_affected",
    "before_you_start", "steps", "dont", "proof", "time", "if_it_fails",
    "signs", "rules_out", "why", "not_this", "risks", "rights", "claims",
)  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(_SHOWN)}
_TITLES = ("title", "belief", "term", "id")


def written(record: Record[Any]) -> Written:
    """Everything that ``record`` links to: other records, sources, facts, links in its text."""
    found: list[tuple[FieldPath, Target]] = []
    for path, kind, id in pointers(record):
        found.append((path, Target(kind, id, record.value_place(path))))
    for path, value in record.texts:
        for code in CODES:
            for kind, id in links(getattr(value, code)):
                found.append((path, Target(kind, id, record.value_place((*path, code)), code)))
    for path, citing in record.citing:
        claim = citing.id if isinstance(citing, Claim) else ""
        for kind, field in (("source", "sources"), ("fact", "facts")):
            for index, id in enumerate(getattr(citing, field, ())):
                place = record.value_place((*path, field, index))
                found.append((path, Target(kind, id, place, claim=claim)))
    title = next((name for name in _TITLES if name in type(record.entry).model_fields), "")
    found.sort(key=_rank)
    return Written(record.key_place((title,)), [target for _, target in found])


@lru_cache(maxsize=1 << 16)
def key(kind: str, id: str) -> str:
    """The address of (kind, id) within the folder of its language."""
    return page_url(address(kind, id, LANGUAGES[0])).partition("/")[2]


def _rank(found: tuple[FieldPath, Target]) -> int:
    return _RANK.get(str(found[0][0]), -1) if found[0] else -1
