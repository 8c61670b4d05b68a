"""The one order of things to do, which the plan page prints for its readers.

Safety, then what stops further harm, then what has a deadline, then what is free and can be
undone, then what is best supported, then what is least effort. Pure: entries in, keys out.
"""

from typing import Literal, get_args

from knowledge_base.model.entries import Action, Effort, Entry
from knowledge_base.model.fields import Certainty

PlanGroup = Literal["today", "this_week", "keep_doing", "wait"]

Key = tuple[int, ...]

URGENCY_ORDER = {"now": 0, "this_week": 1, "when_you_can": 2}


def action_key(action: Action) -> Key:
    """What an action is sorted by: smaller is sooner. Equal keys are told apart by id."""
    priority = action.priority
    evidence = get_args(Certainty)
    return (
        URGENCY_ORDER[action.urgency],
        "safety" not in priority,
        action.effect != "stops_further_harm",
        "deadline" not in priority,
        not {"free", "reversible"} <= set(priority),
        min(evidence.index(claim.certainty) for claim in action.why),
        get_args(Effort).index(action.effort),
    )


def entry_key(entry: Entry) -> Key:
    """What any entry is sorted by, as far as it says so itself.

    A cause stands, among causes as urgent, where the first thing to do about it stands: the
    catalog knows which that is.
    """
    return action_key(entry) if isinstance(entry, Action) else (URGENCY_ORDER[entry.urgency],)


def plan_group(action: Action) -> PlanGroup:
    """When an action is due: what lasts or comes back is kept apart from what can wait."""
    if action.urgency == "now":
        return "today"
    if action.urgency == "this_week":
        return "this_week"
    return "keep_doing" if action.recurring != "none" or action.effort == "ongoing" else "wait"
