"""What the site publishes besides its pages: one module for each format.

Pure: catalog in, text out, and no date but those of the content.
"""

from collections.abc import Callable, Iterator

from knowledge_base.catalog import Catalog
from knowledge_base.publish.calendar import calendar
from knowledge_base.publish.feed import feeds
from knowledge_base.publish.llms import llms
from knowledge_base.publish.open_data import open_data
from knowledge_base.publish.stubs import stubs

# Each gets the catalog and the site's address, and gives files by their path in the site.
FORMATS: tuple[Callable[[Catalog, str], Iterator[tuple[str, str]]], ...] = (
    open_data,
    stubs,
    feeds,
    calendar,
    llms,
)


def published_files(catalog: Catalog, site_url: str) -> Iterator[tuple[str, str]]:
    """Every file by its path in the site. ``site_url`` is empty where it is not known."""
    for write in FORMATS:
        yield from write(catalog, site_url)
