"""What a site is made of besides its content, as digests: code, packages, settings, files."""

import os
import sysconfig
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

HERE = Path(__file__).parent


def engine() -> str:
    """The digest of this engine: its code, templates and words, and the installed packages.

    Packages are told by name and version; whoever edits an installed one removes ``.cache``.
    """
    site = Path(sysconfig.get_paths()["purelib"])
    packages = sorted(path.name for path in site.glob("*.dist-info"))
    return of_files(_code(HERE), [*packages, sysconfig.get_python_version()])


def of_folder(folder: Path, *, follow: bool = False) -> str:
    """The digest of all files below ``folder``: their names, and what they say.

    With ``follow`` also of those in folders that are only linked, which MkDocs takes too.
    """
    return of_files(below(folder, follow=follow))


def below(folder: Path, *, follow: bool = False) -> Iterator[Path]:
    """Every file below ``folder``."""
    for place, _, names in os.walk(folder, followlinks=follow):
        yield from (path for name in names if (path := Path(place, name)).is_file())


def of_files(paths: Iterable[Path], more: Iterable[str] = ()) -> str:
    """The digest of the files at ``paths``, in any order, and of ``more`` in its order."""
    made = blake2b(digest_size=16)
    for path in sorted(paths):
        try:
            data = path.read_bytes()
        except OSError:  # whoever needs it will say so
            data = b""
        made.update(f"{path}\n{len(data)}\n".encode())
        made.update(data)
    made.update(repr(list(more)).encode())
    return made.hexdigest()


def _code(folder: Path) -> Iterator[Path]:
    """The files of the engine, without what Python keeps of them."""
    return (path for path in below(folder) if path.suffix != ".pyc")
