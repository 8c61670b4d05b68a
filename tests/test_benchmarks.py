"""The benchmarks run: what they print of a tiny site, and what they say when they cannot."""

from pathlib import Path

import pytest
from conftest import ROOT, run, run_here

from benchmarks.common.commandline import CannotRun
from benchmarks.common.cost import CommandFailed, cost
from benchmarks.speed.records import Results, Row, load_results, save_results
from benchmarks.speed.report import report

NAMES = [path.name for path in sorted((ROOT / "benchmarks").glob("*.py"))]


def cells(table: str) -> list[list[str]]:
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("name", NAMES)
def test_every_benchmark_explains_itself_and_refuses_what_it_does_not_know(name: str) -> None:
    shown = run_here(f"benchmarks/{name}", "--help")
    assert shown.returncode == 0 and "options:" in shown.stdout
    refused = run_here(f"benchmarks/{name}", "--no-such-option")
    assert refused.returncode == 2 and "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (["build.py", "--sizes", "20,many"], "'many'"),
        (["build.py", "--contestants", "ours,jekyll"], "'jekyll'"),
        (["build.py", "--rounds", "0"], "'0'"),
        (["build.py", "--tools", "nowhere"], "nowhere"),
        (["build.py", "--reprint"], "--json"),
        (["links.py", "schema"], "has no pages"),
        (["lighthouse.py", "nowhere", "lighthouse"], "nowhere"),
        (["load.py", "--entries", "few"], "'few'"),
        (["faults.py", "--seeds", "-1"], "'-1'"),
    ],
)
def test_arguments_that_make_no_sense_are_refused_with_a_reason(
    command: list[str], reason: str
) -> None:
    refused = run_here(f"benchmarks/{command[0]}", *command[1:])
    assert refused.returncode == 2 and "Traceback" not in refused.stderr
    assert reason in refused.stderr


@pytest.mark.slow
def test_a_tiny_site_is_built_and_who_is_missing_does_not_stop_it(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    script = ROOT / "benchmarks/build.py"
    options = ["--contestants", "ours,hugo", "--previews", "none", "--rounds", "1", "--cold"]
    (tmp_path / "tmp").mkdir()
    result = run(
        script, "--sizes", "5", *options, "--json", kept, PATH="", TMPDIR=str(tmp_path / "tmp")
    )
    assert result.returncode == 0, result.stderr
    ours, hugo = cells(result.stdout)[1:]
    assert ours[:3] == ["5", "ours", "cold"] and float(ours[3]) > 0 and int(ours[7]) > 100
    assert hugo[:4] == ["5", "hugo", "cold", "failed"]
    assert "there is no hugo: install hugo" in result.stdout
    assert not list((tmp_path / "tmp").iterdir()), "it leaves nothing behind"
    assert run(script, "--json", kept, "--reprint").stdout == result.stdout


def row(size: str, name: str, *cpu: float, html: float = 30.0) -> Row:
    figures = {
        "wall": 1.0,
        "peak": 100.0,
        "output": 1.0,
        "pages": 10.0,
        "html": html,
        "entry": 40.0,
    }
    return Row(size, name, "cold", [{"cpu": each, **figures} for each in cpu])


ABOUT = {"what": "so many entries", "date": "2026-11-29", "machine": "a machine", "load": "0.1"}


def test_ratios_are_of_the_same_round_and_growth_is_told() -> None:
    results = Results()
    results.add(ABOUT, [row("200", "ours", 1, 8, 4), row("200", "Hugo", 1, 4, 4)])
    results.add(ABOUT, [row("5000", "ours", 100, html=33.0), row("20", "ours", 1)])
    printed = cells(report(results))
    assert ["200", "ours", "cold", "4.00 (1.00–8.00)"] in [line[:4] for line in printed]
    assert next(line for line in printed if "Hugo" in line)[10] == "1.00", "of 1, 2 and 1"
    growth = [line for line in printed if line[0] == "ours"]
    assert ["ours", "200", "5000", "1.00", "1.10", "1.00"] in growth, (
        "25 times the CPU for 25 times N"
    )


def test_parts_measured_later_take_the_place_of_the_same_and_are_not_compared(
    tmp_path: Path,
) -> None:
    first = Results()
    first.add(ABOUT, [row("200", "ours", 4), row("200", "Hugo", 2)])
    save_results(tmp_path / "kept.json", first)
    again = load_results(tmp_path / "kept.json")
    again.add(ABOUT, [row("200", "ours", 6)])
    printed = cells(report(again))[1:]
    assert [line[3] for line in printed] == ["6.00", "2.00"]
    assert printed[1][10] == "–", "the two were not measured in turn"
    (tmp_path / "other.json").write_text("[]")
    with pytest.raises(CannotRun):
        load_results(tmp_path / "other.json")


def test_the_cost_of_a_command_is_its_own() -> None:
    ballast = bytearray(200_000_000)
    ballast[::4096] = b"x" * len(ballast[::4096])
    slept = cost(["sleep", "0.2"])
    assert slept.wall >= 0.2 > slept.cpu and slept.peak < 50, "not the memory of who starts it"
    worked = cost(["sh", "-c", "python3 -c 'sum(range(20_000_000))'; exit 3"], accept=[3])
    assert worked.cpu > 0.1, "children too"


def test_a_command_that_fails_or_hangs_is_named_and_ended(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match=r"sh, exit code 4 .*: no luck"):
        cost(["sh", "-c", "echo one; echo no luck >&2; exit 4"])
    with pytest.raises(CommandFailed, match="ended by signal 9"):
        cost(["sh", "-c", f"sleep 77 & echo $! > {tmp_path}/id; wait"], seconds=1)
    stat = Path("/proc", (tmp_path / "id").read_text().strip(), "stat")
    assert not stat.exists() or " Z " in stat.read_text(), "what it started is ended too"
