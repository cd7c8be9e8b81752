"""Papers of participation and invitations of the demonstration: signed, ending, on their way, missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from network.models import Organization, User
from network.services.invitations import NewInvitation
from plans.demo import people as cast
from plans.demo.files import content_of
from projects.models import Agreement, AgreementKind, Project
from projects.services.agreements import (
    AgreementInput,
    Upload,
    save_agreement,
    set_required_documents,
    terminate_agreement,
)
from projects.services.invitations import invite, take_invitation_back

REQUIRED = (AgreementKind.CONTRACT, AgreementKind.CONSENT)
# By place in the network: whose contract ends soon, whose is over, who has signed alone, who has none.
ENDING, OVER, ALONE, WITHOUT = 3, 5, 8, 9
WITHOUT_CONSENT = (4, 9)
SCANNED = (0, 1, 3, 6, 7)


@dataclass(frozen=True, slots=True)
class _Guest:
    """Somebody invited: days since then, whether the link was taken back."""

    name: str
    organization: str
    days: int
    email: str = ""
    is_revoked: bool = False


GUESTS = (
    _Guest("Вольская Дарья Ильинична", "Ольшанский ЦДТ", 2),
    _Guest("Костевич Илья Романович", "Рябиновский ЦТТ «Импульс»", 5, f"kostevich{cast.DOMAIN}"),
    _Guest("Мартынчик Ольга Петровна", "Липовский РМК", 20, f"martynchik{cast.DOMAIN}"),
    _Guest("Синица Вадим Олегович", "Центр творчества «Вектор»", 9, is_revoked=True),
)


def add_papers(
    project: Project, organizations: Mapping[str, Organization], users: Mapping[str, User], today: date
) -> None:
    """Write papers and invitations down as they stand on the day."""
    coordinator = users["coordinator"]
    set_required_documents(project, REQUIRED, actor=coordinator)
    network = [organizations[known.short_name] for known in cast.NETWORK]
    _add_contracts(project, network, today, coordinator)
    _add_consents(project, network, today, coordinator)
    order = AgreementInput(
        AgreementKind.ORDER, "48-о", "О реализации инновационного проекта", signed_here_on=project.starts_on
    )
    new = Agreement(project=project, organization=network[0])
    save_agreement(new, order, today=today, actor=coordinator)
    for guest in GUESTS:
        _invite(project, guest, organizations[guest.organization], today, coordinator)


def _add_contracts(project: Project, network: Sequence[Organization], today: date, actor: User) -> None:
    signed = project.starts_on + timedelta(days=12)
    for place, organization in enumerate(network):
        if place == WITHOUT:
            continue
        ends = {ENDING: today + timedelta(days=12), OVER: today - timedelta(days=20)}.get(place, project.ends_on)
        contract = AgreementInput(
            AgreementKind.CONTRACT,
            f"{place + 1}/с",
            "О сетевом взаимодействии",
            signed_here_on=None if place == ALONE else signed,
            signed_there_on=signed + timedelta(days=place),
            starts_on=signed + timedelta(days=place),
            ends_on=ends,
        )
        scan = Upload(f"Договор {place + 1}-с.pdf", content_of(".pdf")) if place in SCANNED else None
        new = Agreement(project=project, organization=organization)
        save_agreement(new, contract, scan, today=today, actor=actor)
    first = AgreementInput(
        AgreementKind.MEMORANDUM, "1", "О намерениях", signed, signed, signed, project.ends_on, "заменено договором"
    )
    former = save_agreement(Agreement(project=project, organization=network[1]), first, today=today, actor=actor)
    terminate_agreement(former, signed + timedelta(days=60), actor=actor)


def _add_consents(project: Project, network: Sequence[Organization], today: date, actor: User) -> None:
    for place, organization in enumerate(network):
        if place in WITHOUT_CONSENT:
            continue
        day = project.starts_on + timedelta(days=5 + place)
        consent = AgreementInput(AgreementKind.CONSENT, signed_there_on=day, starts_on=day)
        save_agreement(Agreement(project=project, organization=organization), consent, today=today, actor=actor)


def _invite(project: Project, guest: _Guest, organization: Organization, today: date, actor: User) -> None:
    noon = timezone.make_aware(datetime.combine(today, time(12)))
    asked = noon - timedelta(days=guest.days)
    new = NewInvitation(organization, "editor", guest.name, guest.email)
    made = invite(project, new, now=asked, actor=actor)
    if guest.is_revoked:
        take_invitation_back(made.invitation.to_project, now=asked + timedelta(days=1), actor=actor)
