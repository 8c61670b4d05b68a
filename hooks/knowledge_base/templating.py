"""Templates: how Jinja compiles ours, and what each may ask of the page that is being written.

Every value that a template prints goes through :meth:`Here.show`, so no template can put text
on a page unescaped: text in two languages is shown in the page's language with its small
markup, plain strings are shown literally, only Markdown made here passes as it is.
"""

import datetime
import posixpath
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup

from knowledge_base.dates import in_words, period_in_words
from knowledge_base.languages import Language
from knowledge_base.lists.excerpt import excerpt
from knowledge_base.model import Bilingual, Words
from knowledge_base.paths import address, relative_path
from knowledge_base.terms import Explainer, Terms
from knowledge_base.text import literal, to_markdown, to_plain

TEMPLATES = Path(__file__).parent / "templates"


class Wording:
    """The pages' own words in one language, as Markdown."""

    def __init__(self, words: Words, language: Language) -> None:
        self.language = language
        self._words = words
        # Pages say the same words, and many of them with the same values, such as dates.
        self.word = lru_cache(maxsize=1 << 12)(self._word)
        self._pattern = cache(self._pattern_of)

    def _word(self, name: str, *values: tuple[str, str]) -> Markup:
        """The word ``group.key`` with ``values``, by name, which are Markdown, in its places."""
        return Markup(self._pattern(name).format(**dict(values)))

    def _pattern_of(self, name: str) -> str:
        group, _, key = name.partition(".")
        text = str(literal(self._words[group][key].in_language(self.language)))
        return text.replace("&#123;", "{").replace("&#125;", "}")


class Here:
    """The page that is being written, at the Markdown path ``uri``: links are relative to it.

    With ``terms``, the filter ``explain`` explains each where it is first mentioned.
    """

    def __init__(self, wording: Wording, uri: str, terms: Terms | None = None) -> None:
        self.language = wording.language
        self._wording = wording
        self._folder = posixpath.dirname(uri)
        self._explainer = Explainer(terms) if terms else None

    def show(self, value: object) -> str:
        """What a template prints of ``value``."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Bilingual):
            return to_markdown(value.in_language(self.language), self.href)
        return literal(str(value))

    def word(self, name: str, /, **values: object) -> Markup:
        """A word of the page's own, such as a heading, with ``values`` in its places."""
        if not values:
            return self._wording.word(name)
        return self._wording.word(name, *[(key, self.show(each)) for key, each in values.items()])

    def href(self, kind: str, id: str) -> Markup:
        """The address of a page or section as seen from the page being written."""
        return _link(kind, id, self.language, self._folder)

    def date(self, value: datetime.date | str) -> str:
        """A date in words."""
        return in_words(value, self.language.locale)

    def period(self, value: str) -> Markup:
        """A period of evidence in words."""
        return Markup(period_in_words(value, self.language.locale, self.word))

    def explain(self, value: Bilingual) -> Markup:
        """Text whose terms are explained where the page first mentions them."""
        return to_markdown(value.in_language(self.language), self.href, self._explainer)

    def plain(self, value: Bilingual) -> str:
        """Text without its markup."""
        return to_plain(value.in_language(self.language))


@lru_cache(maxsize=1 << 10)
def _link(kind: str, id: str, language: Language, folder: str) -> Markup:
    return Markup(relative_path(address(kind, id, language), folder))


class _Context(Context):
    """The context of a template, which knows the page that it writes."""

    def __init__(
        self, environment: Environment, parent: dict[str, Any], *more: Any, **others: Any
    ) -> None:
        super().__init__(environment, parent, *more, **others)
        self.here: Here = parent["here"]
        self.show = self.here.show


class _Generator(CodeGenerator):
    """Compiles templates that print through :meth:`Here.show`, and call no more than functions.

    Jinja's own code asks at each call whether the function wants the context, and escapes once
    more what is safe by then: a quarter of the time that pages take. What is overridden here is
    what the generator of ``jinja2.nativetypes`` overrides, and calls.
    """

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return node.data

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("context.show(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        self.visit(node.node, frame)
        self.write("(")
        arguments = [("", each) for each in (*node.args, *node.kwargs)]
        arguments += [("*", node.dyn_args)] if node.dyn_args else []
        arguments += [("**", node.dyn_kwargs)] if node.dyn_kwargs else []
        for stars, argument in arguments:
            self.write(stars)
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Generator
    context_class = _Context


@cache
def environment() -> Environment:
    """The environment of our templates."""
    environment = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plain": _plain, "explain": _explain}
    environment.globals["excerpt"] = excerpt
    return environment


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates in a folder, as ``compiler`` compiles them."""

    def __init__(self, folder: Path, compiler: str) -> None:
        super().__init__(str(folder))
        self._compiler = compiler

    def get_source_checksum(self, source: str) -> str:
        """What tells that a template, or the way to compile it, was edited."""
        return super().get_source_checksum(self._compiler + source)


def keep_compiled(environment: Environment, folder: Path, compiler: str = "") -> None:
    """Keep compiled templates in ``folder`` between builds: compiling takes a fifth of one.

    Jinja compares the source, so an edited template is compiled again; ``compiler`` names what
    else their code depends on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = _Compiled(folder, compiler)


def template(name: str) -> Template:
    """The template of that name, compiled again if it was edited."""
    return environment().get_template(name)


def render(template: Template, here: Here, values: Mapping[str, object]) -> str:
    """Render ``template`` with ``values`` for the page ``here``.

    Raises ``jinja2.UndefinedError`` for a name that a template uses and nobody gave.
    """
    asked = {
        "here": here,
        "language": here.language,
        "word": here.word,
        "href": here.href,
        "date": here.date,
        "period": here.period,
    }
    return template.render(asked | dict(values))


@pass_context
def _explain(context: _Context, value: Bilingual) -> Markup:
    return context.here.explain(value)


@pass_context
def _plain(context: _Context, value: Bilingual) -> str:
    return context.here.plain(value)
