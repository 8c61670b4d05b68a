"""The one order of things to do, rule by rule."""

from typing import Any, cast

import pytest
from conftest import GARDEN

from knowledge_base.catalog import Catalog
from knowledge_base.knowledge import load_and_check
from knowledge_base.model import Action, Cause
from knowledge_base.order import action_key, entry_key, plan_group
from knowledge_base.pages import build_pages


def garden() -> Catalog:
    catalog, problems = load_and_check(GARDEN / "content")
    assert catalog and not problems
    return catalog


def action(certainty: str = "reported", **fields: Any) -> Action:
    base = cast(Action, garden().entries["action", "repot"].entry)
    claim = base.why[0].model_copy(update={"certainty": certainty})
    plain = {"urgency": "this_week", "effect": "may_help", "effort": "hours", "priority": []}
    return base.model_copy(update={**plain, "why": [claim], **fields})


# Each is sooner than all below it, although those are better in everything that counts less.
STEPS = [
    action(urgency="now", effort="ongoing"),
    action(priority=["safety"], effort="ongoing"),
    action(effect="stops_further_harm", effort="ongoing"),
    action(priority=["deadline"], effort="ongoing"),
    action(priority=["free", "reversible"], effort="ongoing"),
    action(certainty="official", priority=["free"], effort="ongoing"),
    action(certainty="supported", priority=["reversible"], effort="ongoing"),
    action(effort="minutes"),
    action(effort="hours"),
    action(effort="minutes", urgency="when_you_can", priority=["safety", "deadline"]),
]


@pytest.mark.parametrize("place", range(len(STEPS) - 1))
def test_the_order_is_that_of_the_printed_rule(place: int) -> None:
    assert action_key(STEPS[place]) < action_key(STEPS[place + 1])


def test_an_action_counts_by_its_best_supported_reason() -> None:
    weak, strong = action("no_evidence").why[0], action("official").why[0]
    assert action_key(action(why=[weak, strong])) == action_key(action("official"))


def test_a_cause_stands_where_the_first_thing_to_do_about_it_stands() -> None:
    cause = cast(Cause, garden().entries["cause", "overwatering"].entry)
    later = cause.model_copy(update={"urgency": "when_you_can"})
    assert entry_key(cause) + action_key(STEPS[1]) < entry_key(cause) + action_key(STEPS[2])
    assert entry_key(cause) + action_key(STEPS[-1]) < entry_key(later) + action_key(STEPS[0])


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({"urgency": "now", "recurring": "monthly"}, "today"),
        ({"urgency": "this_week", "effort": "ongoing"}, "this_week"),
        ({"urgency": "when_you_can", "effort": "ongoing"}, "keep_doing"),
        ({"urgency": "when_you_can", "recurring": "monthly"}, "keep_doing"),
        ({"urgency": "when_you_can", "recurring": "none"}, "wait"),
    ],
)
def test_actions_are_grouped_by_when_they_are_due(fields: dict[str, str], group: str) -> None:
    assert plan_group(action(**fields)) == group


def test_the_plan_page_has_every_published_action_once_with_every_step() -> None:
    catalog = garden()
    (page,) = (each for each in build_pages(catalog) if each.uri == "en/plan.md")
    actions = catalog.of_kind("action")
    places = [page.markdown.index(f"{{ #{record.id} }}") for record in actions]
    assert places == sorted(places)
    for record in actions:
        for step in cast(Action, record.entry).steps:
            assert page.markdown.count(f'id="{record.id}/{step.id}"') == 1
