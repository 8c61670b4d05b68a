"""Terms of the glossary where readers meet them: the first mention on a page is explained.

All names of all terms are one pattern per language, a tree of their letters that prefers the
longest, so that a text is read once whatever the number of terms.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from knowledge_base.languages import Language
from knowledge_base.model import Term
from knowledge_base.record import Record
from knowledge_base.text import Run, to_plain

# "stolen account (account takeover)": what stands in brackets explains the name.
_BRACKETS = re.compile(r"[(（].*?[)）]")
_UPPER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_ALPHABET = "[a-z0-9]"
# What makes an English word another form of the same.
_PLURAL = "s"

# A tree of letters; the empty string marks where a name ends.
_Tree = dict[str, "_Tree"]


class Terms:
    """The terms of one language. ``typos`` are names that only people who search may use."""

    def __init__(
        self, records: Iterable[Record[Term]], language: Language, typos: Mapping[str, str]
    ) -> None:
        self.definitions: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        # Where two terms share a name, it is the first one's, in the order of their ids.
        for record in sorted(records, key=lambda record: record.id):
            told = record.keep(f"term {language.code}", partial(_told, language))
            self.definitions[record.id], names = told
            for name in names:
                if name not in typos:
                    self._ids.setdefault(name, record.id)
        self._pattern = re.compile(_pattern(_tree(self._ids)))

    def mentions(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and id of every term in ``text``; they do not overlap."""
        for match in self._pattern.finditer(text.translate(_UPPER)):
            name = match[0]
            id = self._ids.get(name) or self._ids[name.removesuffix(_PLURAL)]
            yield match.start(), match.end(), id


class Explainer:
    """The terms on one page: gives the definition of each where it is first mentioned."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._explained: set[str] = set()

    def first(self, id: str) -> str | None:
        """The definition of ``id`` the first time it is asked for, ``None`` after that."""
        if id in self._explained:
            return None
        self._explained.add(id)
        return self._terms.definitions.get(id)

    def runs(self, text: str) -> Iterator[Run]:
        """``text`` in pieces, of which some are a term with its definition."""
        end = 0
        for start, stop, id in self._terms.mentions(text):
            if definition := self.first(id):
                yield Run(text[end:start])
                yield Run(text[start:stop], id, definition)
                end = stop
        yield Run(text[end:])


def _told(language: Language, record: Record[Term]) -> tuple[str, list[str]]:
    """The definition of a term as plain text, and its names."""
    definition = record.entry.definition.in_language(language)
    return to_plain(definition), _names(record.entry, language)


def _names(term: Term, language: Language) -> list[str]:
    """What the term is called, in lower case.

    In Chinese a name may begin with a shorter one of the same term, and go on with the next
    word of the sentence: the shorter says the same and cuts no word.
    """
    name = _BRACKETS.sub("", to_plain(term.term.in_language(language))).strip()
    variants: list[str] = getattr(term.variants, language.code)
    names = [each.translate(_UPPER) for each in [name, *variants] if len(each) > 1]
    return [
        each
        for place, each in enumerate(names)
        if place == 0
        or each.isascii()
        or not any(each != other and each.startswith(other) for other in names)
    ]


def _tree(names: Iterable[str]) -> _Tree:
    tree: _Tree = {}
    for name in names:
        node = tree
        for letter in name:
            node = node.setdefault(letter, {})
        node[""] = {}
    return tree


def _pattern(tree: _Tree, before: str = "") -> str:
    """A pattern for all names in ``tree``, the longest first.

    In an alphabet a name must be a whole word or its plural. What stands before a word is
    looked at behind its first letter, since patterns find a first letter fast.
    """
    choices = [
        re.escape(letter) + ("" if before else _start(letter)) + _pattern(tree[letter], letter)
        for letter in sorted(tree)
        if letter
    ]
    if "" in tree:
        choices.append(f"{_PLURAL}?(?!{_ALPHABET})" if re.match(_ALPHABET, before) else "")
    if not choices:
        return "(?!)"
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _start(letter: str) -> str:
    return f"(?<!{_ALPHABET}{letter})" if re.match(_ALPHABET, letter) else ""
