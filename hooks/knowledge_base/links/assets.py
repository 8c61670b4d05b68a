"""Rules for files that are not pages: style sheets and feeds name files that exist."""

from collections.abc import Iterator

from knowledge_base.links.charset import to_text
from knowledge_base.links.css import css_urls
from knowledge_base.links.follow import follow
from knowledge_base.links.page import Role
from knowledge_base.links.records import Code, Finding
from knowledge_base.links.site import Site
from knowledge_base.links.xml import feed_urls, is_feed

_FEED_SUFFIXES = (".xml", ".atom", ".rss")


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
