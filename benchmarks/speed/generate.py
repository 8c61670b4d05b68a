"""A knowledge base of any size, from the real one: the same schema, texts and shape.

Entries are copies of the real ones with an id and a title of their own, 40 % causes, 30 %
impacts, 30 % actions. Every reference leads to an entry that is there; facts and sources are not
copied, so that more entries rest on each. It passes the project's own checks, so what is
measured is what editors could have written.
"""

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import autocorrect_py
import yaml

from knowledge_base.contribute.layout import with_line
from knowledge_base.model import Reviewed
from knowledge_base.reading.content import load as load_content
from knowledge_base.reading.source import parse
from knowledge_base.translation import stamp_line

SHARES = {"causes": 0.4, "impacts": 0.3, "actions": 0.3}
KIND = {"causes": "cause", "impacts": "impact", "actions": "action"}
_LINK = re.compile(r"\((cause|impact|action):([a-z0-9-]+)\)")
_UNUSED = {"zh": "只在没有它的条目时。", "en": "Only where no entry of this size needs it."}


def generate(real: Path, target: Path, count: int) -> None:
    """Write ``count`` entries below ``target``, from the content folder ``real``."""
    shutil.copytree(real, target)
    ids = {
        KIND[folder]: list(_ids(real / folder, round(count * SHARES[folder]))) for folder in KIND
    }
    every = {f"{kind}:{id}" for kind, members in ids.items() for _, id in members}
    copies: dict[str, dict[str, list[str]]] = {kind: {} for kind in ids}
    for kind, members in ids.items():
        for path, id in members:
            copies[kind].setdefault(path.stem, []).append(id)
    there = partial(_there, copies)
    used: set[str] = set()
    for folder, kind in KIND.items():
        shutil.rmtree(target / folder)
        (target / folder).mkdir()
        for number, (path, id) in enumerate(ids[kind]):
            copy = copies[kind][path.stem].index(id)
            entry = _relinked(load(path), partial(there, copy))
            entry.pop("translation", None)
            if copy:
                entry["title"]["zh"] = autocorrect_py.format(f"{entry['title']['zh']} {copy + 1}")
                entry["title"]["en"] += f" {copy + 1}"
            follow_up = entry.get("if_it_fails", {})
            if follow_up.get("next") == id:
                follow_up["next"] = ids[kind][number - 1][1]
            _link_everything(entry, kind, number, ids)
            used |= set(_facts(entry))
            dump(target / folder / f"{id}.yaml", entry, path.read_text("utf-8"))
    folders = [*(target / "myths").glob("*.yaml"), *(target / "glossary").glob("*.yaml")]
    for path in [*folders, target / "questions.yaml", target / "home.yaml"]:
        other = _relinked(load(path), partial(there, 0))
        used |= set(_facts(other))
        dump(path, other)
    facts = load(target / "facts.yaml")
    for id in facts.keys() - used:
        facts[id].setdefault("unused", dict(_UNUSED))
    for id in facts.keys() & used:
        facts[id].pop("unused", None)
    dump(target / "facts.yaml", facts)
    hints = load(target / "site/search-hints.yaml")
    kept = {key: value for key, value in hints.items() if key in every or key[:1] not in "cia"}
    dump(target / "site/search-hints.yaml", kept)
    _stamp(target)  # the stamps were of other links and titles


def _stamp(target: Path) -> None:
    """Say of every entry that its translation is current."""
    catalog, problems = load_content(target)
    assert catalog, problems
    for record in catalog.records():
        if isinstance(record.entry, Reviewed):
            path = target.parent / record.document.path
            line = stamp_line(record)
            text = path.read_text("utf-8")
            path.write_text(with_line(text, record.document, "translation", line), "utf-8")


def _ids(folder: Path, count: int) -> Iterator[tuple[Path, str]]:
    """The file that each entry is copied from, and its id."""
    paths = sorted(folder.glob("*.yaml"))
    for number in range(count):
        copy, index = divmod(number, len(paths))
        yield paths[index], f"{paths[index].stem}{f'-{copy + 1}' if copy else ''}"


def _there(copies: dict[str, dict[str, list[str]]], copy: int, kind: str, id: str) -> str:
    """The copy of ``id`` that goes with copy ``copy`` of others, or one in its place.

    Copies lead to each other, not all to the first, so that no entry has more links to it the
    more there are.
    """
    every = copies[kind]
    found = every.get(id) or list(every.values())[sum(id.encode()) % len(every)]
    return found[copy % len(found)]


def _relinked(value: Any, there: Any, kind: str | None = None) -> Any:
    """``value`` with every reference to an entry led to one that is there, each once."""
    if isinstance(value, str):
        if value.partition(":")[0] in KIND.values() and re.fullmatch(r"[a-z]+:[a-z0-9-]+", value):
            kind, _, id = value.partition(":")
            return f"{kind}:{there(kind, id)}"
        return _LINK.sub(lambda m: f"({m[1]}:{there(m[1], m[2])})", value)
    if isinstance(value, list):
        found = [_relinked(each, there) for each in value]
        if kind:
            edges = {there(kind, each["id"]): each for each in found}
            return [each | {"id": id} for id, each in edges.items()]
        return list(dict.fromkeys(found)) if found and isinstance(found[0], str) else found
    if isinstance(value, dict):
        done = {key: _relinked(each, there, KIND.get(key)) for key, each in value.items()}
        if "if_it_fails" in done and done["if_it_fails"].get("next"):
            done["if_it_fails"]["next"] = there("action", done["if_it_fails"]["next"])
        return done
    return value


def _link_everything(entry: Any, kind: str, number: int, ids: Any) -> None:
    """Lead causes, in turn, to the copies that no real cause knows."""
    if kind != "cause":
        return
    for key, other in (("impacts", "impact"), ("actions", "action")):
        members = [id for _, id in ids[other]]
        edges = entry.setdefault(key, [])
        note = edges[0]["note"] if edges else {"zh": "先看这里。", "en": "Look here first."}
        wanted = members[number % len(members)]
        if wanted not in [edge["id"] for edge in edges]:
            edges.append({"id": wanted, "note": dict(note)})


def _facts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value.get("facts", [])
        for each in value.values():
            yield from _facts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _facts(each)


def load(path: Path) -> Any:
    document, problems = parse(path.name, path.read_text(encoding="utf-8"))
    assert document, problems
    return document.data


class _Dumper(yaml.CSafeDumper):
    """Writes the reader's own kinds of text, such as dates, as text."""


_Dumper.add_multi_representer(str, lambda dumper, text: dumper.represent_str(str(text)))


def dump(path: Path, value: Any, schema: str | None = None) -> None:
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4096)
    first = re.match(r"(?:#.*\n)*", path.read_text("utf-8") if path.exists() else schema or "")
    path.write_text(f"{first[0] if first else ''}{text}", encoding="utf-8")
