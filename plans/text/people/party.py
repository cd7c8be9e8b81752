"""What the reading of a «Ответственный» cell gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PartyKind(StrEnum):
    """Who answers for an item."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Party:
    """One participant named in a cell.

    A person's `name` is «Фамилия И.О.» where initials were given, else as written; a post
    without a name has an empty `name`. A group or organisation has its words in `name`.
    `note` is text in brackets; `is_doubtful` asks for a look by a human.
    """

    kind: PartyKind
    name: str
    position: str
    note: str = ""
    is_doubtful: bool = False
