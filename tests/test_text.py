"""The one path of text: small markup in, Markdown out that means nothing else."""

import markdown
import pytest

from knowledge_base.text import links, literal, to_markdown, to_plain

# Every extension that a site of ours might switch on, and a few that it should not.
EXTENSIONS = [
    "attr_list", "md_in_html", "tables", "toc", "def_list", "footnotes", "abbr", "admonition",
    "sane_lists", "smarty", "nl2br", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark",
    "pymdownx.emoji", "pymdownx.magiclink", "pymdownx.snippets", "pymdownx.details",
]  # fmt: skip


def resolve(kind: str, id: str) -> str:
    return f"../{kind}/{id}.md"


def shown(value: str) -> str:
    return markdown.markdown(to_markdown(value, resolve), extensions=EXTENSIONS)


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("plain 芝麻", "<p>plain 芝麻</p>"),
        ("a **b** c", "<p>a <strong>b</strong> c</p>"),
        ("**注意：**请看", "<p><strong>注意：</strong>请看</p>"),
        ("a `b*c` d", "<p>a <code>b&#42;c</code> d</p>"),
        ("[go](action:pay-now)", '<p><a href="../action/pay-now.md">go</a></p>'),
    ],
)
def test_small_markup_is_shown(value: str, html: str) -> None:
    assert shown(value) == html


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>", "a < b && c > d", "&lt;b&gt;", "# not a heading",
        "1. not a list", "- not a list", "+ not a list", "> not a quote", "*x* _y_ ~~z~~ ==m== ^^u^^",
        "[x](javascript:alert(1))", "[x](http://evil.example)", "![x](y.png)", "{: .c onclick=x }",
        "{{ config }} {% raw %}", ":smile: :x:", "a | b | c", "[^1] *[HTML]: x", "!!! note",
        "--8<-- 'mkdocs.yml'", "\\*", "``` code", "a\n\n# b", "\"quoted\" 'single'", "=== x",
        "http\\://x", "https://x.example/a_b_c", "a@b.example", "-- ---", "term\n: definition",
    ],
)  # fmt: skip
def test_everything_else_stays_text(value: str) -> None:
    html = shown(value)
    assert html.startswith("<p>") and html.endswith("</p>") and html.count("<") == 2, html
    assert unescape(html[3:-4]) == " ".join(value.split())


def unescape(html: str) -> str:
    import html as library

    return library.unescape(html)


def test_literal_text_ignores_the_small_markup() -> None:
    html = markdown.markdown(literal("**b** [x](action:y)"), extensions=EXTENSIONS)
    assert unescape(html) == "<p>**b** [x](action:y)</p>"


def test_plain_text_has_no_markup() -> None:
    assert to_plain("a **b** `c`\n [d](cause:e) < f") == "a b c d < f"


def test_links_are_listed_in_order() -> None:
    assert links("[a](cause:b) [c](d) [e](term:f-g)") == [("cause", "b"), ("term", "f-g")]
