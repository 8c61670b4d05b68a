"""A page whose words are holes, as far as the theme's templates ask for them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from knowledge_base.site.article import Heading
from knowledge_base.site.frame import address_hole, article_hole, hole
from knowledge_base.site.leaf import Leaf


@dataclass(frozen=True)
class TocItem:
    """A heading as the theme's templates ask for it."""

    title: str
    id: str
    level: int
    children: Sequence["TocItem"]

    @property
    def url(self) -> str:
        """The address of the heading in its page."""
        return f"#{self.id}"


def table_of_contents(headings: Sequence[Heading]) -> list[TocItem]:
    """The headings of an article for the theme."""
    return [
        TocItem(each.title, each.id, each.level, table_of_contents(each.children))
        for each in headings
    ]


@dataclass
class Specimen:
    """A page of the theme that is none of MkDocs's."""

    title: str
    url: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    content: str = ""
    toc: Sequence[TocItem] = ()
    canonical_url: str | None = None
    edit_url: str | None = None
    previous_page: "Specimen | None" = None
    next_page: "Specimen | None" = None
    parent: Any = None
    active: bool = False
    children: None = None
    is_page: bool = True
    is_section: bool = False
    is_link: bool = False
    is_index: bool = False
    is_homepage: bool = False

    @property
    def ancestors(self) -> list[Any]:
        """The sections above, the nearest first."""
        return [self.parent, *self.parent.ancestors] if self.parent else []


def specimen(leaf: Leaf, has_toc: bool, parent: Any) -> Specimen:
    """A page like ``leaf`` with holes for its words, below the section ``parent`` of MkDocs."""
    folder = leaf.url.rstrip("/").rpartition("/")[0]
    words = _words(leaf, has_toc)
    return Specimen(
        title=hole("title"),
        url=f"{folder}/{hole('slug')}/",
        canonical_url=address_hole("canonical_url") if leaf.canonical_url else None,
        edit_url=address_hole("edit_url") if leaf.edit_url else None,
        parent=parent,
        active=True,
        **words,
    )


@contextmanager
def in_place(page: Any, leaf: Leaf, has_toc: bool) -> Iterator[None]:
    """Give ``page`` of MkDocs, which stays where it is in menus, holes for its words for a while.

    Its title and address stay: its frame is drawn for no other page.
    """
    words = _words(leaf, has_toc)
    kept = {name: getattr(page, name) for name in words}
    for name, value in words.items():
        setattr(page, name, value)
    try:
        yield
    finally:
        for name, value in kept.items():
            setattr(page, name, value)


def _words(leaf: Leaf, has_toc: bool) -> dict[str, Any]:
    below = [TocItem("", "", 2, [])] if has_toc else []
    neighbours = {
        f"{name}_page": Specimen(hole(f"{name}.title"), address_hole(f"{name}.url"))
        if neighbour
        else None
        for name, neighbour in (("previous", leaf.previous), ("next", leaf.next))
    }
    return {
        "meta": {key: hole(f"meta.{key}") for key, value in leaf.meta.items() if value},
        "content": article_hole("content"),
        "toc": [TocItem("", hole("first_heading"), 1, below)],
        **neighbours,
    }
