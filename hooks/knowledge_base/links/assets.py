"""Rules for files that are not pages: what they name exists."""

import json
import re
from collections.abc import Iterator

from knowledge_base.links.charset import to_text
from knowledge_base.links.css import css_urls
from knowledge_base.links.follow import follow
from knowledge_base.links.page import Role, read_page
from knowledge_base.links.records import Code, Finding
from knowledge_base.links.site import Site
from knowledge_base.links.xml import feed_urls, is_feed

_FEED_SUFFIXES = (".xml", ".atom", ".rss")
# https://www.rfc-editor.org/rfc/rfc9309 leaves this line to the sitemaps protocol.
_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_MANIFESTS = (".webmanifest", "manifest.json")


def check_style_sheets(site: Site) -> Iterator[Finding]:
    """Every ``url(…)`` and ``@import`` of every style sheet leads to a file."""
    for name in sorted(site.tree.files):
        if name.lower().endswith(".css"):
            urls = dict.fromkeys(css_urls(to_text((site.folder / name).read_bytes())))
            yield from follow(site, name, site.path_of(name), urls, Role.RESOURCE, set())


def check_feeds(site: Site) -> Iterator[Finding]:
    """Every link of every Atom or RSS feed leads to a page or file, and its anchor is there."""
    for name in sorted(site.tree.files):
        if not name.lower().endswith(_FEED_SUFFIXES):
            continue
        raw = (site.folder / name).read_bytes()
        if is_feed(raw):
            urls = feed_urls(raw)
            if urls is None:
                yield Finding(name, name, Code.BAD_XML)
            else:
                yield from follow(site, name, site.path_of(name), urls, Role.LINK, set())


def check_drawings(site: Site) -> Iterator[Finding]:
    """The links and pictures of every SVG file lead to a page or file."""
    for name in sorted(site.tree.files):
        if name.lower().endswith(".svg"):
            urls = read_page((site.folder / name).read_bytes()).urls
            for role in (Role.LINK, Role.RESOURCE):
                yield from follow(site, name, site.path_of(name), urls[role], role, set())


def check_manifests(site: Site) -> Iterator[Finding]:
    """The pages and icons of every web app manifest exist (https://www.w3.org/TR/appmanifest/)."""
    for name in sorted(site.tree.files):
        if name.lower().endswith(_MANIFESTS):
            try:
                manifest = json.loads(to_text((site.folder / name).read_bytes()))
            except (ValueError, RecursionError):
                continue  # "manifest.json" may be anything
            for key, role in (("src", Role.RESOURCE), ("start_url", Role.LINK), ("url", Role.LINK)):
                urls = dict.fromkeys(_values(manifest, key))
                yield from follow(site, name, site.path_of(name), urls, role, set())


def check_robots(site: Site) -> Iterator[Finding]:
    """The sitemaps that ``robots.txt`` names exist."""
    if "robots.txt" in site.tree.files:
        text = to_text((site.folder / "robots.txt").read_bytes())
        urls = dict.fromkeys(_SITEMAP_LINE.findall(text))
        yield from follow(site, "robots.txt", site.path_of(""), urls, Role.RESOURCE, set())


def _values(manifest: object, key: str) -> Iterator[str]:
    """The texts called ``key`` in a manifest, and in its icons, screenshots and shortcuts."""
    if not isinstance(manifest, dict) or not manifest.keys() & {"icons", "start_url"}:
        return
    pending: list[object] = [manifest]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            if isinstance(value.get(key), str):
                yield value[key]
            pending += [value.get(part) for part in ("icons", "screenshots", "shortcuts")]
        elif isinstance(value, list):
            pending += value
