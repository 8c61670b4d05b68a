"""The same content for each of those compared: a folder, commands that build and serve it."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.common.commandline import ROOT, CannotRun, program
from knowledge_base.export import export
from knowledge_base.knowledge import to_publish
from knowledge_base.problems import as_text

HERE = Path(__file__).parent
# So many siblings stand in one part of a menu, as with ours.
GROUP = 30
# Filled in when a server is started.
PORT = "{port}"


@dataclass(frozen=True)
class Contestant:
    """One to be measured.

    ``commands`` build in ``folder``, one after another, each with its variables, and write to
    ``sites``. ``kept`` is what they leave for the next build. ``server`` is the command of the
    preview, and ``page`` the file whose text is edited.
    """

    name: str
    folder: Path
    commands: list[list[str]]
    sites: list[Path]
    kept: list[Path]
    page: Path
    server: list[str] = field(default_factory=list)
    environments: list[Mapping[str, str]] = field(default_factory=lambda: [{}])


@dataclass(frozen=True)
class Material:
    """What all are given: ``content`` in our schema, of which ``cause`` is the entry to edit.

    ``tools`` is a folder of commands to be preferred to those beside this Python.
    """

    content: Path
    cause: str
    tools: Path | None = None

    @cached_property
    def exported(self) -> list[tuple[str, str]]:
        """The finished pages as Markdown, by path."""
        docs = ROOT / "docs"
        catalog, problems = to_publish(self.content, docs)
        if not catalog:
            raise CannotRun(as_text(problems))
        prose = [path.stem for path in sorted((docs / "en").glob("*.md")) if path.stem != "index"]
        return list(export(catalog, docs, prose))

    def command(self, name: str, package: str) -> str:
        """The command ``name``; raises :class:`CannotRun` where it is not installed."""
        return program(name, package, self.tools)


def ours(given: Material, folder: Path) -> Contestant:
    """This project with another content folder."""
    folder.mkdir(parents=True)
    shutil.copytree(given.content, folder / "content")
    for name in ("docs", "hooks", "overrides"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    mkdocs = program("mkdocs", "mkdocs")  # beside this Python: it has our engine's packages
    return Contestant(
        "ours",
        folder,
        [[mkdocs, "build", "--quiet"]],
        [folder / "site"],
        [folder / ".cache"],
        folder / f"content/causes/{given.cause}.yaml",
        [mkdocs, "serve", "--livereload", "--dev-addr", f"127.0.0.1:{PORT}"],
    )


def stock(given: Material, folder: Path) -> Contestant:
    """Material as it comes, a plain hook, a site for each language, search with jieba."""
    folder.mkdir(parents=True)
    shutil.copytree(given.content, folder / "content")
    shutil.copy(HERE / "plain_hook.py", folder)
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Guide\n")
    features = ["tabs", "indexes", "prune", "path", "top", "footer"]
    settings = {
        "site_name": "Guide",
        "hooks": ["plain_hook.py"],
        "theme": {
            "name": "material",
            "font": False,
            "features": [f"navigation.{each}" for each in features],
            "palette": [{"scheme": each, "toggle": {"icon": "material/brightness-7", "name": each}}
                        for each in ("default", "slate")],
        },
        "plugins": [{"search": {"lang": ["zh", "en"]}}],
        "markdown_extensions": [
            "attr_list", "md_in_html", "tables", "admonition", "def_list", "footnotes",
            {"toc": {"permalink": True}}, "pymdownx.details", "pymdownx.superfences",
        ],
    }  # fmt: skip
    (folder / "mkdocs.yml").write_text(json.dumps(settings))
    mkdocs = given.command("mkdocs", "mkdocs-material and jieba")
    sites = [folder / "site" / code for code in ("zh", "en")]
    return Contestant(
        "stock Material + plain hook",
        folder,
        [[mkdocs, "build", "--quiet", "--site-dir", str(site)] for site in sites],
        sites,
        [],
        folder / f"content/causes/{given.cause}.yaml",
        environments=[{"PAGES_IN": site.name} for site in sites],
    )


def zensical(given: Material, folder: Path) -> Contestant:
    """Zensical on our Markdown export."""
    command = given.command("zensical", "zensical")
    for name, text in given.exported:
        _write(folder / name, text)
    return Contestant(
        "Zensical",
        folder,
        [[command, "build"]],
        [folder / "site"],
        [folder / ".cache"],
        folder / f"docs/en/causes/{given.cause}.md",
        [command, "serve", "--dev-addr", f"127.0.0.1:{PORT}"],
    )


def hugo(given: Material, folder: Path) -> Contestant:
    """Hugo on the same Markdown, with a theme that prints what ours prints."""
    command = given.command("hugo", "hugo")
    shutil.copytree(HERE / "hugo", folder)
    number = 0
    for name, text in given.exported:
        path = name.removeprefix("docs/")
        if re.match(r"(zh|en)/.*\.md$", path):
            number += 1
            text = re.sub(r"^---\n\{", f'---\n{{"group": {number // GROUP}, ', text)
            path = "content/" + re.sub(r"(^|/)index\.md$", r"\1_index.md", path)
        elif path != name and not path.endswith(".md"):
            path = f"static/{path}"  # data, feeds, styles
        else:
            continue  # the page that chooses a language, the settings
        _write(folder / path, text)
    cache = folder / "cache"
    return Contestant(
        "Hugo",
        folder,
        [[command, "--quiet", "--cacheDir", str(cache)]],
        [folder / "public"],
        [cache, folder / "resources"],
        folder / f"content/en/causes/{given.cause}.md",
        [command, "server", "--bind", "127.0.0.1", "--port", PORT, "--cacheDir", str(cache)],
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


MAKERS: dict[str, Callable[[Material, Path], Contestant]] = {
    "ours": ours,
    "stock": stock,
    "zensical": zensical,
    "hugo": hugo,
}
