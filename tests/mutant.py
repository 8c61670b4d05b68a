"""A copy of a site that faults are put into: finds places by chance, breaks each only once.

Targets are found with selectolax and files resolved by the few lines below: nothing here comes
from the checker.
"""

import re
from collections import Counter
from pathlib import Path
from random import Random
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser


class Mutant:
    """A copy of a site in which each place is broken at most once."""

    def __init__(self, folder: Path, site_url: str, seed: int) -> None:
        self.folder, self.site_url, self.random = folder, site_url, Random(seed)
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
        self.texts = {
            name: (folder / name).read_text("utf-8")
            for name in sorted(self.files)
            if name.endswith((".html", ".css")) or name == "sitemap.xml"
        }
        self.pages = [name for name in self.texts if name.count("/") > 1 and ".html" in name]
        self.trees = {name: LexborHTMLParser(self.texts[name]) for name in self.pages}
        self.numbers = iter(range(1, 10**6))
        self._taken: set[tuple[str, str]] = set()
        self._links = [(page, url) for page in self.pages for url in self._links_of(page)]
        self._incoming = Counter(self.leads_to(page, url) for page, url in self._links)
        self.random.shuffle(self._links)

    def _links_of(self, page: str) -> list[str]:
        """The URLs of links to pages that stand in ``page`` exactly once."""
        found = {a.attrs.get("href") or "" for a in self.trees[page].css("a[href]")}
        once = (url for url in found if self.texts[page].count(f'href="{url}"') == 1)
        return sorted(url for url in once if self.leads_to(page, url) in self.trees)

    def leads_to(self, page: str, url: str) -> str | None:
        """The file of the site that a browser would get; ``None`` if there is none."""
        address = urljoin(self.site_url + page, url).partition("#")[0]
        if not address.startswith(self.site_url):
            return None
        path = address.removeprefix(self.site_url)
        tries = [path, f"{path}/index.html", f"{path}.html"]
        if not path or path.endswith("/"):
            tries = [path + "index.html"]
        return next((name for name in tries if name in self.files), None)

    def address(self, page: str) -> str:
        """The absolute URL of a page."""
        return self.site_url + page.removesuffix("index.html")

    def take(self, page: str, place: str) -> bool:
        """Claim a place; false if another fault has it."""
        fresh = (page, place) not in self._taken
        self._taken.add((page, place))
        return fresh

    def page(self, place: str = "") -> str:
        """A page by chance, with ``place`` claimed in it."""
        while True:
            page = self.random.choice(self.pages)
            if not place or self.take(page, place):
                return page

    def link(self) -> tuple[str, str]:
        """A link (page, URL) by chance, never the same again, nor one of the last to a page."""
        while True:
            page, url = self._links.pop()
            target = self.leads_to(page, url)
            if self._incoming[target] > 3 and self.take(page, url):
                self._incoming[target] -= 1
                return page, url

    def swap(self, page: str, old: str, new: str) -> None:
        """Replace ``old``, which stands in ``page`` exactly once."""
        assert self.texts[page].count(old) == 1, f"{page}: {old}"
        self.texts[page] = self.texts[page].replace(old, new)

    def add(self, page: str, markup: str) -> None:
        """Put markup at the end of the head or the body, where it belongs."""
        in_head = markup.startswith(("<meta", "<link", "<script"))
        end = "</head>" if in_head else "</body>"
        self.swap(page, end, markup + end)

    def alternate(self) -> tuple[str, str, str, str]:
        """A page, its translation, and the attributes and URL by which it names it."""
        while True:
            page = self.page("alternates")
            for node in self.trees[page].css("link[hreflang]"):
                url, language = node.attrs.get("href") or "", node.attrs.get("hreflang")
                other = self.leads_to(page, url)
                if language != "x-default" and other in self.trees and other != page:
                    assert other
                    if self.take(other, "alternates"):
                        return page, other, f'hreflang="{language}" href="{url}"', url

    def entry(self) -> tuple[str, str]:
        """A page and its entry in the sitemap."""
        while True:
            page = self.page("sitemap")
            location = re.escape(f"<loc>{self.address(page)}</loc>")
            match = re.search(rf"<url>\s*{location}.*?</url>", self.texts["sitemap.xml"], re.DOTALL)
            if match and "noindex" not in self.texts[page]:
                return page, match[0]

    def save(self) -> None:
        for name, text in self.texts.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, "utf-8")
