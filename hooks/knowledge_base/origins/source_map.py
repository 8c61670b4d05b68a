"""The source map of a site, made from content when somebody asks: most builds have no broken link.

A build notes beside the site which content it is made of; the link checker finds it there.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge_base.origins.provenance import Provenance
from knowledge_base.pages import Page, build_pages
from knowledge_base.prose import prose_names
from knowledge_base.reading.content import load
from knowledge_base.site.drawing import urls_of
from knowledge_base.site.view import article_of


class ContentMap(Mapping[str, Mapping[str, Any]]):
    """By the path of a page in the site, its file and links: see :class:`Provenance`.

    Raises ``ValueError`` for content without which there would be no site.
    """

    def __init__(self, content: Path, docs: Path) -> None:
        catalog, _ = load(content)
        if catalog is None:
            raise ValueError(f"{content} cannot be read")
        self._catalog = catalog
        self._docs = docs

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {page.uri: page for page in build_pages(self._catalog)}

    @cached_property
    def _urls(self) -> dict[str, str]:
        return urls_of(self._pages, prose_names(self._docs))

    @cached_property
    def _by_path(self) -> dict[str, Page]:
        return {f"{self._urls[uri]}index.html": page for uri, page in self._pages.items()}

    @cached_property
    def _provenance(self) -> Provenance:
        return Provenance(self._catalog)

    def __getitem__(self, path: str) -> Mapping[str, Any]:
        page = self._by_path.get(path)
        if page is None:
            return self._provenance.stubs[path]
        article = article_of(page, self._urls, self._catalog.reference.words)
        return self._provenance.page(page.uri, page.language, article.links)

    def __iter__(self) -> Iterator[str]:
        return iter([*self._by_path, *self._provenance.stubs])

    def __len__(self) -> int:
        return len(self._by_path) + len(self._provenance.stubs)
