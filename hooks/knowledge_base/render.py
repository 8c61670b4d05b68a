"""Templates to Markdown: the Jinja environment, and what a template may ask for.

Every value that a template prints goes through :func:`_finalize`, so no template can put
text on a page unescaped: text in two languages is shown in the page's language with its
small markup, plain strings are shown literally, only Markdown made here passes as it is.
"""

import datetime
import posixpath
import re
from collections.abc import Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TypeGuard, cast, get_args

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    nodes,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

from knowledge_base import order
from knowledge_base.changes import ChangeKind
from knowledge_base.dates import in_words, period_in_words
from knowledge_base.languages import Language
from knowledge_base.model import FOLDERS, Bilingual, Kind, Words, entries, fields, reference
from knowledge_base.terms import Explainer, Terms
from knowledge_base.text import literal, to_markdown, to_plain

TEMPLATES = Path(__file__).parent / "templates"

# Words that others than our own templates ask for: the theme's, the navigation, feeds.
THEME_WORDS = (
    "site.name", "site.description", "site.independent", "site.licence", "site.switch",
    "site.language", "nav.more", "search.suggestions", "label.permalink",
    "feedback.title", "feedback.mail", "feedback.report", "feedback.edit", "feedback.privacy",
    "feedback.permalink",
    "map.picture", "label.in_glossary",
    "calendar.name", "calendar.due", "llms.certainty", "llms.quote", "llms.pages",
    "not_found.title", "not_found.text", "not_found.home",
    "frame.menu", "frame.close_menu", "frame.close_search", "frame.path", "frame.site_menu",
    "frame.colours", "frame.colours_device", "frame.colours_light", "frame.colours_dark",
    "frame.slash", "frame.offline",
    "date.about", "date.onwards", "date.until", "date.undated",
)  # fmt: skip
# Pages that list, besides the hubs of entries.
LISTINGS = (
    "myth", "term", "question", "fact", "source", "map", "keywords", "plan", "changes", "data",
    "rules",
)  # fmt: skip
# Values of fields that pages show in words: the group in words.yaml, and the values.
VALUE_WORDS: Mapping[str, tuple[str, ...]] = {
    "certainty": get_args(fields.Certainty),
    "urgency": get_args(fields.Urgency),
    "source_type": get_args(fields.SourceType),
    "scope": get_args(fields.Scope),
    "outcome": get_args(fields.Outcome),
    "effect": get_args(entries.Effect),
    "effort": get_args(entries.Effort),
    "time": get_args(entries.TimeKind),
    "recurring": get_args(entries.Recurring),
    "confidence": get_args(reference.Confidence),
    "change": get_args(ChangeKind),
    "answer": ("yes", "unsure", "no"),
    "kind": (*get_args(entries.Kind), *LISTINGS, "home"),
    "facet": ("dimension", "area", "urgency", "effort", "evidence"),
    "kind_one": (*get_args(entries.Kind), "myth"),
    "hub": (*get_args(entries.Kind), *LISTINGS),
    "plan_group": get_args(order.PlanGroup),
}


# Kinds whose things are sections of one page, and that page.
SECTIONS = {"term": "glossary", "source": "sources", "question": "self-check", "plan": "plan"}


# So that a page of facts stays light on a slow phone.
FACTS_ON_A_PAGE = 40


def fact_group(id: str) -> str:
    """The page that a fact stands on: facts are numbered in groups, such as F-XY-01.

    Its number alone says which, so that a new fact moves no other.
    """
    group, _, number = id.lower().rpartition("-")
    part = (int(number) - 1) // FACTS_ON_A_PAGE + 1
    return f"{group}-{part}" if part > 1 else group


def address(kind: str, id: str, language: Language) -> str:
    """The Markdown path of the page (and section) for ``kind`` and ``id``, from ``docs/``."""
    if kind == "page":
        return f"{language.code}/{id}.md"
    if kind in SECTIONS:
        return f"{language.code}/{SECTIONS[kind]}.md#{id.lower()}"
    if kind == "home":
        return f"{language.code}/index.md"
    if kind == "fact":
        return f"{language.code}/facts/{fact_group(id)}.md#{id.lower()}"
    folder = "myths" if kind == "myth" else FOLDERS[cast(Kind, kind)]
    return f"{language.code}/{folder}/{id}.md"


def page_url(uri: str) -> str:
    """The address of a Markdown path, as the site serves it: folders with an index."""
    path, _, anchor = uri.partition("#")
    folder = re.sub(r"(^|/)index\.md$|\.md$", "/", path)
    return f"{folder}#{anchor}" if anchor else folder


def link_url(kind: str, id: str, language: Language, page: str) -> str:
    """The address of (kind, id) as the built page at the address ``page`` links to it."""
    folder, hash, anchor = page_url(address(kind, id, language)).partition("#")
    return f"{relative_url(folder, page)}{hash}{anchor}"


def relative_url(url: str, page: str) -> str:
    """The address ``url`` as the page at ``page`` writes it, both from the site's root."""
    path = _relative(url.rstrip("/"), page.rstrip("/"))
    return f"{path}/" if url.endswith("/") or not url else path


@lru_cache(maxsize=1 << 16)
def _relative(target: str, folder: str) -> str:
    """The path of ``target`` as seen from ``folder``, both without dots."""
    there = [part for part in target.split("/") if part not in ("", ".")]
    here = folder.split("/") if folder else []
    common = 0
    for one, other in zip(there, here, strict=False):
        if one != other:
            break
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


@cache
def environment() -> Environment:
    """The environment of our templates; it notices by itself when one is edited."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"word": _word, "href": _href, "date": _date, "period": _period}
    environment.filters |= {"plain": _plain, "explain": _explain}
    return environment


def keep_compiled(environment: Environment, folder: Path) -> None:
    """Keep compiled templates in ``folder`` between builds: compiling takes a fifth of one.

    Jinja compares the source, so an edited template is compiled again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def render(
    environment: Environment,
    template: str,
    *,
    language: Language,
    uri: str,
    words: Words,
    values: Mapping[str, object],
) -> str:
    """Render ``template`` for one page.

    ``uri`` is the page's own Markdown path: links are written relative to it. With ``terms``
    among the values, the filter ``explain`` explains each where it is first mentioned. Raises
    ``jinja2.UndefinedError`` for a name that a template uses and nobody gave.
    """
    context = {"language": language, "uri": uri, "words": words, **values}
    if terms := values.get("terms"):
        context["explainer"] = Explainer(cast(Terms, terms))
    return environment.get_template(template).render(context)


def plain(text: Bilingual, language: Language) -> str:
    """Text without markup, in one line; escape it for where it goes."""
    return to_plain(text.in_language(language))


@cache
def required_words() -> frozenset[str]:
    """The ``group.key`` of every word that the templates ask for by a fixed name."""
    parser = environment()
    found: set[str] = set()
    for name in parser.list_templates():
        tree = parser.parse((TEMPLATES / name).read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            found |= {each.value for each in call.args if _names_a_word(each)}
    found |= {f"{group}.{value}" for group, values in VALUE_WORDS.items() for value in values}
    return frozenset(found.union(THEME_WORDS))


def _names_a_word(node: nodes.Expr) -> TypeGuard[nodes.Const]:
    """Whether an argument is the name of a word: they alone look like ``group.key``."""
    if not isinstance(node, nodes.Const) or not isinstance(node.value, str):
        return False
    return re.fullmatch(r"[a-z_]+\.[a-z_]+", node.value) is not None


@pass_context
def _finalize(context: Context, value: object) -> Markup:
    if isinstance(value, Markup):
        return value
    if isinstance(value, Bilingual):
        language: Language = context["language"]
        return to_markdown(value.in_language(language), partial(_href, context))
    return literal(str(value))


@pass_context
def _word(context: Context, name: str, /, **values: object) -> Markup:
    group, _, key = name.partition(".")
    language: Language = context["language"]
    text: str = context["words"][group][key].in_language(language)
    if not values:
        return _literal_word(text)
    shown = {name: str(_finalize(context, value)) for name, value in values.items()}
    return Markup(_with_places(text).format(**shown))


@lru_cache(maxsize=4096)
def _literal_word(text: str) -> Markup:
    """A word without places for values; nearly every page shows the same ones."""
    return Markup(_with_places(text).format())


@lru_cache(maxsize=4096)
def _with_places(text: str) -> str:
    return str(literal(text)).replace("&#123;", "{").replace("&#125;", "}")


@pass_context
def _href(context: Context, kind: str, id: str) -> str:
    """The address of a page as seen from the page being written."""
    target = address(kind, id, context["language"])
    return Markup(_relative(target, posixpath.dirname(context["uri"])))


@pass_context
def _date(context: Context, value: datetime.date | str) -> str:
    return in_words(value, context["language"].locale)


@pass_context
def _period(context: Context, value: str) -> Markup:
    words = partial(_word, context)
    return Markup(period_in_words(value, context["language"].locale, words))


@pass_context
def _explain(context: Context, value: Bilingual) -> Markup:
    text = value.in_language(context["language"])
    return to_markdown(text, partial(_href, context), context.get("explainer"))


@pass_context
def _plain(context: Context, value: Bilingual) -> str:
    return plain(value, context["language"])
