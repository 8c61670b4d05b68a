"""Rules on the pages' own words: each that a page asks for exists, and none lies unused."""

from collections.abc import Iterator
from string import Formatter

from knowledge_base.catalog import Catalog
from knowledge_base.languages import CODES
from knowledge_base.problems import Problem, problem
from knowledge_base.template_names import required_words, word_values

# Groups whose words are filled without a template, as those of the feed are.
_GIVEN_IN_CODE = {"change": frozenset({"title"})}


def words_are_complete(catalog: Catalog) -> Iterator[Problem]:
    """Templates and closed lists of values find their words in ``words.yaml``."""
    document = catalog.reference.files["words"]
    present = _names(catalog)
    for name in sorted(required_words() - present):
        group = name.partition(".")[0]
        yield problem("missing-word", document.key_place((group,)), value=name)


def words_are_used(catalog: Catalog) -> Iterator[Problem]:
    """A word that no page shows is a leftover that translators would still keep up."""
    document = catalog.reference.files["words"]
    for name in sorted(_names(catalog) - required_words()):
        place = document.key_place(tuple(name.split(".")))
        yield problem("unused-word", place, value=name, level="warning")


def words_have_the_values_they_are_given(catalog: Catalog) -> Iterator[Problem]:
    """A ``{name}`` in a word is a value that its page gives; both languages have the same ones."""
    document = catalog.reference.files["words"]
    for group, words in catalog.reference.words.items():
        for key, word in words.items():
            given = word_values().get(f"{group}.{key}", _GIVEN_IN_CODE.get(group))
            wanted = [_values(getattr(word, code)) for code in CODES]
            for code, names in zip(CODES, wanted, strict=True):
                known = names is not None and (given is None or names <= given)
                if not known or names != wanted[0]:
                    place = document.value_place((group, key, code))
                    listed = " ".join(f"{{{each}}}" for each in sorted(given or wanted[0] or ()))
                    yield problem("wrong-placeholder", place, value=f"{group}.{key}", names=listed)


def _values(text: str) -> set[str] | None:
    """The names in braces; ``None`` if something else than a plain name is in them."""
    try:
        fields = [field for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        return None
    plain = all(name and name.isidentifier() and not spec and not conversion
                for _, name, spec, conversion in fields)  # fmt: skip
    return {str(name) for _, name, _, _ in fields} if plain else None


def _names(catalog: Catalog) -> set[str]:
    return {f"{group}.{key}" for group, words in catalog.reference.words.items() for key in words}
