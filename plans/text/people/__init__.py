"""Reading of «Ответственный» cells: who answers for an item of a plan."""

from __future__ import annotations

from plans.text.people.party import Party, PartyKind
from plans.text.people.reading import read_responsibles

__all__ = ["Party", "PartyKind", "read_responsibles"]
