"""A broken link of the built site is reported with the YAML file and line that it comes from."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import GARDEN, ROOT, run

from knowledge_base.knowledge import load_and_check
from knowledge_base.provenance import source_map

PAGES = {
    "zh/causes/overdue-huabei/index.html", "en/causes/frequent-returns/index.html",
    "en/actions/find-the-record/index.html", "zh/impacts/bank-loans-and-rates/index.html",
    "zh/myths/light-the-stars/index.html", "en/glossary/index.html", "zh/self-check/index.html",
    "zh/causes/index.html", "en/impacts/index.html", "zh/actions/index.html",
}  # fmt: skip


@pytest.fixture(scope="module")
def table() -> dict[str, dict[str, list[dict[str, str | int]]]]:
    catalog, _ = load_and_check(ROOT / "content")
    assert catalog
    pages: dict[str, dict[str, list[dict[str, str | int]]]] = source_map(catalog)["pages"]
    return pages


def test_every_link_of_the_map_stands_in_its_page(
    site: Path, table: dict[str, dict[str, list[dict[str, str]]]]
) -> None:
    missing = [
        (page, link["url"])
        for page, rows in table.items()
        for link in rows["links"]
        if f'"{link["url"]}"' not in (site / page).read_text("utf-8")
    ]
    assert missing == []


def test_every_broken_link_from_yaml_names_its_file_and_line(
    site: Path, tmp_path: Path, table: dict[str, dict[str, list[dict[str, str]]]]
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    wanted: dict[tuple[str, str], set[tuple[str, int]]] = {}
    for page in PAGES:
        text = (copy / page).read_text("utf-8")
        for link in table[page]["links"]:
            broken = link["url"].replace("/", "x/", 1) if "/" in link["url"] else f"{link['url']}-x"
            text = text.replace(f'href="{link["url"]}"', f'href="{broken}"')
            places = {
                (str(row["path"]), int(row["line"]))
                for row in table[page]["links"]
                if row["url"] == link["url"]
            }
            wanted[page, broken] = places
        (copy / page).write_text(text, "utf-8")
    map_file = tmp_path / "map.json"
    map_file.write_text(json.dumps({"pages": table}), "utf-8")
    options = ("--site-url", "https://guide.example/zhima/", "--source-map", map_file)
    result = run(ROOT / "scripts/check_links.py", copy, "--format", "json", *options)
    assert result.returncode == 1, result.stderr
    found = {
        (row["page"], row["url"]): (row["source"]["path"], row["source"]["line"])
        for row in json.loads(result.stdout)["problems"]
        if row.get("source")
    }
    assert len(wanted) > 100
    assert [key for key, places in wanted.items() if found.get(key) not in places] == []


def test_the_build_writes_the_map_beside_the_site_and_not_into_it(garden_site: Path) -> None:
    written = json.loads((GARDEN / ".cache/source-map.json").read_text("utf-8"))
    links = written["pages"]["en/causes/overwatering/index.html"]["links"]
    wanted = {"url": "../../actions/let-soil-dry/", "path": "content/causes/overwatering.yaml"}
    assert any(wanted.items() <= link.items() for link in links)
    assert not list(garden_site.rglob("source-map.json"))
