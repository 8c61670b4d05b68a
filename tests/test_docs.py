"""What the documents tell people to do can be done: commands, files, options and links are real."""

import re
import shutil
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, run_here

from knowledge_base.knowledge import load_and_check
from knowledge_base.model import Cause
from knowledge_base.reading.layout import adapter
from knowledge_base.reading.source import parse
from knowledge_base.reading.validate import validate

DOCUMENTS = [
    ROOT / f"{name}.md"
    for name in ("README", "CONTRIBUTING", "MAINTAINING", "HACKING", "SECURITY", "FIELDS")
] + sorted((ROOT / "benchmarks").glob("*.md"))
TOP = ("content", "docs", "hooks", "overrides", "schema", "scripts", "tests", "benchmarks")
TEXTS = {path.stem: path.read_text("utf-8") for path in DOCUMENTS}


def code(text: str) -> list[str]:
    """What stands in backticks or in blocks of shell commands."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(
        r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    )
    return inline + [line for block in blocks for line in block.splitlines()]


def anchors(text: str) -> set[str]:
    """The addresses that GitHub gives to headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name: str) -> None:
    text = re.sub(r"`[^`\n]*`", "", TEXTS[name])
    for target in re.findall(r"(?<!\\)\[[^\[\]]*\]\(([^)\s]+)\)", text):
        if re.match(r"https?:|mailto:", target):
            continue
        file, _, fragment = target.partition("#")
        path = ROOT / file if file else ROOT / f"{name}.md"
        assert path.exists(), target
        if fragment:
            assert fragment in anchors(path.read_text("utf-8")), target


@pytest.mark.parametrize("name", TEXTS)
def test_files_that_are_named_exist(name: str) -> None:
    for words in code(TEXTS[name]):
        for word in words.split():
            word = word.rstrip(".,;:")
            if "<" in word or "*" in word:
                continue
            if (word.split("/")[0] in TOP and "/" in word) or word.startswith(".github/"):
                assert (ROOT / word).exists(), word
            elif re.fullmatch(r"[\w-]+\.yml", word) and word != "mkdocs.yml":
                assert (ROOT / ".github/workflows" / word).is_file(), word
            elif re.fullmatch(r"\.venv/bin/[\w-]+", word):
                assert (Path(sys.executable).parent / Path(word).name).exists(), word


@pytest.mark.parametrize("name", TEXTS)
def test_targets_of_make_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for words in code(TEXTS[name]):
        if found := re.match(r"make ([a-z]+)", words):
            assert re.search(rf"^{found[1]}:", makefile, re.MULTILINE), words


@pytest.mark.parametrize("name", TEXTS)
def test_commands_take_the_options_that_are_named(name: str) -> None:
    for words in code(TEXTS[name]):
        if found := re.match(
            r"(?:\.venv/bin/)?(?:python )?"
            r"((?:scripts|benchmarks)/\S+\.py|-m knowledge_base \w+)(.*)",
            words,
        ):
            for option in re.findall(r"--[a-z-]+", found[2]):
                assert option in help_of(found[1]), words
            assert help_of(found[1])


@cache
def help_of(command: str) -> str:
    result = run_here(*command.split(), "--help")
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_both_languages_of_contributing_have_the_same_parts() -> None:
    zh, en = TEXTS["CONTRIBUTING"].split("\n## English\n")
    for pattern in (r"^### ", r"^\d\. ", r"^- ", r"^\| ", r"^```yaml$"):
        assert len(re.findall(pattern, zh, re.M)) == len(re.findall(pattern, en, re.M)), pattern


def test_the_example_is_valid_and_the_same_in_both_languages() -> None:
    examples = re.findall(r"^```yaml\n(.*?)^```", TEXTS["CONTRIBUTING"], re.M | re.S)
    assert len(examples) == 2
    data = [yaml.safe_load(text) for text in examples]
    assert data[0] == data[1]
    required = {name for name, field in Cause.model_fields.items() if field.is_required()}
    assert set(data[0]) == required
    for text in examples:
        document, problems = parse("x.yaml", text)
        assert document, problems
        assert validate(document, adapter(Cause))[1] == []


def test_the_example_passes_every_rule(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    example = re.findall(r"^```yaml\n(.*?)^```", TEXTS["CONTRIBUTING"], re.M | re.S)[1]
    (tmp_path / "content/causes/late-book.yaml").write_text(example, "utf-8")
    problems = load_and_check(tmp_path / "content")[1]
    assert [p for p in problems if "late-book" in p.place.path and p.level == "error"] == []


def test_the_pages_of_the_site_name_the_same_commands() -> None:
    for language in ("zh", "en"):
        text = (ROOT / f"docs/{language}/contribute.md").read_text("utf-8")
        for words in re.findall(r"`([^`\n]+)`", text):
            if words.startswith("make "):
                assert f"`{words}`" in TEXTS["CONTRIBUTING"]
            elif words.startswith("content/"):
                assert (ROOT / words).exists(), words


def test_pins_in_the_maintainers_page_are_those_of_the_workflows() -> None:
    workflows = sorted((ROOT / ".github/workflows").glob("*.yml"))
    text = "\n".join(path.read_text("utf-8") for path in workflows)
    used = set(re.findall(r"uses: (\S+)@(\w+) # (\S+)", text))
    listed = re.findall(r"^\| (actions/\S+) \| (\S+) \| `(\w+)` \|$", TEXTS["MAINTAINING"], re.M)
    assert used == {(name, commit, tag) for name, tag, commit in listed}


def test_settings_by_environment_are_all_explained() -> None:
    for name in re.findall(r"!ENV \[(\w+)", (ROOT / "mkdocs.yml").read_text("utf-8")):
        assert f"`{name}`" in TEXTS["MAINTAINING"], name


def test_dependencies_are_each_given_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    for name in re.findall(r'^  "([a-z0-9-]+)(?:[><=].*)?",$', text, re.MULTILINE):
        assert name in TEXTS["README"] or name.startswith("types-"), name
