"""Inviting by a list: how rows are understood, what is refused, the links that come of it."""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network.models import Invitation, Letter, Organization, User
from network.models.invitations import LIFETIME
from network.services.invitations import MOST_A_DAY, TOO_MANY, NewInvitation
from plans.forms.invitation_lists import LIKE, MEMBER, NOBODY, TWICE, UNKNOWN, WAITING, WRONG_EMAIL
from projects.models import Project, ProjectInvitation
from projects.services.invitations import invite
from projects.text.invitees import NO_TABLE
from tests.makers import make_member, make_organization, make_project, make_user

pytestmark = pytest.mark.django_db
HEAD = ["ФИО", "Почта", "Организация", "Роль"]


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def forest() -> Organization:
    return make_organization("Лесной методический кабинет", aliases=["РМК Лесного района"])


@pytest.fixture
def project(coordinator: User, forest: Organization) -> Project:
    return make_project(coordinator=coordinator, members=[forest, make_organization("Речной лицей")])


def book(*rows: Sequence[str], head: Sequence[str] = HEAD) -> SimpleUploadedFile:
    """A list as Excel writes it."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (head, *rows):
        sheet.append(list(row))
    file = io.BytesIO()
    made.save(file)
    return SimpleUploadedFile("список.xlsx", file.getvalue())


def url(project: Project, page: str = "") -> str:
    return reverse(f"plans:invitation_list{page}", args=[project.slug])


def reviewed(client: Client, project: Project, *rows: Sequence[str]) -> list[dict[str, Any]]:
    """Rows as the page shows them at first."""
    answer = client.post(url(project), {"file": book(*rows)})
    assert answer.status_code == 200, answer.context["form"].errors
    return [form.initial for form in answer.context["rows"]]


def posted(*rows: dict[str, Any]) -> dict[str, str]:
    """A form of rows filled in."""
    said = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": str(len(rows))}
    for number, row in enumerate(rows):
        said |= {f"form-{number}-{name}": str(value) for name, value in row.items() if value}
    return said


def row(organization: Organization, name: str = "Ломов С.И.", **fields: Any) -> dict[str, Any]:
    return {"take": "on", "row": 2, "name": name, "organization": organization.pk, "role": "editor", **fields}


def test_rows_are_understood_and_nobody_is_invited(client: Client, project: Project, forest: Organization) -> None:
    found = reviewed(
        client,
        project,
        ["Ломов С.И.", "lomov@school.example", "РМК Лесного  района", "читатель"],
        ["Яснова М.И.", "", "Горный колледж", ""],
    )
    assert [(each["row"], each["organization"], each["role"], each["doubts"], each["take"]) for each in found] == [
        (3, "", "editor", UNKNOWN.format(name="Горный колледж"), True),
        (2, str(forest.pk), "viewer", "", True),
    ]
    assert Invitation.objects.exists() is False


def test_likeness_is_told_and_never_taken(client: Client, project: Project) -> None:
    (found,) = reviewed(client, project, ["Ломов С.И.", "", "Лесной методичский кабинет", ""])
    words = LIKE.format(name="Лесной методичский кабинет", like="Лесной методический кабинет")
    assert (found["organization"], found["doubts"]) == ("", words)


def test_who_is_in_or_invited_is_not_ticked(
    client: Client, project: Project, forest: Organization, coordinator: User
) -> None:
    make_member(forest, user=make_user("in@school.example"))
    waiting = NewInvitation(forest, "editor", email="asked@school.example")
    invite(project, waiting, now=timezone.now(), actor=coordinator)
    name = forest.short_name
    rows = [["Ломов", "IN@school.example", name, ""], ["Яснова", "asked@school.example", name, ""]]
    found = reviewed(client, project, *rows)
    assert [(each["take"], each["doubts"]) for each in found] == [(False, MEMBER), (False, WAITING)]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (book(["Форум", "май"], head=["Мероприятие", "Срок"]), NO_TABLE),
        (SimpleUploadedFile("список.xlsx", b"PK\x03\x04 broken"), None),
    ],
)
def test_file_that_is_no_list_is_refused(
    client: Client, project: Project, file: SimpleUploadedFile, words: str | None
) -> None:
    file.seek(0)
    answer = client.post(url(project), {"file": file})
    errors = answer.context["form"].errors["file"]
    assert (answer.status_code, len(errors), words in {None, errors[0]}) == (422, 1, True)


def test_links_are_made_shown_once_and_taken_away_as_a_file(
    client: Client, project: Project, forest: Organization
) -> None:
    rows = posted(
        row(forest, email="lomov@school.example", row=2),
        row(forest, "Яснова М.И.", role="expert", row=3),
        {**row(forest, "", row=4), "take": "", "email": "not an address"},
    )
    answer = client.post(url(project, "_confirm"), rows, follow=True)
    links = answer.context["links"]
    assert [line[:3] for line in links] == [
        ["Ломов С.И.", "lomov@school.example", "Лесной методический кабинет"],
        ["Яснова М.И.", "", "Лесной методический кабинет"],
    ]
    assert sorted(ProjectInvitation.objects.values_list("role", "invitation__role")) == [
        ("", "editor"),
        ("expert", "viewer"),
    ]
    assert (client.get(url(project, "_made")).status_code, Letter.objects.count()) == (302, 0)
    file_url = reverse("plans:invitation_list_file", args=[project.slug, "csv"])
    content = b"".join(client.post(file_url, {"packed": answer.context["packed"]}).streaming_content)  # type: ignore[attr-defined]
    assert links[0][3] in content.decode("utf-8-sig")
    link = "/join/" + links[0][3].split("/join/")[1]
    assert Client().get(link).status_code == 200


def test_letters_go_to_those_who_have_an_address(client: Client, project: Project, forest: Organization) -> None:
    rows = posted(row(forest, email="lomov@school.example"), row(forest, "Яснова М.И.", row=3))
    client.post(url(project, "_confirm"), {**rows, "by_letter": "on"})
    assert [letter.to for letter in Letter.objects.all()] == ["lomov@school.example"]


def test_wrong_rows_are_named_and_nobody_is_invited(client: Client, project: Project, forest: Organization) -> None:
    rows = posted(
        row(forest, email="lomov@school.example", row=2),
        row(forest, email="LOMOV@school.example", row=3),
        row(forest, email="wrong", row=4),
    )
    answer = client.post(url(project, "_confirm"), rows)
    assert answer.status_code == 422
    assert [dict(form.errors) for form in answer.context["rows"]] == [
        {},
        {"email": [TWICE.format(row=2)]},
        {"email": [WRONG_EMAIL]},
    ]
    assert 'value="wrong"' in answer.content.decode()
    assert Invitation.objects.exists() is False


def test_somebody_must_be_ticked(client: Client, project: Project, forest: Organization) -> None:
    answer = client.post(url(project, "_confirm"), posted({**row(forest), "take": ""}))
    assert (answer.status_code, answer.context["rows"].non_form_errors()) == (422, [NOBODY])


def test_confirmation_is_refused_to_a_flood(
    client: Client, project: Project, forest: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_668_420_000.0)  # the minute of the limit does not end meanwhile
    said = posted({**row(forest), "take": ""})
    assert [client.post(url(project, "_confirm"), said).status_code for _ in range(31)] == [422] * 30 + [429]


def test_so_many_a_day_are_invited_by_lists(
    client: Client, project: Project, forest: Organization, coordinator: User
) -> None:
    made = {"organization": forest, "created_by": coordinator, "expires_at": timezone.now() + LIFETIME}
    Invitation.objects.bulk_create(Invitation(token_hash=str(each), **made) for each in range(MOST_A_DAY - 1))
    answer = client.post(url(project, "_confirm"), posted(row(forest), row(forest, "Яснова М.И.", row=3)))
    assert answer.status_code == 422
    assert answer.context["rows"].non_form_errors() == [TOO_MANY.format(most=MOST_A_DAY)]
    assert Invitation.objects.count() == MOST_A_DAY - 1


def test_head_gives_no_roles_of_the_project(client: Client, project: Project, forest: Organization) -> None:
    client.force_login(make_member(forest, "head"))  # type: ignore[arg-type]
    (found,) = reviewed(client, project, ["Ломов С.И.", "", "", "координатор"])
    assert (found["organization"], found["role"]) == (str(forest.pk), "editor")
    answer = client.post(url(project, "_confirm"), posted(row(forest, role="coordinator")))
    assert (answer.status_code, ProjectInvitation.objects.count()) == (422, 0)


def test_forged_table_of_links_becomes_no_file(client: Client, project: Project) -> None:
    file_url = reverse("plans:invitation_list_file", args=[project.slug, "xlsx"])
    assert client.post(file_url, {"packed": "forged"}).status_code == 400
