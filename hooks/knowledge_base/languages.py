"""The languages the knowledge base is written in, and how each is named to software."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language of the site.

    ``code`` is the URL prefix and the key in bilingual text; ``tag`` is the BCP 47 tag
    for ``lang`` and ``hreflang``; ``locale`` is the CLDR locale used to write dates.
    """

    code: str
    tag: str
    locale: str


ZH = Language(code="zh", tag="zh-Hans", locale="zh_Hans")
EN = Language(code="en", tag="en", locale="en_GB")

LANGUAGES: tuple[Language, ...] = (ZH, EN)
CODES: tuple[str, ...] = tuple(language.code for language in LANGUAGES)


def other(language: Language) -> Language:
    """The language a reader of ``language`` can switch to."""
    return EN if language is ZH else ZH
