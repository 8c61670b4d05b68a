"""The one way from a contributor's text to a page.

A field of text may use a small markup: ``**bold**``, ```code```, and links to entries by
kind and id, ``[words](action:pay-overdue)``. Everything else is plain text: it reaches the
site's Markdown, and so HTML, as itself. :func:`to_markdown` does this for every field;
:func:`to_plain` gives the same text without markup, for titles, descriptions and search.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

from markupsafe import Markup

# Gives the address for (kind, id), relative to the page that is being written.
LinkResolver = Callable[[str, str], str]

_MARKUP = re.compile(
    r"\*\*(?P<bold>[^*\n]+?)\*\*"
    r"|`(?P<code>[^`\n]+)`"
    r"|\[(?P<link>[^\[\]\n]+)\]\((?P<kind>[a-z]+):(?P<id>[a-z0-9-]+)\)"
)
# Most text has no markup, and to see that is quick.
_MAY_BE_MARKUP = re.compile(r"[*`\[]")
# Characters with a meaning in Markdown, its usual extensions, HTML or attributes; two or more
# dashes or dots, which typographic extensions turn into others; the colon of an emoji's name.
# As numeric references no Markdown parser reads them as anything but text.
_SPECIAL = re.compile(r"[&<>\"'\\`*_{}\[\]()#|~^=$!@%]|-{2,}|\.{2,}|:(?=[\w+/-])")
_BLOCK_START = re.compile(r"^(\d+)([.)])|^([-+:])")
# White space that is not one plain space.
_SPACE = re.compile(r"[^\S ]\s*| \s+")


class Span(NamedTuple):
    """A run of text in one style. ``target`` is (kind, id) for a link, else ``None``."""

    style: Literal["text", "bold", "code", "link"]
    text: str
    target: tuple[str, str] | None = None


class Run(NamedTuple):
    """A piece of text; where it is a term to explain, with its id and definition."""

    text: str
    term: str = ""
    definition: str = ""


class Explainer(Protocol):
    """Knows which terms a text mentions, and which of them a page has not explained yet."""

    def runs(self, text: str) -> Iterator[Run]:
        """``text`` in pieces."""

    def first(self, id: str) -> str | None:
        """The definition of a term when it is still to be given."""


def spans(value: str) -> list[Span]:
    """Split ``value`` into runs of text, bold, code and links. Never fails."""
    if not _MAY_BE_MARKUP.search(value):
        return [Span("text", value)] if value else []
    found: list[Span] = []
    end = 0
    for match in _MARKUP.finditer(value):
        if match.start() > end:
            found.append(Span("text", value[end : match.start()]))
        if match["bold"]:
            found.append(Span("bold", match["bold"]))
        elif match["code"]:
            found.append(Span("code", match["code"]))
        else:
            found.append(Span("link", match["link"], (match["kind"], match["id"])))
        end = match.end()
    if end < len(value):
        found.append(Span("text", value[end:]))
    return found


def links(value: str) -> list[tuple[str, str]]:
    """The (kind, id) of every link in ``value``, in order."""
    if "](" not in value:
        return []
    return [span.target for span in spans(value) if span.target]


def to_plain(value: str) -> str:
    """``value`` without markup, in one line. Plain text: escape it for where it goes."""
    if not _MAY_BE_MARKUP.search(value):
        return " ".join(value.split())
    return " ".join("".join(span.text for span in spans(value)).split())


def to_markdown(value: str, resolve: LinkResolver, explainer: Explainer | None = None) -> Markup:
    """``value`` as one line of Markdown that means only what the small markup says.

    ``resolve`` turns a link's kind and id into an address; it raises ``KeyError`` for an
    unknown one, which the checks have refused before any page is written. With ``explainer``,
    terms become links to the glossary that carry their definition, but not within links or code.
    """
    if not explainer and not _MAY_BE_MARKUP.search(value):
        return literal(value.strip())
    parts: list[str] = []
    for span in spans(value):
        if explainer and span.style in ("text", "bold"):
            words = _explained(explainer.runs(span.text), resolve)
        elif explainer and span.target and span.target[0] == "term":
            words = _term(span.text, explainer.first(span.target[1]))
        else:
            words = literal(span.text)
        if span.style == "bold":
            parts.append(f"<strong>{words}</strong>")
        elif span.style == "code":
            parts.append(f"<code>{words}</code>")
        elif span.target:
            parts.append(f"[{words}]({resolve(*span.target)})")
        else:
            parts.append(words)
    return Markup(_guard_block_start("".join(parts).strip()))


def _explained(runs: Iterable[Run], resolve: LinkResolver) -> str:
    return "".join(
        f"[{_term(run.text, run.definition)}]({resolve('term', run.term)})"
        if run.term
        else literal(run.text)
        for run in runs
    )


def _term(words: str, definition: str | None) -> str:
    """The name of a term, with its definition where it is to be given."""
    if not definition:
        return literal(words)
    return f'<span class="kb-term" data-definition="{literal(definition)}">{literal(words)}</span>'


@lru_cache(maxsize=1 << 12)
def literal(value: str) -> Markup:
    """``value`` as Markdown that shows exactly these characters; white space is folded.

    The result is safe in Markdown text, in HTML text and in quoted HTML attributes.
    """
    return Markup(_guard_block_start(_SPECIAL.sub(_references, _SPACE.sub(" ", value))))


def _guard_block_start(line: str) -> str:
    """Keep a first ``1.``, ``-`` or ``:`` from starting a list or a definition."""
    match = _BLOCK_START.match(line)
    if not match:
        return line
    number, mark, sign = match.groups()
    guarded = f"{number}&#{ord(mark)};" if number else f"&#{ord(sign)};"
    return guarded + line[match.end() :]


def _references(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match.group())
