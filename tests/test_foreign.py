"""Chinese words within an English page are marked as Chinese."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.languages import EN, ZH
from knowledge_base.site.foreign import mark_chinese


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>the record (守约记录).</p>", '<p>the record (<span lang="zh-Hans">守约记录</span>).</p>'),
        ("<p>我的 → 芝麻信用</p>", '<p><span lang="zh-Hans">我的</span> → <span lang="zh-Hans">芝麻信用</span></p>'),
        ("<p>先查，再办。</p>", '<p><span lang="zh-Hans">先查，再办</span>。</p>'),
        ('<p><b lang="zh-Hans">花<i>呗</i></b> 花</p>', '<p><b lang="zh-Hans">花<i>呗</i></b> <span lang="zh-Hans">花</span></p>'),
        ('<p lang="zh-Hans">花<br>呗</p>', '<p lang="zh-Hans">花<br>呗</p>'),
        ("<svg><desc>花呗</desc><path/><text>花呗 x</text></svg>花", '<svg><desc>花呗</desc><path/><text><tspan lang="zh-Hans">花呗</tspan> x</text></svg><span lang="zh-Hans">花</span>'),
        ('<a title="花呗">x</a><script>"花"</script><!-- 花 -->', '<a title="花呗">x</a><script>"花"</script><!-- 花 -->'),
    ],
)  # fmt: skip
def test_every_run_of_chinese_says_so_once(html: str, marked: str) -> None:
    assert mark_chinese(html, EN) == marked
    assert mark_chinese(marked, EN) == marked
    assert mark_chinese(html, ZH) == html


@given(st.lists(st.sampled_from(["花呗", "a < b", "&amp;", " ", "<p>", "</p>", "<br>", "。", "x"])))
def test_only_marks_are_added(pieces: list[str]) -> None:
    html = "".join(pieces).replace("a < b", "a &lt; b")
    assert re.sub(r'<span lang="zh-Hans">(.*?)</span>', r"\1", mark_chinese(html, EN)) == html
