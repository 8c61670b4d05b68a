"""What a site is made of besides its content, as digests: code, packages, settings, files."""

import os
import pickle
import stat
import sysconfig
import time
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from knowledge_base.digest import digest

ENGINE = Path(__file__).parent.parent
# In nanoseconds; no file system that is in use counts time in longer steps.
LONGEST_STEP = 2_000_000_000

# How the file system knows a file: its size, its times, its number.
_State = tuple[int, int, int, int]


class Digests:
    """The digests of files. One that stands as it was when it was read is not read again.

    Whoever touches a file changes the second of its times, which nobody can set. What was
    touched just now may be touched again within the same step of the file system's clock, and is
    read each time. They are kept in ``file``, if there is one, until this module changes.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known = _load(file) if file else {}
        self._seen: dict[str, tuple[_State, str]] = {}

    def of(self, path: str | Path) -> str:
        """The digest of what the file at ``path`` says. Raises ``OSError``, also if it is none."""
        name, now, found = str(path), time.time_ns(), os.stat(path)  # noqa: PTH116
        if not stat.S_ISREG(found.st_mode):
            raise OSError(f"{path} is no file")
        state = found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
        known = self._known.get(name)
        if known is None or known[0] != state:
            known = state, blake2b(Path(path).read_bytes(), digest_size=16).hexdigest()
        if max(found.st_mtime_ns, found.st_ctime_ns) < now - LONGEST_STEP:
            self._seen[name] = known
        return known[1]

    def of_files(self, paths: Iterable[str | Path], more: Iterable[str] = ()) -> str:
        """The digest of the files at ``paths``, in any order, and of ``more`` in its order."""
        return digest([f"{path} {self._or_none(path)}" for path in sorted(map(str, paths))], more)

    def of_folder(self, folder: Path, *, follow: bool = False) -> str:
        """The digest of all files below ``folder``: their names, and what they say.

        With ``follow`` also of those in folders that are only linked, which MkDocs takes too.
        """
        return self.of_files(below(folder, follow=follow))

    def engine(self) -> str:
        """The digest of this engine: its code, templates and words, and the installed packages.

        Packages are told by name and version; whoever edits an installed one removes ``.cache``.
        """
        site = Path(sysconfig.get_paths()["purelib"])
        packages = sorted(path.name for path in site.glob("*.dist-info"))
        code = (path for path in below(ENGINE) if not path.endswith(".pyc"))
        return self.of_files(code, [*packages, sysconfig.get_python_version()])

    def keep(self) -> None:
        """Keep those that were asked for, for the next build."""
        if self._seen != self._known:
            self._known, self._seen = self._seen, {}
            if self._file:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                part = self._file.with_name(f"{self._file.name}.{os.getpid()}")
                part.write_bytes(_form() + pickle.dumps(self._known))
                part.replace(self._file)

    def _or_none(self, path: str) -> str:
        try:
            return self.of(path)
        except OSError:  # whoever needs it will say so
            return ""


def below(folder: Path, *, follow: bool = False) -> Iterator[str]:
    """The path of every file below ``folder``."""
    for place, _, names in os.walk(folder, followlinks=follow):
        yield from (os.path.join(place, name) for name in names)  # noqa: PTH118


def _load(file: Path) -> dict[str, tuple[_State, str]]:
    """What ``file`` says; nothing if it is not there, broken, or of another form."""
    try:
        data, form = file.read_bytes(), _form()
        return dict(pickle.loads(data[len(form) :])) if data.startswith(form) else {}
    except Exception:  # whatever is wrong with it: files are read again
        return {}


def _form() -> bytes:
    """What tells this module from its other versions."""
    return blake2b(Path(__file__).read_bytes(), digest_size=16).digest()
