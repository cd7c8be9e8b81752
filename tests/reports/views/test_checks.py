"""The public page behind the QR code: what the paper is, whether it still holds, sums of its files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Plan
from reports.models import Report, ReportFile, ReportSignature
from tests.makers import make_item, make_plan, make_project, make_user

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)


@pytest.fixture
def plan() -> Plan:
    plan = make_plan(make_project(short_title="Сеть наставничества"))
    make_item(plan, "Тайное совещание")
    return plan


def make_report(plan: Plan, code: str = "abc", **fields: Any) -> Report:
    given = {"project": plan.project, "plan": plan, "kind": "progress", "as_of": DAY, "state": "done", "code": code}
    return Report.objects.create(**given | fields)


def make_file(report: Report, format_: str, sha256: str) -> ReportFile:
    return ReportFile.objects.create(report=report, format=format_, file="reports/aa/x", sha256=sha256, size=2048)


def approved(number: str = "5", day: int = 15) -> dict[str, Any]:
    moment = datetime(2022, 11, day, 9, tzinfo=UTC)
    return {"approved_at": moment, "approved_on": moment.date(), "approval_number": number}


def shown(client: Client, code: str = "abc") -> str:
    answer = client.get(reverse("reports:report_check", args=[code]))
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex, nofollow")
    return answer.content.decode()


def test_draft_says_that_nobody_approved_it(client: Client, plan: Plan) -> None:
    make_report(plan)
    text = shown(client)
    assert "Директор его ещё не утвердил. Более нового документа нет" in text
    assert "Сеть наставничества" in text
    assert "Тайное совещание" not in text


def test_approved_says_number_and_day(client: Client, plan: Plan) -> None:
    make_report(plan, **approved())
    assert "Утверждён</span> №\N{NO-BREAK SPACE}5 от 15.11.2022" in shown(client)


def test_replaced_says_by_what(client: Client, plan: Plan) -> None:
    first = make_report(plan, **approved())
    make_report(plan, "def", replaces=first, **approved("6", 20))
    text = shown(client)
    assert "Был утверждён №\N{NO-BREAK SPACE}5 от 15.11.2022" in text
    assert "Вместо него утверждён другой №\N{NO-BREAK SPACE}6 от 20.11.2022" in text


def test_sums_of_all_files_with_the_code_stand_once_each(client: Client, plan: Plan) -> None:
    first, second = make_report(plan), make_report(plan)
    pdf = make_file(first, "pdf", "a" * 64)
    make_file(second, "pdf", "a" * 64)
    make_file(second, "docx", "b" * 64)
    make_file(make_report(plan, state="failed"), "xlsx", "c" * 64)
    make_file(make_report(plan, "other"), "pdf", "d" * 64)
    ReportSignature.objects.create(
        file=pdf,
        kind="embedded",
        signature="x",
        name="x.pdf",
        sha256="e" * 64,
        author=make_user(),
        signer="Ромашкина К. Л.",
    )
    text = shown(client)
    assert [text.count(f'data-sum="{letter * 64}"') for letter in "abcde"] == [1, 1, 0, 0, 1]
    assert "в сертификате указано: Ромашкина К. Л.; кто его выдал, портал не проверяет" in text


def test_without_files_there_is_nothing_to_compare(client: Client, plan: Plan) -> None:
    make_report(plan)
    text = shown(client)
    assert "сравнивать не с чем" in text
    assert 'type="file"' not in text


@pytest.mark.parametrize("rows", [1, 20])
def test_page_asks_the_database_as_often_for_many_files(
    client: Client, plan: Plan, rows: int, django_assert_num_queries: object
) -> None:
    for number in range(rows):
        make_file(make_report(plan), "pdf", f"{number:064}")
    with django_assert_num_queries(5):  # type: ignore[operator]
        shown(client)


def test_too_frequent_questions_from_one_address_are_refused(client: Client, plan: Plan) -> None:
    make_report(plan)
    address = reverse("reports:report_check", args=["abc"])
    assert [client.get(address).status_code for _ in range(61)][-2:] == [200, 429]


@pytest.mark.parametrize("code", ["%00", "abc%00", "%D0%BA%D0%BE%D0%B4", "a" * 101])
def test_what_can_be_no_code_is_not_found(client: Client, code: str) -> None:
    assert [client.get(f"/{place}/{code}/").status_code for place in ("r", "s")] == [404, 404]
