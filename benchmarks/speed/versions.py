"""The versions of what is compared."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

_ASK = """
from importlib.metadata import PackageNotFoundError, version
for name in {packages!r}:
    try: print(f"{{name}} {{version(name)}}")
    except PackageNotFoundError: pass
"""
_PACKAGES = {
    "mkdocs": ("mkdocs", "mkdocs-material", "jieba"),
    "zensical": ("zensical",),
    "hugo": ("hugo",),
}


def versions(commands: Iterable[str]) -> dict[str, str]:
    """By package, the versions of what the ``commands`` need, asked of the Python they run with."""
    found: dict[str, str] = {}
    for command in dict.fromkeys(commands):
        python = Path(command).parent / "python"
        packages = _PACKAGES.get(Path(command).name)
        if not packages or not python.exists():
            continue
        said = subprocess.run(
            [python, "-I", "-c", _ASK.format(packages=packages)],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        for line in said.splitlines():
            name, _, version = line.partition(" ")
            if version not in found.setdefault(name, version).split(" and "):
                found[name] += f" and {version}"
    return found
