"""``show``: an entry as it will read, in the terminal."""

import argparse
import html
import re
from dataclasses import replace

from knowledge_base.catalog import Catalog
from knowledge_base.contribute.project import Project
from knowledge_base.contribute.words import CannotRun, say
from knowledge_base.findings import Findings
from knowledge_base.languages import CODES, LANGUAGES, Language
from knowledge_base.pages import build_pages
from knowledge_base.paths import SECTIONS, address
from knowledge_base.problems import suggest

# What readers see only when a script says so, such as that the page is past its review.
_HIDDEN = re.compile(r"<(\w+)[^>]* hidden\b[^>]*>.*?</\1>", re.DOTALL)
# Tags between words that a browser sets apart.
_APART = re.compile(r"</(?:span|p|div|li|td|th|dt|dd|summary)>|<br>")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)\s]*\)")
_HEADING = re.compile(r"^(#+ .*?) *\{ *#[\w-]+ *\}$", re.MULTILINE)
_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which entry, and in which language."""
    parser.add_argument("reference", metavar="KIND:ID", help=say("show.reference"))
    parser.add_argument("--language", choices=CODES, help=say("show.language"))


def run(options: argparse.Namespace, project: Project) -> int:
    """Print the page, drafts too."""
    kind, _, id = options.reference.partition(":")
    catalog = project.catalog()
    known = {f"{record.kind}:{record.id}" for record in catalog.records()}
    if options.reference not in known or kind in SECTIONS:
        pages = (each for each in known if each.partition(":")[0] not in SECTIONS)
        raise CannotRun("no-page", value=options.reference, near=suggest(options.reference, pages))
    catalog = _published(catalog, kind, id)
    for language in LANGUAGES:
        if options.language in (None, language.code):
            print(_page(catalog, address(kind, id, language), language))
    return 0


def _page(catalog: Catalog, uri: str, language: Language) -> str:
    page = next(page for page in build_pages(catalog, [language]) if page.uri == uri)
    return as_terminal_text(page.markdown)


def as_terminal_text(markdown: str) -> str:
    """A page's Markdown without what only a browser needs: tags, addresses, ids."""
    text = _LINK.sub(
        r"\1", _HEADING.sub(r"\1", _TAG.sub("", _APART.sub(" ", _HIDDEN.sub("", markdown))))
    )
    return _GAP.sub("\n\n", html.unescape(text)).strip() + "\n"


def _published(catalog: Catalog, kind: str, id: str) -> Catalog:
    """The catalog as if the entry were published, so that a draft can be read as well."""
    record = catalog.record(kind, id)
    entry = record.entry.model_copy(update={"status": "published"})
    document = record.document
    seen = replace(record, read=lambda: (entry, document), kept=Findings())
    if kind == "myth":
        return replace(catalog, myths={**catalog.myths, id: seen})
    return replace(catalog, entries={**catalog.entries, (kind, id): seen})
