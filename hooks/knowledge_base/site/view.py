"""What the theme's templates get in the language of a page, and what must come of it."""

import html
import re
from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.model import Words
from knowledge_base.pages import Page
from knowledge_base.paths import plain
from knowledge_base.site.article import Article, to_article
from knowledge_base.site.foreign import mark_chinese

# The script that stands in for the theme's search worker, below docs/ and below the site.
WORKER = "assets/search/worker.js"


class ThemeChanged(ValueError):
    """The theme no longer works as our overrides expect."""


def escaped(text: str) -> str:
    """Text for the theme, which prints titles unescaped.

    An apostrophe stays: in attributes the theme escapes the title once more.
    """
    return html.escape(text, quote=False).replace('"', "&quot;")


def words_in(words: Words, language: Language | None) -> Callable[[str, str], str]:
    """For theme templates: a word of ``words.yaml`` in ``language``, escaped for HTML."""

    def word(group: str, key: str) -> str:
        return html.escape(plain(words[group][key], language or LANGUAGES[0]), quote=True)

    return word


def in_language(config: Any, words: Words, language: Language) -> Mapping[str, Any]:
    """A view of MkDocs' ``config`` as a site in one language would have it."""
    word = words_in(words, language)
    view = {
        "theme": ChainMap({"language": language.tag}, config.theme),
        "site_name": word("site", "name"),
        "site_description": word("site", "description"),
    }
    return ChainMap(view, config)


def require_worker(page: str) -> str:
    """``page`` as it is. Raises :class:`ThemeChanged` when it does not name our search worker."""
    if not re.search(rf'"search": "[./]*{WORKER}\?', page):
        raise ThemeChanged(
            "The theme's configuration no longer names the search worker as overrides/main.html "
            "expects. Compare its config block with the one in the theme's base.html."
        )
    return page


def article_of(page: Page, addresses: Mapping[str, str], words: Words) -> Article:
    """The article of a generated page; ``addresses`` of all pages by their Markdown path."""
    permalink = plain(words["label"]["permalink"], page.language)
    article = to_article(page.markdown, page.uri, addresses, permalink)
    return replace(article, html=mark_chinese(article.html, page.language))


def one_language(section: Any) -> list[Any]:
    """Make the navigation below ``section`` stand on its own; its pages, in order.

    No parent is above it, and previous and next stay within it.
    """
    for item in section.children:
        item.parent = None
    pages = [page for item in section.children for page in _pages(item)]
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        page.previous_page, page.next_page = before, after
    return pages


def _pages(item: Any) -> list[Any]:
    return [page for each in item.children for page in _pages(each)] if item.children else [item]
