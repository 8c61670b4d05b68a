"""Renaming and retiring real entries: nothing points to nowhere, and old addresses answer."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, build_here, run_here
from test_commands import kb, original, project, tree

from knowledge_base.knowledge import load_and_check
from knowledge_base.reading.source import parse

__all__ = ["original", "project"]
WHY = ("--zh", "合到一起。", "--en", "They were merged.", "--date", "2026-11-25")


def data(path: Path) -> object:
    document, _ = parse(path.name, path.read_text("utf-8"))
    assert document
    return document.data


@dataclass(frozen=True)
class Changed:
    """What each of the changes made of the content, one after the other in one project."""

    project: Path
    before: dict[str, bytes]
    moved: dict[str, bytes]
    merged: dict[str, bytes]
    retired: dict[str, bytes]


@pytest.fixture(scope="module")
def changed(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Changed:
    project = shutil.copytree(original, tmp_path_factory.mktemp("moved") / "p", symlinks=True)
    words = (
        ("mv", "action:find-the-record", "look-up-the-record", "--date", "2026-11-25"),
        ("retire", "cause:frequent-returns", "--to", "cause:order-brushing", *WHY),
        ("retire", "myth:grains-add-points", *WHY),
    )
    trees = [tree(project)]
    for each in words:
        result = kb(project, *each)
        assert result.returncode == 0, result.stderr
        assert "0 problems" in kb(project, "check").stdout
        trees.append(tree(project))
    return Changed(project, *trees)


def test_mv_takes_every_link_along_and_changes_nothing_else(changed: Changed) -> None:
    before, after = dict(changed.before), dict(changed.moved)
    old, new = "find-the-record", "look-up-the-record"
    moved = after.pop("content/moved.yaml").decode()
    assert f"action:{old}:\n  to: action:{new}\n  date: 2026-11-25\n" in moved
    assert after.pop(f"content/actions/{new}.yaml") == before.pop(f"content/actions/{old}.yaml")
    for name, text in after.items():
        assert text.decode().replace(new, old) == before[name].decode(), name
        assert old not in text.decode().replace(new, ""), name
    assert old not in after["content/home.yaml"].decode()
    assert new in (changed.project / "schema/ids.schema.json").read_text("utf-8")


def test_mv_twice_still_leads_there_in_one_step(project: Path) -> None:
    kb(project, "mv", "cause:inactivity", "little-use")
    assert kb(project, "mv", "cause:little-use", "seldom-used").returncode == 0
    catalog, problems = load_and_check(project / "content")
    assert catalog and not problems
    assert {move.entry.to for move in catalog.moves.values()} == {"cause:seldom-used"}
    again = kb(project, "mv", "cause:seldom-used", "inactivity")
    assert again.returncode == 2 and "cause:inactivity" in again.stderr


def test_retire_with_a_successor_leads_lists_and_texts_there(changed: Changed) -> None:
    name = "content/causes/frequent-returns.yaml"
    text = changed.merged[name].decode()
    assert "status: retired\n" in text
    assert text.replace("status: retired", "status: published") == changed.moved[name].decode()
    for other, content in changed.merged.items():
        if other not in (name, "content/moved.yaml"):
            assert b"frequent-returns" not in content, other
    entries = data(changed.project / "content/myths/returns-lower-score.yaml")
    assert isinstance(entries, dict) and "cause:order-brushing" in entries["entries"]


def test_retire_without_a_successor_takes_it_out_of_lists_and_texts(changed: Changed) -> None:
    for name, content in changed.retired.items():
        if "grains-add-points.yaml" not in name and name != "content/moved.yaml":
            assert b"grains-add-points" not in content, name


def test_retire_takes_a_myth_with_a_long_title_out_of_the_home_page(project: Path) -> None:
    assert kb(project, "retire", "myth:low-score-bans-trains", *WHY).returncode == 0
    assert "low-score-bans-trains" not in (project / "content/home.yaml").read_text("utf-8")
    assert "0 problems" in kb(project, "check").stdout


def test_retire_leaves_an_answer_that_led_nowhere_else(project: Path) -> None:
    assert kb(project, "retire", "action:understand-three-systems", *WHY).returncode == 0
    questions = data(project / "content/questions.yaml")
    assert isinstance(questions, list)
    assert [each["unsure"] for each in questions if each["id"] == "courts-and-limits"] == [{}]
    assert "understand-three-systems" not in (project / "content/home.yaml").read_text("utf-8")
    assert kb(project, "check").returncode == 0


def test_what_would_break_the_content_is_not_written(project: Path) -> None:
    before = tree(project)
    result = kb(project, "retire", "action:pay-overdue-first", "--zh", "不要了。", "--en", "Gone.")
    if result.returncode == 0:  # every cause has other things to do: nothing is broken
        return
    assert result.returncode == 2 and "error[" in result.stderr
    assert tree(project) == before


def test_retire_wants_a_reason_in_both_languages(project: Path) -> None:
    result = kb(project, "retire", "myth:grains-add-points", "--en", "Why.")
    assert result.returncode == 2 and "--zh" in result.stderr
    unknown = kb(project, "retire", "myth:grain-adds-points", *WHY)
    assert unknown.returncode == 2 and "myth:grains-add-points" in unknown.stderr


@pytest.mark.slow
def test_a_site_with_both_builds_strictly_and_old_addresses_answer(changed: Changed) -> None:
    project = changed.project
    result = build_here(project / "mkdocs.yml", project / "site", SITE_URL="https://x.example/kb/")
    assert result.returncode == 0, result.stderr
    links = run_here(
        ROOT / "scripts/check_links.py", project / "site", "--site-url", "https://x.example/kb/"
    )
    assert links.returncode == 0, links.stdout
    for code in ("zh", "en"):
        moved = (project / f"site/{code}/actions/find-the-record/index.html").read_text("utf-8")
        assert 'content="0; url=../look-up-the-record/"' in moved
        merged = (project / f"site/{code}/causes/frequent-returns/index.html").read_text("utf-8")
        assert 'content="0; url=../order-brushing/"' in merged
        gone = (project / f"site/{code}/myths/grains-add-points/index.html").read_text("utf-8")
        assert "http-equiv=refresh" not in gone and ("合到一起" in gone) == (code == "zh")
    if (ROOT / "hooks/knowledge_base/publish/open_data.py").is_file():
        file = project / "site/data/v1/actions/find-the-record.json"
        assert "look-up-the-record" in json.dumps(json.loads(file.read_text("utf-8")))
