"""From generated pages to files: each is filled into the frame of its part of the site.

MkDocs draws the hand-written pages, and is given one page for each part of the site that
stands in for the rest (:mod:`knowledge_base.site.standing`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape

from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.navigation import Section
from knowledge_base.output import Output
from knowledge_base.pages import Page, counterpart
from knowledge_base.paths import page_url, plain
from knowledge_base.publish.linked_data import HandWritten, LinkedData
from knowledge_base.site.article import Article
from knowledge_base.site.feedback import feedback
from knowledge_base.site.frames import Frames, Theme
from knowledge_base.site.leaf import LONGEST_MENU, Alternate, Leaf, Neighbour, Siblings
from knowledge_base.site.settings import Addresses
from knowledge_base.site.standing import Part, Standing, standings, with_stand_ins
from knowledge_base.site.view import article_of, escaped


@dataclass(frozen=True, slots=True)
class Addressed:
    """A page as the sitemap names it."""

    canonical_url: str | None
    alternates: Sequence[tuple[Language, Alternate]]


class Drawing:
    """All pages of one build, and where each of them stands.

    ``prose`` are the Markdown paths of the hand-written pages.
    """

    def __init__(
        self,
        catalog: Catalog,
        pages: Sequence[Page],
        menus: Mapping[str, Section],
        prose: Sequence[str],
        addresses: Addresses,
    ) -> None:
        self.pages = {page.uri: page for page in pages}
        self.prose = dict.fromkeys(prose, "")
        self.addresses = addresses
        self.urls = urls_of(self.pages, prose)
        self.standings: dict[str, Standing] = {}
        for code, menu in menus.items():
            self.standings |= self._standings(code, menu)
        self._menus = menus
        self._words = catalog.reference.words
        self._shared = catalog.shared_digest
        self._linked = LinkedData(catalog, addresses.site)
        self._siblings: dict[str, Siblings] = {}
        self._article: tuple[str, Article] | None = None

    def name(self, prose: Mapping[str, str]) -> None:
        """Learn the titles (as HTML) of hand-written pages, once MkDocs has read them."""
        self.prose |= prose

    def menus(self) -> Iterator[Section]:
        """The menu of every language, with one page for each part."""
        for code, menu in self._menus.items():
            yield with_stand_ins(menu, self._entries(code))

    @property
    def stand_ins(self) -> list[str]:
        """The Markdown path of the generated page that stands in for each part."""
        parts = (standing.part for uri, standing in self.standings.items() if uri in self.pages)
        return list(dict.fromkeys(part.stand_in for part in parts))

    def part_of(self, uri: str) -> Part | None:
        """The part that the generated page at ``uri`` stands in for."""
        standing = self.standings.get(uri) if uri in self.pages else None
        return standing.part if standing and standing.part.stand_in == uri else None

    @property
    def parts(self) -> Iterable[Part]:
        """The parts of generated pages, each once."""
        return (part for stand_in in self.stand_ins if (part := self.part_of(stand_in)))

    def made_of(self, part: Part, frames_of: str) -> str:
        """The digest of what all pages of ``part`` are made of: until it is another, none is.

        Whatever any of :meth:`outputs` is made of is in it.
        """
        siblings = self._siblings_of(part)
        listed = [f"{each.url} {each.title}" for each in siblings.pages]
        pages = [f"{uri} {self.pages[uri].made_of}" for uri in part.members]
        ends = self.around(part.members[0])[0], self.around(part.members[-1])[1]
        return digest(frames_of, listed, repr(siblings.whole), pages, repr(ends))

    def paths(self, part: Part) -> list[str]:
        """The paths of the pages of ``part`` in the site."""
        return [f"{self.urls[uri]}index.html" for uri in part.members]

    def outputs(
        self, part: Part, frames: Frames, frames_of: str, theme: Theme | None = None
    ) -> Iterator[Output]:
        """The pages of ``part``, filled into ``frames``, which are made of ``frames_of``.

        To make one raises ``UnknownLink``, ``WrongUse``, and ``ThemeNeeded`` without ``theme``.
        """
        siblings = self._siblings_of(part)
        listed = [f"{each.url} {each.title}" for each in siblings.pages]
        menu = digest(frames_of, listed)
        for uri, path in zip(part.members, self.paths(part), strict=True):
            if siblings.whole:
                before, after = siblings.near(self.urls[uri])
                whole = repr(siblings.whole)
                menu = digest(frames_of, listed[0], listed[before], listed[after], whole)
            around = [each.title if each else "" for each in self.around(uri)]
            made_of = digest(menu, self.pages[uri].made_of, around)
            make = partial(self._page, uri, part, frames, theme)
            yield Output(path, made_of, make)

    def _page(self, uri: str, part: Part, frames: Frames, theme: Theme | None) -> str:
        code = self.pages[uri].language.code
        return frames.fill(self.leaf(uri), code, self.article(uri), part, theme)

    @property
    def frames_of(self) -> str:
        """The digest of all that a frame shows beside what the theme itself is made of."""
        titles = {uri: self._title(uri) for menu in self.menus() for uri in menu.pages()}
        shown = [repr(menu) for menu in self.menus()]
        return digest(self._shared, shown, map(repr, titles.items()))

    def linked_data(self, uri: str, language: Language, title: str, description: str) -> str:
        """The JSON-LD of a hand-written page, whose title is HTML; see also :meth:`leaf`."""
        return self._linked.of(HandWritten(uri, language, unescape(title), description))

    def article(self, uri: str) -> Article:
        """The article of a generated page; the last one is kept. Raises ``UnknownLink``."""
        if self._article is None or self._article[0] != uri:
            self._article = uri, article_of(self.pages[uri], self.urls, self._words)
        return self._article[1]

    def leaf(self, uri: str) -> Leaf:
        """What the frame says of a generated page."""
        page, url, addresses = self.pages[uri], self.urls[uri], self.addresses
        standing = self.standings[uri]
        previous, after = self.around(uri)
        meta = {"description": escaped(page.description), "json_ld": self._linked.of(page)}
        where = {"site": addresses.site, "repository": addresses.repository}
        meta |= feedback(page.title, url, **where, contact=addresses.contact)
        return Leaf(
            title=escaped(page.title),
            url=url,
            canonical_url=addresses.canonical(url),
            edit_url=addresses.edit + page.source if page.source and addresses.edit else None,
            meta=meta,
            previous=previous,
            next=after,
            alternates=self.alternates(uri),
            siblings=self._siblings_of(standing.part),
        )

    def neighbour(self, uri: str | None) -> Neighbour | None:
        """The page at ``uri``, generated or not, as another page leads to it."""
        return None if uri is None else Neighbour(self._title(uri), self.urls[uri])

    def _title(self, uri: str) -> str:
        return escaped(self.pages[uri].title) if uri in self.pages else self.prose[uri]

    def around(self, uri: str) -> tuple[Neighbour | None, Neighbour | None]:
        """The pages before and after the one at ``uri``; hand-written ones may be in no menu."""
        standing = self.standings.get(uri)
        if not standing:
            return None, None
        return self.neighbour(standing.before), self.neighbour(standing.after)

    def addressed(self) -> list[Addressed]:
        """Every page with its whole address, and those of the same page in other languages."""
        return [
            Addressed(self.addresses.canonical(self.urls[uri]), self.alternates(uri))
            for uri in self.urls
        ]

    def alternates(self, uri: str) -> list[tuple[Language, Alternate]]:
        """The page at ``uri`` in every language that has it; none for pages of no language."""
        if "/" not in uri:
            return []
        same = [(language, counterpart(uri, language)) for language in LANGUAGES]
        return [
            (language, Alternate(self.urls[each], self.addresses.canonical(self.urls[each])))
            for language, each in same
            if each in self.urls
        ]

    def _siblings_of(self, part: Part) -> Siblings:
        if part.stand_in not in self._siblings:
            found = [each for each in map(self.neighbour, part.below or part.members) if each]
            whole = self._whole(part, len(found)) if len(found) > LONGEST_MENU else None
            self._siblings[part.stand_in] = Siblings(found, whole)
        return self._siblings[part.stand_in]

    def _whole(self, part: Part, count: int) -> Neighbour | None:
        """Where to find all ``count`` pages of a part that no menu lists whole."""
        uri, hash, heading = part.whole.partition("#")
        if uri not in self.pages:
            return None
        called = plain(self._words["nav"]["whole"], self.pages[uri].language).format(count=count)
        return Neighbour(escaped(called), f"{self.urls[uri]}{hash}{heading}")

    def _standings(self, code: str, menu: Section) -> Mapping[str, Standing]:
        ours = [page for uri, page in self.pages.items() if uri.startswith(f"{code}/")]
        listed = set(menu.pages())
        loose = [page.uri for page in ours if page.uri not in listed]
        return standings(menu, self._entries(code), loose)

    def _entries(self, code: str) -> frozenset[str]:
        """The pages of a language that menus list in parts: those of folders, but for the index."""
        start, index = f"{code}/", "/index.md"
        ours = (uri for uri in self.pages if uri.startswith(start) and not uri.endswith(index))
        return frozenset(uri for uri in ours if "/" in uri.removeprefix(start))


def urls_of(pages: Iterable[str], prose: Iterable[str]) -> dict[str, str]:
    """The address of every page, from the site's root, by its Markdown path."""
    return {uri: page_url(uri).lstrip("/") for uri in [*prose, *pages]}
