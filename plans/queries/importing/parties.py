"""Who is named in the rows of an import: parties of each cell, people with those who may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from network.models import Person
from network.queries import Directory
from plans.importing.draft import DraftRow
from plans.importing.understand import BULLET
from plans.text.people import Party, PartyKind, read_responsibles
from portal.text.names import person_key


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A name that stands in a plan: its spelling, its position, in how many rows, and who may be meant."""

    key: str
    name: str
    position: str
    rows: int
    candidates: tuple[Person, ...]
    match: Person | None
    is_doubtful: bool


@lru_cache(maxsize=4096)
def parties_of(cell: str) -> tuple[Party, ...]:
    """Participants named in a cell; plans repeat the same cells, so readings are kept."""
    return read_responsibles(cell)


def row_parties(row: DraftRow) -> tuple[Party, ...]:
    """Participants of a row: its «Ответственный» cell, nobody where there is none."""
    return parties_of(BULLET.sub("", row.responsible or ""))


def named_people(rows: Iterable[DraftRow], directory: Directory) -> tuple[NamedPerson, ...]:
    """Every person the rows name, once, in the order of the document, with whom the directory offers."""
    seen: dict[str, list[Party]] = {}
    for row in rows:
        for party in row_parties(row):
            if party.kind is PartyKind.PERSON and party.name and person_key(party.name):
                seen.setdefault(person_key(party.name), []).append(party)
    return tuple(_named(key, parties, directory) for key, parties in seen.items())


def _named(key: str, parties: Sequence[Party], directory: Directory) -> NamedPerson:
    position = next((party.position for party in parties if party.position), "")
    candidates = directory.people_named(parties[0].name)
    match = directory.person_named(parties[0].name, position)
    is_doubtful = any(party.is_doubtful for party in parties) or (match is None and bool(candidates))
    return NamedPerson(key, parties[0].name, position, len(parties), candidates, match, is_doubtful)
