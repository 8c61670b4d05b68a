"""The home page: the words of ``home.yaml``, and what to check first according to the entries."""

from collections import Counter

from knowledge_base.catalog import Catalog
from knowledge_base.lists.changes import changes
from knowledge_base.lists.excerpt import excerpt
from knowledge_base.looks import looks

# As many as a reader scans before choosing; the hub has the rest.
FIRST_CAUSES = 6


def home_values(catalog: Catalog) -> dict[str, object]:
    """What ``home.md.j2`` shows; see there for the names."""
    pages = catalog.pages()
    seen = [looks(page) for page in pages]
    due = Counter(each.due.isoformat() for each in seen)
    shown = [change for change in changes(catalog) if change.what in ("new", "changed")]
    home = catalog.home.entry
    return {
        "home": home,
        "causes": catalog.of_kind("cause")[:FIRST_CAUSES],
        "impacts": excerpt(catalog.of_kind("impact")),
        "myths": [catalog.myths[id] for id in home.myths],
        "questions": catalog.questions,
        "count": len(pages),
        "due": " ".join(f"{date}*{count}" for date, count in sorted(due.items())),
        "reviewed": max(each.facts for each in seen),
        "review_by": min(each.due for each in seen),
        "changes": shown[:3],
    }
