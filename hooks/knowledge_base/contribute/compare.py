"""What a change does to the content, in the words of its readers.

Two catalogs in, a list of changed things out: texts before and after, edges and sources
that came or went, evidence that was graded anew, and how much could go wrong.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from knowledge_base.catalog import Catalog
from knowledge_base.checks.references import pointers
from knowledge_base.languages import CODES
from knowledge_base.model import Bilingual, BilingualList, Claim, FieldPath, walk
from knowledge_base.record import Record

Risk = Literal["low", "medium", "high"]
RISKS: tuple[Risk, ...] = ("low", "medium", "high")
# Claims about law and money do the most harm when they are wrong.
# What a reader knows a thing by, by the name of its field.
_TITLES = ("title", "belief", "term", "text")
_HIGH = {"legal", "financial"}
# Files that many entries rest on, or that say what is allowed to be said.
SHARED: Mapping[str, Risk] = {
    "sources": "high", "facts": "high", "style": "high", "vocabulary": "medium",
    "words": "medium", "search": "low", "hints": "low", "moved": "medium",
}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """A text of one language; empty before if it is new, empty after if it is gone."""

    where: str
    code: str
    before: str
    after: str


@dataclass
class Change:
    """What a change does to one entry, myth, term, question or shared record."""

    name: str
    what: Literal["added", "removed", "changed"]
    risk: Risk = "low"
    title: Bilingual | None = None
    texts: list[Text] = field(default_factory=list)
    edges: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    sources: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    # Id of a claim, its grade before and after; "–" for none.
    evidence: list[tuple[str, str, str]] = field(default_factory=list)
    # Other values: field, before, after.
    values: list[tuple[str, str, str]] = field(default_factory=list)


def compare(before: Catalog, after: Catalog) -> list[Change]:
    """Every difference between two catalogs, the riskiest first."""
    old, new = _records(before), _records(after)
    found = [
        _change(name, old.get(name), new.get(name))
        for name in dict.fromkeys([*new, *old])
        if name not in old or name not in new or old[name].entry != new[name].entry
    ]
    found += _shared(before, after)
    return sorted(found, key=lambda change: (-RISKS.index(change.risk), change.name))


def overall(changes: list[Change]) -> Risk:
    """The risk of all changes together: that of the riskiest."""
    return max((change.risk for change in changes), key=RISKS.index, default="low")


def _records(catalog: Catalog) -> dict[str, Record[Any]]:
    return {
        f"{record.kind}:{record.id}": record
        for record in catalog.records()
        if record.reference not in catalog.moves
    }


def _change(name: str, old: Record[Any] | None, new: Record[Any] | None) -> Change:
    what: Any = "added" if old is None else "removed" if new is None else "changed"
    one = new or old
    assert one is not None
    entry = one.entry
    title = next(getattr(entry, name) for name in _TITLES if hasattr(entry, name))
    change = Change(name, what, title=title)
    before, after = _flat(old), _flat(new)
    for path in dict.fromkeys([*after, *before]):
        was, now = before.get(path, ""), after.get(path, "")
        if was == now:
            continue
        where, _, last = path.rpartition(".")
        if last in CODES:
            change.texts.append(Text(where, last, was, now))
        elif not _is_listed(path):
            change.values.append((path, was or "–", now or "–"))
    change.edges = _gone_and_come(_edges(old), _edges(new))
    change.sources = _gone_and_come(_sources(old), _sources(new))
    claims, claims_now = _claims(old), _claims(new)
    for id in dict.fromkeys([*claims_now, *claims]):
        grade, grade_now = _grade(claims.get(id)), _grade(claims_now.get(id))
        if grade != grade_now:
            change.evidence.append((id, grade, grade_now))
    change.risk = _risk(change, claims, claims_now)
    return change


def _risk(change: Change, old: Mapping[str, Claim], new: Mapping[str, Claim]) -> Risk:
    """High where law or money is touched, medium where another claim or what to do is."""
    touched = [id for id in {**old, **new} if old.get(id) != new.get(id)]
    kinds = {claim.kind for id in touched for claim in (old.get(id), new.get(id)) if claim}
    if kinds & _HIGH:
        return "high"
    weighty = any(text.where.startswith(("steps", "summary", "time")) for text in change.texts)
    edges = any(change.edges) or any(change.sources)
    if touched or weighty or edges or change.what != "changed" or change.values:
        return "medium"
    return "low"


def _flat(record: Record[Any] | None) -> dict[str, str]:
    """Every value of a record by a path that does not move when a list grows."""
    if record is None:
        return {}
    found: dict[str, str] = {}
    for path, value in walk(record.entry):
        if isinstance(value, BilingualList):
            for code in CODES:
                found[f"{'.'.join(map(str, path))}.{code}"] = ", ".join(getattr(value, code))
        elif isinstance(value, str | int | datetime.date) and "aliases" not in path:
            found[_stable(record.entry, path)] = str(value)
    return found


def _stable(entry: Any, path: FieldPath) -> str:
    """``why.2.text.zh`` as ``why.longer-is-worse.text.zh`` where items have ids."""
    parts: list[str] = []
    value = entry
    for part in path:
        if isinstance(part, int):
            value = value[part]
            parts.append(getattr(value, "id", str(part)))
        else:
            value = value[part] if isinstance(value, dict) else getattr(value, part)
            parts.append(part)
    return ".".join(parts)


def _is_listed(path: str) -> bool:
    """Whether a value is told elsewhere: as an edge, a source or a grade."""
    parts = path.split(".")
    return parts[-1] in ("id", "certainty", "next", "hash") or any(
        part in ("sources", "facts", "entries", "misconceptions") for part in parts
    )


def _edges(record: Record[Any] | None) -> list[str]:
    return [f"{kind}:{id}" for _, kind, id in pointers(record)] if record else []


def _sources(record: Record[Any] | None) -> list[str]:
    if record is None:
        return []
    cited = (getattr(value, "sources", []) for _, value in walk(record.entry))
    return [id for sources in cited for id in sources]


def _claims(record: Record[Any] | None) -> dict[str, Claim]:
    if record is None:
        return {}
    return {value.id: value for _, value in walk(record.entry) if isinstance(value, Claim)}


def _grade(claim: Claim | None) -> str:
    return f"{claim.kind} · {claim.certainty}" if claim else "–"


def _gone_and_come(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    return sorted(set(before) - set(after)), sorted(set(after) - set(before))


def _shared(before: Catalog, after: Catalog) -> Iterator[Change]:
    """Records of the files that entries draw on, and renames."""
    for name, risk in SHARED.items():
        old, new = _shared_values(before, name), _shared_values(after, name)
        for key in dict.fromkeys([*new, *old]):
            was, now = old.get(key), new.get(key)
            if was != now:
                what: Any = "added" if was is None else "removed" if now is None else "changed"
                texts = list(_shared_texts(was, now))
                yield Change(f"{name}:{key}", what, risk, texts=texts)


def _shared_values(catalog: Catalog, name: str) -> Mapping[str, Any]:
    if name == "moved":
        return {f"{kind}:{id}": record.entry for (kind, id), record in catalog.moves.items()}
    value = getattr(catalog.reference, name)
    if isinstance(value, Mapping):
        return value
    return {key: getattr(value, key) for key in type(value).model_fields}


def _shared_texts(was: Any, now: Any) -> Iterator[Text]:
    before = {path: value for path, value in walk(was) if isinstance(value, Bilingual)}
    after = {path: value for path, value in walk(now) if isinstance(value, Bilingual)}
    for path in dict.fromkeys([*after, *before]):
        for code in CODES:
            old, new = getattr(before.get(path), code, ""), getattr(after.get(path), code, "")
            if old != new:
                yield Text(".".join(map(str, path)), code, old, new)
