"""Whose extracts a reader may take."""

from __future__ import annotations

from collections.abc import Sequence

from network.access import Reader
from plans.access.marking import PlanScope
from plans.queries import ItemRow
from plans.queries.exports import ORGANIZATION, PERSON, Party, plan_parties


def extract_parties(user: Reader, scope: PlanScope, rows: Sequence[ItemRow]) -> list[Party]:
    """All parties of the plan for who reads it in whole, else the reader herself and her own organisations."""
    found = plan_parties(rows)
    if scope.can_read_whole or not user.is_authenticated:
        return found if scope.can_read_whole else []
    own = [party for party in found if party.kind == ORGANIZATION and party.pk in scope.own_ids]
    if user.person is not None and any(scope.is_answered(row.responsibilities) for row in rows):
        groups = frozenset(pk for kind, pk in scope.answered if kind == "group")
        own.insert(0, Party(PERSON, user.person.pk, user.person.short_name, groups))
    return own
