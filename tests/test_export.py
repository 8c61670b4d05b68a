"""The Markdown on disk builds with another generator, to the same pages, links and sections."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import GARDEN, ROOT, run, run_here
from selectolax.lexbor import LexborHTMLParser

from knowledge_base import export
from knowledge_base.knowledge import load_and_check
from knowledge_base.languages import CODES

# Added by our overrides of the theme: MAINTAINING.md names what an export loses.
LOST = {"feedback"}


def exported(target: Path, *options: str) -> Path:
    script = ROOT / "scripts/export_markdown.py"
    result = run_here(script, target, "--root", GARDEN, *options)
    assert result.returncode == 0, result.stderr
    return target


def built_by_zensical(project: Path) -> Path:
    command = [str(Path(sys.executable).parent / "zensical"), "build", "--clean"]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No issues found" in result.stdout + result.stderr
    return project / "site"


def pages(site: Path) -> dict[str, LexborHTMLParser]:
    found = (path for code in CODES for path in sorted((site / code).rglob("index.html")))
    trees = {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text("utf-8"))
        for path in found
    }
    return {name: tree for name, tree in trees.items() if tree.css_first("article")}  # no stubs


def sections(tree: LexborHTMLParser) -> set[str]:
    ids = {node.attributes["id"] or "" for node in tree.css("article [id]")}
    return {id for id in ids if not id.startswith("__")} - LOST


def test_zensical_builds_the_same_pages_links_and_sections(
    tmp_path: Path, garden_site: Path
) -> None:
    theirs = built_by_zensical(exported(tmp_path / "export"))
    ours, others = pages(garden_site), pages(theirs)
    assert ours.keys() == others.keys() and len(ours) > 20
    for name in ours:
        assert sections(ours[name]) <= sections(others[name]), name
    links = run_here(ROOT / "scripts/check_links.py", theirs, "--format", "json")
    found = {(each["page"], each["code"]) for each in json.loads(links.stdout)["problems"]}
    assert found <= {("index.html", "empty-href")}, "only the theme's own link home from the root"


def test_one_language_can_be_exported_alone(tmp_path: Path) -> None:
    site = built_by_zensical(exported(tmp_path / "export", "--language", "en"))
    assert {name[:2] for name in pages(site)} == {"en"}


def test_sections_too_long_for_the_others_index_are_kept_out_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalog, _ = load_and_check(GARDEN / "content")
    assert catalog

    def kept_out() -> set[str]:
        files = dict(export.export(catalog, GARDEN / "docs", []))
        return {name for name, text in files.items() if '"search": {"exclude": true}' in text}

    assert kept_out() == set()
    monkeypatch.setattr(export, "_PLACES", 60_000)  # as if the garden were a large site
    assert kept_out() == {"docs/en/rules.md"}


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = run(ROOT / "scripts/export_markdown.py", tmp_path, "--root", GARDEN)
    assert result.returncode == 2 and "not an empty folder" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.slow
def test_the_real_pages_have_the_same_sections_too(tmp_path: Path, site: Path) -> None:
    result = run_here(ROOT / "scripts/export_markdown.py", tmp_path / "export")
    assert result.returncode == 0, result.stderr
    ours, others = pages(site), pages(built_by_zensical(tmp_path / "export"))
    assert ours.keys() == others.keys()
    assert not [name for name in ours if sections(ours[name]) - sections(others[name])]
