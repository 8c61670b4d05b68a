"""Rules for the sitemap: it lists every page that search engines may show, and no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from os.path import commonprefix

from knowledge_base.links.records import Code, Finding
from knowledge_base.links.site import Site, make_home
from knowledge_base.links.syntax import host_of
from knowledge_base.links.whole import NO_LANGUAGE, is_error_page, is_redirect
from knowledge_base.links.xml import Sitemap, read_sitemap

NAMES = ("sitemap.xml", "sitemap_index.xml", "sitemap-index.xml")


@dataclass
class _Listing:
    """All sitemap files of a site; ``complete`` if none that an index names is unreadable."""

    files: dict[str, Sitemap] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True

    def locations(self) -> list[str]:
        return [url for sitemap in self.files.values() for url in sitemap.pages]


def check_sitemaps(site: Site) -> Iterator[Finding]:
    """Compare the sitemaps with the pages, both ways; nothing without a listed page."""
    listing = _Listing()
    pending = [name for name in NAMES if name in site.tree.files]
    while pending:  # an index may name another
        pending += _read(site, pending.pop(0), listing)
    site = _with_address(site, listing.locations())
    yield from listing.findings
    listed: set[str] = set()
    for name, sitemap in listing.files.items():
        for url in sitemap.pages:
            yield from _check(site, name, url, listed)
        yield from _check_alternates(site, name, sitemap)
    if listing.locations() and listing.complete:
        for page in site.pages:
            if page not in listed and _is_for_search_engines(site, page):
                yield Finding(page, page, Code.SITEMAP_UNLISTED)


def _read(site: Site, name: str, listing: _Listing) -> Iterator[str]:
    """Add the sitemap ``name`` to ``listing``; gives the sitemaps that it names in turn."""
    if name in listing.files:
        return
    sitemap = read_sitemap((site.folder / name).read_bytes())
    if sitemap is None:
        listing.complete = False
        listing.findings.append(Finding(name, name, Code.BAD_XML))
        return
    listing.files[name] = sitemap
    located = _with_address(site, sitemap.children)
    for url in sitemap.children:
        found: set[str] = set()
        listing.findings += _check(located, name, url, found)
        listing.complete = listing.complete and bool(found)
        yield from found


def _check(site: Site, name: str, url: str, listed: set[str]) -> Iterator[Finding]:
    """The fault of one address in the sitemap ``name``, if any; its file joins ``listed``."""
    document = site.path_of(name)
    parsed = site.parse(url)
    answer = site.follow(document, parsed)
    if answer.code is None and answer.file:
        listed.add(answer.file)
        return
    code = answer.code or Code.SITEMAP_MISSING
    if code in (Code.MISSING_PAGE, Code.MISSING_FILE):
        code = Code.SITEMAP_MISSING
    yield Finding(name, url, code, site.suggestion(document, parsed, answer))


def _check_alternates(site: Site, name: str, sitemap: Sitemap) -> Iterator[Finding]:
    """Each alternate (``xhtml:link``) exists, and its own entry names this one in return."""
    document = site.path_of(name)
    entries: dict[str | None, set[str | None]] = {}
    for url, alternates in sitemap.pages.items():
        file = site.file_at(document, url)
        entries.setdefault(file, set()).update(site.file_at(document, a) for _, a in alternates)
    for url, alternates in sitemap.pages.items():
        file = site.file_at(document, url)
        for language, alternate in alternates:
            other = site.file_at(document, alternate)
            if other is None:
                yield from _check(site, name, alternate, set())
                continue
            exempt = language == NO_LANGUAGE or file in (None, other) or other not in entries
            if not exempt and file not in entries[other]:
                yield Finding(name, alternate, Code.HREFLANG_NO_RETURN)


def _is_for_search_engines(site: Site, name: str) -> bool:
    """Whether search engines may show the page: it is itself, is there, and wants to be found."""
    page = site.pages[name]
    if page.noindex or is_error_page(name) or is_redirect(site, name):
        return False
    if not page.canonical:
        return True
    url = site.parse(page.canonical)
    answer = site.follow(site.document_of(name), url)
    # A canonical address that is broken is a fault of its own, not a wish to stay hidden.
    return bool(answer.code) or answer.file == name


def _with_address(site: Site, locations: Iterable[str]) -> Site:
    """``site`` with its own address as its sitemap shows it, if no option gave one.

    The folder that all locations share is the site, unless it was served from ``base``.
    """
    absolute = [url for url in locations if "://" in url]
    if site.home.host or not absolute:
        return site
    shared = commonprefix(absolute)  # noqa: RUF071 - cut back to a whole folder below
    scheme, _, rest = absolute[0].partition("://")
    authority = rest.partition("/")[0]
    if host_of(authority) is None:
        return site
    origin = f"{scheme}://{authority}"
    candidates = [origin + site.home.base]
    if shared.startswith(origin + "/"):
        candidates.append(shared[: shared.rfind("/") + 1])
    variants = [
        replace(site, home=make_home(site.home.base, candidate), _urls={}, _answers={}, _sound={})
        for candidate in candidates
    ]
    return max(variants, key=lambda v: sum(bool(v.file_at("/", url)) for url in absolute))
