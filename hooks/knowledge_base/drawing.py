"""From generated pages to files: each is filled into the frame of its part of the site.

MkDocs draws the hand-written pages, and is given one page for each part of the site that
stands in for the rest (:mod:`knowledge_base.standing`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from knowledge_base.article import Article
from knowledge_base.catalog import Catalog
from knowledge_base.feedback import feedback
from knowledge_base.frames import Frames
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.leaf import Alternate, Leaf, Neighbour
from knowledge_base.navigation import Section
from knowledge_base.pages import Page, counterpart
from knowledge_base.publish.linked_data import HandWritten, LinkedData
from knowledge_base.render import page_url
from knowledge_base.standing import Part, Standing, standings, with_stand_ins
from knowledge_base.view import article_of, escaped


@dataclass(frozen=True)
class Addresses:
    """The addresses that whoever publishes sets; empty where they are not known.

    ``edit`` is what stands before the path of a file, from the project's root.
    """

    site: str = ""
    repository: str = ""
    contact: str = ""
    edit: str = ""

    def canonical(self, url: str) -> str | None:
        """The whole address of the page at ``url``, from the site's root."""
        return f"{self.site.rstrip('/')}/{url}" if self.site else None


def addresses_of(config: Any) -> Addresses:
    """The addresses in the configuration of MkDocs."""
    edit = ""
    if config.repo_url and config.edit_uri:
        # Relative to edit_uri, which ends in docs/; the dots fold.
        edit = urljoin(urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri), "../")
    contact = config.extra["contact"]
    return Addresses(config.site_url or "", config.repo_url or "", contact, edit)


@dataclass(frozen=True)
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
        self._linked = LinkedData(catalog, addresses.site)
        self._siblings: dict[str, list[Neighbour]] = {}

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

    def draw(
        self, part: Part, frames: Frames, stand_in: Any, context: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        """The pages of ``part`` as HTML, each by its address from the site's root.

        ``stand_in`` is its page of MkDocs, ``context`` what the theme would get for it. Raises
        ``UnknownLink`` and ``WrongUse``.
        """
        for uri in part.members:
            article, leaf = self.article(uri), self.leaf(uri)
            yield leaf.url, frames.fill(leaf, article, part, stand_in, context)

    def linked_data(self, uri: str, language: Language, title: str, description: str) -> str:
        """The JSON-LD of a hand-written page, whose title is HTML; see also :meth:`leaf`."""
        return self._linked.of(HandWritten(uri, language, unescape(title), description))

    def article(self, uri: str) -> Article:
        """The article of a generated page. Raises ``UnknownLink``."""
        return article_of(self.pages[uri], self.urls, self._words)

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
        if uri is None:
            return None
        title = escaped(self.pages[uri].title) if uri in self.pages else self.prose[uri]
        return Neighbour(title, self.urls[uri])

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

    def _siblings_of(self, part: Part) -> list[Neighbour]:
        if part.stand_in not in self._siblings:
            found = [each for each in map(self.neighbour, part.below or part.members) if each]
            self._siblings[part.stand_in] = found
        return self._siblings[part.stand_in]

    def _standings(self, code: str, menu: Section) -> Mapping[str, Standing]:
        ours = [page for uri, page in self.pages.items() if uri.startswith(f"{code}/")]
        listed = set(menu.pages())
        loose = [page.uri for page in ours if page.uri not in listed]
        return standings(menu, self._entries(code), loose)

    def _entries(self, code: str) -> frozenset[str]:
        """The pages of a language that menus list in parts: those made of one file."""
        pages = self.pages.values()
        return frozenset(page.uri for page in pages if page.source and page.language.code == code)


def urls_of(pages: Iterable[str], prose: Iterable[str]) -> dict[str, str]:
    """The address of every page, from the site's root, by its Markdown path."""
    return {uri: page_url(uri).lstrip("/") for uri in [*prose, *pages]}


def write_page(site: Path, url: str, drawn: str) -> None:
    """Write a page below the folder ``site``, where servers look for the address ``url``."""
    folder = site / url
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(drawn, encoding="utf-8")
