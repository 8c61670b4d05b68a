"""How every benchmark reads its command line, says that it cannot run, and prints its figures."""

import argparse
import os
import platform
import re
import shutil
import signal
import statistics
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class CannotRun(Exception):
    """Something is missing, and the text says what to do."""


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A parser that prints ``doc`` as it is written, and defaults beside their options."""

    class Formatter(
        argparse.RawDescriptionHelpFormatter, argparse.ArgumentDefaultsHelpFormatter
    ): ...

    return argparse.ArgumentParser(description=doc, formatter_class=Formatter)


def run(main: Callable[[], None]) -> None:
    """Run ``main``; what cannot run ends with its reason and exit code 2, without a traceback.

    Being told to end is an exception like others, so that what was started is ended too.
    """
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        main()
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        signal.signal(signal.SIGTERM, before)


def count(text: str) -> int:
    """How many, at least one: for ``type=`` of an option."""
    if not re.fullmatch(r"[1-9]\d*", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def site_folder(text: str) -> Path:
    """A folder with pages in it: for ``type=`` of an option."""
    folder = Path(text)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}: build the site first")
    if not any(folder.rglob("*.html")):
        raise argparse.ArgumentTypeError(f"{text} has no pages: build the site first")
    return folder


def program(name: str, package: str, folder: Path | None = None) -> str:
    """The command ``name``: in ``folder``, beside this Python, or on the PATH.

    Raises :class:`CannotRun` when there is none, naming the ``package`` that has it.
    """
    for place in (folder, Path(sys.executable).parent):
        if place and (found := shutil.which(name, path=str(place))):
            return str(Path(found).absolute())
    if found := shutil.which(name):
        return found
    raise CannotRun(f"there is no {name}: install {package}")


def here_and_now() -> dict[str, str]:
    """The day, the machine, and how busy it is."""
    try:
        text = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        text = ""
    model = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    name = model[1] if model else platform.processor() or platform.machine()
    return {
        "date": datetime.now().date().isoformat(),
        "machine": f"{os.cpu_count()} cores of {name}",
        "load": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
    }


def in_words(about: Mapping[str, str]) -> str:
    """What :func:`here_and_now` knows, in one line."""
    plain = ("what", "date", "machine")
    return ", ".join(value if name in plain else f"{name} {value}" for name, value in about.items())


def spread(values: Sequence[float], digits: int) -> str:
    """The median, and between brackets the least and the greatest if there are several."""
    middle = f"{statistics.median(values):.{digits}f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def row(cells: Iterable[object]) -> str:
    """One row of a Markdown table."""
    return f"| {' | '.join(map(str, cells))} |"


def table(header: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    return "\n".join([row(header), "|--" * len(header) + "|", *map(row, rows)])


def progress(text: str) -> None:
    """Say on a terminal what is being done; elsewhere nothing."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
