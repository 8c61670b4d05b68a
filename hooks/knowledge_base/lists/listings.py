"""Pages that list things: hubs, myths, glossary, self-check, map and more."""

import posixpath
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from markupsafe import Markup

from knowledge_base.cards import cards, files
from knowledge_base.catalog import Catalog
from knowledge_base.evidence import headline
from knowledge_base.languages import ZH, Language
from knowledge_base.lists.changes import Change, changes, days
from knowledge_base.lists.diagram import diagram
from knowledge_base.lists.excerpt import excerpt
from knowledge_base.lists.home import home_values
from knowledge_base.lists.hubs import Hub, hubs, page_name
from knowledge_base.lists.keywords import keyword_listings
from knowledge_base.lists.listing import Listing
from knowledge_base.lists.listings_of_evidence import fact_listings, source_listings
from knowledge_base.lists.names import joined
from knowledge_base.lists.plan import plan_values
from knowledge_base.lists.relations import MapPage, map_pages
from knowledge_base.looks import looks
from knowledge_base.model import FOLDERS, KINDS, Bilingual, Kind, Term
from knowledge_base.navigation import FACETS
from knowledge_base.paths import address, link_url, page_url, plain, relative_url
from knowledge_base.publish.tables import counts
from knowledge_base.record import Record
from knowledge_base.rules import rules

# Changes of addresses, in the words of changes.py.
GONE = ("moved", "retired")
# What was before that is in the history of each page.
MOST_CHANGES = 150


def listings(catalog: Catalog, language: Language) -> Sequence[Listing]:
    """The listing pages of one language, without those that would be empty."""
    # Pages are made of them, and search leads to them.
    return catalog.once(f"listings {language.code}", lambda: list(_listings(catalog, language)))


def _listings(catalog: Catalog, language: Language) -> Iterator[Listing]:
    words = catalog.reference.words
    everything = catalog.cards

    def listing(
        name: str, template: str, kind: str, values: Callable[[], Mapping[str, object]]
    ) -> Listing:
        title, summary = words["kind"][kind], words["hub"][kind]
        return Listing(name, template, title, summary, everything, values)

    title, summary = words["kind"]["home"], catalog.home.entry.summary
    show = partial(home_values, catalog)
    yield Listing("index.md", "home.md.j2", title, summary, everything, show)
    for kind in KINDS:
        yield from _hubs(catalog, kind)
    if myths := catalog.published_myths():
        yield listing("myths/index.md", "myths.md.j2", "myth", lambda: {"records": myths})
    if catalog.terms:
        values = partial(_glossary, catalog, language)
        yield listing("glossary.md", "glossary.md.j2", "term", values)
    if catalog.questions:
        yield listing(
            "self-check.md", "self_check.md.j2", "question", partial(_self_check, catalog)
        )
    if actions := catalog.of_kind("action"):
        plan = listing("plan.md", "plan.md.j2", "plan", partial(plan_values, catalog))
        yield replace(plan, made_of=files(actions))
    if catalog.of_kind("cause"):
        yield from _map(catalog, language)
    yield listing("changes.md", "changes.md.j2", "changes", partial(_changes, catalog, language))
    yield listing("data.md", "data.md.j2", "data", partial(_data, catalog))
    yield listing("rules.md", "rules.md.j2", "rules", lambda: {"rules": rules(language.code)})
    yield from keyword_listings(catalog, language)
    yield from fact_listings(catalog, everything)
    yield from source_listings(catalog)


def _glossary(catalog: Catalog, language: Language) -> Mapping[str, object]:
    terms = sorted(catalog.terms.values(), key=lambda term: alphabetical(term, language))
    entries = {term.id: related(catalog, term.entry.entries) for term in terms}
    gone = [each for each in changes(catalog) if each.kind == "term" and each.what in GONE]
    links = _links_of(catalog, gone, language, f"{language.code}/glossary/")
    return {"records": terms, "related": entries, "gone": gone, **links}


def _self_check(catalog: Catalog) -> Mapping[str, object]:
    answers = [answer for each in catalog.questions for _, answer in each.entry.answers()]
    causes = {edge.id for answer in answers for edge in answer.causes}
    firsts = {id: catalog.entries["cause", id].edges["action"][0][0] for id in causes}
    actions = {edge.id for answer in answers for edge in answer.actions}.union(firsts.values())
    shown = [each for each in catalog.of_kind("action") if each.id in actions]
    shown += [each for each in catalog.of_kind("cause") if each.id in causes]
    return {
        "records": catalog.questions,
        "titles": {each.reference: each.title for each in shown},
        "order": [f"{FOLDERS[cast(Kind, each.kind)]}/{each.id}" for each in shown],
        "firsts": firsts,
    }


def _changes(catalog: Catalog, language: Language) -> Mapping[str, object]:
    found = excerpt(changes(catalog), MOST_CHANGES, MOST_CHANGES)
    gone = [change for change in found.shown if change.what in GONE]
    links = _links_of(catalog, gone, language, f"{language.code}/changes/")
    return {"days": list(days(list(found.shown))), "is_cut": found.is_cut, **links}


def _data(catalog: Catalog) -> Mapping[str, object]:
    return {"counts": counts(catalog), "root": Markup("../../data/v1/")}


def _links_of(
    catalog: Catalog, gone: Sequence[Change], language: Language, page: str
) -> dict[str, object]:
    """Titles and addresses, as seen from ``page``, of what is gone and of where it is now.

    The pages at old addresses are not Markdown, so links to them cannot be left to MkDocs.
    """
    ends = [(change.kind, change.id) for change in gone]
    ends += [change.to for change in gone if change.to]
    return {
        "titles": {end: catalog.title(*end) for end in ends},
        "addresses": {end: Markup(link_url(*end, language, page)) for end in ends},
    }


def related(catalog: Catalog, references: Sequence[str]) -> list[dict[str, object]]:
    """Kind, id and title of the pages that a myth or term refers to (``kind:id``)."""
    found: list[dict[str, object]] = []
    for reference in references:
        kind, _, id = reference.partition(":")
        found.append({"kind": kind, "id": id, "title": catalog.title(kind, id)})
    return found


def alphabetical(record: Record[Term], language: Language) -> str:
    """The sort key of a term: its pinyin in Chinese, the term itself otherwise."""
    name = record.entry.pinyin if language is ZH else record.entry.term.en
    letters = unicodedata.normalize("NFD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())  # no tone marks


def _hubs(catalog: Catalog, kind: Kind) -> Iterator[Listing]:
    """The pages that list the entries of a kind, with links between the arrangements."""
    facets = [(facet, page_name(kind, facet).removesuffix(".md")) for facet in FACETS[kind]]

    def values(hub: Hub) -> Mapping[str, object]:
        shown = [record for part in hub.parts for record in part.records]
        evidence = {record.id: headline(record) for record in shown}
        seen = {record.id: looks(record) for record in shown}
        return {"kind": kind, "hub": hub, "facets": facets, "evidence": evidence, "looks": seen}

    summary = catalog.reference.words["hub"][kind]
    for hub in catalog.once(f"hubs {kind}", lambda: list(hubs(catalog, kind))):
        yield Listing(hub.name, "hub.md.j2", hub.title, summary, hub.made_of, partial(values, hub))


def _map(catalog: Catalog, language: Language) -> Iterator[Listing]:
    """The map of causes, impacts and actions, with its pictures."""
    words = catalog.reference.words
    name, text = words["kind"]["map"], plain(words["map"]["picture"], language)
    made_of = cards(catalog.published())

    def values(page: MapPage, title: Bilingual) -> Mapping[str, object]:
        uri = f"{language.code}/{page.name}"
        folder = posixpath.dirname(uri)

        def link(record: Record[Any]) -> str:
            return posixpath.relpath(address(record.kind, record.id, language), folder)

        pictures = {
            block.id: diagram(block, language, link, plain(block.group.title, language), text)
            for block in page.blocks
        }
        root = Markup(relative_url("data/v1/", page_url(uri)))
        return {"page": page, "title": title, "pictures": pictures, "root": root}

    for page in catalog.once("map", lambda: list(map_pages(catalog))):
        title = joined(name, page.part.group.title) if page.part else name
        summary, show = words["hub"]["map"], partial(values, page, title)
        yield Listing(page.name, "map.md.j2", title, summary, made_of, show)
