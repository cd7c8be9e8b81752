"""Pages of schedules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network.models import User
from plans.models import Plan
from projects.models import Project
from reports.models import ReportSchedule
from tests.makers import make_plan, make_project, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/projects/mentors/schedules/"


@pytest.fixture
def coordinator() -> User:
    return make_user("coordinator@school.example")


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator, slug="mentors")


@pytest.fixture
def plan(project: Project) -> Plan:
    return make_plan(project)


@pytest.fixture
def page(client: Client, coordinator: User, project: Project) -> Client:
    client.force_login(coordinator)
    return client


def typed(**fields: object) -> dict[str, object]:
    return {"kind": "progress", "plan": "", "rule": "monthly", "day": "5", "dates": "", "formats": ["pdf"], **fields}


def test_schedule_is_saved_listed_changed_and_deleted(page: Client, plan: Plan, coordinator: User) -> None:
    answer = page.post(f"{ADDRESS}new/", typed(plan=str(plan.pk), formats=["pdf", "xlsx"]))
    kept = ReportSchedule.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    assert (kept.day, kept.formats, kept.plan, kept.owner) == (5, ["pdf", "xlsx"], plan, coordinator)
    assert "каждый месяц, 5-го числа" in page.get(ADDRESS).content.decode()
    coming = timezone.localdate() + timedelta(days=40)
    edit = reverse("reports:schedule_edit", args=[kept.pk])
    page.post(edit, typed(rule="dates", dates=f"до {coming:%d.%m.%Y}"))
    kept.refresh_from_db()
    assert (kept.rule, kept.day, kept.dates, kept.next_on) == ("dates", None, [coming.isoformat()], coming)
    assert f"{coming:%d.%m.%Y}" in page.get(edit).content.decode()
    page.post(reverse("reports:schedule_delete", args=[kept.pk]))
    assert ReportSchedule.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"day": ""}, "Укажите день месяца, от 1 до 31."),
        ({"day": "32"}, "Укажите день месяца, от 1 до 31."),
        ({"rule": "dates"}, "Напишите дни:"),
        ({"rule": "dates", "dates": "когда-нибудь"}, "не понято, какой это день"),
        ({"rule": "dates", "dates": "05.10.2001"}, "Все эти дни уже прошли."),
        ({"formats": []}, "Отметьте хотя бы один вид файла."),
        ({"formats": ["zip"]}, "такого файла у этого документа нет. Можно: PDF, Word, Excel."),
        ({"kind": "network"}, "Выберите документ из списка."),
        ({"plan": "999999"}, "Этого плана в проекте нет."),
    ],
)
def test_wrong_schedule_says_why(page: Client, fields: dict[str, object], words: str) -> None:
    answer = page.post(f"{ADDRESS}new/", typed(**fields))
    assert (answer.status_code, ReportSchedule.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_schedule_that_switched_itself_off_is_told_and_switched_on(page: Client, project: Project) -> None:
    schedule = ReportSchedule.objects.create(
        project=project,
        kind="progress",
        day=5,
        owner=make_user(),
        failures=3,
        failure="В проекте нет плана.",
        disabled_at=timezone.now(),
    )
    shown = page.get(ADDRESS).content.decode()
    assert ("Выключено" in shown, "В проекте нет плана." in shown) == (True, True)
    page.post(reverse("reports:schedule_enable", args=[schedule.pk]))
    schedule.refresh_from_db()
    assert (schedule.disabled_at, schedule.failures) == (None, 0)


def test_schedule_whose_days_are_past_is_not_switched_on(page: Client, project: Project) -> None:
    schedule = ReportSchedule.objects.create(
        project=project,
        kind="progress",
        rule="dates",
        dates=[date(2001, 1, 1).isoformat()],
        owner=make_user(),
        disabled_at=timezone.now(),
    )
    answer = page.post(reverse("reports:schedule_enable", args=[schedule.pk]), follow=True)
    assert "Все эти дни уже прошли." in answer.content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_number_of_queries_does_not_grow(
    page: Client, project: Project, plan: Plan, count: int, django_assert_num_queries: Any
) -> None:
    page.get(ADDRESS)
    for _ in range(count):
        ReportSchedule.objects.create(project=project, plan=plan, kind="progress", day=5, owner=make_user())
    with django_assert_num_queries(7):
        page.get(ADDRESS)
