"""Addresses of pages from Russian names. Pure."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import count
from typing import Final

_CYRILLIC: Final = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіўғқңөұүһ"
# A dash stands for a letter that is left out.
_LATIN: Final = "a b v g d e e zh z i y k l m n o p r s t u f h c ch sh sch - y - e yu ya i u g k n o u u h"
_LETTERS: Final = {letter: latin.strip("-") for letter, latin in zip(_CYRILLIC, _LATIN.split(" "), strict=True)}
LONGEST: Final = 50


def slug_of(name: str, taken: Container[str] = ()) -> str:
    """An address of Latin letters, digits and dashes, at most 60 signs; one that is taken gets a number behind it."""
    latin = "".join(_LETTERS.get(sign, sign) for sign in name.lower())
    words = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")
    base = words[:LONGEST].rsplit("-", 1)[0] if len(words) > LONGEST and "-" in words[:LONGEST] else words[:LONGEST]
    base = base.strip("-") or "project"
    return next(found for number in count(1) if (found := base if number == 1 else f"{base}-{number}") not in taken)
