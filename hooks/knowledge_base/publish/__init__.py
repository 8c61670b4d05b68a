"""What the site publishes besides its pages: one module for each format.

Pure: catalog in, text out, and no date but those of the content.
"""

from collections.abc import Callable, Iterator

from knowledge_base.catalog import Catalog
from knowledge_base.output import Output, texts
from knowledge_base.publish.calendar import calendar
from knowledge_base.publish.feed import feeds
from knowledge_base.publish.llms import llms
from knowledge_base.publish.open_data import open_data
from knowledge_base.publish.stubs import stubs

# Each gets the catalog and the site's address, and gives the files of the site.
FORMATS: tuple[Callable[[Catalog, str], Iterator[Output]], ...] = (
    open_data,
    stubs,
    feeds,
    calendar,
    llms,
)


def publications(catalog: Catalog, site_url: str) -> Iterator[Output]:
    """Every file that is no page. ``site_url`` is empty where it is not known."""
    for write in FORMATS:
        yield from write(catalog, site_url)


def published_files(catalog: Catalog, site_url: str) -> Iterator[tuple[str, str]]:
    """The same files by their path in the site, each as its text."""
    return iter(texts(publications(catalog, site_url)).items())
