"""One page as the frame around it knows it: its names and addresses, not its article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge_base.languages import Language

# A longer list is not shown whole in a menu: nobody reads it, and every page would carry it.
LONGEST_MENU = 30
# How many pages of it are then shown, around the one that is open.
NEAR = 7


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A page that another one leads to: its title as HTML, its address from the site's root."""

    title: str
    url: str


@dataclass(frozen=True)
class Siblings:
    """The pages of a part in their order; ``whole`` leads to all, where they are too many."""

    pages: Sequence[Neighbour]
    whole: Neighbour | None = None

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {page.url: place for place, page in enumerate(self.pages)}

    def near(self, url: str) -> tuple[slice, slice]:
        """Which of the pages a menu lists before and after the one at ``url``.

        Those next to it, if there are too many. The index of a section is not among the pages:
        all come after it.
        """
        place = self._places.get(url, -1)
        start, end = 0, len(self.pages)
        if self.whole:
            start = max(0, min(place - NEAR // 2, end - NEAR))
            end = start + NEAR
        return slice(start, max(start, place)), slice(place + 1, end)


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language. Without the site's address there is no ``canonical_url``."""

    url: str
    canonical_url: str | None


@dataclass(frozen=True)
class Leaf:
    """A page within its part of the site. ``title`` and ``meta`` are HTML, addresses are not.

    ``siblings`` are the pages of its part, itself among them; those of the index of a section
    are the pages that the menu lists below it.
    """

    title: str
    url: str
    canonical_url: str | None
    edit_url: str | None
    meta: Mapping[str, str]
    previous: Neighbour | None
    next: Neighbour | None
    alternates: Sequence[tuple[Language, Alternate]]
    siblings: Siblings = Siblings(())
