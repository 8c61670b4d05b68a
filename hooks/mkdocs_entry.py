"""The door to MkDocs: the only file that imports it. Events here call the engine.

MkDocs draws into a folder of its own, from which the engine takes over what belongs to the site;
a build that needs no theme gives it nothing to do (``knowledge_base.site.building``). MkDocs puts
this folder on ``sys.path`` only while it loads this file; parts of the package are found later
too, and imported where a build needs them.
"""

import atexit
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import CountHandler

from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.site.fingerprint import Digests
from knowledge_base.site.kept import Kept
from knowledge_base.site.run import Run
from knowledge_base.site.settings import digests_of, note_sources, settings_of
from knowledge_base.site.start import kept_of, start

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from knowledge_base.pages import Page as Generated


class GeneratedPage(Page):
    """A page that the engine writes: MkDocs neither reads nor writes anything for it.

    There is one for every part of the site, and for every page that a hand-written one links to:
    those are ``linked``.
    """

    def __init__(
        self, page: "Generated", file: File, config: MkDocsConfig, *, linked: bool
    ) -> None:
        from knowledge_base.site.view import escaped

        # The theme prints titles unescaped.
        super().__init__(escaped(page.title), file, config)
        self.meta = {"template": "nothing.html"}
        self.linked = linked

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing: see :mod:`knowledge_base.site.drawing`."""
        self.content = ""


run: Run
previewing = False
kept: Kept | None = None
digests: Digests | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a preview, whose reloading script no policy can foresee."""
    global previewing
    previewing = command == "serve"
    atexit.register(gc.freeze)  # before it ends, Python would look through all for circles
    os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")  # 1980: no file tells when it was built


def on_serve(server: "LiveReloadServer", config: MkDocsConfig, builder: Any) -> "LiveReloadServer":
    """Look for saved files more often than MkDocs does."""
    from knowledge_base.site.looking import look_often

    look_often(server, [each for each in (config.docs_dir, config.config_file_path) if each])
    return server


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check the content; bring the site up to date, or prepare for MkDocs to draw."""
    global run, kept, digests
    gc.disable()  # a build makes millions of small things, and hardly any circles
    if not config.repo_url:
        config.edit_uri = None  # alone it would make links to nowhere
    if not (digests and previewing):
        digests = digests_of(config, preview=previewing)
    run = Run(config, settings_of(config, digests, preview=previewing), CountHandler())
    kept = kept_of(run.settings, digests, kept)
    with _reported():
        run.building = start(run.settings, kept, digests)
    digests.keep()
    run.prepare()
    if run.building:
        from knowledge_base.navigation import as_config

        run.give("nav", [as_config(menu) for menu in run.building.drawing.menus()])
    else:
        run.give_nothing(Theme(custom_dir=config.site_dir))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add pages that stand in for the generated ones, and the other files that prose links to."""
    if not run.building:
        return Files([])
    from knowledge_base.prose import linked_pages, named_files
    from knowledge_base.search.search_files import search_address

    drawing, docs = run.building.drawing, Path(config.docs_dir)
    linked = {uri for uri in linked_pages(docs) if uri in drawing.pages}
    in_menu = frozenset(drawing.stand_ins)
    for uri in dict.fromkeys([*drawing.stand_ins, *sorted(linked)]):
        listed = uri in in_menu
        files.append(_file(drawing.pages[uri], config, listed=listed, linked=uri in linked))
    run.search = {each.code: search_address(docs, each) for each in LANGUAGES}
    for path in named_files(docs, (output.path for output in run.building.linked)):
        files.append(File.generated(config, path, content=""))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Split the navigation: a page of one language never shows the other's."""
    if run.building:
        from knowledge_base.site.view import one_language

        for language, section in zip(LANGUAGES, nav.items, strict=True):
            pages = one_language(section)
            menu = run.navigation[language.code] = Navigation(section.children or [], pages)
            menu.homepage = pages[0]
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Pages of one part of the site share a frame, which the theme draws once."""
    if not run.building:
        return
    from knowledge_base.site.theme import Templates
    from knowledge_base.templating import keep_compiled

    keep_compiled(env, run.settings.cache / "jinja")
    run.templates = Templates(env, _finished)
    run.building.begin({uri: str(page.title) for uri, page in _prose(files)})
    for uri, page in _prose(files):
        before, after = run.building.drawing.around(uri)
        page.previous_page, page.next_page = cast(Any, before), cast(Any, after)
    run.building.watch.lap("prose, menus")


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the page its own language's navigation, theme words, site name and alternates."""
    from knowledge_base.site.feedback import feedback_about
    from knowledge_base.site.view import in_language, words_in

    drawing, words = run.current.drawing, run.current.catalog.reference.words
    uri, language = page.file.src_uri, _language(page)
    context |= {"language": language, "alternates": drawing.alternates(uri)}
    context["word"] = words_in(words, language)
    if language:
        page.meta.update(feedback_about(page, config))
        context["search_worker"] = run.search[language.code]
        context["nav"] = run.navigation[language.code]
        context["config"] = in_language(config, words, language)
        if not isinstance(page, GeneratedPage):
            told = str(page.title), page.meta.get("description", "")
            page.meta["json_ld"] = drawing.linked_data(uri, language, *told)
    if isinstance(page, GeneratedPage):
        _put_part(page, context)
    return context


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """Give the sitemap its alternates, and the bilingual 404 page its words."""
    from knowledge_base.site.view import words_in

    context["site_pages"] = run.current.drawing.addressed()
    context["languages"] = LANGUAGES
    context["words_in"] = partial(words_in, run.current.catalog.reference.words)
    return context


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep every page out of the theme's own index; mark Chinese in hand-written English ones."""
    from knowledge_base.site.foreign import mark_chinese

    page.meta["search"] = {"exclude": True}
    language = _language(page)
    return mark_chinese(html, language) if language else html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Give the page its security policy; generated ones have it from their frame."""
    from knowledge_base.site.frame import tidy

    if isinstance(page, GeneratedPage):
        return ""
    return _finished(tidy(output)) if _language(page) else _with_policy(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Give the 404 page its security policy."""
    return _with_policy(output) if template_name == "404.html" else output


def on_post_build(config: MkDocsConfig) -> None:
    """Take over what MkDocs has drawn; note, outside the site, which content it is made of."""
    if run.building:
        # Whatever MkDocs warned of is to be said again by the next build.
        trusted = not run.warnings.get_counts()
        with _reported():
            run.building.adopt(run.folder, trusted=trusted)
    run.end()
    if not previewing:
        where = run.settings
        note_sources(where.cache / "source-map.json", where.content, where.docs)


def on_build_error(error: Exception) -> None:
    """Leave nothing behind."""
    if "run" in globals():
        run.end()


def on_shutdown() -> None:
    """Of a preview: remove what it has set aside."""
    if previewing and "run" in globals():
        from knowledge_base.site.preview import take_back

        take_back(run.settings.site)


def _put_part(page: GeneratedPage, context: dict[str, Any]) -> None:
    """Put the pages that ``page`` stands in for into the site; note what links to it may name."""
    from knowledge_base.site.theme import ThemeOfPart

    assert run.templates
    drawing, uri = run.current.drawing, page.file.src_uri
    with _reported():
        if page.linked:
            page.present_anchor_ids = set(drawing.article(uri).ids)
        if part := drawing.part_of(uri):
            run.current.put_part(part, ThemeOfPart(run.templates, page, context))


def _finished(output: str) -> str:
    """A page of one language, once the theme is seen to use our search worker."""
    from knowledge_base.site.view import require_worker

    with _reported():
        return _with_policy(require_worker(output))


def _with_policy(output: str) -> str:
    from knowledge_base.site.policy import with_policy

    return output if previewing else with_policy(output)


@contextmanager
def _reported() -> Iterator[None]:
    """What is wrong with the content or the theme, as MkDocs reports it: without a traceback."""
    try:
        yield
    except ValueError as problem:
        raise PluginError(str(problem)) from None


def _file(page: "Generated", config: MkDocsConfig, *, listed: bool, linked: bool) -> File:
    """A page as a virtual file of ``docs/``, with a page of our own kind."""
    inclusion = InclusionLevel.UNDEFINED if listed else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.uri, content="", inclusion=inclusion)
    GeneratedPage(page, file, config, linked=linked)
    return file


def _prose(files: Files) -> Iterator[tuple[str, Page]]:
    """The hand-written pages, by their Markdown paths."""
    for file in files.documentation_pages():
        if file.page and not isinstance(file.page, GeneratedPage):
            yield file.src_uri, file.page


def _language(page: Page) -> Language | None:
    uri = page.file.src_uri
    return next((each for each in LANGUAGES if uri.startswith(f"{each.code}/")), None)
