"""How well a page is supported: its claims counted by how sure we are of them."""

from collections import Counter
from typing import Any, get_args

from knowledge_base.model.fields import Certainty
from knowledge_base.record import Record

# From the surest down, in the order in which the model names them.
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


def certainties(record: Record[Any]) -> list[Certainty]:
    """How sure we are of each claim of ``record``, in their order."""
    return record.keep("certainties", lambda each: [claim.certainty for _, claim in each.claims])


def grades(record: Record[Any]) -> dict[Certainty, int]:
    """How many claims of ``record`` have each certainty: the surest first, none left at zero."""
    found = Counter(certainties(record))
    return {each: found[each] for each in CERTAINTIES if found[each]}


def headline(record: Record[Any]) -> Certainty:
    """How sure we are of the first claim of ``record``: editors put first what it is about.

    A page may quote a law beside a main point for which nothing was found; its strongest claim
    would then mislead. Raises ``IndexError`` without a claim.
    """
    return certainties(record)[0]
