"""Councils of a project, who is in them, when they meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from projects.models import Council, CouncilMeeting, CouncilMember, Project


@dataclass(frozen=True, slots=True)
class CouncilCard:
    """A council as the list shows it; `coming` is its next meeting, `last` the one before."""

    council: Council
    members: tuple[CouncilMember, ...]
    coming: CouncilMeeting | None
    last: CouncilMeeting | None

    @property
    def chair(self) -> CouncilMember | None:
        """Who chairs it."""
        return next((member for member in self.members if member.role == CouncilMember.Role.CHAIR), None)


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings of a council: those to come, the nearest first, and those held, the last first."""

    coming: tuple[CouncilMeeting, ...]
    held: tuple[CouncilMeeting, ...]


def council_cards(project: Project, today: date) -> list[CouncilCard]:
    """Councils of the project in three queries."""
    councils = list(Council.objects.filter(project=project).order_by("kind", "pk"))
    members: dict[int, list[CouncilMember]] = defaultdict(list)
    for member in CouncilMember.objects.filter(council__project=project).order_by("order", "pk"):
        members[member.council_id].append(member)
    meetings: dict[int, list[CouncilMeeting]] = defaultdict(list)
    for meeting in CouncilMeeting.objects.filter(council__project=project).order_by("held_on", "pk"):
        meetings[meeting.council_id].append(meeting)
    return [
        CouncilCard(council, tuple(members[council.pk]), *_around(meetings[council.pk], today)) for council in councils
    ]


def members_of(council: Council) -> list[CouncilMember]:
    """Members in their order, with their people."""
    return list(CouncilMember.objects.filter(council=council).select_related("person").order_by("order", "pk"))


def meetings_of(council: Council, today: date) -> Meetings:
    """Meetings of the council with their minutes; one of today is still to come."""
    rows = list(CouncilMeeting.objects.filter(council=council).select_related("minutes").order_by("held_on", "pk"))
    coming = tuple(row for row in rows if row.held_on >= today)
    return Meetings(coming, tuple(row for row in reversed(rows) if row.held_on < today))


def council_meetings_of(person_id: int | None, today: date) -> list[CouncilMeeting]:
    """Meetings to come of councils the person sits in, the nearest first, with council and project; one query."""
    if person_id is None:
        return []
    rows = CouncilMeeting.objects.filter(council__members__person=person_id, held_on__gte=today)
    rows = rows.exclude(council__project__state=Project.State.ARCHIVED)
    return list(rows.select_related("council__project").order_by("held_on", "pk").distinct())


def _around(meetings: Sequence[CouncilMeeting], today: date) -> tuple[CouncilMeeting | None, CouncilMeeting | None]:
    coming = next((meeting for meeting in meetings if meeting.held_on >= today), None)
    last = next((meeting for meeting in reversed(meetings) if meeting.held_on < today), None)
    return coming, last
