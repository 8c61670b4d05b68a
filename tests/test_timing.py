"""A build says how long its parts took when asked, and counts only where somebody looks on."""

from pathlib import Path

import pytest
from conftest import build, run

from knowledge_base import timing
from knowledge_base.timing import Stopwatch


def test_a_build_says_how_long_its_parts_took_when_asked(garden: Path) -> None:
    site = garden / "site"
    asked = build(garden / "mkdocs.yml", site, KB_TIMING="1")
    for part in ("reading, checking", "prose, menus", "drawing and writing", "keeping"):
        assert f"{part} " in asked.stderr
    assert "nothing changed " in build(garden / "mkdocs.yml", site, KB_TIMING="1").stderr
    assert "CPU s" not in build(garden / "mkdocs.yml", site).stderr


def test_a_command_prints_the_parts_too(garden: Path) -> None:
    settings = ("--quiet", "--config-file", garden / "mkdocs.yml", "--site-dir", garden / "site")
    asked = run("scripts/build_site.py", "--timing", *settings)
    assert asked.returncode == 0 and "drawing and writing " in asked.stderr
    assert (garden / "site/en/index.html").exists()
    assert "CPU s" not in run("scripts/build_site.py", *settings).stderr
    assert run("scripts/build_site.py", "--no-such-option").returncode != 0


def test_progress_is_counted_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Stopwatch().count(1)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(timing, "_SECONDS_BETWEEN", 0)
    watch = Stopwatch()
    watch.count(2)
    watch.count(2)
    assert capsys.readouterr().err == "\r1/2  0 s\r2/2  0 s\n"
