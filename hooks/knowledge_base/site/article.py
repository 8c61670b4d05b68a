"""Markdown of a generated page to HTML: what stands inside the theme's frame.

Generated pages are CommonMark with tables and heading ids, turned into HTML by
pulldown-cmark. Links lead to Markdown paths and become addresses of the site here.
"""

import posixpath
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import unescape

import pyromark
from markupsafe import escape

from knowledge_base.paths import page_url, relative_url
from knowledge_base.site.frame import tidy

_CONVERTER = pyromark.Markdown(
    options=pyromark.Options.ENABLE_HEADING_ATTRIBUTES | pyromark.Options.ENABLE_TABLES
)
# Text has no "<", and attributes have no ">": what these find is really a tag.
_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^"#:]+\.md)(?=[#"])')
_HEADING = re.compile(r'<h([1-6]) id="([^"]+)"([^>]*)>(.*?)</h\1>', re.DOTALL)
_ID = re.compile(r'<[a-z][^>]*?\sid="([^"]+)"')
_TAG = re.compile(r"<[^>]+>")
_HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')


@dataclass
class Heading:
    """A heading with what stands under it. ``title`` is HTML without tags."""

    level: int
    id: str
    title: str
    children: list["Heading"] = field(default_factory=list)


@dataclass(frozen=True)
class Article:
    """A page's HTML, and its headings as a tree."""

    html: str
    headings: tuple[Heading, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that a link can lead to."""
        return frozenset(_ID.findall(self.html))

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The addresses of its links, in order."""
        return tuple(map(unescape, _HREF.findall(self.html)))


class UnknownLink(ValueError):
    """A page links to a Markdown path that no page has."""


def to_article(markdown: str, uri: str, pages: Container[str], permalink: str) -> Article:
    """Turn the Markdown of the page ``uri`` into HTML.

    ``pages`` are the Markdown paths of all pages of the site; ``permalink`` is what the link to
    a heading is called. Raises :class:`UnknownLink`.
    """
    folder, here = posixpath.dirname(uri), page_url(uri)
    own = uri.removesuffix("index.md").removesuffix(".md")
    # All that is not below it looks alike from each page of a folder.
    anywhere = here if uri.endswith("index.md") else posixpath.join(folder, "-/")

    def address(match: re.Match[str]) -> str:
        before, path = match.groups()
        target = _target(folder, path)
        if target not in pages:
            raise UnknownLink(f"{uri} links to {target}, which is no page")
        return before + _seen(target, here if target.startswith(own) else anywhere)

    headings: list[Heading] = []
    called = escape(permalink)

    def noted(match: re.Match[str]) -> str:
        level, id, attributes, title = match.groups()
        headings.append(Heading(int(level), id, _TAG.sub("", title)))
        link = f'<a class="headerlink" href="#{id}" title="{called}" aria-label="{called}">#</a>'
        return f'<h{level} id="{id}"{attributes}>{title}{link}</h{level}>'

    html = _LINK.sub(address, tidy(_CONVERTER.html(markdown)).strip())
    return Article(_HEADING.sub(noted, html), tuple(_tree(headings)))


@lru_cache(maxsize=1 << 10)
def _target(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))


@lru_cache(maxsize=1 << 10)
def _seen(target: str, place: str) -> str:
    """The address of the page ``target`` as the page at the address ``place`` writes it."""
    return relative_url(page_url(target), place)


def _tree(headings: list[Heading]) -> Iterator[Heading]:
    """Each heading under the nearest one before it of a higher rank."""
    above: list[Heading] = []
    for heading in headings:
        while above and above[-1].level >= heading.level:
            above.pop()
        if above:
            above[-1].children.append(heading)
        else:
            yield heading
        above.append(heading)
