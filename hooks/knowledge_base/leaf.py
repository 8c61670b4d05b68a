"""One page as the frame around it knows it: its names and addresses, not its article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge_base.languages import Language


@dataclass(frozen=True)
class Neighbour:
    """A page that another one leads to: its title as HTML, its address from the site's root."""

    title: str
    url: str


@dataclass(frozen=True)
class Alternate:
    """The same page in a language. Without the site's address there is no ``canonical_url``."""

    url: str
    canonical_url: str | None


@dataclass(frozen=True)
class Leaf:
    """A page within its part of the site. ``title`` and ``meta`` are HTML, addresses are not.

    ``siblings`` are the pages of its part in their order, itself among them; those of the index
    of a section are the pages that the menu lists below it.
    """

    title: str
    url: str
    canonical_url: str | None
    edit_url: str | None
    meta: Mapping[str, str]
    previous: Neighbour | None
    next: Neighbour | None
    alternates: Sequence[tuple[Language, Alternate]]
    siblings: Sequence[Neighbour] = ()
