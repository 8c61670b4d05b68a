"""Chinese characters for search: how they sound, and which are the same in another script.

What needs a dictionary is done here, at build time, so that the browser needs none. The
dictionaries are loaded when they are asked for: most builds find what they need kept.
"""

import os
from collections.abc import Callable, Iterable
from functools import cache, lru_cache


@lru_cache(maxsize=1 << 13)
def _syllables(run: str) -> tuple[str, ...]:
    """How the characters of ``run`` are read. Languages share most runs, and so do builds."""
    return syllables(run)


def syllables(text: str) -> tuple[str, ...]:
    """The pinyin of every Chinese character of ``text``, between runs of others as they are."""
    return (text,) if text.isascii() else tuple(_pinyin()(text))


@cache
def _pinyin() -> Callable[[str], list[str]]:
    """pypinyin in half its room: no copies of its tables, and equal readings one object."""
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    readings: dict[tuple[str, ...], list[str]] = {}
    for phrase in PHRASES_DICT.values():
        phrase[:] = [readings.setdefault(tuple(each), each) for each in phrase]
    return lazy_pinyin


def readings(shown: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Syllable → the characters read so, as they are read in these runs of text.

    Everyday characters that sound like a part of a known word are added: typos by sound.
    """
    words = set(known)
    found: dict[str, set[str]] = {}
    for run in words.union(shown):
        for character, syllable in zip(run, _syllables(run), strict=True):
            found.setdefault(syllable, set()).add(character)
    heard = {syllable for word in words for syllable in _syllables(word)}
    for character in _common_characters():
        for syllable in _syllables(character):
            if syllable in heard:
                found[syllable].add(character)
    return {syllable: "".join(sorted(found[syllable])) for syllable in sorted(found)}


@cache
def _common_characters() -> tuple[str, ...]:
    """The characters of everyday Chinese (level 1 of GB 2312), for typos by sound."""
    return tuple(
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
        if (row, cell) < (0xD7, 0xFA)
    )


def traditional_forms(shown: frozenset[str]) -> str:
    """Pairs of a traditional character and its simplified form, for characters in use."""
    return "".join(
        traditional + simplified
        for traditional, simplified in _simplifications().items()
        if simplified in shown
    )


@cache
def _simplifications() -> dict[str, str]:
    from opencc import OpenCC

    every = [chr(code) for code in range(0x4E00, 0xA000)]
    # A line break between characters keeps OpenCC from seeing phrases.
    simplified = OpenCC("t2s").convert("\n".join(every)).split("\n")
    return {a: b for a, b in zip(every, simplified, strict=True) if a != b and len(b) == 1}
