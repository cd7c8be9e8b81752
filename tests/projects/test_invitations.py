"""Invitations: the link is shown once and lets one account in, whatever anybody clicks; pages of all sides."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from network.models import Invitation, Letter, Membership, Notification, Organization, User
from network.models.invitations import LIFETIME
from network.services.invitations import ALREADY_USED, GONE, MOST_A_DAY, TOO_MANY, InvitationGone, NewInvitation
from projects.models import Participation, Project, ProjectInvitation, ProjectRole
from projects.services.invitations import (
    CLOSED,
    KNOWN_ADDRESS,
    MadeInvitation,
    NewAccount,
    accept_invitation,
    invite,
    renew_invitation,
    sign_up,
    take_invitation_back,
)
from tests.makers import PASSWORD, make_member, make_organization, make_person, make_project, make_role, make_user

NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)
TODAY = date(2022, 11, 14)
ADDRESS = "novikova@school.example"


@pytest.fixture
def coordinator(db: None) -> User:
    return make_user()


@pytest.fixture
def organization(db: None) -> Organization:
    return make_organization("Лесной методический кабинет")


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator)


def made(
    project: Project, organization: Organization, actor: User, *, role: str = "", now: datetime = NOW, **fields: str
) -> MadeInvitation:
    new = NewInvitation(organization, fields.pop("place", "editor"), **fields)  # type: ignore[arg-type]
    return invite(project, new, project_role=role, now=now, actor=actor)


def row_of(link: MadeInvitation) -> ProjectInvitation:
    return ProjectInvitation.objects.select_related("project", "invitation").get(invitation=link.invitation)


def path_of(link: MadeInvitation) -> str:
    return "/join/" + link.link.split("/join/")[1]


def account(**fields: str) -> dict[str, str]:
    return {"name": "Новикова Анна", "email": ADDRESS, "password": PASSWORD, "repeated": PASSWORD, **fields}


def statuses(project: Project) -> list[str]:
    return list(Participation.objects.filter(project=project).order_by("pk").values_list("status", flat=True))


# Rules


def test_of_the_secret_only_its_digest_is_kept(project: Project, organization: Organization, coordinator: User) -> None:
    link = made(project, organization, coordinator)
    secret = link.link.rstrip("/").rsplit("/", 1)[-1]
    kept = Invitation.objects.get()
    assert (len(secret) > 30, len(kept.token_hash), secret in kept.token_hash) == (True, 64, False)
    assert kept.expires_at == NOW + timedelta(days=14)


def test_new_member_gets_an_account_a_place_and_her_organisation_takes_part(
    project: Project, organization: Organization, coordinator: User
) -> None:
    head = make_member(organization, Membership.Role.HEAD)
    link = made(project, organization, coordinator)
    assert statuses(project) == ["invited"]
    user = sign_up(
        row_of(link), NewAccount("Новикова Анна", " Novikova@School.Example ", PASSWORD), today=TODAY, now=NOW
    )
    place = Membership.objects.get(user=user)
    assert (user.email, user.check_password(PASSWORD)) == (ADDRESS, True)
    assert (place.organization, place.role, statuses(project)) == (organization, "editor", ["active"])
    assert Participation.objects.get().starts_on == TODAY
    told = Notification.objects.order_by("user").values_list("user", "text")
    words = "Новикова Анна: приглашение принято, Лесной методический кабинет."
    assert list(told) == [(pk, words) for pk in sorted([coordinator.pk, head.pk])]


def test_role_in_the_project_makes_no_participant(
    project: Project, organization: Organization, coordinator: User
) -> None:
    link = made(project, organization, coordinator, role="expert", place="viewer")
    user = make_user()
    accept_invitation(row_of(link), user, today=TODAY, now=NOW)
    assert ProjectRole.objects.filter(user=user).values_list("role", flat=True)[0] == "expert"
    assert (Membership.objects.filter(user=user).exists(), statuses(project)) == (False, [])


def test_rights_are_never_taken_away_by_an_invitation(
    project: Project, organization: Organization, coordinator: User
) -> None:
    head = make_member(organization, Membership.Role.HEAD)
    accept_invitation(row_of(made(project, organization, coordinator)), head, today=TODAY, now=NOW)
    reader = make_member(organization, Membership.Role.VIEWER)
    accept_invitation(row_of(made(project, organization, coordinator)), reader, today=TODAY, now=NOW)
    assert [Membership.objects.get(user=user).role for user in (head, reader)] == ["head", "editor"]


def test_account_becomes_the_person_of_the_plans(
    project: Project, organization: Organization, coordinator: User
) -> None:
    person = make_person("Новикова А.С.", organization=organization)
    new = NewInvitation(organization, "editor", person=person)
    user = make_user()
    accept_invitation(row_of(invite(project, new, now=NOW, actor=coordinator)), user, today=TODAY, now=NOW)
    user.refresh_from_db()
    assert user.person == person
    other = make_user()
    accept_invitation(row_of(invite(project, new, now=NOW, actor=coordinator)), other, today=TODAY, now=NOW)
    other.refresh_from_db()
    assert other.person is None


def test_link_works_once(project: Project, organization: Organization, coordinator: User) -> None:
    row = row_of(made(project, organization, coordinator))
    accept_invitation(row, make_user(), today=TODAY, now=NOW)
    with pytest.raises(InvitationGone, match=GONE[Invitation.State.USED]):
        accept_invitation(row, make_user(), today=TODAY, now=NOW)
    with pytest.raises(ValidationError, match=ALREADY_USED.split(",", maxsplit=1)[0]):
        take_invitation_back(row, now=NOW, actor=coordinator)


@pytest.mark.parametrize(("days", "is_over"), [(13, False), (14, True)])
def test_link_is_over_in_two_weeks(
    project: Project, organization: Organization, coordinator: User, days: int, is_over: bool
) -> None:
    row, moment = row_of(made(project, organization, coordinator)), NOW + timedelta(days=days)
    if is_over:
        with pytest.raises(InvitationGone, match=GONE[Invitation.State.EXPIRED]):
            accept_invitation(row, make_user(), today=TODAY, now=moment)
    else:
        accept_invitation(row, make_user(), today=TODAY, now=moment)
    assert Membership.objects.exists() is not is_over


def test_new_link_closes_the_old_one(project: Project, organization: Organization, coordinator: User) -> None:
    first = made(project, organization, coordinator, name="Анна", email=ADDRESS)
    second = renew_invitation(row_of(first), now=NOW, actor=coordinator)
    with pytest.raises(InvitationGone, match=GONE[Invitation.State.REVOKED]):
        accept_invitation(row_of(first), make_user(), today=TODAY, now=NOW)
    assert (second.invitation.name, second.invitation.email) == ("Анна", ADDRESS)
    accept_invitation(row_of(second), make_user(), today=TODAY, now=NOW)


def test_nobody_joins_an_archived_project(project: Project, organization: Organization, coordinator: User) -> None:
    row = row_of(made(project, organization, coordinator))
    Project.objects.update(state=Project.State.ARCHIVED)
    with pytest.raises(InvitationGone, match=CLOSED):
        accept_invitation(row, make_user(), today=TODAY, now=NOW)
    assert Invitation.objects.get().used_at is None


def test_known_address_makes_no_second_account(project: Project, organization: Organization, coordinator: User) -> None:
    make_user(ADDRESS)
    row = row_of(made(project, organization, coordinator))
    with pytest.raises(ValidationError) as refusal:
        sign_up(row, NewAccount("Анна", ADDRESS.upper(), PASSWORD), today=TODAY, now=NOW)
    assert refusal.value.message_dict == {"email": [KNOWN_ADDRESS]}
    assert (User.objects.filter(email__iexact=ADDRESS).count(), Invitation.objects.get().used_at) == (1, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_one_gets_in() -> None:
    coordinator = make_user()
    project, organization = make_project(coordinator=coordinator), make_organization()
    row = row_of(made(project, organization, coordinator))
    users = [make_user() for _ in range(4)]
    start = Barrier(len(users))

    def click(user: User) -> bool:
        start.wait()
        try:
            accept_invitation(row, user, today=TODAY, now=NOW)
        except InvitationGone:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(users)) as pool:
        through = list(pool.map(click, users))
    assert (sorted(through), Membership.objects.count()) == ([False, False, False, True], 1)


# Pages


def test_link_is_shown_once(client: Client, project: Project, organization: Organization, coordinator: User) -> None:
    Participation.objects.create(project=project, organization=organization)
    client.force_login(coordinator)
    said = {"organization": str(organization.pk), "role": "editor", "name": "Анна"}
    answer = client.post(reverse("projects:invitation_add", args=[project.slug]), said, follow=True)
    link = answer.context["made"]["link"]
    assert (link in answer.content.decode(), Letter.objects.count()) == (True, 0)
    assert link not in client.get(reverse("projects:invitations", args=[project.slug])).content.decode()


def test_letter_takes_the_link_along_where_it_is_asked_for(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    Participation.objects.create(project=project, organization=organization)
    client.force_login(coordinator)
    url = reverse("projects:invitation_add", args=[project.slug])
    said = {"organization": str(organization.pk), "role": "editor", "by_letter": "on"}
    answer = client.post(url, said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
    link = client.post(url, {**said, "email": ADDRESS}, follow=True).context["made"]["link"]
    letter = Letter.objects.get()
    assert (letter.to, link in letter.body) == (ADDRESS, True)


def test_looking_at_a_link_changes_nothing(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    link = made(project, organization, coordinator, now=timezone.now(), name="Новикова Анна", email=ADDRESS)
    answer = client.get(path_of(link))
    text = answer.content.decode()
    assert (answer.status_code, project.short_title in text, "Новикова Анна" in text, ADDRESS in text) == (
        200,
        True,
        True,
        True,
    )
    assert (Invitation.objects.get().used_at, statuses(project)) == (None, ["invited"])


def test_new_member_signs_up_and_is_signed_in(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    link = made(project, organization, coordinator, now=timezone.now())
    answer = client.post(path_of(link), account())
    assert answer.headers["Location"] == reverse("reports:cabinet")
    assert client.session["_auth_user_id"] == str(User.objects.get(email=ADDRESS).pk)
    assert client.get(reverse("plans:overview", args=[project.slug])).status_code == 200


def test_weak_password_is_told_at_its_field_and_nothing_else_is_lost(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    link = made(project, organization, coordinator, now=timezone.now())
    answer = client.post(path_of(link), account(password="12345", repeated="54321"))
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["password", "repeated"])
    assert ADDRESS in answer.content.decode()
    assert Invitation.objects.get().used_at is None


def test_who_has_an_account_signs_in_and_comes_back(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    user = make_user(ADDRESS)
    path = path_of(made(project, organization, coordinator, now=timezone.now()))
    answer = client.post(path, account())
    assert (answer.status_code, answer.context["form"].errors) == (422, {"email": [KNOWN_ADDRESS]})
    assert f"{reverse('account_login')}?next={path}" in answer.content.decode()
    signed = client.post(reverse("account_login"), {"login": ADDRESS, "password": PASSWORD, "next": path})
    assert signed.headers["Location"] == path
    assert client.post(path).headers["Location"] == reverse("reports:cabinet")
    assert Membership.objects.get(user=user).organization == organization


@pytest.mark.parametrize("state", ["used", "revoked", "expired"])
def test_link_that_is_over_says_why(
    client: Client, project: Project, organization: Organization, coordinator: User, state: str
) -> None:
    link = made(project, organization, coordinator, now=timezone.now())
    moment = timezone.now()
    change = {"used": {"used_at": moment}, "revoked": {"revoked_at": moment}, "expired": {"expires_at": moment}}
    Invitation.objects.update(**change[state])
    for answer in (client.get(path_of(link)), client.post(path_of(link), account())):
        assert (answer.status_code, answer.context["words"]) == (410, GONE[Invitation.State(state)])
    assert User.objects.filter(email=ADDRESS).exists() is False


def test_unknown_link_says_so(client: Client, db: None) -> None:
    answer = client.get(reverse("projects:invitation_accept", args=["nothing"]))
    assert (answer.status_code, "Такой ссылки портал не знает" in answer.content.decode()) == (404, True)


def test_many_tries_are_refused(client: Client, db: None) -> None:
    url = reverse("projects:invitation_accept", args=["nothing"])
    assert [client.get(url).status_code for _ in range(31)][-2:] == [404, 429]


def test_form_of_an_invitation_is_refused_to_a_flood(
    client: Client, project: Project, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_668_420_000.0)  # the minute of the limit does not end meanwhile
    client.force_login(coordinator)
    url = reverse("projects:invitation_add", args=[project.slug])
    assert [client.get(url).status_code for _ in range(31)] == [200] * 30 + [429]


def test_account_invites_so_many_in_a_day(project: Project, organization: Organization, coordinator: User) -> None:
    row = {"organization": organization, "created_by": coordinator, "expires_at": NOW + LIFETIME}
    Invitation.objects.bulk_create(Invitation(token_hash=str(each), **row) for each in range(MOST_A_DAY))
    with pytest.raises(ValidationError) as problem:
        made(project, organization, coordinator, now=NOW + timedelta(hours=23))
    assert problem.value.messages == [TOO_MANY.format(most=MOST_A_DAY)]
    made(project, organization, make_user(), now=NOW + timedelta(hours=23))
    made(project, organization, coordinator, now=NOW + timedelta(days=1))
    assert Invitation.objects.count() == MOST_A_DAY + 2


def test_head_invites_into_her_own_house_alone(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    other = make_organization("Речной лицей")
    for each in (organization, other):
        Participation.objects.create(project=project, organization=each)
    foreign = row_of(made(project, other, coordinator, name="Чужая"))
    expert = row_of(made(project, organization, coordinator, name="Экспертова", role="expert"))
    client.force_login(make_member(organization, Membership.Role.HEAD))
    url = reverse("projects:invitation_add", args=[project.slug])
    for said in (
        {"organization": str(other.pk), "role": "editor"},
        {"organization": str(organization.pk), "role": "head"},
    ):
        assert client.post(url, said).status_code == 422
    assert client.post(url, {"organization": str(organization.pk), "role": "viewer"}).status_code == 302
    rows = client.get(reverse("projects:invitations", args=[project.slug])).context["page"]
    assert [row.invitation.organization for row in rows] == [organization]
    for row in (foreign, expert):
        assert client.post(reverse("projects:invitation_revoke", args=[row.pk])).status_code == 404


def test_invitation_is_taken_back_on_the_page(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    link = made(project, organization, coordinator, now=timezone.now())
    client.force_login(coordinator)
    client.post(reverse("projects:invitation_revoke", args=[row_of(link).pk]))
    assert Client().get(path_of(link)).status_code == 410
    again = client.post(reverse("projects:invitation_renew", args=[row_of(link).pk]), follow=True)
    assert Client().get("/join/" + again.context["made"]["link"].split("/join/")[1]).status_code == 200


def test_director_reads_invitations_and_makes_none(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    row = row_of(made(project, organization, coordinator))
    client.force_login(make_role(project, ProjectRole.Role.DIRECTOR))
    assert client.get(reverse("projects:invitations", args=[project.slug])).status_code == 200
    assert client.post(reverse("projects:invitation_revoke", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("count", [1, 20])
def test_list_asks_the_database_the_same_of_many(
    client: Client,
    project: Project,
    organization: Organization,
    coordinator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for _ in range(count):
        row = row_of(made(project, organization, coordinator))
        accept_invitation(row, make_user(), today=TODAY, now=NOW)
    client.force_login(coordinator)
    with django_assert_num_queries(11):
        client.get(reverse("projects:invitations", args=[project.slug]))
