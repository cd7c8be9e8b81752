"""Content to JSON and back, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from portal.text.clean import clean_text
from reports.content.model import PlanContent, ProgressContent
from reports.content.scheme import SchemeContent

ReportContent = PlanContent | ProgressContent | SchemeContent
KINDS: Mapping[str, type[ReportContent]] = {
    "plan": PlanContent,
    "progress": ProgressContent,
    "scheme": SchemeContent,
}


def content_to_json(content: ReportContent) -> dict[str, Any]:
    """Give plain JSON values; texts come out without control characters, dates in ISO form."""
    plain = _plain(content)
    assert isinstance(plain, dict)  # noqa: S101 - a dataclass always gives a dict
    return plain


def content_from_json(data: Mapping[str, Any]) -> ReportContent:
    """Build the content that `content_to_json` gave. Raises KeyError or TypeError on anything else."""
    content: ReportContent = _built(KINDS[data["kind"]], data)
    return content


def content_hash(content: ReportContent) -> str:
    """Sha256 of the canonical JSON: equal for equal contents, whatever the order of keys."""
    text = json.dumps(content_to_json(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


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
        hints = get_type_hints(kind)
        return kind(**{item.name: _built(hints[item.name], value[item.name]) for item in fields(kind)})
    if get_origin(kind) is tuple:
        return tuple(_built(get_args(kind)[0], item) for item in value)
    if get_origin(kind) is UnionType:
        return None if value is None else _built(get_args(kind)[0], value)
    if kind is date:
        return date.fromisoformat(value)
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
    return value
