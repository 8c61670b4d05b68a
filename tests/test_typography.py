"""Chinese typography as readers see it: spaces around Latin and digits, full-width marks."""

from pathlib import Path

import autocorrect_py
import pytest
from conftest import ROOT

from knowledge_base.knowledge import load_and_check
from knowledge_base.model import Bilingual, walk
from knowledge_base.text import spans


def test_chinese_in_entries_is_clean() -> None:
    catalog, _ = load_and_check(ROOT / "content")
    assert catalog
    odd = []
    for record in [*catalog.records(), *catalog.reference.words.values()]:
        for path, value in walk(getattr(record, "entry", record)):
            if isinstance(value, Bilingual):
                for span in spans(value.zh):
                    text = span.text.strip()
                    if span.style != "code" and autocorrect_py.format(text) != text:
                        odd.append((getattr(record, "id", "words"), path, text))
    assert odd == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs/zh").glob("*.md")), ids=lambda path: path.name
)
def test_chinese_prose_is_clean(path: Path) -> None:
    text = path.read_text("utf-8")
    assert autocorrect_py.format_for(text, path.name) == text
