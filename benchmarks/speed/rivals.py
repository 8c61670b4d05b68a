"""The same content for each of those compared: a folder, commands that build and serve it."""

import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.common.commandline import ROOT, CannotRun, program
from knowledge_base.export import export
from knowledge_base.knowledge import to_publish
from knowledge_base.languages import CODES, LANGUAGES, Language
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
        return self.export_of(LANGUAGES)

    def export_of(self, languages: Sequence[Language]) -> list[tuple[str, str]]:
        """The same for a site of some languages."""
        docs = ROOT / "docs"
        catalog, problems = to_publish(self.content, docs)
        if not catalog:
            raise CannotRun(as_text(problems))
        prose = [path.stem for path in sorted((docs / "en").glob("*.md")) if path.stem != "index"]
        return list(export(catalog, docs, prose, languages))

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
    """Material as it comes and a plain hook that makes entries' pages and their lists only."""
    folder.mkdir(parents=True)
    shutil.copytree(given.content, folder / "content")
    shutil.copy(HERE / "plain_hook.py", folder)
    _write(folder / "docs/index.md", "# Guide\n")
    settings = _as_it_comes({"hooks": ["plain_hook.py"]})
    for code in CODES:
        _write(folder / f"{code}.yml", settings)
    return _two_sites("stock Material + plain hook", given, folder, "{code}.yml")


def same_pages(given: Material, folder: Path) -> Contestant:
    """Material as it comes with all pages of our Markdown export, those of ours one by one."""
    for language in LANGUAGES:
        for name, text in given.export_of([language]):
            if name == "mkdocs.yml":
                text = _as_it_comes({"nav": json.loads(text)["nav"]})
            elif not name.endswith(".md") and language is not LANGUAGES[0]:
                continue  # data and styles are the same for both
            _write(folder / language.code / name, text)
    return _two_sites("stock Material, same pages", given, folder, "{code}/mkdocs.yml")


def _as_it_comes(more: Mapping[str, object]) -> str:
    """Settings of stock Material, with ``more`` of them; JSON is YAML."""
    features = ["tabs", "indexes", "prune", "path", "top", "footer"]
    settings = {
        "site_name": "Guide",
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
    return json.dumps({**settings, **more})


def _two_sites(name: str, given: Material, folder: Path, settings: str) -> Contestant:
    """Stock Material building a site for each language, with jieba to search in Chinese."""
    mkdocs = given.command("mkdocs", "mkdocs-material and jieba")
    build = [mkdocs, "build", "--quiet"]
    sites = [folder / "site" / code for code in CODES]
    return Contestant(
        name,
        folder,
        [[*build, "-f", settings.format(code=each.name), "-d", str(each)] for each in sites],
        sites,
        [],
        folder / f"content/causes/{given.cause}.yaml",
        environments=[{"PAGES_IN": each.name} for each in sites],
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
    "same": same_pages,
    "zensical": zensical,
    "hugo": hugo,
}
