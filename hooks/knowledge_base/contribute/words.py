"""What the commands say, in all languages, from ``locale/<language>/commands.yaml``."""

from collections.abc import Mapping
from functools import cache

import yaml

from knowledge_base.languages import CODES
from knowledge_base.problems import LOCALE


class CannotRun(Exception):
    """A command cannot do its work; the message says why, in all languages."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(say(f"cannot.{key}", **values))


def say(key: str, /, **values: object) -> str:
    """A sentence in all languages. Raises ``KeyError`` if it is not written: a bug of ours."""
    return " / ".join(in_language(key, code, **values) for code in CODES)


def in_language(key: str, code: str, /, **values: object) -> str:
    """A sentence in one language, by ``group.name``, filled with ``values``."""
    group, _, name = key.partition(".")
    return _wordings(code)[group][name].format_map(values)


@cache
def _wordings(code: str) -> Mapping[str, Mapping[str, str]]:
    text = (LOCALE / code / "commands.yaml").read_text(encoding="utf-8")
    wordings: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return wordings
