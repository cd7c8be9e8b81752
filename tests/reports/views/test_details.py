"""The page of one report: files, versions, approval, what it says."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from network.models import User
from plans.models import Plan
from projects.models import ProjectRole
from reports import queries
from reports.content import content_to_json
from reports.models import Report, ReportDownload, ReportFile
from tests.makers import make_item, make_plan, make_project, make_role, make_user

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)


@pytest.fixture
def plan() -> Plan:
    plan = make_plan(make_project(coordinator=make_user(), slug="mentors"))
    make_item(plan, "Круглый стол")
    return plan


@pytest.fixture
def director(plan: Plan) -> User:
    return make_role(plan.project, ProjectRole.Role.DIRECTOR)


@pytest.fixture
def page(client: Client, director: User) -> Client:
    client.force_login(director)
    return client


def make_report(plan: Plan, **fields: object) -> Report:
    given = {"project": plan.project, "plan": plan, "kind": "progress", "as_of": DAY, "state": "done"}
    report = Report.objects.create(**given | fields)
    ReportFile.objects.create(report=report, format="pdf", file="reports/aa/x", sha256="ab" * 32, size=2048, pages=3)
    return report


def address(name: str, report: Report) -> str:
    return reverse(f"reports:report_{name}", args=[report.pk])


def test_page_tells_files_with_sums_and_who_took_them(page: Client, plan: Plan, director: User) -> None:
    report = make_report(plan)
    ReportDownload.objects.create(report=report, user=director, format="pdf")
    text = page.get(address("detail", report)).content.decode()
    assert "ab" * 32 in text
    assert "3 страницы" in text
    assert text.count(f"<li><span>{director.display_name}</span>") == 1
    assert "Актуален" in text


def test_director_approves_and_the_page_says_so(page: Client, plan: Plan) -> None:
    report = make_report(plan)
    answer = page.post(address("approve", report), {"number": "5", "on": "2022-11-15"})
    text = page.get(address("detail", report)).content.decode()
    assert (answer.status_code, answer["Location"]) == (302, address("detail", report))
    assert "№\N{NO-BREAK SPACE}5 от 15.11.2022" in text
    assert "Исправить" in text
    assert 'name="number"' not in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "2999-01-01"}, "Эта дата ещё не наступила."),
        ({"on": ""}, "Укажите дату, которой документ утверждён."),
        ({"on": "завтра"}, "Такой даты нет."),
        ({"number": "5" * 51}, "Номер длиннее 50 знаков"),
    ],
)
def test_wrong_approval_says_why_and_keeps_what_was_typed(
    page: Client, plan: Plan, fields: dict[str, str], words: str
) -> None:
    report = make_report(plan)
    answer = page.post(address("approve", report), {"number": "17-р", "on": "2022-11-15"} | fields)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert f'value="{fields.get("number", "17-р")}"' in text
    assert Report.objects.get().approved_at is None


def test_second_approval_is_refused_in_words(page: Client, plan: Plan) -> None:
    report = make_report(plan)
    for _ in range(2):
        answer = page.post(address("approve", report), {"number": "5", "on": "2022-11-15"})
    assert answer.status_code == 422


def test_coordinator_may_not_approve(client: Client, plan: Plan) -> None:
    report = make_report(plan)
    client.force_login(make_role(plan.project, ProjectRole.Role.COORDINATOR))
    answer = client.post(address("approve", report), {"number": "5", "on": "2022-11-15"})
    assert answer.status_code == 403
    assert "Утвердить документ может только директор проекта." in answer.content.decode()
    assert 'name="number"' not in client.get(address("detail", report)).content.decode()


def test_finished_report_is_read_as_it_was_frozen(page: Client, plan: Plan) -> None:
    report = make_report(plan)
    assert page.get(address("read", report)).status_code == 404
    report.content = content_to_json(queries.report_content(report))
    report.save()
    plan.items.update(title="Переименовали")
    text = page.get(address("read", report)).content.decode()
    assert "Круглый стол" in text
    assert "Переименовали" not in text


def test_failed_report_offers_another_try(page: Client, plan: Plan) -> None:
    report = make_report(plan, state="failed", failure="Отчёту не хватило памяти.")
    text = page.get(address("detail", report)).content.decode()
    assert "Отчёту не хватило памяти." in text
    assert address("retry", report) in text


def test_replaced_report_leads_to_its_correction(page: Client, plan: Plan) -> None:
    first = make_report(plan)
    page.post(address("approve", first), {"number": "5", "on": "2022-11-15"})
    second = make_report(plan, replaces=first, as_of=date(2022, 11, 20))
    page.post(address("approve", second), {"number": "6", "on": "2022-11-20"})
    text = page.get(address("detail", first)).content.decode()
    assert "Заменён" in text
    assert f'href="{address("detail", second)}">другой, на 20' in text
    assert "Исправить" not in text


@pytest.mark.parametrize("rows", [1, 20])
def test_page_asks_the_database_as_often_for_many_rows(
    page: Client, plan: Plan, director: User, rows: int, django_assert_num_queries: object
) -> None:
    report = make_report(plan)
    for number in range(rows):
        make_report(plan, as_of=date(2022, 10, 1 + number), author=make_user())
        ReportDownload.objects.create(report=report, user=make_user(), format="pdf")
    with django_assert_num_queries(20):  # type: ignore[operator]
        page.get(address("detail", report))


def test_report_of_another_version_is_not_read_and_says_so(page: Client, plan: Plan) -> None:
    report = make_report(plan, content={"version": 1, "kind": "progress"})
    answer = page.get(address("read", report))
    assert (answer.status_code, "прежней версией портала" in answer.content.decode()) == (404, True)
    assert "Прочитать на экране" not in page.get(address("detail", report)).content.decode()
