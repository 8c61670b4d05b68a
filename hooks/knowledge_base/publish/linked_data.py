"""JSON-LD: what a page is about, when it was reviewed and where it stands, for machines.

Vocabulary of schema.org. With the site's address, URLs are absolute, as search engines ask;
without, they are relative to the page, as JSON-LD allows.
"""

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from knowledge_base.catalog import Catalog
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.model import Entry, Reviewed
from knowledge_base.paths import page_url, relative_url
from knowledge_base.publish.open_data import FOLDER, LICENCE_URL, last_reviewed
from knowledge_base.publish.tables import TABLES, plain
from knowledge_base.record import Record

_JSON_LD = dict[str, Any]
# In a script element only "</" and "<!--" are dangerous; no such character is needed at all.
_UNSAFE = re.compile("[<>&\u2028\u2029]")
_MIME = {"json": "application/json", "csv": "text/csv"}


class Described(Protocol):
    """A page as far as machines are told of it: generated or written by hand."""

    @property
    def uri(self) -> str:
        """Its Markdown path."""

    @property
    def language(self) -> Language:
        """What it is written in."""

    @property
    def title(self) -> str:
        """Plain text."""

    @property
    def description(self) -> str:
        """Plain text."""

    @property
    def record(self) -> Record[Any] | None:
        """What it is about, if it is about one thing."""


@dataclass(frozen=True)
class HandWritten:
    """A page of ``docs/``."""

    uri: str
    language: Language
    title: str
    description: str
    record: None = None


class LinkedData:
    """Writes the JSON-LD of the pages of one catalog."""

    def __init__(self, catalog: Catalog, site_url: str) -> None:
        self.catalog = catalog
        self.site = f"{site_url.rstrip('/')}/" if site_url else ""
        self.words = catalog.reference.words

    def of(self, page: Described) -> str:
        """The JSON-LD of ``page``, safe inside a ``<script>`` element."""
        graph = [self._web_page(page), self._breadcrumbs(page)]
        name = page.uri.partition("/")[2]
        if name == "glossary.md":
            graph.append(self._terms(page))
        elif name == "data.md":
            graph.append(self._dataset(page))
        data = {"@context": "https://schema.org", "@graph": graph}
        written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)

    def _web_page(self, page: Described) -> _JSON_LD:
        found: _JSON_LD = {
            "@type": "WebPage",
            "name": page.title,
            "description": page.description,
            "url": self._url(page_url(page.uri), page),
            "inLanguage": page.language.tag,
            "license": LICENCE_URL,
            "isPartOf": {
                "@type": "WebSite",
                "name": self._word("site", "name", page.language),
                "url": self._url(f"{page.language.code}/", page),
            },
        }
        if record := page.record:
            found |= _review(record.entry, found["isPartOf"]["name"])
        return found

    def _breadcrumbs(self, page: Described) -> _JSON_LD:
        language = page.language
        steps = [(self._word("site", "name", language), f"{language.code}/")]
        if record := page.record:
            hub = self._word("kind", record.kind, language)
            steps.append((hub, f"{posixpath.dirname(page.uri)}/"))
        steps.append((page.title, page_url(page.uri)))
        items = [
            {"@type": "ListItem", "position": n, "name": name, "item": self._url(url, page)}
            for n, (name, url) in enumerate(steps, start=1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def _terms(self, page: Described) -> _JSON_LD:
        """The glossary. Definitions are left out: they stand in the page, and in the data."""
        terms = [
            {
                "@type": "DefinedTerm",
                "name": plain(record.entry.term.in_language(page.language)),
                "termCode": id,
                "url": f"#{id}",
            }
            for id, record in self.catalog.terms.items()
        ]
        return {"@type": "DefinedTermSet", "name": page.title, "hasDefinedTerm": terms}

    def _dataset(self, page: Described) -> _JSON_LD:
        site = self._word("site", "name", page.language)
        found: _JSON_LD = {
            "@type": "Dataset",
            "name": f"{site}: {page.title}",
            "description": page.description,
            "url": self._url(page_url(page.uri), page),
            "license": LICENCE_URL,
            "isAccessibleForFree": True,
            "inLanguage": [language.tag for language in LANGUAGES],
            "creator": {"@type": "Organization", "name": site},
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": f"{name}.{kind}",
                    "encodingFormat": mime,
                    "contentUrl": self._url(f"{FOLDER}{name}.{kind}", page),
                }
                for name in TABLES
                for kind, mime in _MIME.items()
            ],
        }
        if date := last_reviewed(self.catalog):
            found["dateModified"] = date.isoformat()
        return found

    def _url(self, path: str, page: Described) -> str:
        return f"{self.site}{path}" if self.site else relative_url(path, page_url(page.uri))

    def _word(self, group: str, key: str, language: Language) -> str:
        return plain(self.words[group][key].in_language(language))


def _review(entry: Reviewed, site: str) -> Mapping[str, Any]:
    """Who looked at the entry last, and when what it says last changed."""
    last = entry.last_review()
    dates = [review.date for review in entry.reviewed if review.outcome == "changed"]
    dates.append(min(review.date for review in entry.reviewed))
    if isinstance(entry, Entry):
        dates += [change.date for change in entry.changes]
    person = last.by.startswith("@")
    by = {"@type": "Person", "name": last.by} if person else _role(last.by, site)
    return {
        "lastReviewed": last.date.isoformat(),
        "dateModified": max(dates).isoformat(),
        "reviewedBy": by,
    }


def _role(role: str, site: str) -> Mapping[str, str]:
    return {"@type": "Organization", "name": f"{site} ({role})"}
