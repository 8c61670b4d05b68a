"""The pages of what claims rest on: facts by their numbers, sources by their types."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.languages import CODES
from knowledge_base.lists.citations import source_pages
from knowledge_base.lists.coverage import used_facts, uses_of_facts
from knowledge_base.lists.excerpt import excerpt
from knowledge_base.lists.listing import Listing
from knowledge_base.lists.names import numbered
from knowledge_base.model import Bilingual
from knowledge_base.navigation import fact_groups


def fact_listings(catalog: Catalog, made_of: str) -> Iterator[Listing]:
    """The page that leads to the facts with their coverage, and a page for each group."""
    facts = catalog.reference.facts
    words = catalog.reference.words
    title, summary = words["kind"]["fact"], words["hub"]["fact"]
    all_groups = fact_groups(catalog)

    def overview() -> Mapping[str, object]:
        rows = [
            {"name": _span(ids), "link": f"{name}.md", "count": len(ids)}
            for name, ids in all_groups.items()
        ]
        return {"groups": rows, "all": len(facts), "used": len(used_facts(catalog))}

    def group(ids: Sequence[str]) -> Mapping[str, object]:
        uses = uses_of_facts(catalog)
        return {
            "name": _span(ids),
            "facts": [(id, facts[id]) for id in ids],
            "uses": {id: excerpt(uses[id]) for id in ids},
            "sources": catalog.reference.sources,
        }

    yield Listing("facts/index.md", "facts.md.j2", title, summary, made_of, overview)
    for name, ids in all_groups.items():
        called, show = words["label"]["facts_group"], partial(group, ids)
        part = Bilingual(**{code: getattr(called, code).format(name=_span(ids)) for code in CODES})
        yield Listing(f"facts/{name}.md", "fact_group.md.j2", part, summary, made_of, show)


def _span(ids: Sequence[str]) -> str:
    """The first id and the number of the last: F-XY-01–40."""
    return f"{ids[0]}–{ids[-1].rpartition('-')[2]}"


def source_listings(catalog: Catalog) -> Iterator[Listing]:
    """The page that lists all sources, and a page for each type with what rests on them."""
    words = catalog.reference.words
    title, summary = words["kind"]["source"], words["hub"]["source"]
    pages = list(source_pages(catalog))
    weights = digest([f"{page.name} {len(page.sources)}" for page in pages])
    yield Listing(
        "sources/index.md", "sources.md.j2", title, summary, weights, lambda: {"pages": pages}
    )
    for page in pages:
        called = words["source_type"][page.type]
        english = called.en[:1].upper() + called.en[1:]
        title = numbered(Bilingual(zh=called.zh, en=english), page.part)
        shown = {"title": title, "sources": page.sources}
        name, lead = f"sources/{page.name}.md", words["sources"]["lead"]
        yield Listing(name, "source_type.md.j2", title, lead, page.made_of, partial(dict, shown))
