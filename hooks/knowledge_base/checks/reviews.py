"""Rules on freshness: somebody looks at every entry again, and soon enough."""

import re
from collections.abc import Iterator
from datetime import timedelta

from knowledge_base.catalog import Catalog
from knowledge_base.languages import CODES
from knowledge_base.model import Reviewed
from knowledge_base.problems import Problem, problem

LONGEST_DAYS = 180
# Law and money change faster, and a stale sentence about them costs readers more.
LONGEST_DAYS_LEGAL = 90
# "Done" and "ok" do not say what was looked at: Han characters or English words.
SHORTEST_NOTE = 3
_WORD = {"zh": re.compile(r"\w"), "en": re.compile(r"\w+")}


def next_review_is_near_enough(catalog: Catalog) -> Iterator[Problem]:
    """``review_by`` comes after the last look at the facts, by no more than the allowed days."""
    for record in catalog.records():
        entry = record.entry
        if not isinstance(entry, Reviewed):
            continue
        last = entry.last_review().date
        strict = any(claim.kind in ("legal", "financial") for _, claim in record.claims)
        limit = LONGEST_DAYS_LEGAL if strict else LONGEST_DAYS
        latest = last + timedelta(days=limit)
        if last < entry.review_by <= latest:
            continue
        place = record.value_place(("review_by",))
        if entry.review_by <= last:
            yield problem("review-order", place)
        else:
            yield problem("review-too-far", place, limit=limit, latest=latest.isoformat())


def facts_are_reviewed(catalog: Catalog) -> Iterator[Problem]:
    """Nothing is published whose facts nobody compared with their sources."""
    for record in catalog.records():
        entry = record.entry
        if not isinstance(entry, Reviewed) or entry.status != "published":
            continue
        if all(review.scope != "facts" for review in entry.reviewed):
            yield problem("facts-never-reviewed", record.key_place(("reviewed",)))


def reviews_say_what_was_checked(catalog: Catalog) -> Iterator[Problem]:
    """A new date alone is no review: its note says what was compared, in words of its own."""
    for record in catalog.records():
        if not isinstance(record.entry, Reviewed) or record.entry.status != "published":
            continue
        earlier: set[str] = set()
        for review in sorted(record.entry.reviewed, key=lambda review: review.date):
            zh, en = (len(_WORD[code].findall(getattr(review.note, code))) for code in CODES)
            if zh < SHORTEST_NOTE or en < SHORTEST_NOTE or review.note.zh in earlier:
                index = record.entry.reviewed.index(review)
                yield problem("review-note", record.key_place(("reviewed", index, "note")))
            earlier.add(review.note.zh)
