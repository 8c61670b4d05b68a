"""Frames of the theme for pages that differ only in their words.

For every part of the site the theme draws one page, whose words are holes; the pages of the
part are filled into it (see ``tests/test_frames.py``: byte for byte what the theme draws for
each of them). What a page says of its own, and the hole for it:

- ``title``, ``canonical_url``, ``edit_url``, ``slug`` (the last part of its address)
- ``meta.<key>``: ``description``, ``json_ld`` … To give templates something new of each page,
  put it into the ``meta`` of its leaf.
- ``previous.title``, ``previous.url``, ``next.title``, ``next.url``
- ``alternate.<language>.url`` and ``.canonical_url``
- ``toc`` (the partial), ``first_heading`` (its id), ``content``
- ``menu_before``, ``menu_after``: its neighbours in the menu; ``first.url`` of its part
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemBytecodeCache

from knowledge_base.article import Article
from knowledge_base.frame import END, Frame, WrongUse, address_hole, hole, tidy
from knowledge_base.leaf import Alternate, Leaf
from knowledge_base.render import relative_url
from knowledge_base.specimen import Specimen, TocItem, in_place, specimen, table_of_contents
from knowledge_base.standing import Part

_TOC = "partials/toc.html"
# The partial on its own, as the theme's base template sets it up.
_TOC_ALONE = (
    '{% import "partials/language.html" as lang with context %}{% include "' + _TOC + '" %}'
)


@dataclass(frozen=True)
class PartFrame:
    """The frame of a part; where a menu lists pages of it, the item of one before and after."""

    frame: Frame
    before: Frame | None = None
    after: Frame | None = None


class Frames:
    """The frames of one build. ``finish`` completes a drawn page, such as by its policy."""

    def __init__(self, environment: Environment, finish: Callable[[str], str]) -> None:
        holes = DictLoader({_TOC: hole("toc")})
        loader = ChoiceLoader([each for each in (holes, environment.loader) if each])
        self._specimens = environment.overlay(loader=loader)
        self._toc_alone = environment.from_string(_TOC_ALONE)
        self._finish = finish
        self._frames: dict[tuple[object, ...], PartFrame] = {}
        self._items: dict[tuple[object, ...], tuple[list[str], list[str]]] = {}
        self._tocs: dict[tuple[object, ...], str] = {}

    def fill(
        self, leaf: Leaf, article: Article, part: Part, page: Any, context: Mapping[str, Any]
    ) -> str:
        """The whole page that the theme would draw for ``leaf`` and ``article``.

        ``page`` is the page of MkDocs that stands in for the ``part``; ``context`` is what its
        template would get.
        """
        toc = table_of_contents(article.headings)
        if len(toc) != 1 or toc[0].level != 1:
            raise WrongUse(f"{leaf.url} needs one main heading, before all others")
        has_toc = bool(toc[0].children)
        key = (part.stand_in, has_toc, *_shape(leaf))
        drawn = self._frames.get(key)
        if drawn is None:
            drawn = self._frames[key] = self._draw(leaf, has_toc, part, page, context)
        values = {
            **_words(leaf),
            "content": article.html,
            "first_heading": toc[0].id,
            "toc": self._toc(leaf, toc, context),
        }
        if drawn.after:
            before, after = self._menu(key, drawn, leaf)
            urls = [each.url for each in leaf.siblings]
            position = urls.index(leaf.url) if leaf.url in urls else -1
            values["menu_before"] = "".join(before[: max(position, 0)])
            values["menu_after"] = "".join(after[position + 1 :])
            values["first.url"] = relative_url(urls[0], leaf.url)
        return drawn.frame.fill(values)

    def _menu(
        self, key: tuple[object, ...], drawn: PartFrame, leaf: Leaf
    ) -> tuple[list[str], list[str]]:
        """The items of the menu for every page of the part: before the current one, and after."""
        if key not in self._items:
            # All stand in one folder, so each looks alike from all others.
            folder = leaf.url if drawn.before is None else f"{posixpath.dirname(leaf.url[:-1])}/-/"
            siblings = [(each.title, relative_url(each.url, folder)) for each in leaf.siblings]
            before, after = (
                [
                    item.fill({f"{name}1.title": title, f"{name}1.url": url})
                    for title, url in siblings
                    if item
                ]
                for item, name in ((drawn.before, "before"), (drawn.after, "after"))
            )
            self._items[key] = before, after
        return self._items[key]

    def _draw(
        self, leaf: Leaf, has_toc: bool, part: Part, page: Any, context: Mapping[str, Any]
    ) -> PartFrame:
        section = page.parent
        if part.kind == "alone" and not part.below:
            with in_place(page, leaf, has_toc):
                return PartFrame(Frame(self._finish(self._render(page, leaf, context))))
        if part.kind == "alone":
            with (
                in_place(page, leaf, has_toc),
                _children(section, [page, *_fakes("after", section)]),
            ):
                html, after = _cut_menu(self._render(page, leaf, context), "after")
            return PartFrame(Frame(self._finish(html)), after=after)
        model = specimen(leaf, has_toc, section)
        if part.kind == "loose":
            return PartFrame(Frame(self._finish(self._render(model, leaf, context))))
        index = [each for each in section.children if each.is_index]
        around = [*_fakes("before", section), model, *_fakes("after", section)]
        with _children(section, [*index, *around]):
            drawn = self._render(model, leaf, context)
        html, before = _cut_menu(drawn, "before")
        html, after = _cut_menu(html, "after")
        # Where the menu is not: a link to the part leads to its first page.
        html = html.replace(address_hole("before1.url"), address_hole("first.url"))
        return PartFrame(Frame(self._finish(html)), before, after)

    def _render(self, page: Any, leaf: Leaf, context: Mapping[str, Any]) -> str:
        alternates = [
            (language, _hollow(language.code, each)) for language, each in leaf.alternates
        ]
        template = self._specimens.get_template("main.html")
        return tidy(template.render({**context, "page": page, "alternates": alternates}))

    def _toc(self, leaf: Leaf, toc: Sequence[TocItem], context: Mapping[str, Any]) -> str:
        key = context["language"].code, *_flat(toc)
        if key not in self._tocs:
            page = Specimen(leaf.title, leaf.url, leaf.meta, toc=toc)
            self._tocs[key] = tidy(self._toc_alone.render({**context, "page": page})).strip()
        return self._tocs[key]


def keep_compiled(environment: Environment, folder: Path) -> None:
    """Keep compiled templates in ``folder`` between builds: compiling takes a fifth of one.

    Jinja compares the source, so an edited template is compiled again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def _shape(leaf: Leaf) -> tuple[object, ...]:
    """What two pages of a part have in common when they can share a frame."""
    meta = sorted(key for key, value in leaf.meta.items() if value)
    links = leaf.previous, leaf.next, leaf.canonical_url, leaf.edit_url
    return (*map(bool, links), *meta)


def _flat(toc: Sequence[TocItem]) -> Iterator[tuple[int, str, str]]:
    for each in toc:
        yield each.level, each.id, each.title
        yield from _flat(each.children)


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


def _hollow(code: str, same: Alternate) -> Alternate:
    canonical = address_hole(f"alternate.{code}.canonical_url") if same.canonical_url else None
    return Alternate(address_hole(f"alternate.{code}.url"), canonical)


def _fakes(name: str, section: Any) -> list[Specimen]:
    """Two pages of the menu, to see how it lists pages ``name`` (before, after) the current one."""
    return [
        Specimen(hole(f"{each}.title"), address_hole(f"{each}.url"), parent=section)
        for each in (f"{name}1", f"{name}2")
    ]


@contextmanager
def _children(section: Any, children: list[Any]) -> Iterator[None]:
    """Let ``section`` have other children for a while."""
    kept, section.children = section.children, children
    try:
        yield
    finally:
        section.children = kept


def _cut_menu(html: str, name: str) -> tuple[str, Frame]:
    """Cut the menu items of the two fake pages ``name`` out, and leave one hole for any number.

    The items are alike but for their names, which are of one length: where the text begins to
    repeat itself is where an item begins (or a turn of one, which joins up as well).
    """
    second = html.find(address_hole(f"{name}2.url"))
    begin = html.rfind(address_hole(f"{name}1.url"), 0, max(second, 0))
    if begin < 0:
        raise WrongUse("The theme's menu does not list the pages of its group, once each.")
    length = second - begin
    while begin and html[begin - 1] == html[begin - 1 + length] != END:
        begin -= 1
    first, again = html[begin : begin + length], html[begin + length : begin + 2 * length]
    if first.replace(f"{name}1.", f"{name}2.") != again:
        raise WrongUse("The theme's menu draws the pages of one group in different ways.")
    rest = html[begin + 2 * length :]
    return html[:begin] + hole(f"menu_{name}") + rest, Frame(first)
