"""The origins of links on pages that list: what they link to beyond what they list.

Each function goes through a page as its template does, so that of several links to one address
each has its own place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, cast

from knowledge_base.languages import Language
from knowledge_base.lists.changes import Change, changes, days
from knowledge_base.lists.citations import Cited, source_pages
from knowledge_base.lists.coverage import uses_of_facts
from knowledge_base.lists.excerpt import excerpt
from knowledge_base.lists.keywords import Name, keywords, sheets
from knowledge_base.lists.listings import GONE, MOST_CHANGES, alphabetical
from knowledge_base.lists.plan import plan_values
from knowledge_base.lists.relations import map_pages
from knowledge_base.model import Action, Cause
from knowledge_base.navigation import fact_groups
from knowledge_base.origins.origins import Origin, Origins, Writings, gathered
from knowledge_base.origins.written import key
from knowledge_base.problems import Place
from knowledge_base.record import Record


def origins_of_lists(writings: Writings) -> Mapping[str, Origins]:
    """For every list that is the same in all languages, by its address: where its links are from.

    Those in :func:`origins_of_lists_in` join them.
    """
    pages: dict[str, Iterable[Origin]] = dict(_facts(writings))
    pages |= _sources(writings)
    pages |= _maps(writings)
    vocabulary = writings.catalog.reference.vocabulary
    for folder, field in (("causes/", "dimensions"), ("impacts/", "areas")):
        ids = getattr(vocabulary, field)
        pages[folder] = [(f"#{id}", writings.single("vocabulary", field, id)) for id in ids]
    return {name: gathered(origins) for name, origins in pages.items()}


def origins_of_lists_in(writings: Writings, language: Language) -> Mapping[str, Origins]:
    """The same for lists that have other texts, or another order, in each language."""
    pages = {name: page(writings, language) for name, page in _PAGES.items()}
    pages |= _keywords(writings, language)
    return {name: gathered(origins) for name, origins in pages.items()}


def _of_record(writings: Writings, record: Record[Any], language: Language) -> Iterator[Origin]:
    for target in writings.of(record).targets:
        if target.language in ("", language.code):
            yield key(*target[:2]), target.place


def _home(writings: Writings, language: Language) -> Iterator[Origin]:
    return _of_record(writings, writings.catalog.home, language)


def _self_check(writings: Writings, language: Language) -> Iterator[Origin]:
    """Where answers lead; with a cause, to the first thing to do according to that cause."""
    for question in writings.catalog.questions:
        for name, answer in question.entry.answers():
            for index, edge in enumerate(answer.actions):
                yield key("action", edge.id), question.value_place((name, "actions", index, "id"))
            for index, to in enumerate(answer.causes):
                yield key("cause", to.id), question.value_place((name, "causes", index, "id"))
                record = cast(Record[Cause], writings.catalog.entries["cause", to.id])
                first = record.entry.actions[0].id
                yield key("action", first), record.value_place(("actions", 0, "id"))
        yield from _of_record(writings, question, language)


def _glossary(writings: Writings, language: Language) -> Iterator[Origin]:
    terms = writings.catalog.terms.values()
    for term in sorted(terms, key=lambda term: alphabetical(term, language)):
        yield from _of_record(writings, term, language)
    gone = (change for change in changes(writings.catalog) if change.what in GONE)
    for change in gone:
        if change.kind == "term":
            yield from _gone(writings, change)


def _plan(writings: Writings, language: Language) -> Iterator[Origin]:
    """Every source that steps cite, once for each action, and those of times."""
    if not writings.catalog.of_kind("action"):
        return
    values = plan_values(writings.catalog)
    for _, records in cast(list[tuple[str, list[Record[Action]]]], values["groups"]):
        for record in records:
            yield from dict(reversed(list(_cited(record, "steps")))).items()
    for record in cast(list[Record[Action]], values["looks"]):
        yield from _cited(record, "time")


def _cited(record: Record[Action], field: str) -> Iterator[Origin]:
    for path, citing in record.citing:
        if path[0] == field:
            for index, id in enumerate(citing.sources):
                yield f"#source-{id}", record.value_place((*path, "sources", index))


def _changes(writings: Writings, language: Language) -> Iterator[Origin]:
    for day in days(changes(writings.catalog)[:MOST_CHANGES]):
        for change in [*day.others, *day.new]:
            if change.what in GONE:
                yield from _gone(writings, change)
            else:
                yield key(change.kind, change.id), _place_of(writings, change)


def _gone(writings: Writings, change: Change) -> Iterator[Origin]:
    record = writings.catalog.moves[change.kind, change.id]
    yield key(change.kind, change.id), record.key_place(())
    if change.to:
        yield key(*change.to), record.value_place(("to",))


def _place_of(writings: Writings, change: Change) -> Place:
    """Where a change is noted; a new page has its title."""
    record = writings.pages[key(change.kind, change.id)]
    for index, noted in enumerate(getattr(record.entry, "changes", ())):
        if noted.note is change.note:
            return record.key_place(("changes", index))
    return writings.of(record).title


def _keywords(writings: Writings, language: Language) -> Iterator[tuple[str, Iterator[Origin]]]:
    """Each name of a page where it stands, on one page or on those of letters."""
    catalog = writings.catalog
    letters = dict(keywords(catalog, language))
    yield "keywords/", _names(writings, chain(*letters.values()), language)
    for sheet in sheets(catalog):
        names = sheet.of(letters.get(sheet.letter, []))
        yield sheet.page.replace(".md", "/"), _names(writings, names, language)


def _names(writings: Writings, names: Iterable[Name], language: Language) -> Iterator[Origin]:
    """The title of a page, or one of its aliases."""
    for name, kind, id in names:
        record = writings.pages[key(kind, id)]
        aliases = record.entry.aliases.in_language(language)
        if name in aliases and name != writings.catalog.title(kind, id).in_language(language):
            place = record.value_place(("aliases", language.code, aliases.index(name)))
        else:
            place = writings.of(record).title
        yield key(kind, id), place


def _maps(writings: Writings) -> Iterator[tuple[str, list[Origin]]]:
    """A picture and a table, which list; then the links of each cause, which it writes."""
    titles = writings.titles
    for page in map_pages(writings.catalog):
        found: list[Origin] = []
        for block in page.blocks:
            for record in [*block.impacts, *block.actions] * 2:
                found.append((key(*record.reference), titles[key(*record.reference)]))
            for row in block.rows:
                for target in writings.of(row.cause).targets:
                    if not target.language and target.kind in ("impact", "action"):
                        found.append((key(*target[:2]), target.place))
        yield page.name.removesuffix(".md") + "/", found


def _facts(writings: Writings) -> Iterator[tuple[str, list[Origin]]]:
    """Each fact's sources, then the pages that use it."""
    catalog = writings.catalog
    document = catalog.reference.files["facts"]
    uses = uses_of_facts(catalog)
    for name, ids in fact_groups(catalog).items():
        found: list[Origin] = []
        for id in ids:
            for index, source in enumerate(catalog.reference.facts[id].sources):
                place = document.value_place((id, "sources", index))
                found.append((key("source", source), place))
            for record in excerpt(uses[id]).shown:
                targets = writings.of(record).targets
                place = next(each.place for each in targets if each[:2] == ("fact", id))
                found.append((key(*record.reference), place))
        yield f"facts/{name}/", found


def _sources(writings: Writings) -> Iterator[tuple[str, list[Origin]]]:
    """For each source the claims and the facts that rest on it."""
    file = writings.catalog.reference.files["facts"]
    facts = writings.catalog.reference.facts

    def claims(cited: Cited) -> Iterator[Origin]:
        for record, claim in cited.uses.shown:
            for target in writings.of(record).targets:
                if target[:2] == ("source", cited.id) and target.claim == claim.id:
                    yield f"{key(*record.reference)}#{claim.id}", target.place
        for id in cited.facts:
            index = facts[id].sources.index(cited.id)
            yield key("fact", id), file.value_place((id, "sources", index))

    for page in source_pages(writings.catalog):
        yield f"sources/{page.name}/", [origin for each in page.sources for origin in claims(each)]


_PAGES: Mapping[str, Callable[[Writings, Language], Iterator[Origin]]] = {
    "": _home,
    "self-check/": _self_check,
    "glossary/": _glossary,
    "plan/": _plan,
    "changes/": _changes,
}
