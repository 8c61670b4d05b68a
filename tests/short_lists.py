"""As if the real knowledge base were a large one: its lists are cut and divided early.

A hook for MkDocs, and for tests in their own process.
"""

from collections.abc import Callable
from typing import Any

from knowledge_base.lists import citations, excerpt, hubs, keywords, listings, relations
from knowledge_base.site import drawing, leaf

LONGEST = 3


def on_startup(command: str, dirty: bool) -> None:
    """MkDocs begins."""
    shorten(setattr)


def shorten(put: Callable[[Any, str, Any], None]) -> None:
    """Put other limits in place of the usual ones."""
    put(excerpt.excerpt, "__defaults__", (LONGEST, 2))
    put(hubs.hubs, "__defaults__", (5, LONGEST))
    put(relations.map_pages, "__defaults__", (5,))
    for module, name, value in (
        (relations, "MOST_CAUSES_OF_BLOCK", LONGEST), (relations, "CAUSES_OF_PART", 2),
        (keywords, "MOST_NAMES", 100), (keywords, "NAMES_OF_PAGE", 20),
        (citations, "MOST_CLAIMS", LONGEST), (citations, "FIRST_CLAIMS", 2),
        (listings, "MOST_CHANGES", 20),
        (drawing, "LONGEST_MENU", LONGEST), (leaf, "NEAR", LONGEST),
    ):  # fmt: skip
        put(module, name, value)
