"""The shape of the open data: one type for the rows of each table.

The types are the contract with whoever uses the data: the published JSON Schema and the
columns of the CSV files come from them. Text is plain, paths are from the site's root.
"""

from typing import Literal

# Before Python 3.12, pydantic cannot read the types of typing's own.
from typing_extensions import TypedDict

from knowledge_base.model import Action, Cause, Impact

EntryKind = Literal["cause", "impact", "action"]
PageKind = Literal["cause", "impact", "action", "myth"]
Certainty = Literal["official", "supported", "reported", "no_evidence"]


class Text(TypedDict):
    """The same in each language: text, or the path of a page."""

    zh: str
    en: str


class Texts(TypedDict):
    """Words in each language, not one to one."""

    zh: list[str]
    en: list[str]


class EntryRow(TypedDict):
    """A cause, impact or action. ``group`` is what causes and impacts are grouped by."""

    kind: EntryKind
    id: str
    title: Text
    summary: Text
    aliases: Texts
    urgency: Literal["now", "this_week", "when_you_can"]
    group: str | None
    first_reviewed: str
    last_reviewed: str
    review_by: str
    page: Text
    data: str


class EdgeRow(TypedDict):
    """A link from a cause to an impact or action, in the order of its editor."""

    from_kind: EntryKind
    from_id: str
    to_kind: EntryKind
    to_id: str
    position: int
    note: Text


class ClaimRow(TypedDict):
    """One sentence that can be true or false, and what it rests on."""

    page_kind: PageKind
    page_id: str
    field: str
    id: str
    text: Text
    kind: str
    certainty: Certainty
    as_of: str
    sources: list[str]
    facts: list[str]
    page: Text


class SourceRow(TypedDict):
    """A text that claims rest on; ``address`` is not followed by us unless ``opened``."""

    id: str
    title: Text
    publisher: Text
    type: str
    published: str | None
    address: str | None
    opened: str | None
    good_for: Text
    page: Text


class FactRow(TypedDict):
    """What claims may rest on, and how far it can be trusted."""

    id: str
    statement: Text
    rank: str
    confidence: str
    as_of: str
    sources: list[str]
    page: Text


class TermRow(TypedDict):
    """A word that readers meet."""

    id: str
    term: Text
    pinyin: str
    definition: Text
    not_to_confuse: Text | None
    variants: Texts
    related: list[str]
    sources: list[str]
    page: Text


class MythRow(TypedDict):
    """Something that people believe, and what is true."""

    id: str
    belief: Text
    truth: Text
    aliases: Texts
    related: list[str]
    last_reviewed: str
    review_by: str
    page: Text


class MoveRow(TypedDict):
    """What was at an address before; ``to`` is ``None`` where nothing replaces it."""

    old: str
    to: str | None
    date: str
    reason: Text


class Linked(TypedDict):
    """The ids of the entries at the other end of links, whichever end wrote them."""

    cause: list[str]
    impact: list[str]
    action: list[str]


class EntryFile(TypedDict):
    """Everything about one entry. ``entry`` is as its YAML file has it, in plain text."""

    notice: Text
    licence: str
    kind: EntryKind
    id: str
    page: Text
    linked: Linked
    entry: Cause | Impact | Action


class MovedFile(TypedDict):
    """What stands at the address of an entry that has moved or was retired."""

    notice: Text
    licence: str
    kind: str
    id: str
    status: Literal["moved", "retired"]
    to: str | None
    to_data: str | None
    date: str
    reason: Text
