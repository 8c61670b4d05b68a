"""The menu of each language, and the groups that hubs and menus share."""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from knowledge_base.catalog import Catalog
from knowledge_base.evidence import CERTAINTIES, headline
from knowledge_base.languages import Language
from knowledge_base.lists.citations import source_pages
from knowledge_base.model import FOLDERS, KINDS, Bilingual, Entry, Kind
from knowledge_base.model.entries import Effort
from knowledge_base.model.fields import Urgency
from knowledge_base.paths import address, fact_group, plain
from knowledge_base.record import Record

# What the entries of a kind can be grouped by; the first groups menus and the hub itself.
FACETS: Mapping[Kind, tuple[str, ...]] = {
    "cause": ("dimension", "urgency", "evidence"),
    "impact": ("area", "urgency", "evidence"),
    "action": ("urgency", "effort", "evidence"),
}


@dataclass(frozen=True)
class Section:
    """A named part of the navigation; children are Markdown paths or further sections.

    ``whole`` is a page, perhaps with a heading, that lists all children however many they are.
    """

    title: str
    children: Sequence["str | Section"]
    whole: str = ""

    def pages(self) -> Iterator[str]:
        """Every page below, in order."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.pages()


@dataclass(frozen=True)
class Group:
    """Entries of a hub that belong together, under one heading."""

    id: str
    title: Bilingual
    records: Sequence[Record[Entry]]


def navigation(catalog: Catalog, language: Language, more: Sequence[str]) -> Section:
    """The whole navigation of one language; ``more`` names prose pages (``method``, …)."""
    code = language.code
    words = catalog.reference.words

    def word(group: str, key: str) -> str:
        return plain(words[group][key], language)

    sections: list[str | Section] = [f"{code}/index.md"]
    if catalog.questions:
        sections.append(f"{code}/self-check.md")
    if catalog.of_kind("action"):
        sections.append(f"{code}/plan.md")
    for kind in KINDS:
        hub = f"{code}/{FOLDERS[kind]}/index.md"
        children: list[str | Section] = [hub]
        for group in groups(catalog, kind):
            entries = [address(record.kind, record.id, language) for record in group.records]
            title = plain(group.title, language)
            children.append(Section(title, entries, f"{hub}#{group.id}"))
        sections.append(Section(word("kind", kind), children))
    facts = [f"{code}/facts/{group}.md" for group in fact_groups(catalog)]
    rest: list[str | Section] = [f"{code}/{name}.md" for name in more]
    if catalog.terms:
        rest.insert(0, f"{code}/glossary.md")
    if catalog.published_myths():
        myths = [address("myth", record.id, language) for record in catalog.published_myths()]
        hub = f"{code}/myths/index.md"
        rest.insert(0, Section(word("kind", "myth"), [hub, *myths], hub))
    if catalog.of_kind("cause"):
        rest.insert(0, f"{code}/map.md")
    rest += [f"{code}/keywords.md", f"{code}/changes.md", f"{code}/data.md", f"{code}/rules.md"]
    hub = f"{code}/facts/index.md"
    rest.append(Section(word("kind", "fact"), [hub, *facts], hub))
    types = [f"{code}/sources/{page.name}.md" for page in source_pages(catalog)]
    hub = f"{code}/sources/index.md"
    rest.append(Section(word("kind", "source"), [hub, *types], hub))
    sections.append(Section(word("nav", "more"), rest))
    return Section(word("site", "language"), sections)


def as_config(section: Section) -> dict[str, Any]:
    """``section`` as MkDocs wants it in ``nav``; the theme prints titles unescaped."""
    children = [each if isinstance(each, str) else as_config(each) for each in section.children]
    return {html.escape(section.title): children}


def groups(catalog: Catalog, kind: Kind, facet: str | None = None) -> Iterator[Group]:
    """The entries of a hub by ``facet``, in the order of its closed list; empty groups left out.

    Without one, by the first facet of the kind: so are they grouped in menus.
    """
    facet = facet or FACETS[kind][0]
    members: dict[str, list[Record[Entry]]] = {}
    for record in catalog.of_kind(kind):
        members.setdefault(_value(record, facet), []).append(record)
    for id, title in _titles(catalog, facet).items():
        if id in members:
            yield Group(id.replace("_", "-"), title, members[id])


def _value(record: Record[Entry], facet: str) -> str:
    if facet == "evidence":
        return headline(record)
    value: str = record.keep(f"facet {facet}", lambda each: getattr(each.entry, facet))
    return value


def _titles(catalog: Catalog, facet: str) -> Mapping[str, Bilingual]:
    vocabulary, words = catalog.reference.vocabulary, catalog.reference.words
    if facet in ("dimension", "area"):
        return vocabulary.dimensions if facet == "dimension" else vocabulary.areas
    group, values = {
        "urgency": ("urgency", get_args(Urgency)),
        "evidence": ("certainty", CERTAINTIES),
        "effort": ("effort", get_args(Effort)),
    }[facet]
    return {value: words[group][value] for value in values}


def fact_groups(catalog: Catalog) -> dict[str, list[str]]:
    """The ids of facts by the page that they stand on, in the order of their file."""
    found: dict[str, list[str]] = {}
    for id in catalog.reference.facts:
        found.setdefault(fact_group(id), []).append(id)
    return found
