"""The plan page: every action in the one order, grouped by when it is due."""

from itertools import chain
from typing import cast, get_args

from knowledge_base.catalog import Catalog
from knowledge_base.model import Action
from knowledge_base.order import PlanGroup, plan_group
from knowledge_base.record import Record


def plan_values(catalog: Catalog) -> dict[str, object]:
    """What ``plan.md.j2`` shows; see there for the names."""
    return catalog.once("plan", lambda: _plan_values(catalog))


def _plan_values(catalog: Catalog) -> dict[str, object]:
    actions = cast(list[Record[Action]], catalog.of_kind("action"))
    groups = [
        (group, [each for each in actions if plan_group(each.entry) == group])
        for group in get_args(PlanGroup)
    ]
    looks = [each for each in actions if each.entry.time.day_of_month]
    cited = {each.id: _cited(each.entry) for each in actions}
    times = [source for each in looks for source in each.entry.time.sources]
    all_cited = list(dict.fromkeys([*chain(*cited.values()), *times]))
    return {
        "groups": [(group, members) for group, members in groups if members],
        "looks": looks,
        "cited": cited,
        "sources": [(id, catalog.reference.sources[id]) for id in all_cited],
        "numbers": {id: number for number, id in enumerate(all_cited, start=1)},
        "questions": catalog.questions,
        "reviewed": min(each.entry.last_review().date for each in actions),
        "review_by": min(each.entry.review_by for each in actions),
    }


def _cited(action: Action) -> list[str]:
    """The sources of an action's steps, in the order in which they are first cited."""
    return list(dict.fromkeys(source for step in action.steps for source in step.sources))
