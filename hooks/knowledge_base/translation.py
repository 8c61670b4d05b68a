"""Whether a translation has kept up with the text that it was made from.

An entry names its source language and carries a hash of the text that its translation was
made from. Time stamps would not do: a renamed folder or a mended typo moves them all.
"""

import hashlib

from knowledge_base.languages import LANGUAGES, ZH, Language, other
from knowledge_base.model import Reviewed, Translation
from knowledge_base.reading.characters import normal
from knowledge_base.record import Record
from knowledge_base.text import to_plain

# Written in both languages at once, and about the entry rather than part of it.
_ASIDE = {"reviewed", "changes"}
HASH_LENGTH = 12


def fingerprint(record: Record[Reviewed], source: Language) -> str:
    """The hash of all that ``record`` says in ``source``.

    White space, the width of characters, the order of the texts and where links lead do not
    count: none of them makes a translation wrong.
    """
    texts = sorted(
        _normalised(to_plain(value.in_language(source)))
        for path, value in record.texts
        if path[0] not in _ASIDE
    )
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:HASH_LENGTH]


def source_language(translation: Translation | None) -> Language:
    """The language that the other was made from: Chinese unless the entry says otherwise."""
    code = translation.source if translation else ZH.code
    return next(language for language in LANGUAGES if language.code == code)


def translation_lags(record: Record[Reviewed]) -> Language | None:
    """The language whose text may lag behind the other's, or ``None``."""
    code = record.keep("lags", _lags)
    return next((language for language in LANGUAGES if language.code == code), None)


def _lags(record: Record[Reviewed]) -> str:
    """The code of the language whose text may lag behind; empty where none does."""
    translation = record.entry.translation
    if translation is None:
        return ""
    source = source_language(translation)
    return other(source).code if translation.hash != fingerprint(record, source) else ""


def stamp_line(record: Record[Reviewed]) -> str:
    """The line that says that the translation is current, as it stands in the file."""
    source = source_language(record.entry.translation)
    return f'translation: {{source: {source.code}, hash: "{fingerprint(record, source)}"}}'


def _normalised(text: str) -> str:
    return "".join(normal(text).split())
