"""``diff``: what the content says now that it did not say at an earlier commit."""

import argparse
import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from knowledge_base.catalog import Catalog
from knowledge_base.contribute.compare import compare
from knowledge_base.contribute.project import Project
from knowledge_base.contribute.report import REPORTS
from knowledge_base.contribute.words import CannotRun, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """The commit to compare with."""
    parser.add_argument("base", metavar="BASE", help=say("diff.base"))
    parser.add_argument("--format", choices=sorted(REPORTS), default="text")


def run(options: argparse.Namespace, project: Project) -> int:
    """Print what has changed; exit 0 whatever it is."""
    before = _catalog_at(options.base, project)
    print(REPORTS[options.format](compare(before, project.catalog())), end="")
    return 0


def _catalog_at(base: str, project: Project) -> Catalog:
    """The catalog of an earlier commit, from ``git archive``: nothing of it is checked out."""
    where = ["git", "-C", str(project.root)]
    name = project.content.name
    # A name that begins with a hyphen would be taken for an option.
    found = subprocess.run(
        [*where, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if found.returncode:
        raise CannotRun("no-commit", base=base)
    archive = subprocess.run(
        [*where, "archive", "--format=tar", found.stdout.strip(), name],
        capture_output=True, check=False,
    )  # fmt: skip
    if archive.returncode:
        raise CannotRun("no-content-at", base=base)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        return Project(Path(folder) / name).catalog()
