"""Content to JSON and back, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from portal.text.clean import clean_text
from reports.content.document import VERSION, Block, Document


def content_to_json(content: Document) -> dict[str, Any]:
    """Give plain JSON values; texts come out without control characters, dates in ISO form."""
    plain = _plain(content)
    assert isinstance(plain, dict)  # noqa: S101 - a dataclass always gives a dict
    return plain


def content_from_json(data: Mapping[str, Any]) -> Document:
    """Build the document that `content_to_json` gave; what it does not name, a field added since, has its default.

    Raises KeyError, TypeError or ValueError on anything else.
    """
    if data["version"] != VERSION:
        raise ValueError(f"a document of version {data['version']!r}, {VERSION} is read")
    document: Document = _built(Document, data)
    return document


def is_readable(data: Mapping[str, Any] | None) -> bool:
    """What is kept of a report is there and of the version that is read."""
    return data is not None and data.get("version") == VERSION


def content_bytes(content: Document) -> bytes:
    """The canonical JSON: equal for equal contents, whatever the order of keys."""
    return json.dumps(content_to_json(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_hash(content: Document) -> str:
    """Sha256 of the canonical JSON."""
    return hashlib.sha256(content_bytes(content)).hexdigest()


_BLOCKS: Mapping[str, Any] = {str(kind.__dataclass_fields__["block"].default): kind for kind in get_args(Block)}


def _plain(value: object) -> Any:
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return clean_text(value) if isinstance(value, str) else value


def _built(kind: Any, value: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        _checked(Mapping, value)
        hints = get_type_hints(kind)
        named = [item.name for item in fields(kind) if item.name in value or _is_needed(item)]
        return kind(**{name: _built(hints[name], value[name]) for name in named})
    if get_origin(kind) is tuple:
        return tuple(_built(get_args(kind)[0], item) for item in value)
    if get_origin(kind) is UnionType:
        return _one_of(kind, value)
    if kind is date:
        return date.fromisoformat(value)
    return _checked(kind, value)


def _is_needed(item: Field[Any]) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _one_of(kind: Any, value: Any) -> Any:
    """A block by its name, or something that may be missing."""
    if isinstance(value, Mapping) and "block" in value:
        return _built(_BLOCKS[value["block"]], value)
    return None if value is None else _built(get_args(kind)[0], value)


def _checked(kind: Any, value: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
    return value
