"""A piece of a cell."""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """A piece of text: its class, its value, its spelling and whether a full stop follows."""

    kind: str
    value: int | str | tuple[int, ...]
    text: str
    dot: bool = False
