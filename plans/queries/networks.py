"""Which organisations tick an item, and which of them owe which of its windows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, BooleanField, F, Value

from network.models import Organization
from plans.models import CompletionMark, Plan, Responsibility
from portal.text.names import natural_key
from projects.models import Participation

# First and last day of an organisation in a project, both inclusive.
Stay = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Network:
    """Members of groups, and the time each organisation spends in each project."""

    members: Mapping[int, Sequence[tuple[Organization, bool]]] = field(default_factory=dict)
    stays: Mapping[tuple[int, int], Sequence[Stay]] = field(default_factory=dict)

    def organizations(self, parties: Iterable[Responsibility], plan: Plan) -> tuple[Organization, ...]:
        """Organisations that tick an item with these responsibles, by name.

        Those named, alone or in a group; people of a group stand for their organisation, except those of the
        institution that runs the project: they are its own staff.
        """
        found: dict[int, Organization] = {}
        for party in parties:
            if party.organization:
                found[party.organization.pk] = party.organization
            for organization, is_person in self.members.get(party.group_id or 0, ()):
                if not (is_person and organization.pk == plan.project.organization_id):
                    found[organization.pk] = organization
        return tuple(sorted(found.values(), key=lambda organization: natural_key(organization.short_name)))

    def owing(
        self, organization_ids: Iterable[int], plan: Plan, ends_on: date | None, marks: Iterable[CompletionMark]
    ) -> frozenset[int]:
        """Those of the organisations that must tick a window with this end.

        Who joined after it ended or left before does not owe it, unless she ticked it all the same. Where nothing is
        known of an organisation's time in the project, she owes every window.
        """
        end = ends_on or plan.ends_on
        told = {mark.organization_id for mark in marks}
        return frozenset(pk for pk in organization_ids if pk in told or self._is_there(plan.project_id, pk, end))

    def _is_there(self, project_id: int, organization_id: int, day: date) -> bool:
        stays = self.stays.get((project_id, organization_id))
        return stays is None or any(first <= day <= last for first, last in stays)


def read_network(parties: Collection[Responsibility], plans: Iterable[Plan]) -> Network:
    """Read groups and participation in one query, in none where nobody but persons answers."""
    groups = {party.group_id for party in parties if party.group_id}
    named = {party.organization_id for party in parties if party.organization_id}
    if not groups and not named:
        return Network()
    projects = {plan.project_id for plan in plans}
    members: dict[int, dict[int, tuple[Organization, bool]]] = defaultdict(dict)
    stays: dict[tuple[int, int], list[Stay]] = defaultdict(list)
    for row in _rows(groups, named):
        if row.group_key:
            known = members[row.group_key].get(row.pk)
            members[row.group_key][row.pk] = (row, row.is_person and (known is None or known[1]))
        if row.project_key in projects:
            stays[row.project_key, row.pk] += _stay(row.status_key, row.first_day, row.last_day)
    return Network({key: tuple(found.values()) for key, found in members.items()}, stays)


def _rows(group_ids: Collection[int], named: Collection[int]) -> Iterable[Any]:
    """Organisations with the group they are met in (0: named themselves) and one participation each, as one UNION."""
    own = Organization.objects.filter(member_of_groups__in=group_ids)
    through = Organization.objects.filter(people__groups__in=group_ids)
    alone = Organization.objects.filter(pk__in=named)
    branches = [
        branch.order_by().annotate(
            group_key=key,
            is_person=Value(value=is_person, output_field=BooleanField()),
            project_key=F("participations__project"),
            status_key=F("participations__status"),
            first_day=F("participations__starts_on"),
            last_day=F("participations__ends_on"),
        )
        for branch, key, is_person in (
            (own, F("member_of_groups"), False),
            (through, F("people__groups"), True),
            (alone, Value(0, output_field=BigIntegerField()), False),
        )
    ]
    return branches[0].union(*branches[1:])


def _stay(status: str, starts_on: date | None, ends_on: date | None) -> list[Stay]:
    """Invited organisations are not there yet; of one that left on a day nobody wrote down nothing is expected."""
    is_there = status == Participation.Status.ACTIVE or (status == Participation.Status.ENDED and ends_on is not None)
    return [(starts_on or date.min, ends_on or date.max)] if is_there else []
