"""Somebody leaves: all she held goes over or ends at once, or nothing does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from network.models import Membership, Organization, Person, User
from plans.models import Responsibility
from plans.services.leaving import NOTHING, SAME, Leaving, Left, let_go
from plans.services.replacement import undo_replacement
from projects.models import Council, CouncilMember, Product, Project, ProjectRole, Review, ReviewRound, Risk
from projects.queries.leaving import Holding, HoldingKind, Party, holdings_of, parties
from projects.services import NO_COORDINATOR
from projects.services.leaving import NOBODY
from tests.makers import make_item, make_member, make_organization, make_person, make_plan, make_project, make_user

pytestmark = pytest.mark.django_db

TODAY = date(2022, 11, 14)
MAY = [(date(2023, 5, 1), date(2023, 5, 31))]


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def organization() -> Organization:
    return make_organization("Лесной методический кабинет")


@pytest.fixture
def project(coordinator: User, organization: Organization) -> Project:
    return make_project(coordinator=coordinator, members=[organization])


@pytest.fixture
def leaver(organization: Organization) -> Party:
    user = make_member(organization)
    return Party(user, make_person("Ковалёва А.П.", organization=organization, user=user))


@pytest.fixture
def successor(project: Project) -> Party:
    user = make_user()
    ProjectRole.objects.create(project=project, user=user, role=ProjectRole.Role.EXPERT)
    return Party(user, make_person("Ломов С.И.", organization=project.organization, user=user))


def make_review(project: Project, reviewer: User, owner: Organization) -> Review:
    product = Product.objects.create(
        project=project, organization=owner, title="Памятка наставнику", state=Product.State.IN_REVIEW
    )
    term = {"starts_on": date(2022, 10, 1), "due_on": date(2022, 12, 1)}
    round_ = ReviewRound.objects.create(project=project, title="IV квартал", state=ReviewRound.State.OPEN, **term)
    return Review.objects.create(round=round_, product=product, reviewer=reviewer)


def given(leaver: Party, successor: Party | None, holdings: list[Holding], **fields: Any) -> Leaving:
    said: dict[str, Any] = {"on": TODAY, "reason": "Переезд", "items": ()}
    return Leaving(leaver, successor, holdings=[each.key for each in holdings], **{**said, **fields})


def kinds(project: Project, party: Party) -> list[HoldingKind]:
    return [each.kind for each in holdings_of(project, party)]


def test_everything_she_holds_is_found(project: Project, leaver: Party) -> None:
    assert leaver.user
    ProjectRole.objects.create(project=project, user=leaver.user, role=ProjectRole.Role.EXPERT)
    make_review(project, leaver.user, project.organization)
    Risk.objects.create(project=project, text="Наставники устанут", owner=leaver.person)
    Risk.objects.create(project=project, text="Снятый", owner=leaver.person, state=Risk.State.CLOSED)
    council = Council.objects.create(project=project, title="Координационный совет")
    CouncilMember.objects.create(council=council, person=leaver.person, name="Ковалёва А.П.")
    assert [(each.kind.value, each.title) for each in holdings_of(project, leaver)] == [
        ("role", "Эксперт"),
        ("review", "Памятка наставнику"),
        ("risk", "Наставники устанут"),
        ("seat", "Координационный совет"),
        ("place", "Лесной методический кабинет"),
        ("account", "Учётная запись"),
    ]


def test_account_that_is_needed_elsewhere_is_not_offered(project: Project, leaver: Party) -> None:
    make_member(make_organization(), user=leaver.user)
    assert kinds(project, leaver) == [HoldingKind.PLACE]


def test_all_of_it_goes_over_at_once(
    project: Project, organization: Organization, leaver: Party, successor: Party, coordinator: User
) -> None:
    assert leaver.user
    assert successor.user
    review = make_review(project, leaver.user, project.organization)
    author = make_organization("Речной лицей")
    Product.objects.update(organization=author)
    risk = Risk.objects.create(project=project, text="Наставники устанут", owner=leaver.person)
    council = Council.objects.create(project=project, title="Совет")
    seat = CouncilMember.objects.create(council=council, person=leaver.person, name="Ковалёва А.П.", role="chair")
    item = make_item(make_plan(project), windows=MAY, responsible=leaver.person or "")
    holdings = holdings_of(project, leaver)
    left = let_go(project, given(leaver, successor, holdings, items=[item.pk]), today=TODAY, actor=coordinator)
    assert (left.items, left.others) == (1, 5)
    for row in (review, risk, seat, leaver.user):
        row.refresh_from_db()
    assert (review.reviewer, risk.owner, seat.person, seat.name, seat.role) == (
        successor.user,
        successor.person,
        successor.person,
        "Ломов С.И.",
        "chair",
    )
    assert (leaver.user.is_active, Membership.objects.exists()) == (False, False)
    assert [str(row) for row in Responsibility.objects.order_by("pk")] == ["Ковалёва А.П.", "Ломов С.И."]


def test_items_come_back_by_their_key(
    project: Project, leaver: Party, successor: Party, coordinator: User, settings: Any
) -> None:
    from django.utils import timezone

    item = make_item(make_plan(project), windows=MAY, responsible=leaver.person or "")
    left = let_go(project, given(leaver, successor, [], items=[item.pk]), today=TODAY, actor=coordinator)
    assert left.undo
    assert undo_replacement(project, left.undo, now=timezone.now(), actor=coordinator) == 1


def test_what_is_not_ticked_stays(project: Project, leaver: Party, coordinator: User) -> None:
    (place,) = [each for each in holdings_of(project, leaver) if each.kind is HoldingKind.PLACE]
    assert let_go(project, given(leaver, None, [place]), today=TODAY, actor=coordinator) == Left(0, None, 1)
    assert leaver.user
    leaver.user.refresh_from_db()
    assert (leaver.user.is_active, Membership.objects.exists()) == (True, False)


def test_nothing_is_done_where_one_thing_cannot_go_over(
    project: Project, organization: Organization, leaver: Party, successor: Party, coordinator: User
) -> None:
    """The successor is of the organisation whose product it is."""
    assert leaver.user
    make_member(organization, user=successor.user)
    make_review(project, leaver.user, organization)
    Risk.objects.create(project=project, text="Наставники устанут", owner=leaver.person)
    item = make_item(make_plan(project), windows=MAY, responsible=leaver.person or "")
    wanted = given(leaver, successor, holdings_of(project, leaver), items=[item.pk])
    with pytest.raises(ValidationError, match="«Памятка наставнику»"):
        let_go(project, wanted, today=TODAY, actor=coordinator)
    assert (Responsibility.objects.count(), Risk.objects.get().owner) == (1, leaver.person)
    assert Membership.objects.filter(user=leaver.user).exists()


def test_coordination_is_given_before_it_is_taken(project: Project, coordinator: User, successor: Party) -> None:
    party = Party(coordinator, None)
    roles = [each for each in holdings_of(project, party) if each.kind is HoldingKind.ROLE]
    let_go(project, given(party, successor, roles), today=TODAY, actor=coordinator)
    holding = ProjectRole.objects.filter(role=ProjectRole.Role.COORDINATOR)
    assert [row.user for row in holding] == [successor.user]


def test_role_goes_to_nobody_without_an_account(project: Project, coordinator: User) -> None:
    person = make_person("Ломов С.И.", organization=project.organization)
    wanted = given(Party(coordinator, None), Party(None, person), holdings_of(project, Party(coordinator, None)))
    with pytest.raises(ValidationError, match="«Координатор» передать некому"):
        let_go(project, wanted, today=TODAY, actor=coordinator)
    assert ProjectRole.objects.filter(user=coordinator).exists()
    assert NO_COORDINATOR not in str(wanted)


@pytest.mark.parametrize("case", ["same", "nothing", "nobody"])
def test_what_makes_no_sense_is_refused(project: Project, leaver: Party, coordinator: User, case: str) -> None:
    risk = Holding(HoldingKind.RISK, Risk.objects.create(project=project, text="…", owner=leaver.person).pk, "", "")
    wanted, words = {
        "same": (given(leaver, leaver, [risk]), SAME),
        "nothing": (given(leaver, None, []), NOTHING),
        "nobody": (given(leaver, None, [risk]), NOBODY),
    }[case]
    with pytest.raises(ValidationError) as refusal:
        let_go(project, wanted, today=TODAY, actor=coordinator)
    assert refusal.value.messages == [words]


def test_nobody_is_listed_twice(project: Project, coordinator: User, leaver: Party) -> None:
    make_person("Ломов С.И.", organization=project.organization)
    found = parties(project, Person.objects.all())
    assert sorted(each.key[0] for each in found) == ["p", "u", "u"]
