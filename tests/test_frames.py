"""Pages that are filled into a frame are, byte for byte, what the theme draws for them."""

import json
from pathlib import Path

import pytest
from conftest import GARDEN, ROOT, build
from jinja2 import Environment

from knowledge_base.links import Options, check
from knowledge_base.site.frame import Frame, WrongUse, address_hole, hole

# A second hook, which lets the theme draw every page that the first one has filled.
COMPARE = """
import json, os, sys
from pathlib import Path
from knowledge_base.site.policy import with_policy
from knowledge_base.site.frame import tidy
from knowledge_base.paths import relative_url
from knowledge_base.site.specimen import Specimen, table_of_contents

def on_env(env, config, files):
    global theme, compared, drawing, site
    theme, compared = env, {}
    run = next(m for m in sys.modules.values() if hasattr(m, "GeneratedPage")).run
    drawing, site = run.building.drawing, run.settings.site

def as_page(neighbour):
    return neighbour and Specimen(neighbour.title, neighbour.url)

def on_page_context(context, page, config, nav):
    part = drawing.part_of(page.file.src_uri)
    if not part:
        return
    leaves = {uri: drawing.leaf(uri) for uri in part.members}
    pages = {uri: page_of(uri, leaf, page) for uri, leaf in leaves.items()}
    section, kept = page.parent, page.parent and page.parent.children
    index = [each for each in kept or () if each.is_page and each.is_index]
    for uri, leaf in leaves.items():
        shown = pages[uri]
        near, (before, after) = leaf.siblings.pages, leaf.siblings.near(leaf.url)
        around = [as_page(each) for each in [*near[before], *near[after], leaf.siblings.whole] if each]
        if part.kind == "listed":
            around.insert(before.stop - before.start, shown)
        if part.kind == "listed" or part.below:
            section.children = index + around
        if part.kind == "alone":  # it stands in menus itself
            for name in ("content", "toc", "meta", "previous_page", "next_page"):
                setattr(page, name, getattr(shown, name))
            shown = page
        drawn = theme.get_template("main.html").render(
            {**context, "page": shown, "alternates": leaf.alternates})
        if leaf.siblings.whole and not index:  # in a menu the group leads to the first of all
            first, near = (relative_url(each.url, leaf.url) for each in (leaf.siblings.pages[0], around[0]))
            drawn = drawn.replace(f'<a href="{near}">{section.title}<', f'<a href="{first}">{section.title}<')
        drawn = with_policy(tidy(drawn))
        filled = (site / leaf.url / "index.html").read_text(encoding="utf-8")
        compared[uri] = drawn == filled
        if drawn != filled:
            Path(os.environ["COMPARED"] + ".drawn.html").write_text(drawn)
            Path(os.environ["COMPARED"] + ".filled.html").write_text(filled)
    if section:
        section.children = kept

def page_of(uri, leaf, stand_in):
    article = drawing.article(uri)
    return Specimen(
        title=leaf.title, url=leaf.url, meta=leaf.meta, content=article.html,
        toc=table_of_contents(article.headings), canonical_url=leaf.canonical_url,
        edit_url=leaf.edit_url, previous_page=as_page(leaf.previous),
        next_page=as_page(leaf.next), parent=stand_in.parent, active=True)

def on_post_build(config):
    Path(os.environ["COMPARED"]).write_text(json.dumps([compared, len(drawing.pages)]))
"""


@pytest.mark.parametrize(
    ("project", "address", "short"),
    [
        (ROOT, "", False), (ROOT, "https://code.example/guide", False), (ROOT, "", True),
        (GARDEN, "", False), (GARDEN, "https://code.example/guide", False),
    ],
    ids=["real-bare", "real-addresses", "real-short-lists", "garden-bare", "garden-addresses"],
)  # fmt: skip
def test_a_filled_page_is_what_the_theme_draws(
    tmp_path: Path, project: Path, address: str, short: bool
) -> None:
    (tmp_path / "compare.py").write_text(COMPARE)
    config = tmp_path / "mkdocs.yml"
    settings = {
        "INHERIT": str(project / "mkdocs.yml"),
        "docs_dir": str(project / "docs"),
        "hooks": [
            str(ROOT / "hooks/mkdocs_entry.py"),
            *([str(ROOT / "tests/short_lists.py")] if short else []),
            str(tmp_path / "compare.py"),
        ],
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "extra": {"content": str(project / "content")},
        "site_url": address,
        "repo_url": address,
        "watch": [],
    }
    config.write_text(json.dumps(settings))  # JSON is YAML
    result = build(config, tmp_path / "site", COMPARED=str(tmp_path / "compared.json"))
    assert result.returncode == 0, result.stderr
    compared, count = json.loads((tmp_path / "compared.json").read_text())
    assert len(compared) == count > 10
    assert not [uri for uri, same in compared.items() if not same]
    if not address:
        assert check(tmp_path / "site", Options()).problems == []


def test_a_hole_is_filled_as_the_theme_printed_it() -> None:
    theme = Environment().from_string("{{ t }} {{ t | e }} {{ t | striptags | e }} {{ url }}")
    frame = Frame(theme.render(t=hole("title"), url=address_hole("url")))
    for title in ["Salt &amp; water", "What's &quot;salt&quot;?", "a &lt; b"]:
        filled = frame.fill({"title": title, "url": "../salt/"})
        assert filled == theme.render(t=title, url="../salt/")


@pytest.mark.parametrize(
    "use", ["upper", "tojson", "urlencode", "truncate(9, True, '', 0)", "replace('&', '')"]
)
def test_any_other_use_of_a_hole_is_an_error(use: str) -> None:
    drawn = Environment().from_string(f"<p>{{{{ title | {use} }}}}</p>").render(title=hole("title"))
    with pytest.raises(WrongUse):
        Frame(drawn).fill({"title": "Salt"})


def test_a_hole_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(WrongUse, match=r"no_such"):
        Frame(hole("no_such")).fill({"title": "Salt"})
