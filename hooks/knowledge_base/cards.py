"""What the pages of others show of an entry, as a digest: its card.

When an entry changes but its card does not, only its own pages are written anew.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from knowledge_base.digest import digest
from knowledge_base.evidence import certainties
from knowledge_base.record import Record

# Fields that no page but the entry's own shows, nor the plan and the pages of sources, which
# are made of whole files. Any field that is not named here belongs to the card.
OWN_FIELDS = frozenset({
    "before_you_start", "claims", "cope", "cost", "dont", "how_to_check", "if_it_fails",
    "not_affected", "not_this", "proof", "red_flags", "rights", "risks", "rules_out", "steps",
    "translation", "what_changes", "who", "why",
})  # fmt: skip


def card(record: Record[Any]) -> str:
    """The digest of what others show of ``record``: how sure we are of its claims is part of it."""
    return record.keep("card", _card)


def cards(records: Iterable[Record[Any]]) -> str:
    """The digest of the cards of ``records`` in their order."""
    return digest([f"{record.kind}:{record.id} {card(record)}" for record in records])


def files(records: Iterable[Record[Any]]) -> str:
    """The digest of all that the files of ``records`` say."""
    return digest([record.made_of for record in records])


def cited(record: Record[Any], field: str) -> Sequence[str]:
    """What ``record`` cites in ``field`` (facts, sources), each as often as it is cited."""
    return record.keep(
        f"cited {field}",
        lambda each: [id for _, citing in each.citing for id in getattr(citing, field, ())],
    )


def _card(record: Record[Any]) -> str:
    shown = record.entry.model_dump_json(exclude=set(OWN_FIELDS))
    return digest(shown, certainties(record), cited(record, "facts"))
