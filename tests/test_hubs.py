"""Hubs: every entry in every arrangement, and no list too long for a phone."""

from functools import cache

import pytest
from conftest import ROOT

from knowledge_base.catalog import Catalog
from knowledge_base.knowledge import load_and_check
from knowledge_base.lists.hubs import Hub, hubs, page_name
from knowledge_base.model import KINDS, Kind
from knowledge_base.navigation import FACETS


@cache
def catalog() -> Catalog:
    found, _ = load_and_check(ROOT / "content")
    assert found
    return found


def rows(hub: Hub) -> list[str]:
    return [record.id for part in hub.parts for record in part.records]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("most", [1, 7, 300])
def test_every_arrangement_has_every_entry_once(kind: Kind, most: int) -> None:
    pages = {hub.name: hub for hub in hubs(catalog(), kind, most, 3)}
    everything = sorted(record.id for record in catalog().of_kind(kind))
    for facet in FACETS[kind]:
        start = pages[page_name(kind, facet)]
        linked = [pages[name] for part in start.parts for name in part.pages]
        assert sorted(id for hub in (start, *linked) for id in rows(hub)) == everything


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("most", [1, 7, 300])
def test_no_page_lists_more_than_the_most(kind: Kind, most: int) -> None:
    found = list(hubs(catalog(), kind, most, 3))
    assert all(len(rows(hub)) <= max(most, 3) for hub in found)
    assert len({hub.name for hub in found}) == len(found)


def test_the_pages_of_a_group_lead_to_each_other_in_order() -> None:
    pages = {hub.name: hub for hub in hubs(catalog(), "cause", 1, 3)}
    seen = 0
    for start in (hub for hub in pages.values() if hub.parts[0].pages):
        for part in start.parts:
            group = [pages[name] for name in part.pages]
            assert [hub.before for hub in group] == ["", *part.pages[:-1]]
            assert [hub.after for hub in group] == [*part.pages[1:], ""]
            assert len({hub.title.en for hub in group}) == len(group)
            seen += len(group)
    assert seen == len(pages) - 3
