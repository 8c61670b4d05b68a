"""The reviews that are due, as a calendar (RFC 5545) that maintainers subscribe to."""

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.looks import looks
from knowledge_base.model import Bilingual
from knowledge_base.output import Output
from knowledge_base.publish.feed import stable_id
from knowledge_base.publish.tables import pages, plain
from knowledge_base.record import Record

PATH = "calendar/reviews.ics"
# Lines are at most so many bytes long, without the line break.
_LONGEST_LINE = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(catalog: Catalog, site_url: str) -> Iterator[Output]:
    """The calendar: an all-day event for each page's next review."""
    yield Output(PATH, catalog.cards, partial(_written, catalog, site_url))


def _written(catalog: Catalog, site_url: str) -> str:
    words = catalog.reference.words
    name = f"{_both(words['site']['name'])} - {_both(words['calendar']['name'])}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//knowledge_base//reviews//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    for record in sorted(catalog.pages(), key=lambda each: (looks(each).due, each.kind, each.id)):
        lines += _event(catalog, record, site_url)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(catalog: Catalog, record: Record[Any], site_url: str) -> Iterator[str]:
    words = catalog.reference.words["calendar"]
    seen = looks(record)
    due = seen.due
    title = catalog.title(record.kind, record.id)
    parts = (plain(words["due"].zh) + plain(title.zh), plain(words["due"].en), plain(title.en))
    summary = "{} / {} {}".format(*parts)
    yield "BEGIN:VEVENT"
    # The same for every review of a page, so that a new date moves the event.
    yield f"UID:{stable_id('review', record.kind, record.id)}"
    yield f"DTSTAMP:{seen.last:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{seen.times}"
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due + datetime.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(summary)}"
    file = record.path
    if site_url:
        urls = pages(record.kind, record.id)
        root = site_url.rstrip("/")
        file += f"\n{root}/{urls['zh']}\n{root}/{urls['en']}"
        yield f"URL:{root}/{urls['en']}"
    yield f"DESCRIPTION:{_text(file)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _both(text: Bilingual) -> str:
    """Text in all languages: there is one calendar."""
    return f"{plain(text.zh)} / {plain(text.en)}"


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> str:
    """``line`` broken where it is too long; never within a character."""
    parts: list[str] = []
    length = 0
    for character in line:
        size = len(character.encode())
        if length + size > _LONGEST_LINE:
            parts.append("\r\n ")
            length = 1
        parts.append(character)
        length += size
    return "".join(parts)
