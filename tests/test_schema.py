"""JSON Schema for editors: current, described in both languages, and as strict as the models."""

import json

import yaml
from conftest import GARDEN, ROOT, run_here
from jsonschema import Draft7Validator

from knowledge_base.editors.schema import schemas
from knowledge_base.problems import LOCALE


def test_what_is_made_from_the_models_is_current() -> None:
    result = run_here(ROOT / "scripts/export_schema.py", "--check")
    assert result.returncode == 0, result.stdout


def test_every_choice_is_explained_in_both_languages_and_none_in_vain() -> None:
    zh, en = (
        yaml.safe_load((LOCALE / code / "choices.yaml").read_text("utf-8")) for code in ("zh", "en")
    )
    text = "".join(schemas().values())
    assert {key: list(value) for key, value in zh.items()} == {k: list(v) for k, v in en.items()}
    for field, meanings in zh.items():
        for choice, meaning in meanings.items():
            assert json.dumps(f"{meaning} / {en[field][choice]}", ensure_ascii=False) in text


def test_examples_are_shown_and_valid() -> None:
    examples = yaml.safe_load((LOCALE / "examples.yaml").read_text("utf-8"))
    shown = {json.dumps(value, sort_keys=True) for value in examples.values()}
    for name, text in schemas().items():
        schema = json.loads(text)
        for model in [schema, *schema.get("definitions", {}).values()]:
            for field, value in model.get("properties", {}).items():
                if "examples" in value:
                    shown.discard(json.dumps(value["examples"], sort_keys=True))
                    if "ids.schema.json" in json.dumps(value):
                        continue  # ids of a topic that is not this one
                    shape = {"definitions": schema.get("definitions", {}), **value}
                    for example in value["examples"]:
                        errors = list(Draft7Validator(shape).iter_errors(example))
                        assert not errors, f"{name} {field}: {errors[0].message}"
    assert not shown


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
        for model in [schema, *schema.get("definitions", {}).values()]:
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
