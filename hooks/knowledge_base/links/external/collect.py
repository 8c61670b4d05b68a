"""Every address of another site in a built one, and the pages that have it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from knowledge_base.links.charset import to_text, to_utf8
from knowledge_base.links.css import css_urls
from knowledge_base.links.external.target import clean
from knowledge_base.links.page import Role
from knowledge_base.links.site import Site
from knowledge_base.links.xml import feed_urls, is_feed

# Addresses of sources that are shown as text until somebody has opened them.
SHOWN = ".kb-address code"
_SHOWN_MARK = b"kb-address"
_FEED_SUFFIXES = (".xml", ".atom", ".rss")


class Use(NamedTuple):
    """A file of the site that has an address, and how it is written there."""

    file: str
    written: str


def collect(site: Site) -> Mapping[str, list[Use]]:
    """Each address (absolute, without ``#…``) with its uses, files in order."""
    uses: defaultdict[str, dict[str, Use]] = defaultdict(dict)
    for name in sorted(site.tree.files):
        for written in _urls(site, name):
            if url := _elsewhere(site, name, written):
                uses[url].setdefault(name, Use(name, written))
    return {url: list(of_url.values()) for url, of_url in sorted(uses.items())}


def _urls(site: Site, name: str) -> Iterator[str]:
    page = site.pages.get(name)
    lowered = name.lower()
    if page:
        for role, urls in page.urls.items():
            if role is not Role.IDENTIFIER:  # a name of a thing, not always a page
                yield from urls
        yield from _shown((site.folder / name).read_bytes())
    elif lowered.endswith(".css"):
        yield from css_urls(to_text((site.folder / name).read_bytes()))
    elif lowered.endswith(_FEED_SUFFIXES):
        raw = (site.folder / name).read_bytes()
        yield from (feed_urls(raw) or ()) if is_feed(raw) else ()


def _shown(raw: bytes) -> Iterable[str]:
    if _SHOWN_MARK not in raw:
        return ()
    return [node.text().strip() for node in LexborHTMLParser(to_utf8(raw)).css(SHOWN)]


def _elsewhere(site: Site, name: str, written: str) -> str:
    """The absolute address if ``written`` leads to another site, else nothing."""
    parsed = site.parse(written)
    if parsed.fault:  # the internal check reports it
        return ""
    text = clean(written).partition("#")[0]
    if parsed.external and parsed.scheme in ("http", "https"):
        return text
    if parsed.external and not parsed.scheme:  # //host/path, of either kind
        return "https:" + text
    if site.document_of(name) is None and not parsed.own and not parsed.external:
        base = clean(site.pages[name].base or "")
        return urljoin("https:" + base if base.startswith("//") else base, text)
    return ""
