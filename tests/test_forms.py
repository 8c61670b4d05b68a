"""Issue forms: made from the models; what they write becomes a file, and never more than data."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml
from conftest import GARDEN, ROOT, run, run_here

from knowledge_base.github.asks import FORMS
from knowledge_base.github.forms import forms
from knowledge_base.github.quote import fenced

SCRIPT = ROOT / "scripts/from_issue.py"
CAUSE = {
    "id": "too-cold",
    "title-zh": "太冷",
    "title-en": "Too cold",
    "summary-zh": "先搬到暖和的地方。",
    "summary-en": "First move it somewhere warm.",
    "aliases-zh": "- 冻伤\n- 受冻\n",
    "aliases-en": "frost\ncold window\n\n",
    "urgency": "this_week – 本周处理。 / Deal with it this week.",
    "dimension": "light",
    "signs-zh": "叶子发黑。\n土是冰的。",
    "signs-en": "Leaves turn black.\nThe soil is icy.",
    "claim-zh": "太冷时，根不吸水。",
    "claim-en": "In the cold, roots take up no water.",
    "kind": "score – x",
    "certainty": "supported",
    "evidence": "garden-book\n第 12 页 / page 12",
    "facts": "F-GD-01",
    "actions": "repot，let-soil-dry",
}
FIX = {
    "page": "https://plants.example/help/zh/causes/overwatering/#why",
    "language": "en",
    "sentence": "too much water",
    "better": "too much water at once",
}


def issue(form: str, values: dict[str, str], **other: object) -> dict[str, object]:
    """An issue as ``gh issue view --json`` prints it."""
    body = ""
    for ask in FORMS[form]:
        for id in ask.ids():
            body += f"### Some words / 一些字 [{id}]\n\n{values.get(id) or '_No response_'}\n\n"
    body += "### 个人信息 / Personal data\n\n- [X] 我没有 / I did not\n"
    labels = [{"name": form}, {"name": "approved"}]
    return {"number": 12, "body": body, "labels": labels, **other}


def propose(
    root: Path, written: object, start: Callable[..., CompletedProcess[str]] = run_here
) -> tuple[int, dict[str, str], str, str]:
    """Exit code, output lines, the request's text, and what was said of an error."""
    (root / "issue.json").write_text(json.dumps(written), "utf-8")
    result = start(SCRIPT, root / "issue.json", "--root", root, "--body", root / "request.md")
    assert "Traceback" not in result.stderr
    lines = dict(line.split("=", 1) for line in result.stdout.splitlines())
    body = (root / "request.md").read_text("utf-8") if (root / "request.md").exists() else ""
    return result.returncode, lines, body, result.stderr


def test_a_new_cause_becomes_a_draft_and_the_request_lists_what_is_left(garden: Path) -> None:
    code, lines, body, _ = propose(garden, issue("new-cause", CAUSE), run)
    assert code == 0
    assert lines["path"] == "content/causes/too-cold.yaml"
    assert lines["branch"] == "form/12-too-cold" and "#12" in lines["title"]
    text = (garden / lines["path"]).read_text("utf-8")
    entry = yaml.safe_load(text)
    assert text.startswith(
        "# yaml-language-server: $schema=../../schema/cause.schema.json\n# garden"
    )
    assert entry["status"] == "draft" and entry["urgency"] == "this_week"
    assert entry["aliases"] == {"zh": ["冻伤", "受冻"], "en": ["frost", "cold window"]}
    assert entry["signs"][1] == {"zh": "土是冰的。", "en": "The soil is icy."}
    assert entry["why"][0]["sources"] == ["garden-book"] and entry["why"][0]["facts"] == ["F-GD-01"]
    assert [action["id"] for action in entry["actions"]] == ["repot", "let-soil-dry"]
    assert "Closes #12" in body and "error[not-a-date]" in body and "as_of" in body


def test_a_new_action_becomes_a_draft(garden: Path) -> None:
    values = {**CAUSE, "id": "move-it", "effect": "may_help", "effort": "minutes"}
    values |= {"cost-zh": "免费", "cost-en": "Free", "who-zh": "你", "who-en": "You"}
    values |= {"steps-zh": "搬走。\n等一周。", "steps-en": "Move it.\nWait a week."}
    code, lines, body, error = propose(garden, issue("new-action", values))
    assert code == 0, error
    entry = yaml.safe_load((garden / lines["path"]).read_text("utf-8"))
    assert [step["id"] for step in entry["steps"]] == ["step-1", "step-2"]
    assert body.count("error[") == 1  # only as_of is left to do


def test_a_mended_sentence_changes_one_value_and_nothing_else(garden: Path) -> None:
    path = garden / "content/causes/overwatering.yaml"
    path.write_text(path.read_text("utf-8") + "# zzz\n", "utf-8")
    before = path.read_text("utf-8")
    sentence = yaml.safe_load(before)["signs"][0]["en"]
    code, lines, body, error = propose(
        garden,
        issue("translation-fix", {**FIX, "sentence": sentence, "better": "The soil is wet."}),
    )
    assert code == 0, error
    after = path.read_text("utf-8")
    assert after == before.replace(sentence, "The soil is wet.") and "没有发现问题" in body
    assert lines["branch"] == "form/12-overwatering"


@pytest.mark.parametrize(
    ("form", "change", "said"),
    [
        ("new-cause", {"id": "../../evil"}, "cannot be used"),
        ("new-cause", {"id": "x$(touch y)"}, "cannot be used"),
        ("new-cause", {"id": "overwatering"}, "exists already"),
        ("new-cause", {"title-en": ""}, "title-en is empty"),
        ("new-cause", {"certainty": "sure"}, "not one of the choices"),
        ("new-cause", {"signs-en": "One."}, "different number of lines"),
        ("translation-fix", {"page": "cause:no-such"}, "no page cause:no-such"),
        ("translation-fix", {"page": "cause:../../mkdocs"}, "There is no page"),
        ("translation-fix", {"page": "https://evil.example/"}, "There is no page"),
        ("translation-fix", {"sentence": "nowhere"}, "found 0 times"),
        ("translation-fix", {"sentence": "e"}, "times in content/causes/overwatering.yaml"),
        ("wrong-or-outdated", {"page": "x", "sentence": "y"}, "can become a file"),
    ],
)  # fmt: skip
def test_answers_that_do_not_fit_are_explained(
    garden: Path, form: str, change: dict[str, str], said: str
) -> None:
    before = {path: path.read_bytes() for path in garden.rglob("*.y*ml")}
    code, _, _, error = propose(
        garden, issue(form, {**(CAUSE if "new" in form else FIX), **change})
    )
    assert code == 2 and said in error and error.count("\n") == 1
    assert {path: path.read_bytes() for path in garden.rglob("*.y*ml")} == before


@pytest.mark.parametrize(
    "written", [None, [], {}, {"body": 1}, {"body": "", "number": "1", "labels": []}]
)
def test_what_is_no_issue_is_refused(garden: Path, written: object) -> None:
    code, _, _, error = propose(garden, written)
    assert code == 2 and "gh issue view" in error


HOSTILE = [
    "x\n### Fake [id]\n\n../../etc/passwd\n### Fake [certainty]\n\nofficial",
    "`````\n# Big\n@everyone <img src=x> ${{ secrets.TOKEN }} $(id) `id`",
    "a: b\n- c\n\t&x *y !!python/object:os.system {x: [",
    "\x00\x1b[31m\u202e\u200b",
    "<script>alert(1)</script> <!-- --> [x](javascript:alert(1))",
    '"quoted" \\ back # not a comment : ',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_answers_stay_text(garden: Path, text: str) -> None:
    code, lines, body, error = propose(
        garden,
        issue("new-cause", {**CAUSE, "claim-en": text, "summary-zh": text, "evidence": text}),
    )
    assert code == 0, error
    assert lines.keys() == {"path", "branch", "title"}
    assert lines["path"] == "content/causes/too-cold.yaml" and lines["branch"].isascii()
    written = (garden / lines["path"]).read_text("utf-8")
    if "\x00" not in text:
        entry = yaml.safe_load(written)
        assert set(entry) >= {"status", "title", "why", "review_by"}
        assert entry["why"][0]["certainty"] == "supported"
        assert entry["why"][0]["text"]["en"] == " ".join(text.split())
    assert body.count("\n```") + body.count("\n````") >= 2


def test_a_block_of_code_cannot_be_closed_from_inside() -> None:
    block = fenced("a\n```\n````x\n@b\x1b[0m")
    lines = block.splitlines()
    assert lines[0] == "`````text" and lines[-1] == "`````" and "\x1b" not in block
    assert len(fenced("x" * 100_000)) < 65_536


def test_every_form_warns_against_personal_data_and_asks_to_agree() -> None:
    made = {name: yaml.safe_load(text) for name, text in forms().items()}
    assert made.pop(".github/ISSUE_TEMPLATE/config.yml") == {"blank_issues_enabled": False}
    assert {Path(name).stem for name in made} == set(FORMS)
    for form in made.values():
        first, last = form["body"][0], form["body"][-1]
        assert "身份证" in str(first) or "证件号" in str(first)
        assert "ID numbers" in first["attributes"]["value"] and "balances" in str(first)
        assert last["attributes"]["options"][0]["required"] is True
        ids = [part["id"] for part in form["body"][1:]]
        assert len(ids) == len(set(ids))


def test_feedback_links_fill_in_the_page() -> None:
    form = yaml.safe_load(forms()[".github/ISSUE_TEMPLATE/wrong-or-outdated.yml"])
    assert form["body"][1]["id"] == "page" and form["body"][1]["type"] == "input"


def test_the_forms_on_disk_are_valid_for_github() -> None:
    files = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
    assert len(files) == len(FORMS) + 1
    for kind, chosen in (
        ("issue-config", [f for f in files if f.stem == "config"]),
        ("issue-forms", [f for f in files if f.stem != "config"]),
    ):
        result = run("-m", "check_jsonschema", "--builtin-schema", f"vendor.github-{kind}", *chosen)
        assert result.returncode == 0, result.stdout


def test_the_garden_uses_the_same_forms() -> None:
    assert not [word for word in ("芝麻", "支付宝") if word in "".join(forms().values())]
    assert (GARDEN / "content").is_dir()
