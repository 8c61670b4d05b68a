"""All pages as plain Markdown on disk, for another generator (``scripts/export_markdown.py``).

The files are those that MkDocs would be given, with front matter, and a configuration that
Zensical and stock Material build. What is ours in HTML is lost: see MAINTAINING.md.
"""

import json
import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.navigation import Section, as_config, navigation
from knowledge_base.pages import build_pages
from knowledge_base.paths import page_url, plain
from knowledge_base.publish import published_files
from knowledge_base.site.leaf import LONGEST_MENU

# Python-Markdown reads Markdown inside an HTML block only where it is told to.
_BLOCK = re.compile(r"^<(div|section|aside|details)\b([^>\n]*)>$", re.MULTILINE)
# A link in HTML to an address of the site that is not written as a Markdown path.
_ADDRESS = re.compile(r'(<a\b[^>]*?\shref=")(?![^"]*\.md["#])([^"#:]+)(?=["#])')
# Names a template of our theme, which the other generator does not have.
_TEMPLATE = re.compile(r"^template: .*\n", re.MULTILINE)
# Zensical keeps the place of a word in 30 bits, of which the number of the section takes what it
# needs, and refuses to build when a section has more words than the rest can count.
_PLACES = 2**29  # half of them: it rounds the number of sections up to a power of two
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_WORD = re.compile(r"\w+")
# What stands in a page's source and is not read: targets of links, tags.
_UNREAD = re.compile(r"\]\([^)]*\)|<[^>]*>")


def export(
    catalog: Catalog, docs: Path, prose: Sequence[str], languages: Sequence[Language] = LANGUAGES
) -> Iterator[tuple[str, str]]:
    """Every file of the export by its path: pages, other published files, the configuration.

    ``docs`` holds the hand-written pages; ``prose`` names those of the menu "More".
    """
    pages = [(page, page.markdown) for page in build_pages(catalog, languages)]
    most = _PLACES // sum(len(_HEADING.split(markdown)) for _, markdown in pages)
    for page, markdown in pages:
        front: dict[str, Any] = {"title": page.title, "description": page.description}
        if longest_section(markdown) > most:
            front["search"] = {"exclude": True}
        body = for_python_markdown(markdown, page.uri)
        yield f"docs/{page.uri}", f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n\n{body}"
    roots = [docs / language.code for language in languages]
    written = [path for root in roots for path in sorted(root.rglob("*.md"))]
    if len(languages) > 1:
        written.append(docs / "index.md")  # chooses a language
    for path in written:
        text = _TEMPLATE.sub("", path.read_text(encoding="utf-8"))
        yield f"docs/{path.relative_to(docs).as_posix()}", text
    for path in sorted((docs / "assets").glob("*.css")):
        yield f"docs/assets/{path.name}", path.read_text(encoding="utf-8")
    for name, text in published_files(catalog, ""):
        yield f"docs/{name}", text
    yield "mkdocs.yml", _configuration(catalog, prose, languages)


def longest_section(markdown: str) -> int:
    """How many words the longest section has, about as a search index counts them."""
    sections = _HEADING.split(_UNREAD.sub(" ", markdown))
    return max(sum(1 for _ in _WORD.finditer(each)) for each in sections)


def for_python_markdown(markdown: str, uri: str) -> str:
    """The CommonMark of the page ``uri`` as Python-Markdown reads it.

    Links in HTML are written as seen from the page's source, not from its address.
    """
    address = page_url(uri)

    def from_source(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(address, match[2]))
        path = posixpath.relpath(target, posixpath.dirname(uri) or ".")
        return f"{match[1]}{path}/" if match[2].endswith("/") else match[1] + path

    return _BLOCK.sub(r'<\1\2 markdown="1">', _ADDRESS.sub(from_source, markdown))


def divided(section: Section) -> Section:
    """``section`` with lists that are too long for a menu in parts, such as "Title 31–60"."""
    return Section(section.title, _parts(section.title, section.children))


def _parts(title: str, children: Sequence[str | Section]) -> Sequence[str | Section]:
    children = [each if isinstance(each, str) else divided(each) for each in children]
    if len(children) <= LONGEST_MENU:
        return children
    size = LONGEST_MENU
    while len(children) > size * LONGEST_MENU:
        size *= LONGEST_MENU
    return [
        Section(f"{title} {start + 1}–{start + len(part)}", _parts(title, part))
        for start in range(0, len(children), size)
        for part in [children[start : start + size]]
    ]


def _configuration(catalog: Catalog, prose: Sequence[str], languages: Sequence[Language]) -> str:
    words = catalog.reference.words["site"]
    menus = [as_config(divided(navigation(catalog, each, prose))) for each in languages]
    (home, *_), *_ = (menu.values() for menu in menus)
    alone = len(languages) == 1
    settings = {
        "site_name": " / ".join(plain(words["name"], each) for each in languages),
        "docs_dir": "docs",
        "theme": {
            "name": "material",
            "language": "zh" if alone and languages[0].code == "zh" else "en",
            "font": False,
            "features": ["navigation.tabs", "navigation.indexes", "navigation.prune"],
        },
        "extra_css": ["assets/knowledge-base.css"],
        "markdown_extensions": ["attr_list", "md_in_html", "tables", {"toc": {"permalink": "#"}}],
        "nav": home if alone else ["index.md", *menus],
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"  # JSON is YAML
