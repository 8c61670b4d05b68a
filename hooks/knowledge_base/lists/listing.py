"""What a page that lists things is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge_base.model import Bilingual


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing page: where it stands, what draws it, what it is called, what it shows.

    ``made_of`` is the digest of what it shows, beside the files of the whole topic.
    """

    name: str
    template: str
    title: Bilingual
    summary: Bilingual
    made_of: str
    values: Callable[[], Mapping[str, object]]
