"""Dataclasses to plain JSON values and back, so that a draft can be kept between two pages."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Dictionaries, lists, strings, numbers and None with the same content."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], data: Any) -> T:
    """The dataclass `kind` made of what `to_plain` gave; ValueError if the data do not fit.

    Unknown keys are an error: a draft of another version must not be read by halves.
    """
    try:
        return cast("T", _restore(kind, data))
    except (TypeError, KeyError, AttributeError) as error:
        message = f"not the data of {kind.__name__}: {error}"
        raise ValueError(message) from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _restore(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = next(item for item in get_args(kind) if item is not type(None))
        return None if data is None else _restore(inner, data)
    if origin is tuple:
        return _restore_tuple(get_args(kind), data)
    if is_dataclass(kind):
        hints = _hints(cast("type", kind))
        return cast("type", kind)(**{key: _restore(hints[key], item) for key, item in data.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if not isinstance(data, kind):
        raise TypeError(f"{kind.__name__} was expected")
    return data


def _restore_tuple(parts: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise TypeError("a list was expected")
    if parts[-1] is Ellipsis:
        return tuple(_restore(parts[0], item) for item in data)
    return tuple(_restore(part, item) for part, item in zip(parts, data, strict=True))
