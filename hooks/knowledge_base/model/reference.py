"""What entries refer to: sources, the closed lists of the topic, and the pages' own words."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from knowledge_base.model.fields import (
    ID_OF,
    LONGEST_ID,
    ActionEdge,
    Bilingual,
    BilingualList,
    CauseEdge,
    Claim,
    Date,
    FactId,
    Id,
    Model,
    PartialDate,
    Period,
    Reviewed,
    SourceId,
    SourceType,
    Text,
    as_id,
)
from knowledge_base.reading.document import PlainScalar

# How well a fact is supported, in the words of the evidence sheets.
Confidence = Literal["high", "medium", "low", "contradicted"]
REFERENCE_PATTERN = r"^(cause|impact|action|myth|term):[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_REFERENCE = len("impact:") + LONGEST_ID
# A page of the knowledge base by kind and id, such as cause:frequent-returns.
Reference = Annotated[
    str,
    Field(
        pattern=REFERENCE_PATTERN,
        max_length=LONGEST_REFERENCE,
        json_schema_extra={ID_OF: "reference"},
    ),
    BeforeValidator(as_id),
]
# The kind and id that a page had before; no list has them.
OldReference = Annotated[
    str,
    Field(pattern=REFERENCE_PATTERN, max_length=LONGEST_REFERENCE),
    BeforeValidator(as_id),
]


def _or_nothing(value: Any) -> Any:
    """Text, or ``None`` for a written ``null``: forgetting the value is not the same."""
    return None if isinstance(value, PlainScalar) and value in ("null", "~") else as_id(value)


class Move(Model):
    """Where a page went that had another kind or id before; ``to: null`` means it was retired.

    ``title`` is what the old page was called: needed when nothing replaces it.
    """

    to: Annotated[
        Reference | None,
        BeforeValidator(_or_nothing),
        # Unlike other fields it is written even when there is nothing to write.
        WithJsonSchema({"type": ["string", "null"], "pattern": REFERENCE_PATTERN}),
    ]
    date: Date
    reason: Bilingual
    title: Bilingual | None = None

    def target(self) -> tuple[str, str] | None:
        """The kind and id of where the page is now."""
        kind, _, id = (self.to or "").partition(":")
        return (kind, id) if self.to else None


class Source(Model):
    """A text that claims rest on. ``address`` is shown as text until somebody opened it."""

    title: Bilingual
    publisher: Bilingual
    type: SourceType
    published: PartialDate | None = None
    address: Text | None = None
    opened: PartialDate | None = None
    good_for: Bilingual


class Vocabulary(Model):
    """The closed lists of one topic: what causes are grouped by, and impacts likewise."""

    dimensions: dict[Id, Bilingual] = Field(min_length=1)
    areas: dict[Id, Bilingual] = Field(min_length=1)
    decided_by: dict[Id, Bilingual] = Field(min_length=1)


class Answer(Model):
    """Where an answer leads: what to look at first and why, and what cannot wait."""

    urgent: Bilingual | None = None
    causes: list[CauseEdge] = []
    actions: list[ActionEdge] = []


class Question(Model):
    """One question of the self-check. It never says what the cause is, only where to look."""

    id: Id
    text: Bilingual
    help: Bilingual
    yes: Answer
    unsure: Answer
    no: Answer = Answer()

    def answers(self) -> list[tuple[str, Answer]]:
        """The answers by name, in the order in which they are shown."""
        return [("yes", self.yes), ("unsure", self.unsure), ("no", self.no)]


class SearchWords(Model):
    """The words that search knows besides those of the pages."""

    lexicon: list[Text]
    weak: BilingualList
    opening: BilingualList
    synonyms: list[list[Text]]
    typos: dict[Text, Text]


class WrongName(Model):
    """A name that confuses one thing with another, as a pattern, and the right one."""

    wrong: Text
    right: Bilingual


class Style(Model):
    """Wording rules of one topic; patterns are regular expressions."""

    promises: BilingualList
    wrong_names: list[WrongName]
    score_units: BilingualList
    not_found: BilingualList


WordKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$"), BeforeValidator(as_id)]
# The words of the pages themselves, by group and key: labels, fixed sentences, hub texts.
Words = dict[WordKey, dict[WordKey, Bilingual]]


# The same, or a listing or prose page by its name, such as page:self-check.
PageReference = Annotated[
    str,
    Field(pattern=r"^(cause|impact|action|myth|term|page):[a-z0-9-]+$"),
    BeforeValidator(as_id),
]


class Myth(Reviewed):
    """Something that people believe; the page says what is true first."""

    belief: Bilingual
    truth: Bilingual
    claims: list[Claim] = Field(min_length=1)
    entries: list[Reference] = []


class Variants(Model):
    """Other ways to write or say a term, per language; either list may be empty."""

    zh: list[Text] = []
    en: list[Text] = []


class Term(Model):
    """A word that readers meet, what it means, and what it must not be confused with."""

    term: Bilingual
    pinyin: Text
    definition: Bilingual
    variants: Variants = Variants()
    not_to_confuse: Bilingual | None = None
    entries: list[Reference] = []
    facts: list[FactId] = []
    sources: list[SourceId] = []


class Fact(Model):
    """A fact from the evidence sheets: what claims rest on, and how far it can be trusted."""

    statement: Bilingual
    sources: list[SourceId] = []
    rank: Text
    confidence: Confidence
    as_of: Period
    unused: Bilingual | None = None
