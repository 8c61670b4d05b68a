"""What GitHub runs: valid, pinned, with the least rights; its steps run here as they run there."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, run, run_here

from knowledge_base.github import gh

FOLDER = ROOT / ".github"
WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))
SAY = ROOT / "scripts/github_say.py"
SHELL = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c")


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step of every workflow, with the name of its file."""
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            for step in job["steps"]:
                yield path.name, step


def script(file: str, name: str) -> str:
    """The commands of the step whose name begins so."""
    return str(
        next(s["run"] for f, s in steps() if f == file and s.get("name", "").startswith(name))
    )


def test_zizmor_finds_nothing() -> None:
    command = Path(sys.executable).parent / "zizmor"
    result = subprocess.run(
        [
            command,
            "--offline",
            "--no-progress",
            "--persona=pedantic",
            "--strict-collection",
            FOLDER,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "completed" in result.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.dependabot", [FOLDER / "dependabot.yml"]),
    ],
)
def test_github_reads_the_files(schema: str, files: list[Path]) -> None:
    result = run("-m", "check_jsonschema", "--builtin-schema", schema, *files)
    assert result.returncode == 0, result.stdout


def test_actions_are_pinned_by_commit_with_the_tag_beside() -> None:
    lines = [line for path in WORKFLOWS for line in path.read_text("utf-8").splitlines()]
    uses = [line for line in lines if re.match(r"\s*(- )?uses:", line)]
    assert uses
    for line in uses:
        assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+", line), line


def test_a_pin_has_one_meaning() -> None:
    text = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)
    pins = set(re.findall(r"uses: (\S+)@(\S+) # (\S+)", text))
    assert len(pins) == len({name for name, _, _ in pins})


def test_rights_are_given_job_by_job() -> None:
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text("utf-8"))
        assert workflow["permissions"] == {} and "concurrency" in workflow, path.name
        for job in workflow["jobs"].values():
            assert job["permissions"] and job["timeout-minutes"] <= 60
            for step in job["steps"]:
                if step.get("uses", "").startswith("actions/checkout"):
                    assert step["with"]["persist-credentials"] is False


def test_only_reading_where_a_strangers_code_runs() -> None:
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text("utf-8"))
        events = workflow[True]  # YAML 1.1 reads "on" so
        assert "pull_request_target" not in events
        if "pull_request" in events:
            for job in workflow["jobs"].values():
                assert set(job["permissions"].values()) == {"read"}, path.name


def test_nothing_from_outside_stands_in_a_command() -> None:
    for name, step in steps():
        assert "${{" not in step.get("run", ""), name


def test_every_command_of_ours_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name, step in steps():
        commands = step.get("run", "")
        for target in re.findall(r"^make --silent (\S+)", commands, re.MULTILINE):
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), (name, target)
        for path in re.findall(r"(?<![\w/])((?:scripts|\.ci)/[\w./]+)", commands):
            assert os.access(ROOT / path, os.X_OK) or path.endswith(".py"), (name, path)
            assert (ROOT / path).is_file(), (name, path)


def test_every_verb_exists() -> None:
    for name, step in steps():
        for verb in re.findall(r"-m knowledge_base (\w+)", step.get("run", "")):
            result = run_here("-m", "knowledge_base", verb, "--help")
            assert result.returncode == 0, (name, verb)


def repository(folder: Path) -> Path:
    """A git repository with one commit of a little content."""
    folder.mkdir(exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "content").mkdir()
    (folder / "content/a.yaml").write_text("a: b\n")
    (folder / "Makefile").write_text("all:\n")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    names = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    git(folder, *names, "commit", "--quiet", "--message=x")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (["content/a.yaml"], "false"),
        (["content/b.yaml", "docs/zh/x.md"], "false"),
        (["Makefile"], "true"),
        (["content/a.yaml", "docs/assets/x.js"], "true"),
        (["docs/en.md"], "true"),
    ],
)
def test_all_tests_run_unless_only_content_changed(
    tmp_path: Path, changed: list[str], code: str
) -> None:
    folder = repository(tmp_path)
    for name in changed:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("changed\n")
    commit(folder)
    output = tmp_path / "output"
    command = script("check.yml", "See whether more")
    subprocess.run(
        [*SHELL, command], cwd=folder, check=True, env={**os.environ, "GITHUB_OUTPUT": str(output)}
    )
    assert output.read_text() == f"code={code}\n"


FAKE_GH = """#!{python}
import json, os, sys
with open(os.environ["GH_LOG"], "a") as log:
    stdin = "" if sys.stdin.isatty() else sys.stdin.read()
    log.write(json.dumps({{"argv": sys.argv[1:], "stdin": stdin}}) + "\\n")
for start, answer in json.loads(os.environ["GH_ANSWERS"]).items():
    if " ".join(sys.argv[1:]).startswith(start):
        print(answer)
"""


class Hub:
    """Stands for GitHub: a ``gh`` that writes down what it is asked and gives set answers."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "gh.log"
        self.bin = folder / "bin"
        self.bin.mkdir()
        path = self.bin / "gh"
        path.write_text(FAKE_GH.format(python=sys.executable))
        path.chmod(0o755)

    def environment(self, answers: dict[str, str]) -> dict[str, str]:
        return {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "GH_LOG": str(self.log),
            "GH_ANSWERS": json.dumps(answers),
        }

    def calls(self) -> list[tuple[str, str]]:
        rows = [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]
        return [(" ".join(row["argv"]), row["stdin"]) for row in rows]


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return Hub(tmp_path)


FILES = "api --paginate repos/{owner}/{repo}/pulls/7/files"
PULLS = json.dumps([{"number": 6, "headRefOid": "b" * 40}, {"number": 7, "headRefOid": "a" * 40}])


def change(folder: Path, text: str, data: str) -> Path:
    folder = folder / "change"
    folder.mkdir()
    (folder / "change.txt").write_text(text, "utf-8")
    (folder / "change.json").write_text(data, "utf-8")
    return folder


def say_change(hub: Hub, folder: Path, answers: dict[str, str], commit: str = "a" * 40) -> str:
    result = run_here(
        SAY, "change", folder, "--commit", commit, "--run", "https://hub.example/1", cwd=ROOT,
        **hub.environment({"pr list": PULLS, FILES: "content/a.yaml\ndocs/zh/b.md", **answers}),
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_a_change_is_told_in_one_comment_and_labelled(tmp_path: Path, hub: Hub) -> None:
    folder = change(tmp_path, "- old\n+ new @everyone ```\n", '{"risk": "medium", "changes": []}')
    assert say_change(hub, folder, {}) == "#7: medium\n"
    calls = hub.calls()
    body = next(stdin for call, stdin in calls if call == "pr comment 7 --body-file=-")
    assert body.startswith("<!-- knowledge-base: change -->\n**")
    assert (
        "\n````text\n- old\n+ new @everyone ```\n````\n" in body and "https://hub.example/1" in body
    )
    assert calls[-1][0] == (
        "pr edit 7 --add-label=risk: medium --remove-label=risk: low,risk: high"
    )


def test_the_comment_is_edited_the_next_time(tmp_path: Path, hub: Hub) -> None:
    folder = change(tmp_path, "x\n", '{"risk": "low"}')
    say_change(hub, folder, {"api --paginate repos/{owner}/{repo}/issues/7/comments": "99"})
    calls = [call for call, _ in hub.calls()]
    assert "api --method=PATCH repos/{owner}/{repo}/issues/comments/99 --field=body=@-" in calls
    assert not [call for call in calls if call.startswith("pr comment")]


@pytest.mark.parametrize(
    "file", ["hooks/x.py", ".github/workflows/x.yml", "docs/assets/x.js", "contents"]
)
def test_a_request_that_changes_code_cannot_call_itself_harmless(
    tmp_path: Path, hub: Hub, file: str
) -> None:
    folder = change(tmp_path, "x\n", '{"risk": "low"}')
    assert say_change(hub, folder, {FILES: f"content/a.yaml\n{file}"}) == "#7: high\n"


def test_a_commit_of_no_open_request_is_not_commented_on(tmp_path: Path, hub: Hub) -> None:
    folder = change(tmp_path, "x\n", '{"risk": "low"}')
    assert "moved on" in say_change(hub, folder, {}, commit="c" * 40)
    assert len(hub.calls()) == 1


@pytest.mark.parametrize("data", ["", "[]", '{"risk": "none"}', '{"risk": ["low"]}', "{", "\udcff"])
def test_what_states_no_risk_counts_as_high(data: str) -> None:
    assert gh.risk_of(data) == "high"


def test_a_missing_or_odd_output_of_the_other_run_is_no_crash(tmp_path: Path, hub: Hub) -> None:
    folder = tmp_path / "change"
    folder.mkdir()
    (folder / "change.txt").symlink_to("/etc/hostname")
    (folder / "change.json").write_bytes(b"\xff" * 300_000)
    assert say_change(hub, folder, {}) == "#7: high\n"
    body = next(stdin for call, stdin in hub.calls() if call.startswith("pr comment"))
    assert Path("/etc/hostname").read_text().strip() not in body.split("```")[1]


@pytest.mark.parametrize(
    ("report", "listed", "done", "call"),
    [
        ("x.yaml:1 dead\n", "[]", "opened", "issue create "),
        ("x.yaml:1 dead\n", '[{"number": 3}]', "edited", "issue edit 3 --body-file=-"),
        ("", '[{"number": 3}]', "closed", "issue close 3 "),
        ("", "[]", "nothing", "issue list "),
    ],
)
def test_dead_links_have_one_issue(
    tmp_path: Path, hub: Hub, report: str, listed: str, done: str, call: str
) -> None:
    (tmp_path / "report.txt").write_text(report)
    result = run(
        SAY, "issue", tmp_path / "report.txt", cwd=ROOT, **hub.environment({"issue list": listed})
    )
    assert (result.returncode, result.stdout) == (0, f"{done}\n")
    last, stdin = hub.calls()[-1]
    assert last.startswith(call)
    if report:
        assert "```text\nx.yaml:1 dead\n```" in stdin


def test_a_failure_of_gh_is_told_in_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "gh").write_text("#!/bin/sh\necho 'HTTP 403: no right' >&2\nexit 1\n")
    (tmp_path / "gh").chmod(0o755)
    result = run(SAY, "issue", tmp_path / "none", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert result.returncode == 2 and "HTTP 403: no right" in result.stderr


def test_a_label_turns_a_form_into_a_branch_and_a_request(
    tmp_path: Path, garden: Path, hub: Hub
) -> None:
    for name in ("scripts", "hooks", ".venv"):
        (garden / name).symlink_to(ROOT / name)
    (garden / ".gitignore").write_text("/scripts\n/hooks\n/.venv\n")
    git(garden, "init", "--quiet", "--initial-branch=main")
    commit(garden)
    server = tmp_path / "server"
    server.mkdir()
    git(server, "init", "--quiet", "--bare", "guide")
    title = "### x [page]\n\ncause:overwatering\n\n### x [language]\n\nen\n\n"
    sentence = yaml.safe_load((garden / "content/causes/overwatering.yaml").read_text("utf-8"))
    old = sentence["signs"][0]["en"]
    body = f"{title}### x [sentence]\n\n{old}\n\n### x [better]\n\nThe soil $(touch x) stays wet.\n"
    issue = {"number": 5, "body": body, "labels": [{"name": "translation-fix"}]}
    steps_of_form = [s for f, s in steps() if f == "forms.yml" and "run" in s][1:4]
    environment = {
        **os.environ,
        **hub.environment({"issue view": json.dumps(issue)}),
        "NUMBER": "5",
        "GH_REPO": "guide",
        "GITHUB_SERVER_URL": server.as_posix(),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }
    for step in steps_of_form:
        command = step["run"].replace("scripts/from_issue.py", "scripts/from_issue.py --root .")
        done = subprocess.run(
            [*SHELL, command],
            cwd=garden,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        if (tmp_path / "output").exists():
            output = dict(
                line.split("=", 1) for line in (tmp_path / "output").read_text().splitlines()
            )
            environment |= {
                "BRANCH": output["branch"], "FILE": output["path"], "TITLE": output["title"],
            }  # fmt: skip
    diff = git(server / "guide", "show", "--format=%an", "form/5-overwatering")
    assert "github-actions[bot]" in diff and "+" in diff and "$(touch x)" in diff
    assert diff.count("\n+") == 2 and not (garden / "x").exists()
    assert hub.calls()[-1][0].startswith("pr create --head form/5-overwatering --title ")


def test_dead_links_are_reported_and_other_failures_stop_the_job(tmp_path: Path) -> None:
    command = script("links-weekly.yml", "Open every link")
    for code, written, ok in ((0, "", True), (1, "said\n", True), (2, "", False)):
        folder = tmp_path / str(code)
        (folder / ".venv/bin").mkdir(parents=True)
        python = folder / ".venv/bin/python"
        python.write_text(f"#!/bin/sh\necho said\nexit {code}\n")
        python.chmod(0o755)
        done = subprocess.run([*SHELL, command], cwd=folder, check=False, capture_output=True)
        assert (done.returncode == 0) is ok
        assert (folder / "report/dead.txt").read_text() == written


def test_the_content_job_annotates_the_line(garden: Path) -> None:
    path = garden / "content/causes/overwatering.yaml"
    path.write_text(path.read_text("utf-8").replace("urgency: ", "urgency: x-", 1), "utf-8")
    for name in ("scripts", "hooks", ".venv"):
        (garden / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "Makefile", garden)
    shutil.copy(ROOT / "requirements.lock", garden)
    recipe = re.search(r"^check:.*\n\t(.*)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert recipe and script("check.yml", "Check the content") == "make --silent check"
    command = recipe[1].replace("$(BIN)", ".venv/bin") + " content"
    done = subprocess.run(
        [*SHELL, command], cwd=garden, check=False, capture_output=True, text=True,
        env={**os.environ, "GITHUB_ACTIONS": "true"},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=content/causes/overwatering.yaml,line=")


def test_a_request_asks_for_sources_and_for_ai_use() -> None:
    text = (FOLDER / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    for asked in ("One entry", "opened each source", "AI use", "No names", "一个条目"):
        assert asked in text


def test_nobodys_handle_is_invented() -> None:
    lines = (FOLDER / "CODEOWNERS").read_text("utf-8").splitlines()
    assert all(line.startswith("#") for line in lines if line)
    for line in lines:
        if path := re.match(r"# (/\S+)", line):
            assert (ROOT / path[1].lstrip("/")).exists()


def preview(garden: Path, edit: tuple[str, str]) -> Path:
    """Run the step of preview.yml over a repository whose last commit makes ``edit``."""
    for name in ("hooks", ".venv"):
        (garden / name).symlink_to(ROOT / name)
    (garden / ".gitignore").write_text("/hooks\n/.venv\n")
    git(garden, "init", "--quiet", "--initial-branch=main")
    commit(garden)
    path = garden / "content/causes/overwatering.yaml"
    before = path.read_text("utf-8")
    assert edit[0] in before
    path.write_text(before.replace(*edit, 1), "utf-8")
    commit(garden)
    command = script("preview.yml", "Say what changes")
    environment = {**os.environ, "PYTHONPATH": "hooks"}
    done = subprocess.run(
        [*SHELL, command], cwd=garden, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return garden / "change"


def test_a_change_of_words_reaches_the_comment(garden: Path, hub: Hub) -> None:
    folder = preview(garden, ("Too much water", "Too much water at once"))
    assert say_change(hub, folder, {}).startswith("#7: ")
    body = next(stdin for call, stdin in hub.calls() if call.startswith("pr comment"))
    assert "cause:overwatering" in body and "+ Too much water at once" in body
    assert gh.risk_of((folder / "change.json").read_text("utf-8")) in ("low", "medium")


def test_a_change_that_cannot_be_read_is_told_and_counts_as_risky(garden: Path, hub: Hub) -> None:
    (garden / "content/sources.yaml").rename(garden / "content/sources.txt")
    folder = preview(garden, ("Too much water", "Too much water at once"))
    assert say_change(hub, folder, {}) == "#7: high\n"
    body = next(stdin for call, stdin in hub.calls() if call.startswith("pr comment"))
    assert "python -m knowledge_base check" in body
