"""One thing with an id: what it says, where its file says so, and what was found out about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel

from knowledge_base.findings import Findings
from knowledge_base.model import (
    Action,
    Bilingual,
    Cause,
    Claim,
    Entry,
    Model,
    Myth,
    Question,
    Term,
    Time,
    parts,
    share_names,
)
from knowledge_base.order import Key, entry_key
from knowledge_base.problems import Place
from knowledge_base.reading.document import Document, FieldPath

M = TypeVar("M", bound=Model)
T = TypeVar("T")

# The fields in which something names what it rests on.
CITATIONS = frozenset({"sources", "facts"})


@dataclass(frozen=True, eq=False)  # each is itself: what it says is found out only when asked
class Record(Generic[M]):
    """One thing with an id: what it says, and where each of its values stands in its file.

    ``path`` is that of the file, from the project's root, and ``digest`` that of all it says;
    ``base`` is the field path of a record that shares its file with others. ``read`` opens the
    file, when somebody asks for more than what is kept of it.
    """

    kind: str
    id: str
    path: str
    read: Callable[[], tuple[M, Document]] = field(repr=False)
    base: FieldPath = ()
    digest: str = field(default="", repr=False)
    kept: Findings = field(default_factory=Findings, repr=False)

    @cached_property
    def entry(self) -> M:
        """What it says."""
        return self._opened()[0]

    @cached_property
    def document(self) -> Document:
        """The file that it stands in."""
        return self._opened()[1]

    def _opened(self) -> tuple[M, Document]:
        """Open the file once for both: who asks for one may ask for the other."""
        entry, document = self.read()
        share_names(entry)
        self.__dict__.setdefault("entry", entry)
        self.__dict__.setdefault("document", document)
        return entry, document

    def remember(self, entry: M) -> None:
        """What it says is known by now."""
        self.__dict__["entry"] = entry

    def settle(self, entry: M, document: Document) -> None:
        """It was just read. What it says is remembered; where, takes twice as much room."""
        share_names(entry)
        self.__dict__.update(entry=entry, document=document)
        _ = self.comment  # that only the file knows
        self.forget_places()

    def forget_places(self) -> None:
        """Make room: who asks for the place of something from now on reads the file again."""
        self.__dict__.pop("document", None)

    def keep(self, name: str, make: Callable[["Record[M]"], T], on: str = "") -> T:
        """What ``make`` says of this record alone: asked for once, and kept between builds.

        ``on`` is the digest of what else it depends on. The result is plain data, for it is
        written to disk.
        """
        return self.kept.keep(name, make, on, self)

    @cached_property
    def made_of(self) -> str:
        """Which it is, and what its file says: other than that of any other record."""
        return f"{self.kind}:{self.id} {self.digest}"

    @cached_property
    def comment(self) -> str:
        """What stands at the top of its file."""
        return self.keep("top comment", lambda each: each.document.comment)

    @cached_property
    def status(self) -> str:
        """Whether readers see it; what has no status of its own is always published."""
        return self.keep("status", lambda each: getattr(each.entry, "status", "published"))

    @cached_property
    def title(self) -> Bilingual:
        """What its page is called."""
        return self.keep("title", lambda each: _title(each.entry))

    @cached_property
    def summary(self) -> Bilingual:
        """What its page says in short."""
        return self.keep("summary", lambda each: _summary(each.entry))

    @cached_property
    def edges(self) -> Mapping[str, Sequence[tuple[str, Bilingual]]]:
        """What a cause leads to, by kind: ids with their notes, in the editor's order."""
        return self.keep("edges", lambda each: _edges(each.entry))

    @cached_property
    def urgency(self) -> str:
        """How soon something is to be done about it."""
        return self.keep("urgency", lambda each: cast(Entry, each.entry).urgency)

    @cached_property
    def time(self) -> Time:
        """How long it takes to do it."""
        return self.keep("time", lambda each: cast(Action, each.entry).time)

    @cached_property
    def own_order(self) -> Key:
        """What it is sorted by, as far as it says so itself (:mod:`knowledge_base.order`)."""
        return self.keep("order", lambda each: entry_key(cast(Entry, each.entry)))

    def key_place(self, path: FieldPath) -> Place:
        """Where the key (or list item) at ``path`` of this record stands."""
        return self.document.key_place((*self.base, *path))

    def value_place(self, path: FieldPath) -> Place:
        """Where the value at ``path`` of this record begins."""
        return self.document.value_place((*self.base, *path))

    @property
    def reference(self) -> tuple[str, str]:
        """The kind and id, as links and lookups use them."""
        return self.kind, self.id

    @property
    def parts(self) -> Sequence[tuple[FieldPath, BaseModel]]:
        """Every model that it is made of, with its field path."""
        return _at_hand(self).parts

    @property
    def texts(self) -> Sequence[tuple[FieldPath, Bilingual]]:
        """Every text in two languages, with its field path."""
        return _at_hand(self).texts

    @property
    def citing(self) -> Sequence[tuple[FieldPath, Any]]:
        """Everything that can cite sources or facts, with its field path."""
        return _at_hand(self).citing

    @property
    def claims(self) -> Sequence[tuple[FieldPath, Claim]]:
        """Every claim, with its field path."""
        return _at_hand(self).claims


class _Inside:
    """What is inside an entry, found once."""

    def __init__(self, entry: Model) -> None:
        self.parts = parts(entry)

    @cached_property
    def texts(self) -> Sequence[tuple[FieldPath, Bilingual]]:
        found = [each for each in self.parts if type(each[1]) is Bilingual]
        return cast(Sequence[tuple[FieldPath, Bilingual]], found)

    @cached_property
    def citing(self) -> Sequence[tuple[FieldPath, Any]]:
        return [each for each in self.parts if _cites(type(each[1]))]

    @cached_property
    def claims(self) -> Sequence[tuple[FieldPath, Claim]]:
        return [each for each in self.citing if type(each[1]) is Claim]


@lru_cache(maxsize=16)
def _at_hand(record: Record[Any]) -> _Inside:
    """Whoever looks at a record asks for more of it; all records' together take much room."""
    return _Inside(record.entry)


@cache
def _cites(model: type[BaseModel]) -> bool:
    return not CITATIONS.isdisjoint(model.model_fields)


def _title(entry: Any) -> Bilingual:
    names: Mapping[type[Model], str] = {Myth: "belief", Term: "term", Question: "text"}
    return cast(Bilingual, getattr(entry, names.get(type(entry), "title")))


def _summary(entry: Any) -> Bilingual:
    return entry.truth if isinstance(entry, Myth) else cast(Entry, entry).summary


def _edges(entry: Any) -> Mapping[str, Sequence[tuple[str, Bilingual]]]:
    if not isinstance(entry, Cause):
        return {}
    return {
        kind: [(edge.id, edge.note) for edge in edges]
        for kind, edges in (("impact", entry.impacts), ("action", entry.actions))
    }
