"""Rules on the language of a text: each is in its own, and every word in one script."""

import re
from collections.abc import Iterator

from knowledge_base.catalog import Catalog
from knowledge_base.problems import Problem, problem
from knowledge_base.reading.characters import LIKE_LATIN
from knowledge_base.text import spans

# Names and labels may be quoted in the other language, so a few characters prove nothing.
FEWEST_HAN = 4

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_LATIN_PHRASE = re.compile(r"(?<!\w)(?:[A-Za-z']{2,},? ){2}[A-Za-z']{2,}(?!\w)")
_LATIN = "A-Za-z\u00c0-\u024f"
_MIXED = re.compile(
    rf"[{_LATIN}][\w-]{{0,20}}?[{LIKE_LATIN}]\w{{0,20}}|[{LIKE_LATIN}][\w-]{{0,20}}?[{_LATIN}]\w{{0,20}}"
)


def texts_are_in_their_language(catalog: Catalog) -> Iterator[Problem]:
    """What should be Chinese has Chinese characters; what should be English is not made of them.

    Search words are what people type, in any language, and code is in none.
    """
    for sentence in catalog.sentences:
        has_han = bool(_HAN.search(sentence.written))
        if has_han == (sentence.code != "en") and "`" not in sentence.written:
            continue  # as nearly all are, and to see that is quick
        text = "".join(span.text for span in spans(sentence.written) if span.style != "code")
        han = len(_HAN.findall(text))
        if sentence.code == "en":
            foreign = han >= FEWEST_HAN and han > 2 * len(_LATIN_WORD.findall(text))
        else:
            foreign = not han and bool(_LATIN_PHRASE.search(text))
        if foreign:
            yield problem("wrong-language", sentence.place(), value=text, language=sentence.code)


def words_are_in_one_script(catalog: Catalog) -> Iterator[Problem]:
    """No letter stands in for another that looks the same: readers and search would miss it."""
    for sentence in catalog.sentences:
        if not sentence.text.isascii() and (found := _MIXED.search(sentence.text)):
            odd = next(each for each in found.group() if re.match(f"[{LIKE_LATIN}]", each))
            code = f"U+{ord(odd):04X}"
            yield problem("mixed-scripts", sentence.place(), value=found.group(), code=code)
