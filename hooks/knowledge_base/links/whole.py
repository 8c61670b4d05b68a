"""Rules for the site as a whole: translations name each other, every page can be reached."""

from collections.abc import Iterator, Mapping

from knowledge_base.links.records import Code, Finding
from knowledge_base.links.site import Site
from knowledge_base.links.tree import INDEX

# Names no language but a page for all others, often a chooser that lists no single page.
NO_LANGUAGE = "x-default"


def is_error_page(name: str) -> bool:
    """Whether servers show the page ``name`` in place of one that does not exist."""
    return name == "404.html" or name.endswith("/404.html")


def is_redirect(site: Site, name: str) -> bool:
    """Whether a page does no more than send its readers to another one."""
    refresh = site.pages[name].refresh
    if not refresh:
        return False
    return site.file_at(site.document_of(name), refresh) != name


def alternates_without_return(site: Site) -> Iterator[Finding]:
    """Alternates (``hreflang``) that do not name the page that names them.

    Search engines ignore such a pair. Error pages and ``x-default`` are free of the rule.
    """
    named = {
        name: {
            url: site.file_at(site.document_of(name), url)
            for language, url in page.alternates
            if language != NO_LANGUAGE
        }
        for name, page in site.pages.items()
        if page.alternates
    }
    everything = {
        name: {site.file_at(site.document_of(name), url) for _, url in site.pages[name].alternates}
        for name in named
    }
    for name, alternates in named.items():
        if is_error_page(name):
            continue
        for url, file in alternates.items():
            if file in site.pages and name != file and name not in everything.get(file, ()):
                yield Finding(name, url, Code.HREFLANG_NO_RETURN)


def orphans(site: Site, reached: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Pages that no chain of links from the root page leads to.

    Error pages and redirects are there for readers who come from elsewhere. A folder
    without a root page is part of a site; nothing can be said about it.
    """
    if INDEX not in site.pages:
        return
    seen = {INDEX}
    pending = [INDEX]
    while pending:
        fresh = reached.get(pending.pop(), set()) - seen
        seen |= fresh
        pending.extend(fresh)
    for name in site.pages:
        if name not in seen and not is_error_page(name) and not is_redirect(site, name):
            yield Finding(name, name, Code.ORPHAN)
