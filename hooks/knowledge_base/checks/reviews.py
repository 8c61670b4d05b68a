"""Rules on freshness: somebody looks at every entry again, and soon enough."""

from collections.abc import Iterator
from datetime import timedelta

from knowledge_base.catalog import Catalog
from knowledge_base.model import Reviewed
from knowledge_base.problems import Problem, problem

LONGEST_DAYS = 180
# Law and money change faster, and a stale sentence about them costs readers more.
LONGEST_DAYS_LEGAL = 90


def next_review_is_near_enough(catalog: Catalog) -> Iterator[Problem]:
    """``review_by`` comes after the last review, by no more than the allowed days."""
    for record in catalog.records():
        entry = record.entry
        if not isinstance(entry, Reviewed):
            continue
        place = record.value_place(("review_by",))
        last = max(review.date for review in entry.reviewed)
        strict = any(claim.kind in ("legal", "financial") for _, claim in record.claims)
        limit = LONGEST_DAYS_LEGAL if strict else LONGEST_DAYS
        if entry.review_by <= last:
            yield problem("review-order", place)
        elif entry.review_by > last + timedelta(days=limit):
            latest = last + timedelta(days=limit)
            yield problem("review-too-far", place, limit=limit, latest=latest.isoformat())
