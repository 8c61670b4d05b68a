"""What is inside a model, with its field path: every value, every model, every text."""

from collections.abc import Iterable
from typing import cast

from pydantic import BaseModel

from knowledge_base.model.fields import GIVEN, Bilingual
from knowledge_base.reading.document import FieldPath


def walk(value: object, path: FieldPath = ()) -> list[tuple[FieldPath, object]]:
    """Every value inside a model, with its field path, parents before children."""
    found: list[tuple[FieldPath, object]] = []
    _collect(value, path, found)
    return found


def parts(value: object) -> list[tuple[FieldPath, BaseModel]]:
    """Every model inside ``value`` (a model is the first itself), with its field path."""
    found: list[tuple[FieldPath, BaseModel]] = []
    _collect_models(value, (), found)
    return found


def texts(value: object) -> list[tuple[FieldPath, Bilingual]]:
    """Every text in two languages inside ``value``, with its field path."""
    return [(path, part) for path, part in parts(value) if type(part) is Bilingual]


def share_names(value: object) -> None:
    """Let all models inside ``value`` share one set of which fields were given."""
    for _, part in parts(value):
        object.__setattr__(part, "__pydantic_fields_set__", GIVEN)


def _collect(value: object, path: FieldPath, found: list[tuple[FieldPath, object]]) -> None:
    found.append((path, value))
    if isinstance(value, BaseModel):
        for name, item in value.__dict__.items():
            _collect(item, (*path, name), found)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _collect(item, (*path, index), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(item, (*path, key), found)


def _collect_models(
    value: object, path: FieldPath, found: list[tuple[FieldPath, BaseModel]]
) -> None:
    """By exact types where there is one: pydantic makes ``isinstance`` slow."""
    kind = type(value)
    inside: Iterable[tuple[str | int, object]]
    if kind is Bilingual:  # most models are, and there is none in it
        found.append((path, cast(Bilingual, value)))
        return
    if kind is list:
        inside = enumerate(cast(list[object], value))
    elif kind is dict:
        inside = cast(dict[str, object], value).items()
    elif isinstance(value, BaseModel):
        found.append((path, value))
        inside = value.__dict__.items()
    else:
        return
    for name, inner in inside:
        if type(inner) is not str:
            _collect_models(inner, (*path, name), found)
