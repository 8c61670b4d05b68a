"""The hooks before a commit: the same checks, really run by pre-commit, with nothing downloaded."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, run

CONFIG = ROOT / ".pre-commit-config.yaml"


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(garden: Path) -> Path:
    """The tiny knowledge base as a repository with the project's scripts and hooks."""
    shutil.copytree(ROOT / "scripts", garden / "scripts")  # they look beside themselves
    (garden / "hooks").symlink_to(ROOT / "hooks")
    (garden / ".venv").symlink_to(Path(sys.executable).parent.parent)
    shutil.copy(CONFIG, garden)
    (garden / ".gitignore").write_text("/hooks\n/.venv\n/scripts\n__pycache__/\n")
    assert run(garden / "scripts/export_schema.py").returncode == 0
    git(garden, "init", "--quiet", "--initial-branch=main")
    git(garden, "add", "--all")
    git(garden, "commit", "--quiet", "--message=x")
    return garden


def commit(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the hooks over what is staged, as ``git commit`` does, without a way to the net."""
    git(folder, "add", "--all")
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
            "https_proxy": "http://127.0.0.1:9",
            "http_proxy": "http://127.0.0.1:9",
        },
    )


def test_a_good_change_passes(repository: Path) -> None:
    path = repository / "content/glossary/root-rot.yaml"
    path.write_text("# Looked at again.\n" + path.read_text("utf-8"), "utf-8")
    result = commit(repository)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "content (make check)" in result.stdout and "Passed" in result.stdout


def test_a_slip_stops_the_commit_with_its_line_and_remedy(repository: Path) -> None:
    path = repository / "content/causes/overwatering.yaml"
    path.write_text(path.read_text("utf-8").replace("- id: repot", "- id: repod"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("urgency: ", "urgencey: ", 1), "utf-8")
    result = commit(repository)
    assert result.returncode == 1
    assert "content/causes/overwatering.yaml:" in result.stdout
    assert "error[unknown-field]" in result.stdout and "Did you mean urgency?" in result.stdout
    assert "Traceback" not in result.stdout


def test_a_new_entry_brings_the_lists_of_ids_up_to_date(repository: Path) -> None:
    path = repository / "content/glossary/root-rot.yaml"
    text = path.read_text("utf-8").replace("烂根", "烂叶").replace("root rot", "leaf rot")
    (repository / "content/glossary/leaf-rot.yaml").write_text(text, "utf-8")
    result = commit(repository)
    assert result.returncode == 1 and "files were modified by this hook" in result.stdout
    assert '"leaf-rot"' in (repository / "schema/ids.schema.json").read_text("utf-8")
    assert commit(repository).returncode == 0


def test_hooks_are_local_and_run_what_is_installed() -> None:
    config = yaml.safe_load(CONFIG.read_text("utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    for hook in config["repos"][0]["hooks"]:
        command = hook["entry"].split()
        assert hook["language"] == "system"
        assert (Path(sys.executable).parent / Path(command[0]).name).exists(), command[0]
        for word in command[1:]:
            assert "/" not in word or (ROOT / word).is_file(), word


def test_hooks_cover_the_quick_part_of_make_test() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for hook in yaml.safe_load(CONFIG.read_text("utf-8"))["repos"][0]["hooks"]:
        tool = " ".join(hook["entry"].split()[:2]).replace(".venv/bin/", "$(BIN)/")
        if hook["id"] != "workflows":  # audited by a test
            assert tool.split(" --")[0] in makefile, hook["id"]
