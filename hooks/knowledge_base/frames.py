"""Frames of the theme for pages that differ only in their words.

For every menu group the theme draws one specimen page, whose words are holes; the pages of
the group are filled into it (see ``tests/test_frames.py``: byte for byte what the theme draws
for each of them). What a page says of its own, and the hole for it:

- ``title``, ``canonical_url``, ``edit_url``, ``slug`` (the last part of its address)
- ``meta.<key>`` for every text in ``page.meta``: ``description``, ``json_ld`` …
  To give templates something new of each page, put it into ``page.meta``.
- ``previous.title``, ``previous.url``, ``next.title``, ``next.url``
- ``alternate.<language>.url`` and ``.canonical_url``
- ``toc`` (the partial), ``first_heading`` (its id), ``content``
- ``menu_before``, ``menu_after``: its neighbours in the menu; ``first.url`` of its group
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemBytecodeCache

from knowledge_base.article import Article, Heading
from knowledge_base.frame import END, Frame, WrongUse, address_hole, article_hole, hole, tidy
from knowledge_base.render import relative_url

_TOC = "partials/toc.html"
# The partial on its own, as the theme's base template sets it up.
_TOC_ALONE = (
    '{% import "partials/language.html" as lang with context %}{% include "' + _TOC + '" %}'
)


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
    """A page whose words are holes, as far as the theme's templates ask for them."""

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


@dataclass(frozen=True)
class _Alternate:
    """The same page in another language, as the templates ask for it."""

    url: str
    page: Specimen


@dataclass(frozen=True)
class _Group:
    """A frame, and what its menu says for each page of the group."""

    frame: Frame
    before: Sequence[str]
    after: Sequence[str]
    positions: Mapping[str, int]
    first: str


class Frames:
    """The frames of one build. ``finish`` completes a drawn page, such as by its policy."""

    def __init__(self, environment: Environment, finish: Callable[[str], str]) -> None:
        holes = DictLoader({_TOC: hole("toc")})
        loader = ChoiceLoader([each for each in (holes, environment.loader) if each])
        self._specimens = environment.overlay(loader=loader)
        self._toc_alone = environment.from_string(_TOC_ALONE)
        self._finish = finish
        self._groups: dict[tuple[object, ...], _Group] = {}
        self._tocs: dict[tuple[object, ...], str] = {}

    def fill(self, page: Any, article: Article, context: Mapping[str, Any]) -> str:
        """The whole page that the theme would draw for ``page`` and ``article``.

        ``page`` is a page of MkDocs in its menu; ``context`` is what its template would get.
        """
        toc = table_of_contents(article.headings)
        if len(toc) != 1 or toc[0].level != 1:
            raise WrongUse(f"{page.url} needs one main heading, before all others")
        key = self._key(page, toc)
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = self._draw(page, bool(toc[0].children), context)
        position = group.positions[page.url]
        values = {
            **_words(page, context["alternates"]),
            "content": article.html,
            "first_heading": toc[0].id,
            "toc": self._toc(page, toc, context),
            "menu_before": "".join(group.before[:position]),
            "menu_after": "".join(group.after[position + 1 :]),
            "first.url": relative_url(group.first, page.url),
        }
        return group.frame.fill(values)

    @staticmethod
    def _key(page: Any, toc: Sequence[TocItem]) -> tuple[object, ...]:
        """What two pages have in common when they can share a frame."""
        texts = (key for key, value in page.meta.items() if value and isinstance(value, str))
        rest = ((key, repr(v)) for key, v in page.meta.items() if not isinstance(v, str))
        links = page.previous_page, page.next_page, page.canonical_url, page.edit_url
        present = [bool(each) for each in (*links, toc[0].children)]
        return (id(page.parent), *present, *sorted(texts), *sorted(rest))

    def _draw(self, page: Any, has_toc: bool, context: Mapping[str, Any]) -> _Group:
        section = page.parent
        siblings = [each for each in section.children if not each.is_index]
        specimen = _specimen(page, has_toc)
        fakes = {
            name: Specimen(hole(f"{name}.title"), address_hole(f"{name}.url"), parent=section)
            for name in ("before1", "before2", "after1", "after2")
        }
        before, after = [*fakes.values()][:2], [*fakes.values()][2:]
        index = [each for each in section.children if each.is_index]
        alternates = [
            (language, _Alternate(address_hole(f"alternate.{language.code}.url"), same))
            for language, file in context["alternates"]
            for same in [_other_language(language.code, file)]
        ]
        with _children(section, [*index, *before, specimen, *after]):
            drawn = self._specimens.get_template("main.html").render(
                {**context, "page": specimen, "alternates": alternates}
            )
        html, item_before = _cut_menu(tidy(drawn), "before")
        html, item_after = _cut_menu(html, "after")
        # Where the menu is not: a link to the group leads to its first page.
        html = html.replace(address_hole("before1.url"), address_hole("first.url"))

        def items(item: Frame, name: str) -> list[str]:
            return [
                item.fill({f"{name}1.title": each.title, f"{name}1.url": url})
                for each in siblings
                for url in [relative_url(each.url, specimen.url)]
            ]

        return _Group(
            frame=Frame(self._finish(html)),
            before=items(item_before, "before"),
            after=items(item_after, "after"),
            positions={each.url: number for number, each in enumerate(siblings)},
            first=siblings[0].url,
        )

    def _toc(self, page: Any, toc: Sequence[TocItem], context: Mapping[str, Any]) -> str:
        key = context["language"].code, *_flat(toc)
        if key not in self._tocs:
            page = Specimen(page.title, page.url, page.meta, toc=toc)
            self._tocs[key] = tidy(self._toc_alone.render({**context, "page": page})).strip()
        return self._tocs[key]


def keep_compiled(environment: Environment, folder: Path) -> None:
    """Keep compiled templates in ``folder`` between builds: compiling takes a fifth of one.

    Jinja compares the source, so an edited template is compiled again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def _flat(toc: Sequence[TocItem]) -> Iterator[tuple[int, str, str]]:
    for each in toc:
        yield each.level, each.id, each.title
        yield from _flat(each.children)


def _words(page: Any, alternates: Sequence[tuple[Any, Any]]) -> dict[str, str]:
    """What ``page`` says of its own, outside its article and menu."""
    values = {
        "title": page.title,
        "slug": page.url.rstrip("/").rpartition("/")[2],
        "canonical_url": page.canonical_url or "",
        "edit_url": page.edit_url or "",
    }
    values |= {f"meta.{key}": text for key, text in page.meta.items() if isinstance(text, str)}
    for name, neighbour in (("previous", page.previous_page), ("next", page.next_page)):
        if neighbour:
            values[f"{name}.title"] = neighbour.title
            values[f"{name}.url"] = relative_url(neighbour.url, page.url)
    for language, file in alternates:
        values[f"alternate.{language.code}.url"] = relative_url(file.url, page.url)
        values[f"alternate.{language.code}.canonical_url"] = file.page.canonical_url or ""
    return values


def _specimen(page: Any, has_toc: bool) -> Specimen:
    """A page like ``page`` with holes for its words."""
    below = [TocItem("", "", 2, [])] if has_toc else []
    neighbours = {
        name: Specimen(hole(f"{name}.title"), address_hole(f"{name}.url"))
        for name, neighbour in (("previous", page.previous_page), ("next", page.next_page))
        if neighbour
    }
    return Specimen(
        title=hole("title"),
        url=f"{page.url.rstrip('/').rpartition('/')[0]}/{hole('slug')}/",
        meta={
            key: hole(f"meta.{key}") if value and isinstance(value, str) else value
            for key, value in page.meta.items()
        },
        content=article_hole("content"),
        toc=[TocItem("", hole("first_heading"), 1, below)],
        canonical_url=address_hole("canonical_url") if page.canonical_url else None,
        edit_url=address_hole("edit_url") if page.edit_url else None,
        previous_page=neighbours.get("previous"),
        next_page=neighbours.get("next"),
        parent=page.parent,
        active=True,
    )


def _other_language(code: str, file: Any) -> Specimen:
    canonical = f"alternate.{code}.canonical_url"
    address = address_hole(canonical) if file.page.canonical_url else None
    return Specimen(hole("title"), address_hole(f"alternate.{code}.url"), canonical_url=address)


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
