"""When somebody looked at a page, and when somebody will again: kept, for lists ask it of all."""

import datetime
from typing import Any, NamedTuple

from knowledge_base.record import Record


class Looks(NamedTuple):
    """The first and the last look at a page, how often somebody looked, and when it is due again.

    ``facts`` is the last look at the facts; see ``Reviewed.last_review``.
    """

    first: datetime.date
    last: datetime.date
    facts: datetime.date
    times: int
    due: datetime.date


def looks(record: Record[Any]) -> Looks:
    """The looks at the page of ``record``."""
    return record.keep("looks", _looks)


def _looks(record: Record[Any]) -> Looks:
    page = record.entry
    dates = [review.date for review in page.reviewed]
    facts = page.last_review().date
    return Looks(min(dates), max(dates), facts, len(dates), page.review_by)
