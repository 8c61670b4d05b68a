"""The same content for each of those compared: a folder, and the commands that build it."""

import json
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from knowledge_base.export import export
from knowledge_base.knowledge import to_publish

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
# So many siblings stand in one part of a menu, as with ours.
GROUP = 30


@dataclass(frozen=True)
class Contestant:
    """One to be measured: its folder, its commands (one after another), where they write."""

    name: str
    folder: Path
    commands: list[list[str]]
    sites: list[Path]
    environments: list[dict[str, str]] = field(default_factory=lambda: [{}])


def ours(root: Path, content: Path, folder: Path) -> Contestant:
    """This project with another content folder."""
    folder.mkdir(parents=True)
    shutil.copytree(content, folder / "content")
    for name in ("docs", "hooks", "overrides"):
        (folder / name).symlink_to(root / name)
    shutil.copy(root / "mkdocs.yml", folder)
    return Contestant("ours", folder, [[str(BIN / "mkdocs"), "build", "-q"]], [folder / "site"])


def stock(content: Path, folder: Path) -> Contestant:
    """Material as it comes, a plain hook, a site for each language, search with jieba."""
    folder.mkdir(parents=True)
    shutil.copytree(content, folder / "content")
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
    commands = [[str(BIN / "mkdocs"), "build", "-q", "-d", f"site/{code}"] for code in ("zh", "en")]
    sites = [folder / "site/zh", folder / "site/en"]
    environments = [{"PAGES_IN": "zh"}, {"PAGES_IN": "en"}]
    return Contestant("stock Material + plain hook", folder, commands, sites, environments)


def zensical(root: Path, content: Path, folder: Path) -> Contestant:
    """Zensical on our Markdown export."""
    for name, text in _exported(root, content):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    command = [str(BIN / "zensical"), "build", "--clean"]
    return Contestant("Zensical", folder, [command], [folder / "site"])


def hugo(root: Path, content: Path, folder: Path) -> Contestant:
    """Hugo on the same Markdown, with a theme that prints what ours prints."""
    shutil.copytree(HERE / "hugo", folder)
    number = 0
    for name, text in _exported(root, content):
        if not re.match(r"docs/(zh|en)/.*\.md$", name):
            continue
        path = re.sub(r"(^|/)index\.md$", r"\1_index.md", name.removeprefix("docs/"))
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        number += 1
        text = re.sub(r"^---\n\{", f'---\n{{"group": {number // GROUP}, ', text)
        target.write_text(text, encoding="utf-8")
    command = [str(BIN / "hugo"), "--quiet", "--cacheDir", str(folder / "cache")]
    return Contestant("Hugo", folder, [command], [folder / "public"])


def _exported(root: Path, content: Path) -> list[tuple[str, str]]:
    catalog, problems = to_publish(content, root / "docs")
    assert catalog, problems
    prose = [path.stem for path in sorted((root / "docs/en").glob("*.md")) if path.stem != "index"]
    return list(export(catalog, root / "docs", prose))
