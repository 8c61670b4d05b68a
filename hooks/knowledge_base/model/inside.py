"""What is inside a model, with its field path: every value, every model, every text."""

from functools import cache
from typing import Any, cast, get_args

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
    """Looks only where a model can be: most fields are text or a choice."""
    kind: Any = type(value)
    if kind is Bilingual:  # most models are, and there is none in it
        found.append((path, cast(Bilingual, value)))
    elif kind is list:
        for index, item in enumerate(cast(list[object], value)):
            _collect_models(item, (*path, index), found)
    elif kind is dict:
        for key, item in cast(dict[str, object], value).items():
            _collect_models(item, (*path, key), found)
    elif (names := _roomy(kind)) is not None:
        found.append((path, cast(BaseModel, value)))
        inside = value.__dict__
        for name in names:
            _collect_models(inside[name], (*path, name), found)


@cache
def _roomy(kind: type) -> tuple[str, ...] | None:
    """The fields of a model in which there can be others; ``None`` if it is none itself."""
    if not issubclass(kind, BaseModel):
        return None
    fields = kind.model_fields.items()
    return tuple(name for name, field in fields if _can_hold_models(field.annotation))


def _can_hold_models(annotation: Any) -> bool:
    if isinstance(annotation, type) and not get_args(annotation):
        return issubclass(annotation, BaseModel)
    return any(map(_can_hold_models, get_args(annotation)))
