"""The changes that readers should know about, as an Atom feed (RFC 4287) per language."""

import datetime
import uuid
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from knowledge_base.catalog import Catalog
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.lists.changes import Change, changes
from knowledge_base.model import Bilingual
from knowledge_base.output import Output
from knowledge_base.paths import address, page_url
from knowledge_base.publish.open_data import last_reviewed
from knowledge_base.text import to_plain

# Readers of a feed fetch all of it each time.
LONGEST = 50
# Ids are for good: they must not depend on where the site is served. Any fixed UUID will do.
_NAMESPACE = uuid.UUID("5b0f2c0e-6f0c-4d0a-9a55-0d1f6c1f3f5e")
# Where nothing is published yet; a feed must have a date.
_NEVER = datetime.date(1970, 1, 1)


def feeds(catalog: Catalog, site_url: str) -> Iterator[Output]:
    """The feed of every language by its path in the site.

    Without ``site_url`` links are relative to the feed, which Atom allows.
    """
    for language in LANGUAGES:
        feed = _Feed(catalog, language, site_url)
        yield Output(feed_path(language), catalog.cards, feed.write)


def feed_path(language: Language) -> str:
    """The path of the feed in ``language``, from the site's root."""
    return f"{language.code}/changes.atom"


def stable_id(*parts: str) -> uuid.UUID:
    """An id that is always the same for the same ``parts``, and for no others."""
    return uuid.uuid5(_NAMESPACE, "\n".join(parts))


class _Feed:
    """Writes the feed of one language."""

    def __init__(self, catalog: Catalog, language: Language, site_url: str) -> None:
        self.catalog = catalog
        self.language = language
        self.folder = f"{site_url.rstrip('/')}/{language.code}/" if site_url else ""

    def write(self) -> str:
        """The newest changes; the feed is as new as the last look at anything."""
        found = changes(self.catalog)[:LONGEST]
        dates = [change.date for change in found]
        updated = max([*dates, last_reviewed(self.catalog) or _NEVER])
        words = self.catalog.reference.words
        site = self._plain(words["site"]["name"])
        title = f"{site} - {self._plain(words['kind']['changes'])}"
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(self.language.tag)}>',
            f"<id>{stable_id('feed', self.language.code).urn}</id>",
            f"<title>{escape(title)}</title>",
            f"<updated>{_moment(updated)}</updated>",
            f"<author><name>{escape(site)}</name></author>",
            f"<rights>{escape(self._plain(words['site']['licence']))}</rights>",
            f'<link rel="self" type="application/atom+xml" href={self._href("changes.atom")}/>',
            f'<link rel="alternate" type="text/html" href={self._href("changes/")}/>',
        ]
        seen: dict[tuple[str, ...], int] = {}
        for change in found:
            key = (change.what, change.kind, change.id, change.date.isoformat())
            seen[key] = seen.get(key, 0) + 1
            lines += self._entry(change, (*key, str(seen[key])))
        return "\n".join([*lines, "</feed>", ""])

    def _entry(self, change: Change, key: tuple[str, ...]) -> Iterator[str]:
        words = self.catalog.reference.words["change"]
        url = page_url(address(*(change.to or (change.kind, change.id)), self.language))
        note = change.note or self.catalog.record(change.kind, change.id).summary
        yield "<entry>"
        yield f"<id>{stable_id(self.language.code, *key).urn}</id>"
        title = self._plain(words[change.what]).format(title=self._plain(change.title))
        yield f"<title>{escape(title)}</title>"
        yield f"<updated>{_moment(change.date)}</updated>"
        yield f'<link rel="alternate" type="text/html" href={self._href(url.partition("/")[2])}/>'
        yield f'<category term="{change.what}"/>'
        yield f'<summary type="text">{escape(self._plain(note))}</summary>'
        yield "</entry>"

    def _href(self, path: str) -> str:
        return quoteattr(self.folder + path)

    def _plain(self, text: Bilingual) -> str:
        return to_plain(text.in_language(self.language))


def _moment(date: datetime.date) -> str:
    """A date of the content as Atom writes moments; the content knows no time of day."""
    return f"{date.isoformat()}T00:00:00Z"
