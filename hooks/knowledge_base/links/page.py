"""One HTML page as the checker sees it: its links by role, its ids, what it says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from sys import intern

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge_base.links.charset import to_utf8
from knowledge_base.links.css import css_urls
from knowledge_base.links.metadata import META_URLS, json_ld_urls, refresh_url
from knowledge_base.links.srcset import srcset_urls


class Role(Enum):
    """What a browser, or a reader of metadata, does with a URL."""

    LINK = "link"  # a reader can go there
    FRAME = "frame"  # a page shown inside the page
    RESOURCE = "resource"  # fetched with the page: image, script, style
    METADATA = "metadata"  # read by search engines and other sites
    IDENTIFIER = "identifier"  # names a thing: its #fragment need not be an anchor


@dataclass(slots=True)
class Page:
    """The facts of one page. ``urls`` has each URL once per role, as written."""

    urls: dict[Role, dict[str, None]] = field(default_factory=lambda: {role: {} for role in Role})
    ids: set[str] = field(default_factory=set)
    repeated_ids: list[str] = field(default_factory=list)
    base: str = ""
    canonical: str = ""
    refresh: str = ""
    alternates: list[tuple[str, str]] = field(default_factory=list)
    noindex: bool = False
    broken_json_ld: bool = False


_FETCHED = ("img", "script", "source", "video", "audio", "track", "embed", "input")
# Attributes whose value is one URL, and the elements on which browsers follow them.
_ATTRIBUTES: Mapping[str, Mapping[str, Role]] = {
    "src": {"iframe": Role.FRAME, "frame": Role.FRAME, **dict.fromkeys(_FETCHED, Role.RESOURCE)},
    "poster": {"video": Role.RESOURCE},
    "data": {"object": Role.RESOURCE},
    "background": dict.fromkeys(("body", "table", "td", "th"), Role.RESOURCE),
    "cite": dict.fromkeys(("blockquote", "q", "ins", "del"), Role.METADATA),
    "longdesc": {"img": Role.METADATA},
    "action": {"form": Role.LINK},
    "formaction": {"button": Role.LINK, "input": Role.LINK},
}
_DRAWN = frozenset({"use", "image", "feimage", "lineargradient", "radialgradient", "pattern"})
_CONNECT_ONLY = frozenset({"preconnect", "dns-prefetch"})


def read_page(raw: bytes) -> Page:
    """Read the bytes of an HTML page. Never fails: HTML is whatever a browser makes of it."""
    html = to_utf8(raw)
    # Each query walks the whole page, so one for a rare attribute waits for its name.
    lowered = html.lower()
    tree = LexborHTMLParser(html)
    page = Page()
    _read_ids(tree, page, named=b"name" in lowered)
    _read_hrefs(tree, page)
    for name, roles in _ATTRIBUTES.items():
        if name.encode() in lowered:
            _read_attribute(tree, name, roles, page)
    resources = page.urls[Role.RESOURCE]
    for name in ("srcset", "imagesrcset"):
        if name.encode() in lowered:
            for node in tree.css(f"[{name}]"):
                resources.update(dict.fromkeys(srcset_urls(node.attrs.get(name) or "")))
    if b"url(" in lowered or b"@import" in lowered or b"image-set(" in lowered:
        for node in tree.css("[style]"):
            resources.update(dict.fromkeys(css_urls(node.attrs.get("style") or "")))
        for node in tree.css("style"):
            resources.update(dict.fromkeys(css_urls(node.text())))
    _read_meta(tree, page)
    if b"ld+json" in lowered:
        _read_json_ld(tree, page)
    return page


def _read_ids(tree: LexborHTMLParser, page: Page, *, named: bool) -> None:
    ids = page.ids
    for node in tree.css("[id]"):
        value = intern(node.attrs.get("id") or "")
        if value in ids:
            page.repeated_ids.append(value)
        elif value:
            ids.add(value)
    if named:
        ids.update(node.attrs.get("name") or "" for node in tree.css("a[name]"))


def _read_hrefs(tree: LexborHTMLParser, page: Page) -> None:
    links = page.urls[Role.LINK]
    for node in tree.css("[href]"):
        href = node.attrs.get("href")
        if href is None:  # empty, or only xlink:href, which the query matches too
            attributes = node.attributes
            href = "" if "href" in attributes else attributes.get("xlink:href") or ""
        tag = node.tag
        if tag in ("a", "area"):
            links[intern(href)] = None
        elif tag == "link":
            _read_link(node, href, page)
        elif tag == "base":
            page.base = page.base or href
        elif tag and tag.lower() in _DRAWN:
            page.urls[Role.RESOURCE][href] = None


def _read_link(node: LexborNode, href: str, page: Page) -> None:
    relations = (node.attrs.get("rel") or "").lower().split()
    if not _CONNECT_ONLY.isdisjoint(relations):
        return
    page.urls[Role.METADATA][intern(href)] = None
    if "canonical" in relations:
        page.canonical = page.canonical or href
    if "alternate" in relations and (language := node.attrs.get("hreflang")):
        page.alternates.append((intern(language.lower()), intern(href)))


def _read_attribute(
    tree: LexborHTMLParser, name: str, roles: Mapping[str, Role], page: Page
) -> None:
    for node in tree.css(f"[{name}]"):
        role = roles.get(node.tag or "")
        url = node.attrs.get(name) or ""
        if role and (url or "action" not in name):  # a form without a target stays on its page
            page.urls[role][url] = None


def _read_meta(tree: LexborHTMLParser, page: Page) -> None:
    for node in tree.css("meta"):
        attributes = node.attributes
        content = attributes.get("content")
        name = next(filter(None, map(attributes.get, ("property", "name", "itemprop"))), "").lower()
        if name in META_URLS:
            page.urls[Role.METADATA][content or ""] = None
        elif name in ("robots", "googlebot") and content:
            page.noindex = page.noindex or "noindex" in content.lower() or content == "none"
        elif (attributes.get("http-equiv") or "").lower() == "refresh":
            url = refresh_url(content or "")
            if url:
                page.urls[Role.LINK][url] = None
                page.refresh = page.refresh or url


def _read_json_ld(tree: LexborHTMLParser, page: Page) -> None:
    for node in tree.css("script[type]"):
        if (node.attrs.get("type") or "").strip().lower() == "application/ld+json":
            found = json_ld_urls(node.text())
            if found is None:
                page.broken_json_ld = True
                continue
            page.urls[Role.METADATA].update(dict.fromkeys(found.urls))
            page.urls[Role.IDENTIFIER].update(dict.fromkeys(found.identifiers))
