"""What a command costs, as a whole process with all that it starts."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

_LAUNCH = Path(__file__).with_name("launch.py")
LONGEST = 1800


class CommandFailed(Exception):
    """A command that did not do what it was started for; the text is its own last words."""


@dataclass(frozen=True)
class Cost:
    """Seconds of wall clock and of processor (children too), peak MB of the largest process."""

    wall: float
    cpu: float
    peak: float


def cost(
    command: Sequence[str | Path],
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    *,
    accept: Sequence[int] = (0,),
    seconds: int = LONGEST,
) -> Cost:
    """Run ``command`` in ``folder`` and say what it took.

    Raises :class:`CommandFailed` if its exit code is none of ``accept``.
    """
    with TemporaryDirectory() as temporary:
        log = Path(temporary) / "log"
        launcher = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_LAUNCH), str(log), str(seconds), *map(str, command)],
            cwd=folder, env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            printed, complaint = launcher.communicate()
        except BaseException:
            launcher.terminate()  # it ends the command with all that this started
            launcher.communicate()
            raise
        if launcher.returncode:
            raise CommandFailed(f"{command[0]}: {last_words(complaint)}")
        wall, cpu, peak, code = map(float, printed.split())
        if int(code) not in accept:
            said = last_words(log.read_text("utf-8", "replace"))
            ended = f"exit code {code:.0f}" if code >= 0 else f"ended by signal {-code:.0f}"
            raise CommandFailed(f"{Path(command[0]).name}, {ended} after {wall:.0f} s: {said}")
    return Cost(wall, cpu, peak)


def last_words(log: str) -> str:
    """The last line of ``log`` that says something, be it cut."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    panics = [line for line in lines if "panicked at" in line or "error" in line.lower()]
    return ([*lines[-1:], *panics[-1:]] or ["it said nothing"])[-1][:300]
