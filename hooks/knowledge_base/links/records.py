"""What the checker says: one record, :class:`Problem`, and the table of all its codes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Code(StrEnum):
    """Every fault there is. ``locale/<language>/links.yaml`` has the words for each."""

    MISSING_PAGE = "missing-page"  # a link to a page that nothing in the site answers
    MISSING_FILE = "missing-file"  # the same for an image, script, style sheet, download
    MISSING_ANCHOR = "missing-anchor"  # the page is there, the id after # is not
    WRONG_CASE = "wrong-case"  # found only if letter case is ignored
    OUTSIDE_BASE = "outside-base"  # a path above the folder that the site is served from
    UNPUBLISHED = "unpublished"  # the file exists but is left out of publication
    EMPTY_HREF = "empty-href"  # href="", src="" and the like
    BAD_SCHEME = "bad-scheme"  # javascript:, vbscript:, file:, data: in a link, or a typo
    BAD_ENCODING = "bad-encoding"  # % without two hex digits, or not UTF-8
    BAD_MAILTO = "bad-mailto"  # a mailto: without a valid address
    BAD_URL = "bad-url"  # an absolute address that no browser can read
    DUPLICATE_ID = "duplicate-id"  # an id used twice in one page
    ORPHAN = "orphan"  # no chain of links leads from the root page to this one
    HREFLANG_NO_RETURN = "hreflang-no-return"  # a translation that does not link back
    SITEMAP_MISSING = "sitemap-missing"  # the sitemap lists what does not exist
    SITEMAP_UNLISTED = "sitemap-unlisted"  # a page that the sitemap leaves out
    BAD_XML = "bad-xml"  # a sitemap or feed that no reader can parse
    BAD_JSON_LD = "bad-json-ld"  # structured data that no search engine can parse
    # Only with links.external:
    EXTERNAL_BROKEN = "external-broken"  # the server answers with an error
    EXTERNAL_UNREACHABLE = "external-unreachable"  # no such name, refused, reset, not HTTP
    EXTERNAL_TIMEOUT = "external-timeout"  # no answer in time
    EXTERNAL_TLS = "external-tls"  # no trusted certificate, or no safe connection
    EXTERNAL_UNSAFE = "external-unsafe"  # it, or a redirect of it, must not be opened
    EXTERNAL_REDIRECT_LOOP = "external-redirect-loop"  # redirects in a circle, or too many
    EXCUSE_EXPIRED = "excuse-expired"  # an excuse whose date has passed
    EXCUSE_UNNEEDED = "excuse-unneeded"  # an excuse for no link, or for links that work


class Finding(NamedTuple):
    """A fault before it is put into words. ``near`` is what was probably meant."""

    page: str
    url: str
    code: Code
    near: str = ""


@dataclass(frozen=True, order=True)
class Source:
    """The place in an author's file that a page or link was made from."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one file of the site. Line and column count from 1.

    ``page`` is relative to the site; ``url`` is as written there, entities decoded.
    """

    page: str
    line: int
    column: int
    url: str
    code: Code
    message: str
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Options:
    """How the site will be served and published.

    ``base`` is the path it is served from; without one, that of ``site_url``.
    ``unpublished`` are globs of files that are left out when the site is uploaded.
    """

    base: str = ""
    site_url: str = ""
    unpublished: Sequence[str] = ()
    source_map: Path | None = None


@dataclass(frozen=True)
class Report:
    """All problems of a site, sorted, and how much was looked at."""

    problems: list[Problem]
    pages: int
    links: int


class CannotRun(Exception):
    """The check could not begin; the text says why, in words for a person."""
