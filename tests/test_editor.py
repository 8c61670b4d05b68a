"""What an editor shows while one types: the schemas judge as the checks do."""

import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from conftest import GARDEN, ROOT
from jsonschema import Draft7Validator, FormatChecker
from referencing import Registry, Resource

from knowledge_base.editors.ids import ids_schema
from knowledge_base.editors.schema import shapes
from knowledge_base.editors.snippets import snippets
from knowledge_base.knowledge import load_and_check
from knowledge_base.reading.document import PlainScalar
from knowledge_base.reading.layout import adapter
from knowledge_base.reading.source import parse, read
from knowledge_base.reading.validate import validate

LINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)$", re.MULTILINE)
MODELED = [
    path
    for path in sorted((ROOT / "content").rglob("*.yaml"))
    if path.name != "link-excuses.yaml"  # belongs to the link checker
]


def as_editors_read(value: object) -> object:
    """YAML 1.2, which editors use: dates and ``no`` are text, numbers are numbers."""
    if isinstance(value, PlainScalar):
        if re.fullmatch(r"[-+]?[0-9]+", value):
            return int(value)
        return {"": None, "true": True, "false": False}.get(value, str(value))
    if isinstance(value, dict):
        return {key: as_editors_read(item) for key, item in value.items()}
    return [as_editors_read(item) for item in value] if isinstance(value, list) else value


def errors(schema: str, text: str) -> list[str]:
    """What a draft-7 validator says of ``text``, as paths of fields and messages."""
    files = {p.name: json.loads(p.read_text("utf-8")) for p in (ROOT / "schema").glob("*.json")}
    registry: Registry[bool | Mapping[str, Any]] = Registry().with_resources(
        (name, Resource.from_contents(file)) for name, file in files.items()
    )
    validator = Draft7Validator(files[schema], registry=registry, format_checker=FormatChecker())
    document, problems = parse("x.yaml", text)
    assert document, problems
    found = validator.iter_errors(as_editors_read(document.data))
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


@pytest.mark.parametrize("path", MODELED, ids=lambda path: path.stem)
def test_every_real_file_is_valid_and_names_its_schema(path: Path) -> None:
    text = path.read_text("utf-8")
    line = LINE.search(text)
    assert line, "no line with the schema"
    schema = (path.parent / line[1]).resolve()
    assert schema.is_file()
    assert errors(schema.name, text) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("causes/cash-out", "dimension: ", "dimenson: ", "'dimenson' was unexpected"),
        ("causes/cash-out", "urgency: ", "urgency: very_", "urgency: 'very_"),
        ("causes/cash-out", "certainty: ", "certainty: quite_", "why.0.certainty: 'quite_"),
        ("causes/cash-out", "facts: [F-ZM-", "facts: [F-ZM-9", "why.0.facts.0: 'F-ZM-9"),
        ("causes/cash-out", "sources: [", "sources: [no-such-source, ", "why.0.sources.0: 'no-such-source'"),
        ("causes/cash-out", "actions:\n  - id: ", "actions:\n  - id: x-", "actions.0.id: 'x-"),
        ("causes/cash-out", "impacts:\n  - id: ", "impacts:\n  - id: x-", "impacts.0.id: 'x-"),
        ("causes/cash-out", "dimension: ", "dimension: x-", "dimension: 'x-"),
        ("causes/cash-out", "review_by: 2", "review_by: x2", "review_by: 'x2"),
        ("causes/cash-out", "review_by: 2027-0", "review_by: 2027-9", "review_by: '2027-9"),
        ("causes/cash-out", "as_of: 2", "as_of: about 2", "why.0.as_of: 'about 2"),
        ("causes/cash-out", "  zh: ", "  cn: ", "'zh' is a required property"),
        ("causes/cash-out", "status: published\n", "", "'status' is a required property"),
        ("causes/cash-out", "signs:\n", "signs: []\ncope:\n", "signs: [] should be non-empty"),
        ("actions/verify-identity", "  next: ", "  next: x-", "if_it_fails.next: 'x-"),
        ("impacts/visa-and-travel", "area: ", "area: x-", "area: 'x-"),
        ("impacts/visa-and-travel", "decided_by: ", "decided_by: x-", "decided_by: 'x-"),
        ("myths/chats-are-read", "entries:\n  - ", "entries:\n  - x", "entries.0: 'x"),
        ("glossary/huabei", "sources: [", "sources: [x-", "sources.0: 'x-"),
        ("questions", "- id: secure-account", "- id: secure-acount", "0.yes.actions.0.id: 'secure-acount'"),
        ("sources", "type: operator\n", "type: operators\n", "type: 'operators'"),
        ("facts", "confidence: high", "confidence: highest", "confidence: 'highest'"),
        ("vocabulary", "  promises: ", "  Promises: ", "dimensions: 'Promises' does not match"),
    ],
)  # fmt: skip
def test_a_typo_is_red_while_typing(file: str, old: str, new: str, said: str) -> None:
    text = (ROOT / f"content/{file}.yaml").read_text("utf-8")
    line = LINE.search(text)
    assert old in text and line
    found = errors(Path(line[1]).name, text.replace(old, new, 1))
    assert any(said in message for message in found), found


def test_one_slip_is_one_error() -> None:
    text = (ROOT / "content/causes/cash-out.yaml").read_text("utf-8")
    assert len(errors("cause.schema.json", text.replace("urgency: ", "urgency: very_", 1))) == 1


def filled(body: list[str]) -> str:
    """A snippet as it stands when somebody only presses Tab."""
    text = "\n".join(body)
    for variable, day in (("YEAR", "2026"), ("MONTH", "11"), ("DATE", "24")):
        text = text.replace(f"$CURRENT_{variable}", day)
    text = re.sub(r"\$\{\d+\|([^,|]+)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:[^}\\]|\\.)*)\}", r"\1", text)
    return text.replace("\\$", "$") + "\n"


@pytest.mark.parametrize("name", list(json.loads(snippets())))
def test_a_snippet_has_every_field_that_must_be_there(name: str) -> None:
    text = filled(json.loads(snippets())[name]["body"])
    text = text.replace("decided_by: decided_by", "decided_by: people")
    text = text.replace("- fact", "- F-ZM-01").replace("[fact]", "[F-ZM-01]")
    if name in ("claim", "step"):
        holder = {"claim": ("myth", "claims"), "step": ("action", "steps")}[name]
        whole = filled(json.loads(snippets())[holder[0]]["body"]).replace("[fact]", "[F-ZM-01]")
        start, rest = re.split(rf"(?<=\n){holder[1]}:\n(?:[ -].*\n)+", whole)
        text = f"{start}{holder[1]}:\n" + re.sub("^", "  ", text.rstrip(), flags=re.M) + "\n" + rest
        name = holder[0]
    document, problems = parse("x.yaml", text)
    assert document, problems
    shape = shapes()["sources" if name == "source" else name]
    assert validate(document, adapter(shape))[1] == []


def settings() -> Iterator[tuple[str, str]]:
    text = (ROOT / ".vscode/settings.json").read_text("utf-8")
    yield from json.loads(text)["yaml.schemas"].items()


@pytest.mark.parametrize("path", MODELED, ids=lambda path: path.stem)
def test_vs_code_uses_the_same_schema(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    by_folder = [schema for schema, glob in settings() if fnmatch(name, glob)]
    line = LINE.search(path.read_text("utf-8"))
    assert line and [(path.parent / line[1]).resolve()] == [ROOT / schema for schema in by_folder]


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("# yaml-language-server: $schema=../../schema/cause.schema.json\n", []),
        ("# yaml-language-server: $schema=../../../../schema/cause.schema.json\n", []),
        ("# About watering.\n# yaml-language-server: $schema=../../schema/cause.schema.json\n", []),
        ("# yaml-language-server: $schema=../../schema/impact.schema.json\n", ["schema-line"]),
        ("# yaml-language-server: $schema=../schema/cause.schema.json\n", ["schema-line"]),
        ("", ["schema-line"]),
    ],
)  # fmt: skip
def test_a_file_without_the_right_line_is_a_warning(
    garden: Path, line: str, rules: list[str]
) -> None:
    content = garden / "content"
    for path in content.rglob("*.yaml"):
        kind = {"glossary": "term", "content": path.stem, "site": path.stem}
        name = kind.get(path.parent.name, path.parent.name.rstrip("s"))
        up = "../" * (len(path.relative_to(garden).parts) - 1)
        start = f"# yaml-language-server: $schema={up}schema/{name}.schema.json\n"
        if path.name == "overwatering.yaml":
            start = line
        path.write_text(start + path.read_text("utf-8"), "utf-8")
    problems = load_and_check(content)[1]
    assert [(p.rule, p.level) for p in problems] == [(rule, "warning") for rule in rules]
    if rules:
        right = "# yaml-language-server: $schema=../../schema/cause.schema.json"
        assert all(right in hint for hint in problems[0].hint)


def test_lists_of_ids_have_a_meaning_for_each_id() -> None:
    catalog, _ = load_and_check(GARDEN / "content")
    assert catalog
    made = json.loads(ids_schema(catalog))["definitions"]
    assert made["cause"]["enum"] == ["draft-cause", "overwatering", "too-little-light"]
    assert "浇水太多 / Too much water" in made["cause"]["enumDescriptions"]
    assert "term:root-rot" in made["reference"]["enum"]
    for listed in made.values():
        assert len(listed["enum"]) == len(listed["enumDescriptions"]) == len(set(listed["enum"]))


def test_the_document_keeps_only_its_first_comment(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("# one\n\n# two\na: b\n# three\n", "utf-8")
    document, _ = read(tmp_path, path)
    assert document and document.comment == "# one\n\n# two\n"
