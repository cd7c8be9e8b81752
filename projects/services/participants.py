"""Who takes part in a project: taken in, changed, let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from network.models import Municipality, Notification, Organization, User
from network.queries.accounts import editors_of
from network.queries.organizations import municipalities_near, municipality_called
from network.services.directory import create_municipality, create_organization
from network.services.history import save_signed
from network.services.notifications import notify
from portal.text.clean import one_line
from projects.models import Participation, Project
from projects.services.network_groups import join_network_groups

SHORT: Final = 200
RUNS_IT: Final = "«{name}» само ведёт этот проект: участником его не добавляют."
INSIDE: Final = "«{name}» уже участвует в проекте. Ничего не добавлено."
ASKED: Final = "«{name}» уже в списке участников: приглашена. Откройте её карточку и измените состояние."
ENDS_EARLY: Final = "Участие не может закончиться раньше, чем началось."
NO_END: Final = "Укажите, по какое число организация участвовала."
NEAR_PLACE: Final = "В справочнике есть «{names}». Если это он, выберите его из списка; если нет, добавьте новый там."
TOLD: Final = "{organization} теперь участвует в проекте «{project}»."
Status = Participation.Status


@dataclass(frozen=True, slots=True)
class NewOrganization:
    """What is written down of an organisation the directory does not have; `place` is a new municipality by name."""

    full_name: str
    short_name: str
    kind: str
    municipality: Municipality | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What an organisation does in a project and when, both days inclusive, either may be unknown."""

    role: str = ""
    status: str = Status.ACTIVE
    starts_on: date | None = None
    ends_on: date | None = None


def part_errors(part: Part) -> dict[str, str]:
    """What is wrong with the days of a participation, by field."""
    if part.starts_on and part.ends_on and part.ends_on < part.starts_on:
        return {"ends_on": ENDS_EARLY}
    if part.status == Status.ENDED and part.ends_on is None:
        return {"ends_on": NO_END}
    return {}


@transaction.atomic
def take_in(project: Project, organization: Organization, part: Part, *, actor: User | None) -> Participation:
    """Let an organisation of the directory take part; raises ValidationError where it does already, or runs it."""
    if organization.pk == project.organization_id:
        raise ValidationError(RUNS_IT.format(name=organization))
    lasting = Participation.objects.filter(project=project, organization=organization).exclude(status=Status.ENDED)
    there = lasting.first()
    if there is not None:
        words = INSIDE if there.status == Status.ACTIVE else ASKED
        raise ValidationError(words.format(name=organization))
    row = change_part(Participation(project=project, organization=organization), part, actor=actor)
    _tell(row, actor)
    return row


@transaction.atomic
def take_in_new(project: Project, new: NewOrganization, part: Part, *, actor: User | None) -> Participation:
    """Write an organisation down and let it take part; raises ValidationError by field."""
    full = one_line(new.full_name)
    organization = create_organization(
        full_name=full,
        short_name=one_line(new.short_name) or full[:SHORT],
        kind=new.kind,
        municipality=new.municipality or new_place(new.place, actor=actor),
        actor=actor,
    )
    return take_in(project, organization, part, actor=actor)


def new_place(name: str, *, actor: User | None) -> Municipality | None:
    """The municipality of that name, written down if it is new; None for no name.

    Raises ValidationError where one a slip of the pen away is there: a person has to say.
    """
    name = one_line(name)
    if not name:
        return None
    known = municipality_called(name)
    near = [] if known else municipalities_near(name)
    if near:
        raise ValidationError({"place": NEAR_PLACE.format(names="», «".join(row.name for row in near))})
    return known or create_municipality(name, actor=actor)


@transaction.atomic
def change_part(row: Participation, part: Part, *, actor: User | None) -> Participation:
    """Save what an organisation does in the project and when; who takes part stands in «участники сети».

    Raises ValidationError by field.
    """
    wrong = part_errors(part)
    if wrong:
        raise ValidationError(wrong)
    row.role = one_line(part.role)
    row.status, row.starts_on, row.ends_on = part.status, part.starts_on, part.ends_on
    save_signed(row, actor)
    if row.status == Status.ACTIVE:
        join_network_groups(row.project, row.organization, actor=actor)
    return row


def _tell(row: Participation, actor: User | None) -> None:
    """Let editors of the organisation know where it takes part now; who is only invited sees nothing there yet."""
    if row.status != Status.ACTIVE:
        return
    text = TOLD.format(organization=row.organization, project=row.project)
    users = (user for user in editors_of(row.organization) if user != actor)
    notify(users, Notification.Kind.PEOPLE, text, reverse("plans:participants", args=[row.project.slug]))
