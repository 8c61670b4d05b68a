"""The three kinds of entry, cause → impact → action, and what each says."""

from typing import Literal

from pydantic import Field

from knowledge_base.model.fields import (
    ActionEdge,
    ActionId,
    AreaId,
    Bilingual,
    Change,
    Claim,
    DayOfMonth,
    DeciderId,
    DimensionId,
    FactId,
    Id,
    ImpactEdge,
    Model,
    MythId,
    Reviewed,
    SourceId,
    Text,
    Urgency,
)

Effect = Literal[
    "stops_further_harm", "corrects_record", "officially_counts", "may_help", "protects_you_only"
]
Effort = Literal["minutes", "hours", "days", "ongoing"]
TimeKind = Literal["published", "reported", "unknown"]
Recurring = Literal["none", "monthly"]
Priority = Literal["safety", "deadline", "free", "reversible"]
Kind = Literal["cause", "impact", "action"]


class Entry(Reviewed):
    """What causes, impacts and actions have in common."""

    title: Bilingual
    summary: Bilingual
    urgency: Urgency
    misconceptions: list[MythId] = []
    changes: list[Change] = []


class Cause(Entry):
    """Something that may have happened, and how a reader can tell."""

    dimension: DimensionId
    signs: list[Bilingual] = Field(min_length=1)
    rules_out: list[Bilingual] = []
    why: list[Claim] = Field(min_length=1)
    red_flags: list[Bilingual] = []
    impacts: list[ImpactEdge] = []
    actions: list[ActionEdge] = Field(min_length=1)
    not_this: list[Claim] = []


class Impact(Entry):
    """What a reader may notice, who decides it, and what to do meanwhile."""

    area: AreaId
    decided_by: DeciderId
    who: Bilingual
    how_to_check: list[Bilingual] = Field(min_length=1)
    what_changes: list[Claim] = Field(min_length=1)
    not_affected: list[Claim] = []
    cope: list[Bilingual] = Field(min_length=1)
    rights: list[Claim] = []


class TapLabel(Model):
    """A label on the screen, as it is written there, with its sound and its meaning."""

    zh: Text
    pinyin: Text
    en: Text


class Step(Model):
    """One thing to do; ``tap`` is the path of labels, ``keep`` the proof to save."""

    id: Id
    text: Bilingual
    tap: list[TapLabel] = []
    keep: Bilingual | None = None
    sources: list[SourceId] = []
    facts: list[FactId] = []


class Time(Model):
    """When a change can be seen: published, reported, or honestly unknown.

    ``day_of_month`` is when it is worth looking again, if the sources name such a day.
    """

    kind: TimeKind
    text: Bilingual
    day_of_month: DayOfMonth | None = None
    sources: list[SourceId] = []
    facts: list[FactId] = []


class Failure(Model):
    """What to do when the action did not work, and which action comes next."""

    text: Bilingual
    next: ActionId | None = None


class Action(Entry):
    """Something a reader can do, step by step, and what it can and cannot achieve."""

    effect: Effect
    effort: Effort
    priority: list[Priority] = []
    cost: Bilingual
    who: Bilingual
    before_you_start: list[Bilingual] = []
    steps: list[Step] = Field(min_length=1)
    why: list[Claim] = Field(min_length=1)
    time: Time
    proof: list[Bilingual] = []
    if_it_fails: Failure
    dont: list[Bilingual] = []
    risks: list[Claim] = []
    recurring: Recurring


ENTRY_MODELS: dict[Kind, type[Cause] | type[Impact] | type[Action]] = {
    "cause": Cause,
    "impact": Impact,
    "action": Action,
}
FOLDERS: dict[Kind, str] = {"cause": "causes", "impact": "impacts", "action": "actions"}
KINDS: tuple[Kind, ...] = ("cause", "impact", "action")
