"""Pages of reports: who sees what, honest statuses, files."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from network.models import User
from plans.models import Plan
from projects.models import Project, ProjectRole
from reports import services
from reports.models import Report, ReportDownload, ReportFile
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

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)


@pytest.fixture
def coordinator() -> User:
    return make_user("coordinator@school.example")


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator, slug="mentors", short_title="Сеть наставничества")


@pytest.fixture
def plan(project: Project) -> Plan:
    plan = make_plan(project)
    make_item(plan)
    return plan


@pytest.fixture
def page(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def make_report(plan: Plan, **fields: object) -> Report:
    return Report.objects.create(**{"project": plan.project, "plan": plan, "kind": "progress", "as_of": DAY, **fields})


def made(plan: Plan, kind: str = "progress", as_of: date = DAY) -> Report:
    """A report with its file, made as the worker does."""
    report = services.order_report(plan.project, services.Order(kind, as_of, plan), author=None)
    assert services.produce_report(report.pk) == Report.State.DONE
    report.refresh_from_db()
    return report


def order(of: Plan) -> dict[str, str]:
    return {"kind": "progress", "plan": str(of.pk), "as_of": "2022-11-14"}


PAGES = ["report_list", "director_summary"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("role", "status"), [("coordinator", 200), ("director", 200), ("observer", 200), ("expert", 403)]
)
def test_pages_are_for_those_who_read_the_project_in_whole(
    client: Client, plan: Plan, name: str, role: str, status: int
) -> None:
    client.force_login(make_role(plan.project, ProjectRole.Role(role)))
    assert client.get(reverse(f"reports:{name}", args=["mentors"])).status_code == status


@pytest.mark.parametrize("name", PAGES)
def test_member_is_told_why_and_stranger_finds_nothing(client: Client, coordinator: User, name: str) -> None:
    organization = make_organization()
    make_project(coordinator=coordinator, slug="network", members=[organization])
    address = reverse(f"reports:{name}", args=["network"])
    client.force_login(make_member(organization))
    member = client.get(address)
    client.force_login(make_user())
    assert (member.status_code, client.get(address).status_code) == (403, 404)
    assert "Отчёты проекта видят координатор, директор и наблюдатель." in member.content.decode()


def test_order_makes_a_row_and_comes_back_to_the_list(page: Client, plan: Plan, coordinator: User) -> None:
    answer = page.post(reverse("reports:report_order", args=["mentors"]), order(plan))
    report = Report.objects.get()
    address = reverse("reports:report_list", args=["mentors"])
    assert (answer.status_code, answer["Location"]) == (302, f"{address}?order={report.pk}")
    assert (report.kind, report.plan, report.as_of, report.author) == ("progress", plan, DAY, coordinator)


def test_finished_order_stands_on_top_when_its_author_comes_back(page: Client, plan: Plan) -> None:
    report = make_report(plan, state="done")
    address = reverse("reports:report_list", args=["mentors"])
    shown = [
        f'id="job-{report.pk}"' in page.get(address, {"order": asked}).content.decode()
        for asked in (str(report.pk), "", "²", "9" * 40, "1; drop")
    ]
    assert shown == [True, False, False, False, False]


def test_second_order_of_the_same_is_the_first_one(page: Client, plan: Plan) -> None:
    for _ in range(2):
        page.post(reverse("reports:report_order", args=["mentors"]), order(plan))
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"as_of": "2999-01-01"}, "Эта дата ещё не наступила. Выберите сегодняшнюю или более раннюю."),
        ({"as_of": "вчера"}, "Дата не понята. Нужна, например, 14.11.2022."),
        ({"as_of": ""}, "Укажите дату."),
        ({"kind": "novel"}, "Выберите документ из списка."),
        ({"kind": ""}, "Выберите документ."),
        ({"plan": "999999"}, "Этого плана в проекте нет."),
    ],
)
def test_wrong_order_says_why(page: Client, plan: Plan, fields: dict[str, str], words: str) -> None:
    answer = page.post(reverse("reports:report_order", args=["mentors"]), order(plan) | fields)
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_plan_of_another_project_is_not_taken(page: Client, plan: Plan) -> None:
    foreign = make_plan(make_project())
    answer = page.post(reverse("reports:report_order", args=["mentors"]), order(plan) | {"plan": str(foreign.pk)})
    assert (answer.status_code, Report.objects.count()) == (422, 0)


def test_observer_may_not_order(client: Client, plan: Plan) -> None:
    client.force_login(make_role(plan.project, ProjectRole.Role.OBSERVER))
    answer = client.post(reverse("reports:report_order", args=["mentors"]), order(plan))
    assert (answer.status_code, Report.objects.count()) == (403, 0)
    assert "Сформировать</button>" not in client.get(reverse("reports:report_list", args=["mentors"])).content.decode()


def test_status_of_work_asks_for_itself(page: Client, plan: Plan) -> None:
    report = make_report(plan, state="running", step="rendering", percent=40)
    address = reverse("reports:report_status", args=[report.pk])
    answer = page.get(address, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'hx-get="{address}" hx-trigger="every 1s"' in text
    assert '<progress class="meter" max="100" value="40"' in text
    assert "Верстаем страницы" in text


@pytest.mark.parametrize("state", ["done", "failed"])
def test_status_of_finished_work_stops_the_asking(page: Client, plan: Plan, state: str) -> None:
    report = make_report(plan, state=state, failure="Не хватило памяти." if state == "failed" else "")
    answer = page.get(reverse("reports:report_status", args=[report.pk]), headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Trigger"]) == (286, "report-finished")
    assert "hx-trigger" not in answer.content.decode()


def test_status_without_script_is_a_whole_page(page: Client, plan: Plan) -> None:
    report = make_report(plan)
    text = page.get(reverse("reports:report_status", args=[report.pk])).content.decode()
    assert f'href="{reverse("reports:report_status", args=[report.pk])}"' in text
    assert "Отчёты и документы" in text


def test_download_gives_the_file_under_a_name_for_people(page: Client, plan: Plan, coordinator: User) -> None:
    report = made(plan)
    answer = page.get(reverse("reports:report_download", args=[report.pk]))
    name = quote("Отчёт о ходе реализации, Сеть наставничества, 14.11.2022.pdf")
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer.getvalue()[:8] == b"%PDF-1.7"
    assert list(ReportDownload.objects.values_list("report", "user")) == [(report.pk, coordinator.pk)]


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"state": "queued"}, 409, "Документ ещё не готов"),
        ({"state": "failed", "failure": "Отчёту не хватило памяти."}, 409, "Отчёту не хватило памяти."),
        ({"state": "done"}, 410, "Файла на месте нет."),
    ],
)
def test_no_file_is_said_honestly(page: Client, plan: Plan, fields: dict[str, str], status: int, words: str) -> None:
    report = make_report(plan, **fields)
    ReportFile.objects.create(report=report, format="pdf", file="reports/aa/gone", sha256="0" * 64)
    answer = page.get(reverse("reports:report_download", args=[report.pk]))
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert ReportDownload.objects.count() == 0


def test_stranger_gets_neither_status_nor_file(client: Client, plan: Plan) -> None:
    report = make_report(plan, state="failed")
    client.force_login(make_user())
    asked = [client.get(reverse(f"reports:report_{name}", args=[report.pk])) for name in ("status", "download")]
    asked.append(client.post(reverse("reports:report_retry", args=[report.pk])))
    assert [answer.status_code for answer in asked] == [404, 404, 404]


def test_retry_puts_a_failed_order_back(page: Client, plan: Plan) -> None:
    report = make_report(plan, state="failed", failure="Не вышло.", attempts=3)
    answer = page.post(reverse("reports:report_retry", args=[report.pk]))
    report.refresh_from_db()
    assert answer.status_code == 302
    assert (report.state, report.attempts, report.failure) == ("queued", 0, "")


def test_observer_may_not_retry(client: Client, plan: Plan) -> None:
    report = make_report(plan, state="failed")
    client.force_login(make_role(plan.project, ProjectRole.Role.OBSERVER))
    assert client.post(reverse("reports:report_retry", args=[report.pk])).status_code == 403


def test_orders_are_not_made_by_get(page: Client, plan: Plan) -> None:
    report = make_report(plan, state="failed")
    asked = [reverse("reports:report_order", args=["mentors"]), reverse("reports:report_retry", args=[report.pk])]
    assert [page.get(address).status_code for address in asked] == [405, 405]


def test_check_needs_no_account_and_tells_nothing_of_the_inside(client: Client, plan: Plan) -> None:
    make_item(plan, "Тайное совещание")
    report = made(plan)
    answer = client.get(reverse("reports:report_check", args=[report.code]))
    text = answer.content.decode()
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex, nofollow")
    assert "Отчёт о ходе реализации" in text
    assert plan.project.organization.full_name in text
    assert "Черновик" in text
    assert "Тайное совещание" not in text
    assert plan.title not in text


def test_check_says_that_a_newer_document_took_the_place(client: Client, plan: Plan) -> None:
    old = made(plan)
    make_mark(plan.items.get())
    newer = made(plan, as_of=date(2022, 11, 20))
    first = client.get(reverse("reports:report_check", args=[old.code])).content.decode()
    second = client.get(reverse("reports:report_check", args=[newer.code])).content.decode()
    assert "Черновик, заменён" in first
    assert "20\N{NO-BREAK SPACE}ноября\N{NO-BREAK SPACE}2022" in first
    assert "Более нового документа нет" in second


def test_check_of_unknown_or_unfinished_is_not_found(client: Client, plan: Plan) -> None:
    codes = ["nothing", make_report(plan, state="failed").code, make_report(plan).code]
    assert [client.get(reverse("reports:report_check", args=[code])).status_code for code in codes] == [404, 404, 404]


def test_summary_tells_the_honest_number(page: Client, plan: Plan) -> None:
    make_mark(plan.items.get())
    make_item(plan, "Круглый стол")
    text = page.get(reverse("reports:director_summary", args=["mentors"])).content.decode()
    assert '<p class="big num">1<small>из 2</small></p>' in text
    assert "Круглый стол" in text
    assert "нет отметки" in text


def test_summary_without_plan_is_a_page(page: Client, project: Project) -> None:
    text = page.get(reverse("reports:director_summary", args=["mentors"])).content.decode()
    assert "План ещё не загружен" in text


def test_history_says_how_many_marks_came_after(page: Client, plan: Plan) -> None:
    make_report(plan, state="done")
    make_mark(plan.items.get(), on=date(2099, 1, 1))
    text = page.get(reverse("reports:report_list", args=["mentors"])).content.decode()
    assert "после него 1 отметка" in text
    assert plan.short_title in text


@pytest.mark.parametrize("rows", [1, 20])
def test_list_asks_the_database_as_often_for_many_rows(
    page: Client, plan: Plan, rows: int, django_assert_num_queries: object
) -> None:
    for number in range(rows):
        make_report(plan, state="done", author=make_user(), as_of=date(2022, 11, 1 + number))
    with django_assert_num_queries(22):  # type: ignore[operator]
        page.get(reverse("reports:report_list", args=["mentors"]))


@pytest.mark.parametrize("rows", [1, 20])
def test_summary_asks_the_database_as_often_for_many_rows(
    page: Client, plan: Plan, rows: int, django_assert_num_queries: object
) -> None:
    for _ in range(rows):
        make_item(plan)
    with django_assert_num_queries(18):  # type: ignore[operator]
        page.get(reverse("reports:director_summary", args=["mentors"]))
