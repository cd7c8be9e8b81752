"""Somebody leaves a project: what she held goes over or ends, all in one transaction of the caller."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from django.core.exceptions import ValidationError

from network.models import Membership, User
from network.services.history import save_signed
from network.services.places import end_place
from projects.models import CouncilMember, Project, ProjectRole, Review, Risk
from projects.queries.leaving import Holding, HoldingKind, Party, has_other_places, holdings_of
from projects.services.projects import grant_role, revoke_role
from projects.services.review_rounds import change_reviewer

NOBODY: Final = "Выберите, кто примет дела, или снимите галочки с того, что передаётся."
NO_ACCOUNT: Final = (
    "«{title}» передать некому: у этого человека нет учётной записи ({name}). Пригласите его или снимите галочку."
)
NO_PERSON: Final = "«{title}» передать нельзя: такого человека в планах нет ({name}). Снимите галочку."
NOT_POSSIBLE: Final = "«{title}»: {reason} Снимите галочку или выберите другого."
STILL_NEEDED: Final = "Учётная запись ещё нужна: остаются роли или организации. Отметьте и их или снимите галочку."


def hand_over(
    project: Project, leaving: Party, coming: Party | None, chosen: Collection[str], *, actor: User
) -> list[Holding]:
    """Give the chosen things (keys of `Holding`) to whoever comes, end the others; gives what was done.

    Call inside a transaction. Raises ValidationError in Russian, naming what cannot go over; nothing is done then.
    """
    found = [each for each in holdings_of(project, leaving) if each.key in chosen]
    for holding in found:
        _require_able(holding, coming)
    for holding in found:
        _STEPS[holding.kind](project, holding, coming, actor)
    return found


def _require_able(holding: Holding, coming: Party | None) -> None:
    if holding.ends:
        return
    if coming is None:
        raise ValidationError({"coming": NOBODY})
    if holding.needs_account and coming.user is None:
        raise ValidationError({"coming": NO_ACCOUNT.format(title=holding.title, name=coming.name)})
    if not holding.needs_account and coming.person is None:
        raise ValidationError({"coming": NO_PERSON.format(title=holding.title, name=coming.name)})


def _role(project: Project, holding: Holding, coming: Party | None, actor: User) -> None:
    role = ProjectRole.objects.get(pk=holding.pk)
    if coming and coming.user:
        # First given, then taken: a project is never without a coordinator.
        grant_role(project, coming.user, role.role, actor=actor)
        revoke_role(role, actor=actor)


def _review(_: Project, holding: Holding, coming: Party | None, actor: User) -> None:
    if coming is None or coming.user is None:
        return
    try:
        change_reviewer(Review.objects.get(pk=holding.pk), coming.user.pk, actor=actor)
    except ValidationError as problem:
        reason = " ".join(problem.messages)
        raise ValidationError({"coming": NOT_POSSIBLE.format(title=holding.title, reason=reason)}) from problem


def _risk(_: Project, holding: Holding, coming: Party | None, actor: User) -> None:
    risk = Risk.objects.get(pk=holding.pk)
    risk.owner = coming.person if coming else None
    save_signed(risk, actor)


def _seat(_: Project, holding: Holding, coming: Party | None, actor: User) -> None:
    seat = CouncilMember.objects.get(pk=holding.pk)
    person = coming.person if coming else None
    if person is None:
        return
    if CouncilMember.objects.filter(council=seat.council_id, person=person).exclude(pk=seat.pk).exists():
        reason = f"{person} уже в этом совете."
        raise ValidationError({"coming": NOT_POSSIBLE.format(title=holding.title, reason=reason)})
    seat.person, seat.name, seat.position = person, str(person), person.position
    save_signed(seat, actor)


def _place(_: Project, holding: Holding, __: Party | None, actor: User) -> None:
    end_place(Membership.objects.get(pk=holding.pk), actor=actor)


def _account(project: Project, holding: Holding, _: Party | None, actor: User) -> None:
    user = User.objects.get(pk=holding.pk)
    left = Membership.objects.filter(user=user).exists() or ProjectRole.objects.filter(user=user).exists()
    if left or has_other_places(project, user):
        raise ValidationError(STILL_NEEDED)
    user.is_active = False
    save_signed(user, actor)


_STEPS: Final[dict[HoldingKind, Callable[[Project, Holding, Party | None, User], None]]] = {
    HoldingKind.ROLE: _role,
    HoldingKind.REVIEW: _review,
    HoldingKind.RISK: _risk,
    HoldingKind.SEAT: _seat,
    HoldingKind.PLACE: _place,
    HoldingKind.ACCOUNT: _account,
}
