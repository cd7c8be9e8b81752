"""What the author of an order is told: in the portal and by letter."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from network.models import Letter, LetterPreference, Notification, SentLetter, User
from plans.models import Plan
from projects.models import Project
from reports import services
from reports.models import Report
from reports.services.announcing import announce_result
from tests.makers import make_item, make_plan, make_project, make_user

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)


@pytest.fixture
def author() -> User:
    return make_user("coordinator@school.example")


@pytest.fixture
def plan(author: User) -> Plan:
    plan = make_plan(make_project(coordinator=author, short_title="Сеть наставничества"))
    make_item(plan)
    return plan


def ordered(plan: Plan, author: User | None, project: Project | None = None) -> Report:
    return services.order_report(project or plan.project, services.Order("progress", DAY, plan), author)


def test_author_is_told_once_that_the_report_is_ready(plan: Plan, author: User) -> None:
    report = ordered(plan, author)
    services.produce_report(report.pk)
    services.produce_report(report.pk)
    letter, told = Letter.objects.get(), Notification.objects.get()
    assert (letter.to, letter.subject) == (author.email, "Документ готов: Отчёт о ходе реализации на 14.11.2022")
    assert f"/reports/{report.pk}/" in letter.body
    assert (told.user, told.path) == (author, f"/reports/{report.pk}/")
    assert told.text == "Документ готов: Отчёт о ходе реализации на 14.11.2022, Сеть наставничества"
    assert told.mailed_at is not None
    assert SentLetter.objects.get().kind == SentLetter.Kind.REPORT


def test_failure_is_told_with_its_reason(plan: Plan, author: User) -> None:
    report = ordered(plan, author)
    Report.objects.filter(pk=report.pk).update(state="failed", failure="Отчёту не хватило памяти.")
    report.refresh_from_db()
    assert announce_result(report, timezone.now()) is True
    letter = Letter.objects.get()
    assert letter.subject == "Документ не получился: Отчёт о ходе реализации на 14.11.2022"
    assert "Отчёту не хватило памяти." in letter.body
    assert "Попробовать ещё раз" in letter.body


def test_who_wants_no_letters_is_told_in_the_portal(plan: Plan, author: User) -> None:
    LetterPreference.objects.create(user=author, frequency=LetterPreference.Frequency.NEVER)
    services.produce_report(ordered(plan, author).pk)
    assert (Letter.objects.count(), Notification.objects.count()) == (0, 1)


def test_order_from_the_shell_is_told_to_nobody(plan: Plan) -> None:
    services.produce_report(ordered(plan, None).pk)
    assert (Letter.objects.count(), Notification.objects.count()) == (0, 0)


def test_letter_is_worth_three_days(plan: Plan, author: User) -> None:
    report = ordered(plan, author)
    services.produce_report(report.pk)
    report.refresh_from_db()
    assert report.finished_at is not None
    assert Letter.objects.get().expires_at == report.finished_at + timedelta(days=3)
