"""Budgets of the first view: the real site keeps them, and a page that does not is reported."""

import random
from pathlib import Path

from conftest import ROOT, run_here

from knowledge_base.site.weight import BUDGETS, overweight, weights

HEAD = '<!doctype html><meta charset="utf-8"><title>x</title>'


def test_every_page_keeps_the_limits(site: Path) -> None:
    result = run_here(ROOT / "scripts/check_weight.py", site)
    assert result.returncode == 0, result.stdout
    assert "first_view" in result.stdout


def test_own_scripts_and_the_number_of_requests_are_as_aimed_at(site: Path) -> None:
    found = {weight.page: weight.measures for weight in weights(site)}
    assert len(found) > 100
    for page in ("zh/index.html", "en/causes/overdue-huabei/index.html"):
        assert all(found[page][name] <= aim for name, (aim, _) in BUDGETS.items()), page
        assert found[page]["js"] > found[page]["own_js"] > 0 and found[page]["css"] > 0


def test_what_weighs_too_much_or_asks_elsewhere_is_an_error(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(70_000).hex()  # does not compress below 70 KB
    (tmp_path / "a.js").write_text(noise)
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh/light.html").write_text(HEAD)
    (tmp_path / "zh/heavy.html").write_text(f'{HEAD}<script src="../a.js"></script>')
    (tmp_path / "zh/leaky.html").write_text(f'{HEAD}<img src="//tracker.example/x.gif">')
    problems = list(overweight(list(weights(tmp_path))))
    assert {(each.place.path, each.rule, each.level) for each in problems} == {
        ("zh/heavy.html", "page-weight", "error"),
        ("zh/leaky.html", "page-asks-elsewhere", "error"),
    }
    assert run_here(ROOT / "scripts/check_weight.py", tmp_path).returncode == 1
    assert run_here(ROOT / "scripts/check_weight.py", tmp_path / "zh/none").returncode == 2
