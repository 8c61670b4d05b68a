"""Builds, one contestant after another in each round, and what they cost and wrote."""

import hashlib
import re
import shutil
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.common.commandline import progress
from benchmarks.common.cost import CommandFailed, cost
from benchmarks.speed.edits import Editor
from benchmarks.speed.records import Figures, Row
from benchmarks.speed.rivals import Contestant

# What is built: all from nothing; again as it stands; again with one entry's text edited.
COLD, UNCHANGED, EDITED = "cold", "unchanged", "edited"
# The page of an entry: below that of its kind, where tables and lists are not.
_ENTRY = re.compile(r"/(causes|impacts|actions)/(?!by/)[^.]+/index\.html$")


def rounds(everybody: Sequence[Contestant], size: str, number: int, again: bool) -> list[Row]:
    """``number`` rounds of builds; who goes first changes with each. One row a kind of build.

    With ``again``, ours also builds with its cache, and what it writes must be what a build
    from nothing writes. Who fails is out, and its row says why.
    """
    entrants = [_Entrant(each, size, again and each.name == "ours") for each in everybody]
    for turn in range(number):
        order = entrants[turn % len(entrants) :] + entrants[: turn % len(entrants)]
        for entrant in order:
            progress(f"{size} entries, round {turn + 1} of {number}: {entrant.who.name}")
            entrant.attempt(entrant.round)
    for entrant in entrants:
        entrant.attempt(entrant.verify)
    progress("")
    return [row for entrant in entrants for row in entrant.rows()]


class _Entrant:
    """A contestant, and what is known of it so far."""

    def __init__(self, who: Contestant, size: str, again: bool) -> None:
        self.who = who
        kinds = (COLD, UNCHANGED, EDITED) if again else (COLD,)
        self._rows = {kind: Row(size, who.name, kind) for kind in kinds}
        self._again = again
        self._written: dict[str, set[str]] = {kind: set() for kind in kinds}
        self._failed = False

    def attempt(self, work: Callable[[], None]) -> None:
        """Do ``work`` unless something failed before. A failure goes into the first row."""
        if not self._failed:
            try:
                work()
            except CommandFailed as reason:
                self._failed = True
                self._rows[COLD].failed = str(reason)

    def round(self) -> None:
        """One build of each kind."""
        self._forget()
        self._build(COLD)
        if self._again:
            self._build(UNCHANGED)
            editor = Editor(self.who.page)
            editor.save()
            self._build(EDITED)
            editor.restore()

    def verify(self) -> None:
        """Compare what was built with a cache to what is built without."""
        if not self._again:
            return
        editor = Editor(self.who.page)
        editor.save()
        self._forget()
        self._run()
        editor.restore()
        clean = {UNCHANGED: self._written[COLD], EDITED: {_digest(self.who.sites)}}
        for kind, expected in clean.items():
            same = len(expected) == 1 and self._written[kind] == expected
            self._rows[kind].checked = "same bytes" if same else "OTHER BYTES"

    def rows(self) -> list[Row]:
        """What was found."""
        return [row for row in self._rows.values() if row.runs or row.failed]

    def _forget(self) -> None:
        for folder in (*self.who.sites, *self.who.kept):
            shutil.rmtree(folder, ignore_errors=True)

    def _build(self, kind: str) -> None:
        self._rows[kind].runs.append(self._run())
        if self._again:
            self._written[kind].add(_digest(self.who.sites))

    def _run(self) -> Figures:
        costs = [
            cost(command, self.who.folder, variables)
            for command, variables in zip(self.who.commands, self.who.environments, strict=True)
        ]
        written = [path for site in self.who.sites for path in site.rglob("*") if path.is_file()]
        pages = [path.stat().st_size for path in written if path.name == "index.html"]
        entries = [path.stat().st_size for path in written if _ENTRY.search(path.as_posix())]
        if not pages or not entries:
            raise CommandFailed(f"{self.who.commands[0][0]} wrote no page of an entry")
        return {
            "cpu": sum(each.cpu for each in costs),
            "wall": sum(each.wall for each in costs),
            "peak": max(each.peak for each in costs),
            "output": sum(path.stat().st_size for path in written) / 1e6,
            "pages": len(pages),
            "html": statistics.mean(pages) / 1e3,
            "entry": statistics.mean(entries) / 1e3,
        }


def _digest(sites: Sequence[Path]) -> str:
    """One value for all files below ``sites``, their names and their bytes."""
    found = hashlib.sha256()
    for site in sites:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            found.update(f"{path.relative_to(site)}\0{path.stat().st_size}\0".encode())
            found.update(path.read_bytes())
    return found.hexdigest()
