"""The kinds of value that fields are made of: ids, dates, text in two languages, claims."""

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from knowledge_base.languages import Language
from knowledge_base.reading.document import FieldPath as FieldPath
from knowledge_base.reading.document import PlainScalar

Certainty = Literal["official", "supported", "reported", "no_evidence"]
ClaimKind = Literal["score", "legal", "financial", "procedure", "privacy"]
Status = Literal["draft", "published", "retired"]
Urgency = Literal["now", "this_week", "when_you_can"]
Scope = Literal["facts", "links", "translation"]
Outcome = Literal["confirmed", "changed", "unclear"]
SourceType = Literal[
    "law", "regulator", "court", "police", "operator", "operator_copy",
    "academic", "press", "user_reports", "technical", "editors",
]  # fmt: skip

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
HASH_PATTERN = r"^[0-9a-f]{12}$"
FACT_PATTERN = r"^F-[A-Z]{1,8}-[0-9]{2,3}$"
PARTIAL_DATE_PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_DATE = PARTIAL_DATE_PATTERN[1:-1]
_SPAN = rf"(c\. )?({_DATE}(–{_DATE})?|–{_DATE})\+?"
PERIOD_PATTERN = rf"^(undated|{_SPAN}(, {_SPAN})*)$"
# The longest real text has some 500 characters. What takes square time in the length of a text
# (a search for quotations, say) stays quick below this.
LONGEST_TEXT = 1000
# Ids become file names and addresses; file systems allow 255 bytes for a name.
LONGEST_ID = 64
# Dates far from ours are slips, and date arithmetic ends at the year 9999.
FIRST_YEAR, LAST_YEAR = 1900, 2099


def as_id(value: Any) -> Any:
    """What was typed, with any space around it; refuses what YAML may read as something else."""
    if isinstance(value, PlainScalar):
        if not value:
            raise PydanticCustomError("empty_text", "empty")
        raise PydanticCustomError("unquoted", "needs quotes", {"value": str(value)})
    return value


def as_text(value: Any) -> Any:
    """The same without the space around it, which blocks of text end with: some, but no book.

    Were pydantic to count the letters, it would keep a copy of each text as bytes.
    """
    value = as_id(value)
    if not isinstance(value, str):
        return value
    value = value.strip()
    if not value:
        raise PydanticCustomError("string_too_short", "empty", {"min_length": 1})
    if len(value) > LONGEST_TEXT:
        raise PydanticCustomError("string_too_long", "too long", {"max_length": LONGEST_TEXT})
    return value


def _date(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        date = _day(value)
        if date:
            return date
    raise PydanticCustomError("not_a_date", "not a date", {"value": str(value)})


def _partial_date(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(PARTIAL_DATE_PATTERN, value):
        whole = value + "-01-01"[len(value) - 4 :]  # what is left out, every year has
        if _day(whole):
            return str(value)
    raise PydanticCustomError("not_a_date", "not a date", {"value": str(value)})


def _period(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(PERIOD_PATTERN, value):
        for date in re.finditer(_DATE, value):
            _partial_date(date[0])
        return str(value)
    raise PydanticCustomError("not_a_date", "not a date", {"value": str(value)})


def _day(value: str) -> datetime.date | None:
    """The day ``year-month-day`` if there is one, in a year that can be meant."""
    try:
        date = datetime.date.fromisoformat(value)
    except ValueError:
        return None
    return date if FIRST_YEAR <= date.year <= LAST_YEAR else None


Text = Annotated[
    str,
    BeforeValidator(as_text),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}),
]
# Constraints come before the validator, or pydantic leaves them out of the JSON Schema.
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=LONGEST_ID), BeforeValidator(as_id)]

# Ids by what they name: the mark leads editors' tools to the list of those ids (schema.py).
ID_OF = "id_of"
CauseId = Annotated[Id, Field(json_schema_extra={ID_OF: "cause"})]
ImpactId = Annotated[Id, Field(json_schema_extra={ID_OF: "impact"})]
ActionId = Annotated[Id, Field(json_schema_extra={ID_OF: "action"})]
MythId = Annotated[Id, Field(json_schema_extra={ID_OF: "myth"})]
SourceId = Annotated[Id, Field(json_schema_extra={ID_OF: "source"})]
DimensionId = Annotated[Id, Field(json_schema_extra={ID_OF: "dimension"})]
AreaId = Annotated[Id, Field(json_schema_extra={ID_OF: "area"})]
DeciderId = Annotated[Id, Field(json_schema_extra={ID_OF: "decided_by"})]
FactId = Annotated[
    str,
    Field(pattern=FACT_PATTERN, json_schema_extra={ID_OF: "fact"}),
    BeforeValidator(as_id),
]
Date = Annotated[
    datetime.date,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "format": "date"}),
]
# A year, a month or a day: sources and facts are often known no better than that.
PartialDate = Annotated[
    str,
    BeforeValidator(_partial_date),
    # A bare year is a number to YAML editors, and the text that was typed to us.
    WithJsonSchema({"type": ["string", "integer"], "pattern": PARTIAL_DATE_PATTERN}),
]
# When the evidence for a fact is from: dates such as 2017, spans (2015–2017, c. 2019, 2021+ for
# since then, –2022 for until then), several of them with commas between, or "undated".
Period = Annotated[
    str,
    BeforeValidator(_period),
    WithJsonSchema({"type": ["string", "integer"], "pattern": PERIOD_PATTERN}),
]
# Every month has these days. Digits, like a year, need no quotes.
DayOfMonth = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if isinstance(value, str) else value),
    Field(pattern=r"^([1-9]|1[0-9]|2[0-8])$"),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 28}, mode="validation"),
]


# Of each model pydantic notes which fields were given. Nobody asks, and it would take as much room
# as the texts.
GIVEN: set[str] = set()


class Model(BaseModel):
    """Base of all content models: unknown keys are refused and nothing is coerced."""

    # A build after an edit validates few kinds of files: each validator is built when needed.
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    # What builds keep has thousands of models. These have nothing beside their fields, and
    # pickled without what pydantic would add they are there in a third of the time.
    def __getstate__(self) -> dict[Any, Any]:
        return self.__dict__

    def __setstate__(self, state: dict[Any, Any]) -> None:
        for name, value in (
            ("__dict__", state),
            ("__pydantic_fields_set__", GIVEN),
            ("__pydantic_extra__", None),
            ("__pydantic_private__", None),
        ):
            object.__setattr__(self, name, value)


class Bilingual(Model):
    """The same text in both languages; both are required."""

    zh: Text
    en: Text

    def in_language(self, language: Language) -> str:
        """The text for readers of ``language``."""
        text: str = getattr(self, language.code)
        return text


class BilingualList(Model):
    """Lists of words, one per language, that need not match one to one (aliases)."""

    zh: list[Text] = Field(min_length=1)
    en: list[Text] = Field(min_length=1)

    def in_language(self, language: Language) -> list[str]:
        """The list for readers of ``language``."""
        words: list[str] = getattr(self, language.code)
        return words


class Claim(Model):
    """One sentence that can be true or false, with how sure we are and who says so."""

    id: Id
    text: Bilingual
    kind: ClaimKind
    certainty: Certainty
    sources: list[SourceId] = []
    facts: list[FactId] = Field(min_length=1)
    as_of: PartialDate


class Edge(Model):
    """A link to another entry, with a note on why it is there."""

    id: Id
    note: Bilingual


class CauseEdge(Edge):
    """A link to a cause."""

    id: CauseId


class ImpactEdge(Edge):
    """A link to an impact."""

    id: ImpactId


class ActionEdge(Edge):
    """A link to an action."""

    id: ActionId


class Review(Model):
    """One look at whether the entry is still right; ``by`` is a role or a real handle."""

    date: Date
    by: Text
    scope: Scope
    outcome: Outcome
    note: Bilingual


class Translation(Model):
    """Which language the other was made from, and the hash of the text it was made from."""

    source: Literal["zh", "en"]
    hash: Annotated[str, Field(pattern=HASH_PATTERN), BeforeValidator(as_id)]


class Reviewed(Model):
    """A page that somebody looks at again by a date, and that readers find by other names."""

    status: Status
    aliases: BilingualList
    reviewed: list[Review] = Field(min_length=1)
    review_by: Date
    translation: Translation | None = None

    def last_review(self) -> Review:
        """The newest look at the facts; without one, the newest of any scope."""
        of_facts = [review for review in self.reviewed if review.scope == "facts"]
        return max(of_facts or self.reviewed, key=lambda review: review.date)


class Change(Model):
    """A change that a reader would want to know about."""

    date: Date
    note: Bilingual
