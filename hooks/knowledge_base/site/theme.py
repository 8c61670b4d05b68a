"""The theme at work: it draws pages whose words are holes, once for each part of the site."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment

from knowledge_base.site.frame import END, Frame, WrongUse, address_hole, hole, tidy
from knowledge_base.site.frames import PartFrame, TocFrame, TocLevel
from knowledge_base.site.leaf import Alternate, Leaf
from knowledge_base.site.specimen import Specimen, TocItem, in_place, specimen
from knowledge_base.site.standing import Part

_TOC = "partials/toc.html"
# The partial on its own, as the theme's base template sets it up.
_TOC_ALONE = (
    '{% import "partials/language.html" as lang with context %}{% include "' + _TOC + '" %}'
)


class Templates:
    """The templates of the theme. ``finish`` completes a drawn page, such as by its policy."""

    def __init__(self, environment: Environment, finish: Callable[[str], str]) -> None:
        holes = DictLoader({_TOC: hole("toc")})
        loader = ChoiceLoader([each for each in (holes, environment.loader) if each])
        self.page = environment.overlay(loader=loader).get_template("main.html")
        self.toc = environment.from_string(_TOC_ALONE)
        self.finish = finish


@dataclass(frozen=True)
class ThemeOfPart:
    """Draws the frames of one part (see :class:`knowledge_base.site.frames.Theme`).

    ``page`` is the page of MkDocs that stands in for the part; ``context`` is what its template
    would get.
    """

    templates: Templates
    page: Any
    context: Mapping[str, Any]

    def part_frame(self, leaf: Leaf, has_toc: bool, part: Part) -> PartFrame:
        """The frame for ``leaf`` and pages like it."""
        section, finish = self.page.parent, self.templates.finish
        if part.kind == "alone" and not part.below:
            with in_place(self.page, leaf, has_toc):
                return PartFrame(Frame(finish(self._drawn(self.page, leaf))))
        if part.kind == "alone":
            with (
                in_place(self.page, leaf, has_toc),
                _children(section, [self.page, *_fakes("after", section)]),
            ):
                html, after = _cut(self._drawn(self.page, leaf), "after", "url")
            return PartFrame(Frame(finish(html)), after=after)
        model = specimen(leaf, has_toc, section)
        if part.kind == "loose":
            return PartFrame(Frame(finish(self._drawn(model, leaf))))
        index = [each for each in section.children if each.is_index]
        around = [*_fakes("before", section), model, *_fakes("after", section)]
        with _children(section, [*index, *around]):
            drawn = self._drawn(model, leaf)
        html, before = _cut(drawn, "before", "url")
        html, after = _cut(html, "after", "url")
        # Where the menu is not: a link to the part leads to its first page.
        html = html.replace(address_hole("before1.url"), address_hole("first.url"))
        return PartFrame(Frame(finish(html)), before, after)

    def toc_frame(self) -> TocFrame:
        """The frame of tables of contents in the language of the part.

        What stands between two items may differ with their level: below the first, it is alike.
        """
        two = [TocItem(hole(f"item{n}.title"), hole(f"item{n}.id"), 2, []) for n in (1, 2)]
        whole, leaf = _cut(self._toc(two), "item", "id")
        outer, inner_leaf = _cut(_inside(whole, self._toc([_above(two)])), "item", "id")
        deeper = _inside(outer, _inside(whole, self._toc([_above([_above(two)])])))
        inner, _ = _cut(deeper, "item", "id")
        levels = TocLevel(leaf, Frame(outer)), TocLevel(inner_leaf, Frame(inner))
        return TocFrame(Frame(self._toc([])), Frame(whole), *levels)

    def _drawn(self, page: Any, leaf: Leaf) -> str:
        alternates = [
            (language, _hollow(language.code, each)) for language, each in leaf.alternates
        ]
        values = {**self.context, "page": page, "alternates": alternates}
        return tidy(self.templates.page.render(values))

    def _toc(self, items: Sequence[TocItem]) -> str:
        page = Specimen("", self.page.url, toc=[TocItem("", "", 1, items)])
        return tidy(self.templates.toc.render({**self.context, "page": page})).strip()


def _above(below: list[TocItem]) -> TocItem:
    return TocItem(hole("title"), hole("id"), 2, below)


def _inside(frame: str, drawn: str) -> str:
    """What stands in ``drawn`` where ``frame`` has a hole for items."""
    before, _, after = frame.partition(hole("menu_item"))
    if not drawn.startswith(before) or not drawn.endswith(after):
        raise WrongUse("The theme draws what is around the items of a list in several ways.")
    return drawn[len(before) : len(drawn) - len(after)]


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


def _cut(html: str, name: str, mark: str) -> tuple[str, Frame]:
    """Cut two items of a list out, and leave one hole for any number; also the frame of an item.

    The items are those of ``name``, which have one hole ``mark`` each. They are alike but for
    their names, which are of one length: where the text begins to repeat itself is where an item
    begins (or a turn of one, which joins up as well).
    """
    first_hole, second_hole = (f"{name}{number}.{mark}&amp;'{END}" for number in (1, 2))
    second = html.find(second_hole)
    begin = html.rfind(first_hole, 0, max(second, 0))
    if begin < 0:
        raise WrongUse("The theme's lists do not have the pages of a group, once each.")
    length = second - begin
    while begin and html[begin - 1] == html[begin - 1 + length] != END:
        begin -= 1
    first, again = html[begin : begin + length], html[begin + length : begin + 2 * length]
    if first.replace(f"{name}1.", f"{name}2.") != again:
        raise WrongUse("The theme draws the items of a list in different ways.")
    rest = html[begin + 2 * length :]
    return html[:begin] + hole(f"menu_{name}") + rest, Frame(first)
