"""The door to MkDocs: the only file that imports it. Events here call the engine.

MkDocs puts this folder on ``sys.path`` only while it loads this file: hence all imports at the top.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from knowledge_base import pages as engine
from knowledge_base.article import UnknownLink
from knowledge_base.catalog import Catalog
from knowledge_base.drawing import Drawing, addresses_of, write_page
from knowledge_base.feedback import feedback_about
from knowledge_base.foreign import mark_chinese
from knowledge_base.frame import WrongUse, tidy
from knowledge_base.frames import Frames, keep_compiled
from knowledge_base.knowledge import to_publish
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.navigation import as_config, navigation
from knowledge_base.policy import with_policy
from knowledge_base.preview import look_often, problems_page
from knowledge_base.problems import as_text
from knowledge_base.prose import linked_pages, prose_names, prose_pages
from knowledge_base.publish import published_files
from knowledge_base.scripts import page_assets
from knowledge_base.search_files import search_address, search_files
from knowledge_base.source_map import note
from knowledge_base.timing import Stopwatch
from knowledge_base.view import (
    WORKER,
    ThemeChanged,
    escaped,
    in_language,
    one_language,
    require_worker,
    words_in,
)


@dataclass
class Build:
    """What one build knows; replaced whole in :func:`on_config`."""

    checked: Catalog | None
    # What a preview shows when the content cannot be built.
    problems: str = ""
    # By language code, the navigation that its pages see.
    navigation: dict[str, Navigation] = field(default_factory=dict)
    # By language code, what follows the address of the search worker.
    search: dict[str, str] = field(default_factory=dict)
    watch: Stopwatch = field(default_factory=Stopwatch)

    @property
    def catalog(self) -> Catalog:
        """The checked content; there is none in a build that only shows problems."""
        assert self.checked
        return self.checked


class GeneratedPage(Page):
    """A page that the engine writes: MkDocs neither reads nor writes anything for it.

    There is one for every part of the site, and for every page that a hand-written one links to.
    """

    def __init__(self, page: engine.Page, file: File, config: MkDocsConfig) -> None:
        # The theme prints titles unescaped.
        super().__init__(escaped(page.title), file, config)
        self.written = page
        self.meta = {"template": "nothing.html"}

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing: see :mod:`knowledge_base.drawing`."""
        self.content = ""


build: Build
drawing: Drawing
frames: Frames
previewing = False


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a preview, whose reloading script no policy can foresee."""
    global previewing
    previewing = command == "serve"
    os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")  # 1980: no file tells when it was built


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Look for saved files more often than MkDocs does."""
    look_often(server, [each for each in (config.docs_dir, config.config_file_path) if each])
    return server


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check the content before MkDocs clears the old site."""
    global build, drawing
    build = _checked_build(config)
    if not config.repo_url:
        config.edit_uri = None  # alone it would make links to nowhere
    if build.problems:
        config.nav = []
        return config
    more = config.extra["prose"]
    menus = {each.code: navigation(build.catalog, each, more) for each in LANGUAGES}
    pages = engine.build_pages(build.catalog)
    prose = prose_names(Path(config.docs_dir))
    drawing = Drawing(build.catalog, pages, menus, prose, addresses_of(config))
    config.nav = [as_config(menu) for menu in drawing.menus()]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add pages that stand in for the generated ones, the search indexes and the data."""
    if build.problems:
        return Files([])
    docs = Path(config.docs_dir)
    linked = [uri for uri in linked_pages(docs) if uri in drawing.pages]
    in_menu = frozenset(drawing.stand_ins)
    for uri in dict.fromkeys([*drawing.stand_ins, *linked]):
        files.append(_file(drawing.pages[uri], config, listed=uri in in_menu))
    build.search = {each.code: search_address(docs / WORKER, each) for each in LANGUAGES}
    search = search_files(build.catalog, list(prose_pages(docs)), docs / WORKER)
    published = published_files(build.catalog, config.site_url or "")
    for name, text in [*search, *published, *page_assets(docs)]:
        files.append(File.generated(config, name, content=text))
    build.watch.lap("pages, search, data")
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Split the navigation: a page of one language never shows the other's."""
    for language, section in zip(LANGUAGES, nav.items, strict=False):  # none among problems
        pages = one_language(section)
        menu = build.navigation[language.code] = Navigation(section.children or [], pages)
        menu.homepage = pages[0]
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Pages of one part of the site share a frame, which the theme draws once."""
    global frames
    build.watch.lap("prose, menus")
    keep_compiled(env, Path(config.config_file_path).parent / ".cache/jinja")
    frames = Frames(env, _finished)
    if not build.problems:
        drawing.name({uri: str(page.title) for uri, page in _prose(files)})
        for uri, page in _prose(files):
            before, after = drawing.around(uri)
            page.previous_page, page.next_page = cast(Any, before), cast(Any, after)


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the page its own language's navigation, theme words, site name and alternates."""
    language = _language(page)
    context |= {"language": language, "alternates": drawing.alternates(page.file.src_uri)}
    words = build.catalog.reference.words
    context["word"] = words_in(words, language)
    if language:
        page.meta.update(feedback_about(page, config))
        context["search_worker"] = build.search[language.code]
        context["nav"] = build.navigation[language.code]
        context["config"] = in_language(config, words, language)
        if not isinstance(page, GeneratedPage):
            told = str(page.title), page.meta.get("description", "")
            page.meta["json_ld"] = drawing.linked_data(page.file.src_uri, language, *told)
    if isinstance(page, GeneratedPage):
        _write_part(page, context, Path(config.site_dir))
    return context


def on_pre_template(template: Template, template_name: str, config: MkDocsConfig) -> Template:
    """Show problems wherever a preview has no page, which is everywhere then."""
    if not build.problems:
        return template
    return Environment().from_string("{{ problems }}" if template_name == "404.html" else "")


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """Give the sitemap its alternates, and the bilingual 404 page its words."""
    if build.problems:
        return context | {"problems": build.problems}
    context |= {
        "site_pages": drawing.addressed(),
        "languages": LANGUAGES,
        "words_in": partial(words_in, build.catalog.reference.words),
    }
    return context


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep every page out of the theme's own index; mark Chinese in hand-written English ones."""
    page.meta["search"] = {"exclude": True}
    language = _language(page)
    return mark_chinese(html, language) if language else html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Give the page its security policy; generated ones have it from their frame."""
    if isinstance(page, GeneratedPage):
        return ""
    return _finished(tidy(output)) if _language(page) else _policy(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Give the 404 page its security policy."""
    return _policy(output) if template_name == "404.html" else output


def on_post_build(config: MkDocsConfig) -> None:
    """Note, outside the site, which content it is made of: the link checker asks."""
    if previewing:
        return
    build.watch.lap("drawing and writing")
    root = Path(config.config_file_path).parent
    note(root / ".cache/source-map.json", root / config.extra["content"], Path(config.docs_dir))


def _write_part(page: GeneratedPage, context: dict[str, Any], site: Path) -> None:
    """Write the pages that ``page`` stands in for, and note what can be linked to on its own."""
    try:
        page.present_anchor_ids = set(drawing.article(page.file.src_uri).ids)
        part = drawing.part_of(page.file.src_uri)
        for url, drawn in drawing.draw(part, frames, page, context) if part else ():
            write_page(site, url, drawn)
            build.watch.count(len(drawing.pages))
    except (UnknownLink, WrongUse) as problem:
        raise PluginError(str(problem)) from None


def _finished(output: str) -> str:
    """A page of one language, once the theme is seen to use our search worker."""
    try:
        return _policy(require_worker(output))
    except ThemeChanged as problem:
        raise PluginError(str(problem)) from None


def _policy(output: str) -> str:
    return output if previewing else with_policy(output)


def _checked_build(config: MkDocsConfig) -> Build:
    """A build of the content, or one error that lists every problem. Raises ``PluginError``.

    A preview goes on without a catalog, to show the problems on the page.
    """
    content = Path(config.config_file_path).parent / config.extra["content"]
    watch = Stopwatch()
    catalog, problems = to_publish(content, Path(config.docs_dir))
    watch.lap("reading, checking")
    if catalog or not previewing:
        if problems:
            raise PluginError(f"\n\n{as_text(problems)}\n")
        return Build(catalog, watch=watch)
    print(as_text(problems), file=sys.stderr)
    return Build(None, problems_page(problems))


def _file(page: engine.Page, config: MkDocsConfig, *, listed: bool) -> File:
    """A page as a virtual file of ``docs/``, with a page of our own kind."""
    inclusion = InclusionLevel.UNDEFINED if listed else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.uri, content="", inclusion=inclusion)
    GeneratedPage(page, file, config)
    return file


def _prose(files: Files) -> Iterator[tuple[str, Page]]:
    """The hand-written pages, by their Markdown paths."""
    for file in files.documentation_pages():
        if file.page and not isinstance(file.page, GeneratedPage):
            yield file.src_uri, file.page


def _language(page: Page) -> Language | None:
    uri = page.file.src_uri
    return next((each for each in LANGUAGES if uri.startswith(f"{each.code}/")), None)
