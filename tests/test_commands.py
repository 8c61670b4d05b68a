"""The verbs of ``python -m knowledge_base``, as people type them, on a copy of the real content."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, run, run_here

HUABEI = "content/causes/overdue-huabei.yaml"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content and what the build needs beside it, copied once."""
    target = tmp_path_factory.mktemp("project")
    for name in ("content", "docs", "schema"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    for name in ("hooks", "overrides"):
        (target / name).symlink_to(ROOT / name)
    return target


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return shutil.copytree(original, tmp_path / "project", symlinks=True)


def kb(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``python -m knowledge_base`` in the folder ``project``; never a traceback."""
    result = run_here("-m", "knowledge_base", *words, cwd=project, **environment)
    assert "Traceback" not in result.stdout + result.stderr, result.stderr
    return result


def edit(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def tree(project: Path) -> dict[str, bytes]:
    files = (path for path in (project / "content").rglob("*") if path.is_file())
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}


def test_check_is_clean_and_says_how_much_it_read(original: Path) -> None:
    result = kb(original, "check")
    assert result.returncode == 0, result.stdout
    assert "0 problems" in result.stdout and "0个问题" in result.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check",), 1),
        (("show", "cause:overdue-huabei"), 0),
        (("explain", "no-such-rule"), 2),
        (("--help",), 0),
        (("new", "cause"), 2),
    ],
)
def test_a_process_of_its_own_says_the_same(
    project: Path, words: tuple[str, ...], code: int
) -> None:
    """The other tests run the verbs in the tests' own process; this is how people run them."""
    edit(project, HUABEI, "dimension: promises", "dimension: promise")
    hooks = str(ROOT / "hooks")
    theirs = run("-m", "knowledge_base", *words, cwd=project, PYTHONPATH=hooks)
    ours = kb(project, *words)
    assert theirs.returncode == ours.returncode == code
    assert (theirs.stdout, theirs.stderr) == (ours.stdout, ours.stderr)


def test_check_reports_only_the_files_it_is_asked_about(project: Path) -> None:
    edit(project, HUABEI, "dimension: promises", "dimension: promise")
    assert kb(project, "check", "content/causes/cash-out.yaml").returncode == 0
    result = kb(project, "check", HUABEI)
    assert result.returncode == 1
    assert f"{HUABEI}:" in result.stdout and "promises" in result.stdout


def test_check_prints_sarif_with_rules_levels_and_places(project: Path) -> None:
    edit(project, HUABEI, "dimension: promises", "dimension: promise")
    result = kb(project, "check", "--format", "sarif", SITE_URL="https://guide.example/zhima/")
    (sarif,) = json.loads(result.stdout)["runs"]
    (found,) = sarif["results"]
    rule = sarif["tool"]["driver"]["rules"][found["ruleIndex"]]
    assert found["ruleId"] == rule["id"] == "unknown-vocabulary" and found["level"] == "error"
    assert rule["helpUri"] == "https://guide.example/zhima/en/rules/#unknown-vocabulary"
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == HUABEI
    text = (project / HUABEI).read_text("utf-8").splitlines()
    assert "promise" in text[place["region"]["startLine"] - 1]


def test_a_folder_of_no_project_exits_2(tmp_path: Path) -> None:
    result = kb(tmp_path, "check")
    assert result.returncode == 2 and "--content" in result.stderr


def test_a_file_that_is_not_there_exits_2(original: Path) -> None:
    result = kb(original, "check", "content/causes/nowhere.yaml")
    assert result.returncode == 2 and "nowhere.yaml" in result.stderr


def test_a_changed_source_text_warns_with_the_line_to_paste_and_stamp_writes_it(
    project: Path,
) -> None:
    assert kb(project, "stamp", HUABEI).returncode == 0
    stamped = (project / HUABEI).read_text("utf-8")
    assert stamped.splitlines()[-1].startswith("translation: {source: zh, hash: ")
    edit(project, HUABEI, "花呗账单页写着", "花呗的账单页写着")
    result = kb(project, "check", HUABEI)
    assert result.returncode == 0 and "warning[translation-lags]" in result.stdout
    (line,) = {
        row.partition("line: ")[2] for row in result.stdout.splitlines() if "write this line" in row
    }
    edit(project, HUABEI, stamped.splitlines()[-1], line)
    assert "0 problems" in kb(project, "check", HUABEI).stdout
    pasted = (project / HUABEI).read_text("utf-8")
    assert "0 files" in kb(project, "stamp", HUABEI).stdout
    assert (project / HUABEI).read_text("utf-8") == pasted


def test_a_stamp_does_not_mind_spaces_widths_or_the_other_language(project: Path) -> None:
    kb(project, "stamp", HUABEI)
    edit(project, HUABEI, "花呗账单页写着", "花呗 账单页写着")
    edit(project, HUABEI, "en: Overdue Huabei", "en: Late Huabei")
    assert "0 problems" in kb(project, "check", HUABEI).stdout


def test_every_verb_explains_itself_in_both_languages(original: Path) -> None:
    from knowledge_base.commands import VERBS

    listed = kb(original, "--help").stdout
    for verb in VERBS:
        assert f"    {verb}" in listed
        text = kb(original, verb, "--help").stdout
        assert " / " in text and any("\u4e00" <= character <= "\u9fff" for character in text)


def test_fix_dry_run_shows_the_difference_and_writes_nothing(project: Path) -> None:
    edit(project, HUABEI, "urgency: now\n", "")
    edit(project, HUABEI, "review_by:", "# kept with its field\nurgency: now\nreview_by:")
    before = tree(project)
    result = kb(project, "fix", HUABEI, "--dry-run")
    assert "+# kept with its field\n+urgency: now" in result.stdout
    assert tree(project) == before
    assert kb(project, "fix", HUABEI).returncode == 0
    lines = (project / HUABEI).read_text("utf-8").splitlines()
    place = lines.index("# kept with its field")
    assert lines[place + 1] == "urgency: now"
    assert lines[place + 2].startswith("misconceptions:")


def test_fix_typesets_chinese_and_touches_neither_english_nor_code(project: Path) -> None:
    edit(project, HUABEI, "zh: 花呗逾期\n", "zh: 花呗逾期,先还abc`abc,中文`\n")
    edit(project, HUABEI, "en: Overdue Huabei\n", "en: Overdue 花呗abc\n")
    assert "typography" in kb(project, "check", HUABEI).stdout
    kb(project, "fix", HUABEI)
    text = (project / HUABEI).read_text("utf-8")
    assert "zh: 花呗逾期，先还 abc`abc,中文`\n" in text and "en: Overdue 花呗abc\n" in text


ANSWERS = {
    "cause": ("title.zh=书还晚了", "title.en=A late book", "dimension=promises"),
    "impact": (
        "title.zh=不能再借",
        "title.en=No more loans",
        "area=daily-life",
        "decided_by=people",
    ),
    "action": ("title.zh=还书", "title.en=Return the book", "effect=stops_further_harm"),
    "myth": ("belief.en=A late book costs nothing",),
    "term": ("term.zh=逾期还书", "pinyin=yúqī huánshū"),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_new_writes_a_skeleton_whose_only_problems_are_what_is_left_to_do(
    project: Path, kind: str
) -> None:
    flags = [word for answer in ANSWERS[kind] for word in ("--set", answer)]
    before = tree(project)
    result = kb(project, "new", kind, "late-book", *flags, "--date", "2026-11-25")
    assert result.returncode == 0, result.stderr
    name = result.stdout.splitlines()[0]
    text = (project / name).read_text("utf-8")
    assert text.startswith(f"# yaml-language-server: $schema=../../schema/{kind}.schema.json\n")
    assert all(answer.partition("=")[2] in text for answer in ANSWERS[kind])
    assert tree(project) == {**before, name: text.encode()}
    rows = json.loads(kb(project, "check", name, "--format", "json").stdout)["problems"]
    lines = text.splitlines()
    assert rows and all(
        "todo" in lines[row["line"] - 1].casefold() for row in rows if row["rule"] != "and-more"
    ), rows
    assert "TODO" not in kb(project, "check", "content/sources.yaml").stdout


def test_new_never_uses_an_id_again(project: Path) -> None:
    before = tree(project)
    for id in ("overdue-huabei", "Late_Book"):
        result = kb(project, "new", "cause", id)
        assert result.returncode == 2 and id in result.stderr
    assert tree(project) == before


def test_due_lists_reviews_lagging_translations_and_addresses_that_did_not_answer(
    project: Path,
) -> None:
    assert kb(project, "due", "--on", "2026-11-25").returncode == 0
    kb(project, "stamp", HUABEI)
    edit(project, HUABEI, "花呗账单页写着", "花呗的账单页写着")
    address = "https://www.ft.com/content/ec4a2a46-c577-11e7-a1d2-6786f39ef675"
    row = {"checked": "2026-11-20T00:00:00+00:00", "code": "external-broken", "detail": "HTTP 404"}
    cache = project / "links.json"
    cache.write_text(json.dumps({"links": {address: row}}), "utf-8")
    words = ("due", "--on", "2027-02-19", "--within", "1", "--cache", "links.json")
    result = kb(project, *words, "--format", "json")
    assert result.returncode == 1
    found = json.loads(result.stdout)["due"]
    assert {each["what"] for each in found} == {"review", "translation", "link"}
    reviews = {each["name"]: each["date"] for each in found if each["what"] == "review"}
    assert reviews["cause:overdue-huabei"] == "2027-02-20"
    assert max(reviews.values()) <= "2027-02-20"
    assert address in kb(project, *words).stdout


def test_show_prints_an_entry_as_it_reads_drafts_too(project: Path) -> None:
    edit(project, "content/myths/tasks-add-points.yaml", "status: published", "status: draft")
    zh = kb(project, "show", "myth:tasks-add-points", "--language", "zh").stdout
    assert "每天做 App 里的任务" in zh and "Doing the daily tasks" not in zh
    both = kb(project, "show", "cause:overdue-huabei").stdout
    assert "# 花呗逾期" in both and "# Overdue Huabei" in both
    assert "<" not in both and "](" not in both and "{ #" not in both and "&#" not in both
    wrong = kb(project, "show", "cause:overdue-huabie")
    assert wrong.returncode == 2 and "cause:overdue-huabei" in wrong.stderr


@pytest.fixture
def committed(project: Path) -> Path:
    """The copy as a repository with one commit, named ``before``."""
    for words in (
        ("init", "-q"),
        ("add", "content"),
        ("-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-qm", "all"),
        ("tag", "before"),
    ):
        subprocess.run(["git", "-C", str(project), *words], check=True, capture_output=True)
    return project


def test_diff_says_in_readers_words_what_changed_and_how_risky_it_is(committed: Path) -> None:
    assert "low" in kb(committed, "diff", "before").stdout
    edit(committed, HUABEI, "en: Overdue Huabei\n", "en: Late Huabei\n")
    report = json.loads(kb(committed, "diff", "before", "--format", "json").stdout)
    assert report["risk"] == "low"
    edit(committed, HUABEI, "- id: wait-for-next-round", "- id: keep-proof")
    edit(committed, HUABEI, "sources: [atec-2018-questions]", "sources: [ant-letter-ft-2017]")
    report = json.loads(kb(committed, "diff", "before", "--format", "json").stdout)
    assert report["risk"] == "medium"
    (change,) = report["changes"]
    assert change["edges"] == [["action:wait-for-next-round"], ["action:keep-proof"]]
    edit(
        committed,
        HUABEI,
        "kind: financial\n    certainty: supported",
        "kind: financial\n    certainty: official",
    )
    text = kb(committed, "diff", "before").stdout
    assert text.startswith("风险 / Risk: 高") and "- Overdue Huabei\n    + Late Huabei" in text
    assert "huabei-reports-to-pboc: financial · supported → financial · official" in text


def test_diff_as_markdown_shows_contributors_text_as_text(committed: Path) -> None:
    edit(committed, HUABEI, "en: Overdue Huabei\n", 'en: "<b>@all [x](y) **late**"\n')
    text = kb(committed, "diff", "before", "--format", "markdown").stdout
    assert "@all" not in text and "<b>" not in text and "[x](" not in text
    assert "&#64;all" in text and "### 改动 / Changed: `cause:overdue-huabei`" in text


def test_diff_with_a_commit_that_is_not_there_exits_2(committed: Path) -> None:
    for base in ("nowhere", "--output=x"):
        result = kb(committed, "diff", "--", base)
        assert result.returncode == 2 and base in result.stderr
    assert not (committed / "x").exists()


def test_check_ends_with_what_mends_some_of_it_and_where_rules_are_explained(project: Path) -> None:
    edit(project, HUABEI, "urgency: now", "urgency：now")
    edit(project, "content/causes/cash-out.yaml", "dimension: ", "dimension: x-")
    lines = kb(project, "check").stdout.splitlines()
    assert any(line.endswith(f"python -m knowledge_base fix {HUABEI}") for line in lines)
    assert any(line.endswith("python -m knowledge_base explain full-width-colon") for line in lines)
    published = kb(project, "check", SITE_URL="https://guide.example/").stdout
    assert "https://guide.example/en/rules/#full-width-colon" in published


def test_explain_shows_the_rule_with_a_right_and_a_wrong_example(original: Path) -> None:
    text = kb(original, "explain", "full-width-colon").stdout
    assert "全角冒号" in text and "full-width colon" in text
    assert "urgency：now" in text and "urgency: now" in text
    wrong = kb(original, "explain", "full-width-coln")
    assert wrong.returncode == 2 and "full-width-colon" in wrong.stderr


def test_a_removed_stamp_is_told_with_the_line_to_add(project: Path) -> None:
    kb(project, "stamp")
    path = project / HUABEI
    *lines, stamp = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(lines) + "\n", "utf-8")
    result = kb(project, "check", HUABEI)
    assert result.returncode == 0 and f": {stamp}" in result.stdout
