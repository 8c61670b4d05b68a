"""Rules on ids as names: no two of a page alike, and nothing is named or points to itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from pydantic import BaseModel

from knowledge_base.catalog import Catalog
from knowledge_base.checks.references import pointers
from knowledge_base.model import Claim, Question, Step, Term
from knowledge_base.problems import Place, Problem, problem
from knowledge_base.record import Record
from knowledge_base.template_names import section_ids

# Fields that list ids, and those that list edges, which have them.
_IDS = frozenset({"sources", "facts", "misconceptions", "entries"})
_EDGES = frozenset({"impacts", "actions", "causes"})
# An id, and how to find out where it stands: hardly any is wrong.
Anchor = tuple[str, Callable[[], Place]]


def ids_are_unique_in_a_record(catalog: Catalog) -> Iterator[Problem]:
    """Claims and steps become anchors of a page, so no two share an id."""
    for record in catalog.records():
        yield from _repeated(_anchors(record))


def ids_of_questions_are_unique(catalog: Catalog) -> Iterator[Problem]:
    """All questions are sections of one page."""
    found = catalog.questions
    yield from _repeated((each.id, partial(each.value_place, ("id",))) for each in found)


def ids_leave_the_sections_their_names(catalog: Catalog) -> Iterator[Problem]:
    """The anchors of a page's own sections, and of its sources, are not used a second time."""
    for record in catalog.records():
        anchors = list(_anchors(record))
        if isinstance(record.entry, Question):
            anchors.append((record.id, partial(record.value_place, ("id",))))
        elif isinstance(record.entry, Term):
            anchors.append((record.id, partial(Place, record.path)))
        yield from _reserved(catalog, anchors)


def ids_of_the_whole_leave_the_sections_their_names(catalog: Catalog) -> Iterator[Problem]:
    """Nor are they by what many pages share: sources, and the groups of hubs."""
    reference = catalog.reference
    files = reference.files
    anchors: list[Anchor] = [
        (id, partial(files["sources"].key_place, (id,))) for id in reference.sources
    ]
    for group in ("dimensions", "areas"):
        ids = getattr(reference.vocabulary, group)
        anchors += [(id, partial(files["vocabulary"].key_place, (group, id))) for id in ids]
    yield from _reserved(catalog, anchors)


def nothing_leads_to_itself(catalog: Catalog) -> Iterator[Problem]:
    """What to do next, or what to read as well, is never the page that the reader is on."""
    for record in catalog.records():
        for path, kind, id in pointers(record):
            if (kind, id) == record.reference:
                yield problem("leads-to-itself", record.value_place(path), value=id)


def lists_name_nothing_twice(catalog: Catalog) -> Iterator[Problem]:
    """A second mention of a source, fact, entry or myth in one list says nothing new."""
    for record in catalog.records():
        for path, part in record.parts:
            for name in _lists_of_ids(type(part)):
                seen: set[str] = set()
                for index, item in enumerate(getattr(part, name)):
                    id, inside = (item.id, ("id",)) if name in _EDGES else (item, ())
                    if id in seen:
                        place = record.value_place((*path, name, index, *inside))
                        yield problem("listed-twice", place, value=id)
                    seen.add(id)


@cache
def _lists_of_ids(model: type[BaseModel]) -> Sequence[str]:
    """The fields of ``model`` that list ids, as themselves or as those of edges."""
    return [name for name in model.model_fields if name in _IDS or name in _EDGES]


def _anchors(record: Record[Any]) -> Iterator[Anchor]:
    for path, part in record.parts:
        if type(part) is Claim or type(part) is Step:
            yield part.id, partial(record.value_place, (*path, "id"))


def _reserved(catalog: Catalog, anchors: Iterable[Anchor]) -> Iterator[Problem]:
    sources = catalog.reference.sources
    for id, place in anchors:
        of_source = id.startswith("source-") and id.removeprefix("source-") in sources
        if of_source or id in section_ids():
            yield problem("reserved-id", place(), value=id)


def _repeated(anchors: Iterable[Anchor]) -> Iterator[Problem]:
    seen: set[str] = set()
    for id, place in anchors:
        if id in seen:
            yield problem("duplicate-id", place(), value=id)
        seen.add(id)
