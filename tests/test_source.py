"""Reading YAML: what is refused, where, and with which remedy."""

from pathlib import Path

import pytest

from knowledge_base.problems import Place
from knowledge_base.reading.document import PlainScalar
from knowledge_base.reading.source import LARGEST_FILE, parse, read


@pytest.mark.parametrize(
    ("rule", "line", "column", "text"),
    [
        ("empty-file", 1, 1, ""),
        ("empty-file", 1, 1, "# only a comment\n"),
        ("several-documents", 2, 1, "a: b\n---\nc: d\n"),
        ("duplicate-key", 3, 1, "a: 1\nb: 2\na: 3\n"),
        ("duplicate-key", 4, 3, "a:\n  zh: x\n  en: y\n  zh: z\n"),
        ("tab", 2, 1, "a:\n\tzh: x\n"),
        ("full-width-colon", 2, 6, "a: x\ntitle：b\nc: d\n"),
        ("yaml-anchor", 1, 4, "a: &x b\n"),
        ("yaml-anchor", 2, 4, "a: b\nc: *x\n"),
        ("yaml-tag", 1, 4, "a: !!python/object:os.system b\n"),
        ("key-not-text", 1, 3, "? [a, b]\n: c\n"),
        ("yaml-syntax", 1, 5, "a: b: c\n"),
        ("forbidden-character", 2, 1, "a: b\nc: \x07\n"),
        ("too-deep", 1, 14, "[" * 30 + "]" * 30),
    ],
)
def test_refused_with_rule_and_place(rule: str, line: int, column: int, text: str) -> None:
    document, problems = parse("content/x.yaml", text)
    assert document is None
    assert [(p.rule, p.place) for p in problems] == [(rule, Place("content/x.yaml", line, column))]
    assert all(problems[0].message) and all(problems[0].hint)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n",
        "---\na: b\n",
        "\ufeffa: b\r\nc: d\r\n".lstrip("\ufeff"),
        "a: 'x: y'\n",
        "a: |\n  title：not a key\n",
        "a: 时间：明天\n",
        'a: "\\tindented"\n',
    ],
)
def test_ordinary_yaml_is_accepted(text: str) -> None:
    document, problems = parse("x.yaml", text)
    assert document and not problems


@pytest.mark.parametrize("value", ["no", "yes", "on", "1:20", "2026-01-01", "12", "1.5", "~", ""])
def test_what_yaml_would_read_as_something_else_is_marked(value: str) -> None:
    document, _ = parse("x.yaml", f"a: {value}\n")
    assert document and isinstance(document.data, dict)
    assert document.data == {"a": value}
    assert isinstance(document.data["a"], PlainScalar)


@pytest.mark.parametrize("value", ["'no'", '"2026-01-01"', "words", "F-ZM-01", "350分"])
def test_quoted_and_ordinary_text_is_plain_text(value: str) -> None:
    document, _ = parse("x.yaml", f"a: {value}\n")
    assert document and isinstance(document.data, dict)
    assert not isinstance(document.data["a"], PlainScalar)


def test_every_value_has_its_place() -> None:
    document, _ = parse("x.yaml", "a:\n  - b: c\n    d: e\n")
    assert document
    assert document.key_place(("a", 0, "d")) == Place("x.yaml", 3, 5)
    assert document.value_place(("a", 0, "d")) == Place("x.yaml", 3, 8)
    assert document.value_place(("a", 0, "missing")) == Place("x.yaml", 2, 5)
    assert document.value_place(("nowhere",)) == Place("x.yaml", 1, 1)


def test_gbk_is_refused_at_its_first_odd_byte(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("a: b\nc: 芝麻\n".encode("gbk"))
    _, problems = read(tmp_path, path)
    assert [(p.rule, p.place) for p in problems] == [("not-utf8", Place("x.yaml", 2, 6))]


def test_bom_is_ignored_but_told(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: b\n", encoding="utf-8-sig")
    document, problems = read(tmp_path, path)
    assert document and document.data == {"a": "b"}
    assert [(each.rule, each.level) for each in problems] == [("windows-text", "warning")]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a" * (LARGEST_FILE + 1))
    _, problems = read(tmp_path, path)
    assert [p.rule for p in problems] == ["file-too-large"]
