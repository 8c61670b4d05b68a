"""The text that is edited: one claim of one entry, in English, so that one page shows it."""

from pathlib import Path
from string import ascii_lowercase

from benchmarks.speed.generate import dump, load

# Stands in the entry from the beginning; an edit replaces it.
FIRST = "Seen by reader aaaa."


def mark(number: int) -> str:
    """The text of edit ``number``: each has another, and none has a figure to be checked."""
    letters = []
    for _ in range(4):
        number, place = divmod(number, len(ascii_lowercase))
        letters.append(ascii_lowercase[place])
    return f"Seen by reader {''.join(reversed(letters))}."


def prepare(content: Path) -> str:
    """Put :data:`FIRST` into the first cause below ``content``, and return the cause's id."""
    path = min((content / "causes").glob("*.yaml"))
    cause = load(path)
    cause["why"][0]["text"]["en"] += f" {FIRST}"
    dump(path, cause)
    return path.stem


class Editor:
    """Saves one file again and again, each time with another text."""

    def __init__(self, path: Path) -> None:
        self._path, self._text, self._number = path, path.read_text("utf-8"), 0
        if self._text.count(FIRST) != 1:
            raise ValueError(f"{path} does not have {FIRST!r} once")

    def save(self) -> str:
        """Save the file with a text that it never had, and return that text."""
        self._number += 1
        new = mark(self._number)
        self._path.write_text(self._text.replace(FIRST, new), "utf-8")
        return new

    def restore(self) -> None:
        """Save the file as it was at first."""
        self._path.write_text(self._text, "utf-8")
