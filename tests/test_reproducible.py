"""One commit makes one site, wherever, whenever and by whomever it is built."""

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ADDRESSES, ROOT

pytestmark = pytest.mark.slow

# Loaded by Python before anything else: a clock that is thirteen months ahead.
LATER = """
import datetime, time
ahead, clock, real, day = 400 * 86400, time.time, datetime.datetime, datetime.date
time.time = lambda: clock() + ahead
class Later(real):
    @classmethod
    def now(cls, tz=None): return real.now(tz) + datetime.timedelta(seconds=ahead)
class Tomorrow(day):
    @classmethod
    def today(cls): return day.fromtimestamp(clock() + ahead)
datetime.datetime, datetime.date = Later, Tomorrow
"""


def build(root: Path, target: Path, **environment: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(target)]
    clean = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    result = subprocess.run(
        command,
        cwd=root,
        env={**clean, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def copy_in_another_order(target: Path) -> None:
    """The project's files, written last first: file systems list them in other orders."""
    ignore = shutil.ignore_patterns("__pycache__", ".cache")
    for name in ("content", "docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, target / name, symlinks=True, ignore=ignore)
    shutil.copy(ROOT / "mkdocs.yml", target)
    for folder in sorted((target / "content").iterdir(), reverse=True):
        if folder.is_dir():
            texts = {path.name: path.read_bytes() for path in folder.iterdir()}
            shutil.rmtree(folder)
            folder.mkdir()
            for name in sorted(texts, reverse=True):
                (folder / name).write_bytes(texts[name])


def differing(found: filecmp.dircmp[str]) -> list[str]:
    here = [*found.left_only, *found.right_only]
    _, wrong, errors = filecmp.cmpfiles(found.left, found.right, found.common_files, shallow=False)
    inside = [each for below in found.subdirs.values() for each in differing(below)]
    return [*here, *wrong, *errors, *inside]


def test_day_place_language_and_file_order_leave_no_trace(site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another place"
    copy_in_another_order(elsewhere)
    (tmp_path / "later").mkdir()
    (tmp_path / "later/sitecustomize.py").write_text(LATER)
    other = {"TZ": "Asia/Shanghai", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    build(elsewhere, tmp_path / "two", PYTHONPATH=str(tmp_path / "later"), **other, **ADDRESSES)
    assert differing(filecmp.dircmp(site, tmp_path / "two")) == []
    assert len(list(site.rglob("*.html"))) > 200
