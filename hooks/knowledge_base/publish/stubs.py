"""Pages at old addresses: they say where a page went, and why, and lead there."""

from collections.abc import Iterator, Mapping
from functools import partial

from markupsafe import Markup, escape

from knowledge_base.catalog import Catalog
from knowledge_base.languages import LANGUAGES, Language, other
from knowledge_base.model import Move
from knowledge_base.output import Output
from knowledge_base.paths import SECTIONS, address, link_url, page_url
from knowledge_base.record import Record
from knowledge_base.site.policy import with_policy
from knowledge_base.templating import Here, Wording, render, template


def stubs(catalog: Catalog, site_url: str) -> Iterator[Output]:
    """A page for every old address in every language.

    What was a section has none: the page that it stood on is still there.
    """
    for record in catalog.moves.values():
        if record.kind in SECTIONS:
            continue
        for language in LANGUAGES:
            path = f"{page_url(address(record.kind, record.id, language))}index.html"
            made = partial(_written, catalog, record, language, site_url)
            yield Output(path, catalog.cards, made)


def _written(catalog: Catalog, record: Record[Move], language: Language, site_url: str) -> str:
    here = Here(Wording(catalog.reference.words, language), address(*record.reference, language))
    values = _values(catalog, record, language, site_url)
    return with_policy(render(template("stub.html.j2"), here, values))


def _values(
    catalog: Catalog, record: Record[Move], language: Language, site_url: str
) -> Mapping[str, object]:
    page = page_url(address(record.kind, record.id, language))
    root = "../" * page.count("/")
    target = record.entry.target()
    values: dict[str, object] = {
        "move": record.entry,
        "title": catalog.title(*record.reference),
        "kind": record.kind,
        "root": Markup(root),
        "hub": Markup("../"),
        "target": None,
        "other": other(language),
        "same": Markup(root + page_url(address(record.kind, record.id, other(language)))),
    }
    if target:
        values["target"] = Markup(link_url(*target, language, page))
        values["target_title"] = catalog.title(*target)
        # An absolute address is what search engines ask for; without one, this is as true.
        absolute = f"{site_url.rstrip('/')}/{page_url(address(*target, language))}"
        values["canonical"] = escape(absolute) if site_url else values["target"]
    return values
