"""What holds for any text and any bytes: text stays text, and reading never raises."""

import html
import tempfile
from pathlib import Path

from conftest import GARDEN
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from knowledge_base.model import ENTRY_MODELS, Myth, Term
from knowledge_base.problems import PRINTERS, Problem, errors
from knowledge_base.reading.layout import SINGLE_FILES, adapter
from knowledge_base.reading.source import parse, read
from knowledge_base.reading.validate import validate
from knowledge_base.site.article import to_article
from knowledge_base.text import literal, to_markdown, to_plain

SHAPES = [*ENTRY_MODELS.values(), Myth, Term, *(shape for _, shape in SINGLE_FILES.values())]
SEEDS = [path.read_bytes() for path in sorted((GARDEN / "content").rglob("*.yaml"))]

# What the loader lets through: anything visible. Marks and pieces of markup come often.
READABLE = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Co", "Cn", "Zl", "Zp"])
PIECES = st.sampled_from(
    ["**", "*", "`", "``", "[a](", "](", "[x](action:y)", ")", "<b>", "<!--", "-->", "&lt;", "&", "#", "\\", "{", "}",
     "{: .a onclick=b }", "|", "---", "===", "\n", "\n\n", "    ", "1. ", "- ", "> ", "http://a.b", "[1]: x", "*[a]: b", '"', "'"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(READABLE, max_size=8)), max_size=12).map("".join)
YAML_PIECES = st.sampled_from(
    ["a: ", "- ", "? ", ": ", "&a ", "*a", "!!str ", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "|\n ", ">-\n ", '"', "'",
     "{", "}", "[", "]", ",", "\n", "  ", "\t", "#", "\\x", "\\u202e", "\\ud800", "\0", "\ufeff", "\u2028", "\u202e", "：", "no", "2026-13-45"]
)  # fmt: skip
YAMLS = st.lists(st.one_of(YAML_PIECES, st.text(max_size=6)), max_size=25).map("".join)
quick = settings(
    max_examples=150, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip


class AnyPage(dict[str, str]):
    """Every Markdown path is a page, at an address like ``a/action/y/``."""

    def __missing__(self, path: str) -> str:
        return f"a/{path.removesuffix('.md')}/"

    def __contains__(self, path: object) -> bool:
        return True


PAGES = AnyPage()


def shown(source: str) -> LexborHTMLParser:
    return LexborHTMLParser(to_article(f"before {source} after", "x.md", PAGES, "#").html)


def folded(text: str) -> str:
    return " ".join(text.split())


@quick
@given(TEXTS)
@example("**a** `b` [c](action:d)")
def test_any_text_comes_back_exactly_and_makes_no_other_element(text: str) -> None:
    tree = shown(to_markdown(text, lambda kind, id: f"{kind}/{id}.md"))
    assert tree.body
    assert folded(tree.body.text()) == folded(f"before {to_plain(text)} after")
    assert {node.tag for node in tree.body.css("*")} <= {"body", "p", "strong", "code", "a"}
    for node in tree.body.css("*"):
        assert set(node.attributes) <= {"href"}, node.html
        assert (node.attributes.get("href") or "../a").startswith("../a")


@quick
@given(TEXTS)
def test_any_text_alone_on_its_line_makes_one_paragraph(text: str) -> None:
    source = to_markdown(text, lambda kind, id: "../x.md")
    tree = LexborHTMLParser(to_article(source, "zh/x.md", PAGES, "#").html)
    assert folded(tree.body.text() if tree.body else "") == folded(to_plain(text))


@quick
@given(TEXTS)
def test_literal_text_comes_back_exactly(text: str) -> None:
    tree = shown(literal(text))
    assert tree.body and folded(tree.body.text()) == folded(f"before {text} after")
    assert {node.tag for node in tree.body.css("*")} <= {"body", "p"}
    assert folded(html.unescape(str(literal(text)))) == folded(text)


def read_and_print(raw: bytes) -> list[Problem]:
    """Everything that happens to a file, up to what a contributor is shown."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        path.write_bytes(raw)
        document, problems = read(Path(folder), path)
    assert (document is None) == bool(errors(problems))  # a byte order mark is only warned of
    for shape in SHAPES if document else ():
        assert document
        value, found = validate(document, adapter(shape))
        assert (value is None) == bool(found)
        problems += found
    for print_problems in PRINTERS.values():
        print_problems(problems).encode()
    return problems


@quick
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    read_and_print(raw)


@quick
@given(YAMLS)
@example("\ud800")
def test_anything_like_yaml_is_parsed_or_refused(text: str) -> None:
    document, problems = parse("x.yaml", text)
    assert (document is None) == bool(problems)
    read_and_print(text.encode("utf-8", "surrogatepass"))


@quick
@given(st.data())
def test_a_broken_real_file_is_read_or_refused(data: st.DataObject) -> None:
    raw = data.draw(st.sampled_from(SEEDS))
    start = data.draw(st.integers(0, len(raw)))
    end = min(len(raw), start + data.draw(st.integers(0, 20)))
    new = data.draw(
        st.one_of(st.binary(max_size=5), YAMLS.map(lambda t: t.encode("utf-8", "replace")))
    )
    read_and_print(raw[:start] + new + raw[end:])
