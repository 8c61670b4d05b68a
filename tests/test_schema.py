"""JSON Schema for editors: current, described in both languages, and as strict as the models."""

import json

import pytest
import yaml
from conftest import GARDEN, ROOT

from knowledge_base.problems import LOCALE
from knowledge_base.schema import schemas


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_file_is_current(name: str) -> None:
    text = (ROOT / "schema" / name).read_text(encoding="utf-8")
    assert text == schemas()[name], "run: python scripts/export_schema.py"


def test_every_field_is_described_in_both_languages_and_none_in_vain() -> None:
    described = {
        code: set(yaml.safe_load((LOCALE / code / "fields.yaml").read_text("utf-8")))
        for code in ("zh", "en")
    }
    assert described["zh"] == described["en"]
    text = "".join(schemas().values())
    for name in ("zh", "en"):
        sentences = yaml.safe_load((LOCALE / name / "fields.yaml").read_text("utf-8"))
        fields = {key: value for key, value in sentences.items() if "." in key}
        assert not [
            key
            for key, value in fields.items()
            if json.dumps(value, ensure_ascii=False)[1:-1] not in text
        ]


def test_unknown_fields_are_refused_everywhere() -> None:
    for text in schemas().values():
        schema = json.loads(text)
        for model in [schema, *schema.get("$defs", {}).values()]:
            if "properties" in model:
                assert model["additionalProperties"] is False


def test_rules_are_worded_alike_in_both_languages() -> None:
    zh, en = (
        yaml.safe_load((LOCALE / code / "problems.yaml").read_text("utf-8"))
        for code in ("zh", "en")
    )
    assert list(zh) == list(en)
    for rule in zh:
        assert set(zh[rule]) == set(en[rule]) == {"message", "hint"}


def test_the_garden_is_not_the_real_topic() -> None:
    text = (GARDEN / "content/site/words.yaml").read_text("utf-8")
    assert not [word for word in ("芝麻", "支付宝", "Zhima", "Alipay", "花呗") if word in text]
