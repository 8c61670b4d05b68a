"""Quick looks that spare a long one: they may say too much, but never miss what it would find."""

import re
import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.checks.patterns import AnyOf
from knowledge_base.reading.addresses import may_have_address, url_in
from knowledge_base.reading.characters import normal

# Letters that are the same to a pattern but not to ``str.lower``, among what addresses have.
ODD = "\u0130\u0131\u017f\u212a\u03c2\u00b5\u1e9e"
PATTERNS = (
    "guarantee", r"\binstant(ly)?\b", r"\bwill (restore|recover|increase)\b", r"\b(secret|insider)\b",
    "social credit scores?", "保证|必定", "一定(会|能)?(恢复|涨)", "a{0,2}b", "[ks]i+", "É|ß", "(?-i:Kiss)",
    "|".join(("kiss", "基(于|本)")), r"fix\.", "µ", "x|", "(?!)",
)  # fmt: skip
PIECES = st.sampled_from([
    "guarantee", "INSTANTLY", "will recover", "Insider", "secret", "score", "k", "i", "s", "ß", "é",
    "保证", "一定", "能", "涨", "基本", "fix.", "μ", "b", "aa", " ", ".", *ODD,
])  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
@given(pieces=st.lists(PIECES, max_size=6))
def test_a_pattern_finds_what_it_would_find_without_the_look_for_its_letters(
    pattern: str, pieces: list[str]
) -> None:
    text = "".join(pieces)
    usual, found = re.search(pattern, text, re.IGNORECASE), AnyOf(pattern).search(text)
    assert (usual and usual.span()) == (found and found.span())


@given(st.text("htpsw:/\\.javcrid ata1\n\uff1a\uff0f\uff57" + ODD, max_size=20))
def test_no_address_hides_from_the_look_at_the_whole_file(value: str) -> None:
    for style in ('"', "'", "|", ">", None):
        text = yaml.dump({"text": value}, default_style=style, allow_unicode=True)
        assert may_have_address(text) or not url_in(yaml.safe_load(text)["text"])


def test_normal_is_normalised() -> None:
    for code in range(0x110000):
        text = f"\N{FULLWIDTH COMMA}{chr(code)}\N{FULLWIDTH LEFT PARENTHESIS}"
        assert normal(text) == unicodedata.normalize("NFKC", text)
