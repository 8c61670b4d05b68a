"""Pages filled into frames: what the theme draws once for a part of the site, with holes.

Frames are plain data, kept between builds; :mod:`knowledge_base.site.theme` draws those that are
missing. A filled page is byte for byte what the theme draws for it (``tests/test_frames.py``).
What a page says of its own, and the hole for it:

- ``title``, ``canonical_url``, ``edit_url``, ``slug`` (the last part of its address)
- ``meta.<key>``: ``description``, ``json_ld`` … To give templates something new of each page,
  put it into the ``meta`` of its leaf.
- ``previous.title``, ``previous.url``, ``next.title``, ``next.url``
- ``alternate.<language>.url`` and ``.canonical_url``
- ``toc`` (the partial), ``first_heading`` (its id), ``content``
- ``menu_before``, ``menu_after``: its neighbours in the menu; ``first.url`` of its part
"""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from knowledge_base.paths import relative_url
from knowledge_base.site.article import Article
from knowledge_base.site.frame import Frame, WrongUse
from knowledge_base.site.leaf import Leaf, Neighbour
from knowledge_base.site.specimen import TocItem, table_of_contents
from knowledge_base.site.standing import Part


@dataclass(frozen=True)
class PartFrame:
    """The frame of a part; where a menu lists pages of it, the item of one before and after."""

    frame: Frame
    before: Frame | None = None
    after: Frame | None = None


@dataclass(frozen=True)
class TocLevel:
    """The frames of the items at a level of a table of contents: alone, and above others."""

    alone: Frame
    above: Frame


@dataclass(frozen=True)
class TocFrame:
    """The frames of a table of contents: without items, with some, and those of the items."""

    empty: Frame
    whole: Frame
    first: TocLevel
    below: TocLevel

    def fill(self, toc: Sequence[TocItem]) -> str:
        """The table of ``toc``."""
        return (self.whole if toc else self.empty).fill({"menu_item": self._items(toc, self.first)})

    def _items(self, toc: Sequence[TocItem], level: TocLevel) -> str:
        return "".join(self._item(item, level) for item in toc)

    def _item(self, item: TocItem, level: TocLevel) -> str:
        if not item.children:
            return level.alone.fill({"item1.title": item.title, "item1.id": item.id})
        below = self._items(item.children, self.below)
        return level.above.fill({"title": item.title, "id": item.id, "menu_item": below})


class Theme(Protocol):
    """Draws what is missing for the pages of one part of the site. Raises ``WrongUse``."""

    def part_frame(self, leaf: Leaf, has_toc: bool, part: Part) -> PartFrame:
        """The frame for ``leaf`` and pages like it."""

    def toc_frame(self) -> TocFrame:
        """The frame of tables of contents in the language of the part."""


class ThemeNeeded(Exception):
    """A frame is missing, and there is no theme to draw it."""


@dataclass
class Frames:
    """The frames that the theme has drawn so far, with what is the same for many pages."""

    _drawn: dict[tuple[object, ...], PartFrame] = field(default_factory=dict)
    _tocs: dict[str, TocFrame] = field(default_factory=dict)
    _items: dict[tuple[object, ...], "_Items"] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, object]:
        return {"_drawn": self._drawn, "_tocs": self._tocs, "_items": {}}

    def fill(self, leaf: Leaf, code: str, article: Article, part: Part, theme: Theme | None) -> str:
        """The whole page that the theme would draw for ``leaf`` and ``article``.

        ``code`` is that of its language. Raises :class:`ThemeNeeded` without a ``theme``.
        """
        toc = table_of_contents(article.headings)
        if len(toc) != 1 or toc[0].level != 1:
            raise WrongUse(f"{leaf.url} needs one main heading, before all others")
        has_toc = bool(toc[0].children)
        key = (part.stand_in, has_toc, *_shape(leaf))
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = _needed(theme).part_frame(leaf, has_toc, part)
        if code not in self._tocs:
            self._tocs[code] = _needed(theme).toc_frame()
        values = {
            **_words(leaf),
            "content": article.html,
            "first_heading": toc[0].id,
            "toc": self._tocs[code].fill(toc[0].children),
        }
        if drawn.after:
            items, (before, after) = self._menu(key, drawn, leaf), leaf.siblings.near(leaf.url)
            values["menu_before"] = "".join(items.before[before])
            values["menu_after"] = "".join(items.after[after]) + items.whole
            values["first.url"] = relative_url(leaf.siblings.pages[0].url, leaf.url)
        return drawn.frame.fill(values)

    def forget_menus(self) -> None:
        """Make room once a part of the site is done: no other page has its menu."""
        self._items.clear()

    def _menu(self, key: tuple[object, ...], drawn: PartFrame, leaf: Leaf) -> "_Items":
        """The items of the menu for the pages of the part."""
        if key not in self._items:
            # All stand in one folder, so each looks alike from all others.
            folder = leaf.url if drawn.before is None else f"{posixpath.dirname(leaf.url[:-1])}/-/"

            def item(frame: Frame | None, name: str, page: Neighbour | None) -> str:
                if frame is None or page is None:
                    return ""
                url = relative_url(page.url, folder)
                return frame.fill({f"{name}1.title": page.title, f"{name}1.url": url})

            pages, whole = leaf.siblings.pages, leaf.siblings.whole
            self._items[key] = _Items(
                [item(drawn.before, "before", each) for each in pages],
                [item(drawn.after, "after", each) for each in pages],
                item(drawn.after, "after", whole),
            )
        return self._items[key]


class _Items(NamedTuple):
    """Items of a menu: each page of a part, as one before and after the current one; the last."""

    before: list[str]
    after: list[str]
    whole: str


def _needed(theme: Theme | None) -> Theme:
    if theme is None:
        raise ThemeNeeded
    return theme


def _shape(leaf: Leaf) -> tuple[object, ...]:
    """What two pages of a part have in common when they can share a frame."""
    meta = sorted(key for key, value in leaf.meta.items() if value)
    links = leaf.previous, leaf.next, leaf.canonical_url, leaf.edit_url
    return (*map(bool, links), *meta)


def _words(leaf: Leaf) -> dict[str, str]:
    """What a page says of its own, outside its article and menu."""
    values = {
        "title": leaf.title,
        "slug": leaf.url.rstrip("/").rpartition("/")[2],
        "canonical_url": leaf.canonical_url or "",
        "edit_url": leaf.edit_url or "",
    }
    values |= {f"meta.{key}": text for key, text in leaf.meta.items()}
    for name, neighbour in (("previous", leaf.previous), ("next", leaf.next)):
        if neighbour:
            values[f"{name}.title"] = neighbour.title
            values[f"{name}.url"] = relative_url(neighbour.url, leaf.url)
    for language, same in leaf.alternates:
        values[f"alternate.{language.code}.url"] = relative_url(same.url, leaf.url)
        values[f"alternate.{language.code}.canonical_url"] = same.canonical_url or ""
    return values
