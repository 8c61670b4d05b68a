"""The URLs in sitemaps and in Atom and RSS feeds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.etree import ElementTree

from knowledge_base.links.charset import to_text

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# Elements whose text is an address. In RSS <link> has text, in Atom an attribute.
_WITH_TEXT = frozenset({"link", "icon", "logo", "url", "comments"})
_WITH_ATTRIBUTE = {"link": "href", "content": "src", "enclosure": "url"}


@dataclass
class Sitemap:
    """One sitemap file: its pages, each with its (language, URL) alternates; child sitemaps."""

    pages: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    children: list[str] = field(default_factory=list)


def read_sitemap(raw: bytes) -> Sitemap | None:
    """Read a sitemap or an index of sitemaps; ``None`` if it is not valid XML."""
    root = _parse(raw)
    if root is None:
        return None
    sitemap = Sitemap()
    for entry in root:
        locations = [_text(child) for child in entry if _name(child) == "loc"]
        if _name(entry) == "sitemap":
            sitemap.children += filter(None, locations)
            continue
        alternates = [
            (child.get("hreflang", "").lower(), child.get("href", "").strip())
            for child in entry
            if _name(child) == "link" and child.get("rel") == "alternate" and child.get("href")
        ]
        for location in filter(None, locations):
            sitemap.pages.setdefault(location, []).extend(alternates)
    return sitemap


def is_feed(raw: bytes) -> bool:
    """Whether a file looks like an Atom or RSS feed."""
    head = to_text(raw[:2000])
    return "<feed" in head or "<rss" in head or "<rdf:RDF" in head


def feed_urls(raw: bytes) -> list[str] | None:
    """The URLs in a feed, resolved against ``xml:base``; ``None`` if it is not valid XML.

    Links inside the text of entries are not among them.
    """
    root = _parse(raw)
    return None if root is None else list(dict.fromkeys(_links(root)))


def _links(root: ElementTree.Element) -> Iterator[str]:
    pending = [(root, "")]
    while pending:  # not recursion: a hostile feed may be nested without end
        element, outer = pending.pop()
        base = _resolve(outer, element.get(_XML_BASE, ""))
        if written := _address(element):
            yield _resolve(base, written)
        pending.extend((child, base) for child in reversed(element))


def _address(element: ElementTree.Element) -> str:
    """The address that one element gives, in an attribute or as its text; or nothing."""
    name = _name(element)
    in_text = name in _WITH_TEXT
    if name == "guid":
        in_text = element.get("isPermaLink", "true") == "true"
    return element.get(_WITH_ATTRIBUTE.get(name, ""), "") or (_text(element) if in_text else "")


def _resolve(base: str, url: str) -> str:
    try:
        return urljoin(base, url) if base else url
    except ValueError:  # a base that is no URL
        return url


def _parse(raw: bytes) -> ElementTree.Element | None:
    try:
        try:
            return ElementTree.fromstring(raw)
        except (ValueError, LookupError):  # an encoding that the parser does not know, as GBK
            return ElementTree.fromstring(_DECLARATION.sub("", to_text(raw, _ENCODING), count=1))
    except (ElementTree.ParseError, ValueError):
        return None


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: ElementTree.Element) -> str:
    return (element.text or "").strip()
