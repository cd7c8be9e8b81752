"""Surnames in the instrumental case, where their endings leave no doubt: a wrong name is worse than none."""

from __future__ import annotations

import re
from typing import Final

_SHORT_NAME: Final = re.compile(r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(\s*(?:[А-ЯЁ]\.\s*){1,2})")
# Endings by which a surname is declined for certain, with what stands in their place: «сделано Ковалёвой».
_ENDINGS: Final[tuple[tuple[tuple[str, ...], int | None, str | None], ...]] = (
    (("ова", "ева", "ёва", "ина", "ына"), -1, "ой"),
    (("ская", "цкая"), -2, "ой"),
    (("шая", "жая"), None, None),  # «Большой», but «Хорошей»
    (("чая", "щая"), -2, "ей"),
    (("ая",), -2, "ой"),
    (("яя",), -2, "ей"),
    (("ов", "ев", "ёв"), None, "ым"),
    (("ский", "цкий"), -2, "им"),
    (("ко", "ых", "их", "аго", "яго"), None, ""),
)
_SHORTEST: Final = 4


def instrumental(name: str) -> str | None:
    """«Ковалёвой А.П.» of «Ковалёва А.П.»; None of a name that is not «Фамилия И.О.» or whose surname may differ.

    A surname that ends otherwise is declined by the sex of its bearer («Морозом», «Мороз»), which initials do not tell.
    """
    found = _SHORT_NAME.fullmatch(name.strip())
    if found is None:
        return None
    parts = [_declined(part) for part in found[1].split("-")]
    known = [part for part in parts if part is not None]
    return "-".join(known) + found[2].rstrip() if len(known) == len(parts) else None


def _declined(surname: str) -> str | None:
    if len(surname) < _SHORTEST:
        return None
    found = next(((cut, ending) for endings, cut, ending in _ENDINGS if surname.endswith(endings)), (None, None))
    cut, ending = found
    return None if ending is None else surname[:cut] + ending
