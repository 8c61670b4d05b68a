"""Rules on ids as names: no two of a page alike, and nothing is named or points to itself."""

from collections.abc import Iterable, Iterator

from knowledge_base.catalog import Catalog
from knowledge_base.checks.references import pointers
from knowledge_base.model import Claim, FieldPath, Question, Step, Term, walk
from knowledge_base.problems import Place, Problem, problem
from knowledge_base.record import Record
from knowledge_base.template_names import section_ids


def ids_are_unique_in_a_record(catalog: Catalog) -> Iterator[Problem]:
    """Claims and steps become anchors of a page, so no two share an id."""
    for record in catalog.records():
        yield from _repeated(_anchors(record))


def ids_of_questions_are_unique(catalog: Catalog) -> Iterator[Problem]:
    """All questions are sections of one page."""
    yield from _repeated((record.id, record.value_place(("id",))) for record in catalog.questions)


def ids_leave_the_sections_their_names(catalog: Catalog) -> Iterator[Problem]:
    """The anchors of a page's own sections, and of its sources, are not used a second time."""
    for record in catalog.records():
        anchors = list(_anchors(record))
        if isinstance(record.entry, Question):
            anchors.append((record.id, record.value_place(("id",))))
        elif isinstance(record.entry, Term):
            anchors.append((record.id, Place(record.path)))
        yield from _reserved(catalog, anchors)


def ids_of_the_whole_leave_the_sections_their_names(catalog: Catalog) -> Iterator[Problem]:
    """Nor are they by what many pages share: sources, and the groups of hubs."""
    reference = catalog.reference
    files = reference.files
    anchors = [(id, files["sources"].key_place((id,))) for id in reference.sources]
    for group in ("dimensions", "areas"):
        ids = getattr(reference.vocabulary, group)
        anchors += [(id, files["vocabulary"].key_place((group, id))) for id in ids]
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
        seen: set[tuple[FieldPath, str]] = set()
        for path, value in walk(record.entry):
            place = _list_of_ids(path)
            if place is None or not isinstance(value, str):
                continue
            if (place, value) in seen:
                yield problem("listed-twice", record.value_place(path), value=value)
            seen.add((place, value))


def _list_of_ids(path: FieldPath) -> FieldPath | None:
    """The list that a value at ``path`` is an id in, as itself or as an edge's ``id``."""
    if path and isinstance(path[-1], int):
        named = path[-2] in ("sources", "facts", "misconceptions", "entries")
        return path[:-1] if named else None
    edge = path[-1:] == ("id",) and path[-3:-2] in (("impacts",), ("actions",), ("causes",))
    return path[:-2] if edge else None


def _anchors(record: Record[Question]) -> Iterator[tuple[str, Place]]:
    for path, value in walk(record.entry):
        if isinstance(value, Claim | Step):
            yield value.id, record.value_place((*path, "id"))


def _reserved(catalog: Catalog, anchors: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    sources = catalog.reference.sources
    for id, place in anchors:
        of_source = id.startswith("source-") and id.removeprefix("source-") in sources
        if of_source or id in section_ids():
            yield problem("reserved-id", place, value=id)


def _repeated(anchors: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for id, place in anchors:
        if id in seen:
            yield problem("duplicate-id", place, value=id)
        seen.add(id)
