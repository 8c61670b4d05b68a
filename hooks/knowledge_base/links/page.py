"""One HTML page as the checker sees it: its links by role, its ids, what it says of itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from sys import intern

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge_base.links.charset import to_utf8
from knowledge_base.links.css import css_urls
from knowledge_base.links.metadata import META_URLS, import_map_urls, json_ld_urls, refresh_url
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
    base: str | None = None
    canonical: str = ""
    refresh: str = ""
    alternates: list[tuple[str, str]] = field(default_factory=list)
    noindex: bool = False
    broken_json_ld: bool = False
    lost_maps: list[str] = field(default_factory=list)  # image maps that are not in the page


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
    "ping": {"a": Role.METADATA, "area": Role.METADATA},
}
_DRAWN = frozenset(
    {"use", "image", "feimage", "lineargradient", "radialgradient", "pattern", "textpath", "script"}
)
_CONNECT_ONLY = frozenset({"preconnect", "dns-prefetch"})
_SRCSETS = ("srcset", "imagesrcset")
# Every element that any rule asks about: a page is walked once. Each part of the query takes its
# time, so those for rare attributes wait for their name.
_RARE = ("srcset", "poster", "background", "cite", "longdesc", "formaction", "ping", "srcdoc")
# Frames in frames in frames: nobody means so many.
_DEEPEST_FRAME = 5
# What SVG paints with, as ``url(#id)`` or ``url(file.svg#id)``.
_PAINT = (
    "fill",
    "stroke",
    "filter",
    "clip-path",
    "mask",
    "marker-start",
    "marker-mid",
    "marker-end",
)
_VALUE_OF_URL = re.compile(rb"url\((?<=[\"'=]url\()")
_PAINTED = re.compile(r"\s*url\(\s*[\"']?([^\"')\s]+)", re.IGNORECASE)
_OFTEN = "[id],[href],[src],[data],[action],[style],a[name],meta,style,script[type]"
# Elements, and attributes of others, where there is more to read than an id and a link.
_RICH = frozenset({"meta", "style", "script"})
_PLAIN = frozenset({"id", "class", "href", "title", "aria-label"})
# The attributes of an element by name; an empty value is ``None``.
_Attributes = Mapping[str, str | None]


def read_page(raw: bytes, frame: int = 0) -> Page:
    """Read the bytes of an HTML page. Never fails: HTML is whatever a browser makes of it.

    ``frame`` counts the frames that the page is written inside of.
    """
    page = Page()
    links, ids = page.urls[Role.LINK], page.ids
    names: set[str] = set()
    last = 0
    html = to_utf8(raw)
    lowered = html.lower()
    tree = LexborHTMLParser(html)
    for node in tree.css(_query(lowered)):
        if node.mem_id == last:  # found again, by another part of the query
            continue
        last = node.mem_id
        tag, attributes = node.tag or "", node.attributes
        if id := attributes.get("id"):
            id = intern(id)
            if id in ids:
                page.repeated_ids.append(id)
            ids.add(id)
        if "href" in attributes or "xlink:href" in attributes:
            href = intern(attributes.get("href", attributes.get("xlink:href")) or "")
            if tag in ("a", "area"):
                links[href] = None
            else:
                _read_href(tag, href, attributes, page)
        if tag == "a" and "name" in attributes:
            names.add(attributes["name"] or "")
        if tag in _RICH or not _PLAIN.issuperset(attributes):
            _read_element(node, tag, attributes, page)
            if (inner := attributes.get("srcdoc")) and tag == "iframe" and frame < _DEEPEST_FRAME:
                _read_inner(inner, page, frame + 1)
    ids |= names  # not before: an element may have the same name and id
    if b"usemap" in lowered:
        page.lost_maps = _lost_maps(tree)
    return page


def _lost_maps(tree: LexborHTMLParser) -> list[str]:
    maps = {"#" + (node.attributes.get("name") or "") for node in tree.css("map[name]")}
    used = (node.attributes.get("usemap") or "" for node in tree.css("img[usemap]"))
    return [url for url in dict.fromkeys(used) if url not in maps]


def _query(lowered: bytes) -> str:
    rare = [f"[{name}]" for name in _RARE if name.encode() in lowered]
    if "[srcset]" in rare:
        rare.append("[imagesrcset]")
    if _VALUE_OF_URL.search(lowered):
        rare += [f"[{name}]" for name in _PAINT]
    return ",".join([_OFTEN, *rare])


def _read_href(tag: str, href: str, attributes: _Attributes, page: Page) -> None:
    if tag == "link":
        _read_link(href, attributes, page)
    elif tag == "base":
        page.base = href if page.base is None else page.base
    elif tag.lower() in _DRAWN:
        page.urls[Role.RESOURCE][href] = None


def _read_element(node: LexborNode, tag: str, attributes: _Attributes, page: Page) -> None:
    """Read what is neither an id nor an address in ``href``."""
    resources = page.urls[Role.RESOURCE]
    for name, value in attributes.items():
        if name in _ATTRIBUTES:
            role = _ATTRIBUTES[name].get(tag)
            if name == "ping":
                page.urls[Role.METADATA].update(
                    dict.fromkeys((value or "").split() if role else ())
                )
            elif role and (value or "action" not in name):  # a form without a target stays here
                page.urls[role][value or ""] = None
        elif name in _SRCSETS:
            resources.update(dict.fromkeys(srcset_urls(value or "")))
        elif name in _PAINT:
            if painted := _PAINTED.match(value or ""):
                resources[painted[1]] = None
        elif name == "style":
            resources.update(dict.fromkeys(css_urls(value or "")))
    if tag == "meta":
        _read_meta(attributes, page)
    elif tag == "style":
        resources.update(dict.fromkeys(css_urls(node.text())))
    elif tag == "script":
        _read_script(node, attributes, page)


def _read_link(href: str, attributes: _Attributes, page: Page) -> None:
    relations = (attributes.get("rel") or "").lower().split()
    if not _CONNECT_ONLY.isdisjoint(relations):
        return
    page.urls[Role.METADATA][href] = None
    if "canonical" in relations:
        page.canonical = page.canonical or href
    if "alternate" in relations and (language := attributes.get("hreflang")):
        page.alternates.append((intern(language.lower()), href))


def _read_inner(html: str, page: Page, frame: int) -> None:
    """Read the page inside a frame: its URLs stand against the outer page, its anchors do not."""
    inner = read_page(f"<meta charset=utf-8>{html}".encode("utf-8", "replace"), frame)
    if inner.base is None:
        for role, urls in inner.urls.items():
            page.urls[role].update(dict.fromkeys(url for url in urls if not url.startswith("#")))


def _read_meta(attributes: _Attributes, page: Page) -> None:
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


def _read_script(node: LexborNode, attributes: _Attributes, page: Page) -> None:
    type = (attributes.get("type") or "").strip().lower()
    if type == "importmap":
        page.urls[Role.RESOURCE].update(dict.fromkeys(import_map_urls(node.text())))
    if type != "application/ld+json":
        return
    found = json_ld_urls(node.text())
    if found is None:
        page.broken_json_ld = True
        return
    page.urls[Role.METADATA].update(dict.fromkeys(found.urls))
    page.urls[Role.IDENTIFIER].update(dict.fromkeys(found.identifiers))
