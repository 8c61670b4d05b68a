"""What is due: reviews, translations that lag, addresses that no longer answered."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge_base.catalog import Catalog
from knowledge_base.links.external.cache import read_cache
from knowledge_base.model import Reviewed
from knowledge_base.problems import Place
from knowledge_base.translation import stamp_line, translation_lags


@dataclass(frozen=True, order=True)
class Due:
    """One thing to look at: since or until when (none for what has no date), what, where."""

    date: str
    what: Literal["review", "translation", "link"]
    name: str
    place: Place
    detail: str = ""


def due(catalog: Catalog, on: datetime.date, within: int) -> list[Due]:
    """Reviews due within so many days after ``on``, and lagging translations; soonest first."""
    last = on + datetime.timedelta(days=within)
    return sorted([*_reviews(catalog, last), *_translations(catalog)])


def dead_links(catalog: Catalog, cache: Path) -> list[Due]:
    """Addresses of sources that did not answer when the link checker last tried them."""
    document = catalog.reference.files["sources"]
    known = read_cache(cache)
    found = []
    for id, source in catalog.reference.sources.items():
        seen = known.get(source.address or "")
        if seen and seen.verdict.code:
            day = datetime.datetime.fromtimestamp(seen.checked, datetime.UTC).date().isoformat()
            place = document.value_place((id, "address"))
            detail = f"{source.address} {seen.verdict.code} {seen.verdict.detail}".strip()
            found.append(Due(day, "link", f"source:{id}", place, detail))
    return sorted(found)


def _reviews(catalog: Catalog, last: datetime.date) -> Iterator[Due]:
    for record in catalog.records():
        entry = record.entry
        if isinstance(entry, Reviewed) and entry.status == "published" and entry.review_by <= last:
            name = f"{record.kind}:{record.id}"
            place = record.value_place(("review_by",))
            yield Due(entry.review_by.isoformat(), "review", name, place)


def _translations(catalog: Catalog) -> Iterator[Due]:
    for record in catalog.records():
        entry = record.entry
        if isinstance(entry, Reviewed) and (language := translation_lags(record)):
            name = f"{record.kind}:{record.id}"
            place = record.value_place(("translation",))
            yield Due("", "translation", name, place, f"{language.code} · {stamp_line(record)}")
