"""Pages of joint reports: who asks, who writes, who decides."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import Membership, Organization, User
from projects.models import Project, ProjectRole
from reports.models import Contribution, ReportDue
from tests.makers import (
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_plan,
    make_project,
    make_role,
    make_user,
)
from tests.reports.dues import make_due, make_part

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> User:
    return make_user("coordinator@school.example")


@pytest.fixture
def organization() -> Organization:
    return make_organization("Центр «Радуга»")


@pytest.fixture
def project(organization: Organization, coordinator: User) -> Project:
    return make_project(slug="net", members=[organization], coordinator=coordinator)


@pytest.fixture
def due(project: Project) -> ReportDue:
    return make_due(project)


@pytest.fixture
def by_coordinator(coordinator: User) -> Client:
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def by_editor(organization: Organization) -> Client:
    client = Client()
    client.force_login(make_member(organization))
    return client


def part_url(name: str, due: ReportDue, organization: Organization) -> str:
    return reverse(f"reports:contribution_{name}", args=[due.pk, organization.pk])


def shown_text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_many_days_make_many_reports(by_coordinator: Client, project: Project) -> None:
    told = {"title": "Отчёт", "days": "до 05.10.2022, 12.12.2022, 15.05.2023", "starts_on": "2022-09-01"}
    answer = by_coordinator.post(reverse("reports:due_create", args=["net"]), told)
    assert (answer.status_code, answer["Location"]) == (302, "/projects/net/dues/")
    assert [f"{due.due_on:%d.%m.%Y}" for due in ReportDue.objects.all()] == ["05.10.2022", "12.12.2022", "15.05.2023"]


def test_day_that_is_not_understood_keeps_what_was_typed(by_coordinator: Client, project: Project) -> None:
    told = {"title": "Отчёт", "days": "до 5 октября", "starts_on": "2022-09-01"}
    answer = by_coordinator.post(reverse("reports:due_create", args=["net"]), told)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert ("не сказано, какого года день" in html, "до 5 октября</textarea>" in html) == (True, True)


def test_member_writes_gives_and_the_coordinator_returns_and_accepts(
    by_editor: Client, by_coordinator: Client, due: ReportDue, organization: Organization
) -> None:
    edit, decide = part_url("edit", due, organization), part_url("decide", due, organization)
    detail = part_url("detail", due, organization)
    answer = by_editor.post(edit, {"version": 0, "text": "Провели встречу", "submit": "1"})
    assert (answer.status_code, answer["Location"]) == (302, detail)
    assert by_coordinator.post(decide, {"reason": "", "return": "1"}).status_code == 422
    by_coordinator.post(decide, {"reason": "Сколько было людей?", "return": "1"})
    page = by_editor.get(edit).content.decode()
    assert "Сколько было людей?" in page
    version = Contribution.objects.get().version
    by_editor.post(edit, {"version": version, "text": "Провели встречу, было 12", "submit": "1"})
    by_coordinator.post(decide, {"accept": "1"})
    words = shown_text(by_editor.get(detail).content.decode())
    assert Contribution.objects.get().state == "accepted"
    assert ("Провели встречу, было 12" in words, "Сколько было людей?" in words) == (True, True)


def test_text_is_kept_by_itself_and_an_old_tab_is_told(
    by_editor: Client, due: ReportDue, organization: Organization
) -> None:
    autosave, edit = part_url("autosave", due, organization), part_url("edit", due, organization)
    first = by_editor.post(autosave, {"version": 0, "text": "Набрано"})
    assert (first.status_code, 'value="1"' in first.content.decode()) == (200, True)
    old = by_editor.post(autosave, {"version": 0, "text": "Из другой вкладки"})
    assert (old.status_code, 'value="0"' in old.content.decode()) == (409, True)
    saved = by_editor.post(edit, {"version": 0, "text": "Из другой вкладки"})
    html = saved.content.decode()
    assert (saved.status_code, "Набрано" in html, "Из другой вкладки</textarea>" in html) == (409, True, True)
    assert Contribution.objects.get().text == "Набрано"
    by_editor.post(edit, {"version": 1, "text": "Из другой вкладки"})
    assert Contribution.objects.get().text == "Из другой вкладки"


def test_given_part_sends_its_writer_to_what_is_given(
    by_editor: Client, due: ReportDue, organization: Organization
) -> None:
    part = make_part(due, organization, "submitted")
    edit, detail = part_url("edit", due, organization), part_url("detail", due, organization)
    assert by_editor.get(edit)["Location"] == detail
    late = by_editor.post(edit, {"version": part.version, "text": "Ещё слово"})
    assert (late.status_code, "Ещё слово</textarea>" in late.content.decode()) == (409, True)
    assert by_editor.post(part_url("withdraw", due, organization))["Location"] == edit
    assert Contribution.objects.get().state == "draft"


def test_empty_part_is_not_given_and_nothing_is_saved(
    by_editor: Client, due: ReportDue, organization: Organization
) -> None:
    answer = by_editor.post(part_url("edit", due, organization), {"version": 0, "text": "", "submit": "1"})
    assert (answer.status_code, Contribution.objects.count()) == (422, 0)


def test_file_goes_with_the_part_and_may_be_taken_off(
    by_editor: Client, due: ReportDue, organization: Organization
) -> None:
    edit = part_url("edit", due, organization)
    file = SimpleUploadedFile("программа.pdf", b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n")
    by_editor.post(edit, {"version": 0, "text": "Текст", "file": file})
    part = Contribution.objects.get()
    assert [each.title for each in part.files.all()] == ["программа.pdf"]
    by_editor.post(edit, {"version": part.version, "text": "Текст"})
    assert list(part.files.all()) == []


def test_disguised_file_loses_nothing_typed(by_editor: Client, due: ReportDue, organization: Organization) -> None:
    file = SimpleUploadedFile("программа.pdf", b"MZ\x90\x00")
    sent = {"version": 0, "text": "Долгий текст", "file": file}
    answer = by_editor.post(part_url("edit", due, organization), sent)
    assert (answer.status_code, "Долгий текст</textarea>" in answer.content.decode()) == (422, True)


def test_marks_of_the_period_are_ticked(by_editor: Client, due: ReportDue, organization: Organization) -> None:
    mark = make_mark(make_item(make_plan(due.project), "Встреча наставников"), organization=organization)
    edit = part_url("edit", due, organization)
    by_editor.post(edit, {"version": 0, "text": "Текст", "marks": [mark.pk]})
    html = by_editor.get(edit).content.decode()
    assert f'name="marks" value="{mark.pk}" checked' in html


def test_member_sees_only_her_own_parts(
    by_editor: Client, by_coordinator: Client, due: ReportDue, organization: Organization
) -> None:
    other = make_organization("Центр «Чужой»")
    due.project.participations.create(organization=other)
    make_part(due, other, "returned", text="чужой текст")
    address = reverse("reports:due_list", args=["net"])
    assert "Центр «Чужой»" not in by_editor.get(address).content.decode()
    assert "Центр «Чужой»" in by_coordinator.get(address).content.decode()
    assert by_editor.get(part_url("detail", due, other)).status_code == 404
    assert by_editor.get(reverse("reports:due_detail", args=[due.pk])).status_code == 403


def test_viewer_reads_and_does_not_write(client: Client, due: ReportDue, organization: Organization) -> None:
    client.force_login(make_member(organization, Membership.Role.VIEWER))
    assert client.get(part_url("detail", due, organization)).status_code == 200
    answer = client.get(part_url("edit", due, organization))
    assert (answer.status_code, "Сведения пишут редакторы" in answer.content.decode()) == (403, True)


def test_draft_is_nobody_elses_until_it_is_given(
    by_editor: Client, by_coordinator: Client, due: ReportDue, organization: Organization
) -> None:
    detail, edit = part_url("detail", due, organization), part_url("edit", due, organization)
    by_editor.post(edit, {"version": 0, "text": "Недописанные слова", "save": "1"})
    seen = ["Недописанные слова" in client.get(detail).content.decode() for client in (by_editor, by_coordinator)]
    by_editor.post(edit, {"version": 1, "text": "Недописанные слова", "submit": "1"})
    assert (seen, "Недописанные слова" in by_coordinator.get(detail).content.decode()) == ([True, False], True)


def test_part_is_talked_about_by_its_organisation_and_the_coordinators(
    by_editor: Client, by_coordinator: Client, due: ReportDue, organization: Organization
) -> None:
    make_part(due, organization, "submitted")
    said = {"comment-text": "Сколько было участников?", "comment-audience": str(organization.pk)}
    answer = by_coordinator.post(part_url("comment", due, organization), said)
    assert answer.status_code == 302
    assert "Сколько было участников?" in by_editor.get(part_url("detail", due, organization)).content.decode()
    empty = by_editor.post(part_url("comment", due, organization), {"comment-text": ""})
    assert empty.status_code == 422


def test_closing_lists_the_missing_and_asks_for_a_press(
    by_coordinator: Client, due: ReportDue, organization: Organization
) -> None:
    address = reverse("reports:due_close", args=[due.pk])
    assert "Центр «Радуга»" in by_coordinator.get(address).content.decode()
    assert ReportDue.objects.get().state == "open"
    by_coordinator.post(address)
    assert (ReportDue.objects.get().state, Contribution.objects.get().state) == ("closed", "absent")
    by_coordinator.post(reverse("reports:due_reopen", args=[due.pk]))
    assert (ReportDue.objects.get().state, Contribution.objects.count()) == ("open", 0)


def test_mistaken_request_is_taken_back(by_coordinator: Client, due: ReportDue) -> None:
    by_coordinator.post(reverse("reports:due_delete", args=[due.pk]))
    assert ReportDue.objects.count() == 0


def test_observer_reads_and_changes_nothing(client: Client, due: ReportDue) -> None:
    client.force_login(make_role(due.project, ProjectRole.Role.OBSERVER))
    assert client.get(reverse("reports:due_detail", args=[due.pk])).status_code == 200
    assert client.get(reverse("reports:due_edit", args=[due.pk])).status_code == 403


@pytest.mark.parametrize("count", [1, 20])
def test_pages_ask_the_same_however_many_take_part(
    by_coordinator: Client, project: Project, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    members = [make_organization() for _ in range(count)]
    for organization in members:
        project.participations.create(organization=organization)
    for _ in range(count):
        due = make_due(project)
        make_part(due, members[0], "submitted")
    with django_assert_num_queries(PAGE_OF_DUES):
        by_coordinator.get(reverse("reports:due_list", args=["net"]))
    with django_assert_num_queries(PAGE_OF_A_DUE):
        by_coordinator.get(reverse("reports:due_detail", args=[due.pk]))


PAGE_OF_DUES = 13
PAGE_OF_A_DUE = 9
