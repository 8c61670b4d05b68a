"""The command that checks links: its exit codes, its formats, and what stands in them."""

import json
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

import pytest
from conftest import run, run_here
from test_links import SCRIPT, Files, home, write


def said(*arguments: object) -> CompletedProcess[str]:
    return run_here(SCRIPT, *map(str, arguments))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A site with one broken link, and the map from it to the author's file."""
    page = {"path": "content/a,b.yaml", "links": [["gone/", 7, 3]]}
    write(tmp_path, {"map.json": json.dumps({"pages": {"a/index.html": page}})})
    write(tmp_path / "site", home("") | {"a/index.html": "<a href=gone/>\n<a href='?' id=x>"})
    return tmp_path / "site"


def test_the_command_exits_0_for_a_clean_site(tmp_path: Path) -> None:
    result = run(SCRIPT, write(tmp_path, home("")))
    assert (result.returncode, result.stderr) == (0, "")


def test_json_output_has_page_url_code_line_message_and_source(broken: Path) -> None:
    result = said(broken, "--format", "json", "--source-map", broken.parent / "map.json")
    assert (result.returncode, result.stderr) == (1, "")
    (problem,) = json.loads(result.stdout)["problems"]
    assert "gone/" in problem.pop("message")
    assert problem == {
        "page": "a/index.html",
        "url": "gone/",
        "code": "missing-page",
        "line": 1,
        "column": 9,
        "source": {"path": "content/a,b.yaml", "line": 7, "column": 3},
    }


def test_a_link_that_is_not_in_the_source_map_points_to_its_file(broken: Path) -> None:
    write(broken.parent, {"map.json": '{"pages": {"a/index.html": {"path": "a.yaml"}}}'})
    result = said(broken, "--format", "github", "--source-map", broken.parent / "map.json")
    assert result.stdout.startswith("::error file=a.yaml,line=1,col=1,title=missing-page::")


@pytest.mark.parametrize("mapped", [True, False])
def test_other_formats_name_the_place(broken: Path, mapped: bool) -> None:
    source = ["--source-map", broken.parent / "map.json"] if mapped else []
    path, line, column = ("content/a,b.yaml", 7, 3) if mapped else ("a/index.html", 1, 9)

    text = said(broken, *source).stdout
    assert "a/index.html:1:9 missing-page gone/\n" in text
    assert (f"← {path}:{line}:{column}\n" in text) == mapped

    github = said(broken, *source, "--format", "github").stdout
    assert github.startswith(f"::error file={path.replace(',', '%2C')},line={line},col={column},")
    assert github.count("\n") == 1

    sarif = json.loads(said(broken, *source, "--format", "sarif").stdout)
    (sarif_run,) = sarif["runs"]
    (result,) = sarif_run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert sarif["version"] == "2.1.0"
    assert sarif_run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert place["artifactLocation"]["uri"] == path.replace(",", "%2C")
    assert place["region"] == {"startLine": line, "startColumn": column}

    suite = ElementTree.fromstring(said(broken, *source, "--format", "junit").stdout)[0]
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    assert suite[0].get("name") == "missing-page gone/"


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing"],
        ["empty"],
        ["site", "--source-map", "missing.json"],
        ["site", "--source-map", "bad.json"],
        ["site", "--source-map", "list.json"],
        ["site", "--base", "https://example.org/"],
        ["site", "--site-url", "example.org"],
        ["site", "--site-url", "https://"],
        ["site", "--format", "csv"],
        [],
    ],
)
def test_the_command_exits_2_without_a_traceback_if_it_cannot_run(
    tmp_path: Path, arguments: list[str]
) -> None:
    files: Files = {"site/index.html": "", "bad.json": "{", "list.json": "[]", "empty/x.txt": ""}
    write(tmp_path, files)
    places = {"site", "missing", "empty", "missing.json", "bad.json", "list.json"}
    result = said(*(tmp_path / word if word in places else word for word in arguments))
    assert result.returncode == 2
    assert result.stderr and "Traceback" not in result.stderr
    assert result.stdout == ""
