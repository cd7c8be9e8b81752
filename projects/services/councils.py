"""Councils of a project: their composition and meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import Person, User
from network.services.history import delete_signed, save_signed
from portal.text.clean import clean_text, one_line
from projects.models import Council, CouncilMeeting, CouncilMember, ProjectFile
from projects.services.files import drop_file, keep_file

NO_TITLE = "Напишите, как называется совет."
NO_DAY = "Укажите дату заседания."
MEETINGS_STAY = "Убрать нельзя: у совета есть заседания. Сначала уберите их."
TWO_CHAIRS = "Председатель у совета один: выберите кого-то одного."
TWICE = "{name} в списке дважды."
LINES: Final = ("place", "number")
TEXTS: Final = ("agenda", "decisions")


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits in a council: a person of the directory, or a name as written; the position as it was then."""

    name: str
    role: str
    position: str = ""
    person: Person | None = None


def write_council(council: Council, said: Mapping[str, Any], *, actor: User | None) -> Council:
    """Save a new or changed council; raises ValidationError by field."""
    council.kind = said["kind"]
    council.title, council.basis = one_line(said["title"]), one_line(said["basis"])
    if not council.title:
        raise ValidationError({"title": NO_TITLE})
    return save_signed(council, actor)


def remove_council(council: Council, *, actor: User | None) -> None:
    """Take a council away with its members; raises ValidationError where it has met."""
    if council.meetings.exists():
        raise ValidationError(MEETINGS_STAY)
    delete_signed(council, actor)


@transaction.atomic
def set_members(council: Council, seats: Sequence[Seat], *, actor: User | None) -> list[CouncilMember]:
    """Make these the members in the given order; who stays keeps her row. Raises ValidationError in Russian."""
    if sum(seat.role == CouncilMember.Role.CHAIR for seat in seats) > 1:
        raise ValidationError(TWO_CHAIRS)
    people = [seat.person.pk for seat in seats if seat.person is not None]
    for seat in seats:
        if seat.person is not None and people.count(seat.person.pk) > 1:
            raise ValidationError(TWICE.format(name=seat.name or seat.person.short_name))
    there = {_who(row.person_id, row.name): row for row in CouncilMember.objects.filter(council=council)}
    kept = []
    for order, seat in enumerate(seats):
        name = one_line(seat.name) or (seat.person.short_name if seat.person else "")
        member = there.pop(_who(seat.person.pk if seat.person else None, name), None) or CouncilMember(council=council)
        member.order, member.person, member.name, member.role = order, seat.person, name, seat.role
        member.position = one_line(seat.position) or (seat.person.position if seat.person and member.pk is None else "")
        kept.append(save_signed(member, actor))
    for row in there.values():
        delete_signed(row, actor)
    return kept


@transaction.atomic
def write_meeting(
    meeting: CouncilMeeting,
    said: Mapping[str, Any],
    *,
    upload: tuple[str, bytes] | None = None,
    actor: User | None,
) -> CouncilMeeting:
    """Save a new or changed meeting; agenda and decisions stay word for word, `upload` are its minutes.

    `said["audience"]`: who may read the minutes. Raises ValidationError by field, or of a file that is not accepted.
    """
    if not said["held_on"]:
        raise ValidationError({"held_on": NO_DAY})
    meeting.held_on = said["held_on"]
    for name in LINES:
        setattr(meeting, name, one_line(said[name]))
    for name in TEXTS:
        setattr(meeting, name, clean_text(said[name]).strip())
    former = meeting.minutes if upload else None
    if upload is not None:
        audience = ProjectFile.Audience(said["audience"])
        meeting.minutes = keep_file(meeting.council.project, *upload, audience=audience, actor=actor)
    save_signed(meeting, actor)
    if former is not None:
        drop_file(former, actor=actor)
    return meeting


def remove_meeting(meeting: CouncilMeeting, *, actor: User | None) -> None:
    """Take a meeting away; its minutes stay among the files of the project."""
    delete_signed(meeting, actor)


def _who(person_id: int | None, name: str) -> tuple[int | None, str]:
    return (person_id, "") if person_id else (None, name)
