"""``llms.txt``: what language models should know before they quote the site (llmstxt.org)."""

from collections.abc import Iterator
from typing import get_args

from knowledge_base.catalog import Catalog
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.model import FOLDERS, KINDS, Bilingual
from knowledge_base.model.fields import Certainty
from knowledge_base.output import Output
from knowledge_base.publish.feed import feed_path
from knowledge_base.publish.open_data import FOLDER, LICENCE_URL
from knowledge_base.publish.tables import TABLES, plain


def llms(catalog: Catalog, site_url: str) -> Iterator[Output]:
    """The file: one part for each language."""
    root = f"{site_url.rstrip('/')}/" if site_url else ""

    def written() -> str:
        parts = ["\n".join(_part(catalog, language, root)) for language in LANGUAGES]
        return "\n\n".join(parts) + "\n"

    yield Output("llms.txt", catalog.cards, written)


def _part(catalog: Catalog, language: Language, root: str) -> Iterator[str]:
    words = catalog.reference.words
    code = language.code

    def word(group: str, key: str) -> str:
        text: Bilingual = words[group][key]
        return plain(text.in_language(language))

    def link(name: str, path: str, about: str = "") -> str:
        return f"- [{name}]({root}{path})" + (f": {about}" if about else "")

    # One title for the whole file, as the format asks.
    yield f"{'#' if language is LANGUAGES[0] else '##'} {word('site', 'name')}"
    yield f"\n> {word('site', 'description')} {word('site', 'independent')}\n"
    for key in ("no_promise", "three_systems", "legal"):
        yield f"- {word('notice', key)}"
    grades = " · ".join(word("certainty", grade) for grade in get_args(Certainty))
    yield f"- {word('llms', 'certainty')} {grades}"
    yield f"- {word('llms', 'quote')}"
    yield f"- {word('site', 'licence')} {LICENCE_URL}"
    yield f"\n## {word('llms', 'pages')}\n"
    for kind in KINDS:
        yield link(word("kind", kind), f"{code}/{FOLDERS[kind]}/", word("hub", kind))
    if catalog.published_myths():
        yield link(word("kind", "myth"), f"{code}/myths/", word("hub", "myth"))
    if catalog.terms:
        yield link(word("kind", "term"), f"{code}/glossary/", word("hub", "term"))
    yield link(word("kind", "changes"), feed_path(language), word("hub", "changes"))
    yield f"\n## {word('kind', 'data')}\n"
    yield link("index.json", f"{FOLDER}index.json", word("hub", "data"))
    for name in TABLES:
        yield link(f"{name}.json", f"{FOLDER}{name}.json", word("data", name))
