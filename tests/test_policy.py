"""The content security policy that each page carries."""

import base64
import hashlib

import pytest

from knowledge_base.site.policy import policy, with_policy

HEAD = '<!doctype html><html><head><meta charset="utf-8">'


def test_scripts_in_the_page_run_by_their_hash_only() -> None:
    script = "const a = '<b>' && 1 < 2; // 字"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    found = policy(f"{HEAD}<script>{script}</script><script src='x.js'></script>")
    assert f"script-src 'self' 'sha256-{digest}';" in found
    assert found.count("sha256-") == 1 and "unsafe" not in found


def test_data_in_the_page_needs_no_hash() -> None:
    for kind in ("application/json", "application/ld+json"):
        assert "sha256-" not in policy(f'{HEAD}<script type="{kind}">{{}}</script>')


def test_the_policy_stands_before_everything_that_loads() -> None:
    html = with_policy(f'{HEAD}<link rel="stylesheet" href="a.css"><script>x</script>')
    assert html.index("Content-Security-Policy") < html.index("a.css")


def test_a_page_without_a_character_set_is_refused() -> None:
    with pytest.raises(ValueError, match="charset"):
        with_policy("<!doctype html><title>x</title>")


def test_a_script_within_the_text_is_not_allowed() -> None:
    text = "<article><p><script>let evil</script></p></article><script>let theme</script>"
    assert policy(HEAD + text) == policy(HEAD + "<script>let theme</script>")
