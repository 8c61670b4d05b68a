"""What the site publishes besides its pages: one module for each format.

Pure: catalog in, text out, and no date but those of the content.
"""

from collections.abc import Iterator

from knowledge_base.catalog import Catalog
from knowledge_base.publish.open_data import open_data
from knowledge_base.publish.stubs import stubs


def published_files(catalog: Catalog, site_url: str) -> Iterator[tuple[str, str]]:
    """Every file by its path in the site. ``site_url`` is empty where it is not known."""
    yield from open_data(catalog, site_url)
    yield from stubs(catalog, site_url)
