"""Whom a text names with «@»: a surname, or a surname and initials."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from portal.text.names import comparison_key, person_key

# «@» inside a word belongs to an address of a mail box.
_MENTION: Final = re.compile(
    r"(?<![\w@.])@([^\W\d_]+(?:[-'’][^\W\d_]+)*)((?:[ \N{NO-BREAK SPACE}]?[A-ZА-ЯЁІЎ]\.){1,2})?"
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Ids of people a text names; names that are nobody's; names that are several people's, with those people."""

    found: frozenset[int] = frozenset()
    unknown: tuple[str, ...] = ()
    unclear: tuple[tuple[str, tuple[str, ...]], ...] = ()


def read_mentions(text: str, people: Mapping[int, str], chosen: frozenset[int] = frozenset()) -> Mentions:
    """Return whom of the people, given by id as «Фамилия И.О.», the text names.

    Case, ё and look-alike letters do not matter. Initials are asked for only where a surname is not enough; a name of
    several people is clear where one of them is `chosen` otherwise.
    """
    found: set[int] = set()
    unknown: dict[str, None] = {}
    unclear: dict[str, tuple[str, ...]] = {}
    for match in _MENTION.finditer(text):
        surname, initials = match[1], match[2] or ""
        fitting = _fitting(surname, initials, people)
        if not fitting:
            unknown[surname + initials] = None
        elif len(fitting) == 1:
            found.update(fitting)
        elif not chosen & fitting.keys():
            unclear[surname + initials] = tuple(fitting.values())
    return Mentions(frozenset(found), tuple(unknown), tuple(unclear.items()))


def _fitting(surname: str, initials: str, people: Mapping[int, str]) -> dict[int, str]:
    """People of that surname, and of those initials where they are written."""
    key = comparison_key(surname)
    named = {pk: name for pk, name in people.items() if comparison_key(name.split(" ")[0]) == key}
    full = person_key(f"{surname} {initials}")
    return {pk: name for pk, name in named.items() if not initials or person_key(name).startswith(full)}
