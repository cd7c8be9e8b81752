"""Pages of links: given, shown once, opened without an account, revoked, limited."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network.models import User
from projects.models import ProjectRole
from reports.models import Report, ReportFile, ShareLink, ShareVisit
from reports.services.sharing import make_link
from tests.makers import make_plan, make_project, make_role, make_user

pytestmark = pytest.mark.django_db
BYTES = b"%PDF-1.7 report"


@pytest.fixture
def coordinator() -> User:
    return make_user("coordinator@school.example")


@pytest.fixture
def report(coordinator: User) -> Report:
    plan = make_plan(make_project(coordinator=coordinator, slug="mentors"))
    day = timezone.localdate()
    report = Report.objects.create(project=plan.project, plan=plan, kind="progress", as_of=day, state="done")
    file = ReportFile(report=report, format="pdf", sha256="1" * 64, size=len(BYTES), pages=3)
    file.file.save("x", ContentFile(BYTES))
    file.file.close()
    return report


@pytest.fixture
def page(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def given(report: Report, days: int = 14) -> tuple[ShareLink, str]:
    return make_link(
        report, "Отдел", days, now=timezone.now(), actor=make_role(report.project, ProjectRole.Role.DIRECTOR)
    )


def test_link_is_shown_once_and_opens_the_report_without_an_account(page: Client, report: Report) -> None:
    address = reverse("reports:report_links", args=[report.pk])
    page.post(address, {"label": "Отдел", "days": "14"})
    first, second = (page.get(address).content.decode() for _ in range(2))
    (path,) = re.findall(r'value="http[^"]*?(/s/[^"]+)"', first)
    assert path not in second
    opened = Client().get(path)
    assert opened.status_code == 200
    assert "Отчёт о ходе реализации" in opened.content.decode()


def test_link_is_shown_on_the_page_of_its_own_report_alone(page: Client, report: Report) -> None:
    other = Report.objects.create(project=report.project, plan=report.plan, kind="dossier", as_of=report.as_of)
    mine, foreign = (reverse("reports:report_links", args=[pk]) for pk in (report.pk, other.pk))
    page.post(mine, {"label": "Отдел", "days": "14"})
    shown = [re.findall(r'value="http[^"]*?/s/[^"]+"', page.get(each).content.decode()) for each in (foreign, mine)]
    assert [len(each) for each in shown] == [0, 1]


def test_link_to_a_replaced_paper_says_so(client: Client, report: Report) -> None:
    signed = {"approved_at": timezone.now(), "approved_on": date(2022, 11, 15), "approval_number": "5"}
    Report.objects.filter(pk=report.pk).update(**signed)
    _, secret = given(report)
    address = reverse("reports:shared_report", args=[secret])
    assert "Утверждён</span> №\N{NO-BREAK SPACE}5 от 15.11.2022" in client.get(address).content.decode()
    correction = {"project": report.project, "plan": report.plan, "kind": "progress", "replaces": report}
    Report.objects.create(as_of=report.as_of, state="done", **correction, **signed | {"approval_number": "6"})
    text = client.get(address).content.decode()
    assert ("Заменён</span>" in text, "Вместо него утверждён другой №\N{NO-BREAK SPACE}6" in text) == (True, True)


def test_opened_page_is_not_kept_listed_or_told(client: Client, report: Report) -> None:
    _, secret = given(report)
    answer = client.get(reverse("reports:shared_report", args=[secret]))
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert {"no-store", "private"} <= set(re.split(r",\s*", answer["Cache-Control"]))


def test_file_is_given_and_every_use_is_logged(client: Client, report: Report) -> None:
    link, secret = given(report)
    client.get(reverse("reports:shared_report", args=[secret]))
    answer = client.get(reverse("reports:shared_file", args=[secret, "pdf"]))
    assert b"".join(answer.streaming_content) == BYTES  # type: ignore[attr-defined]
    assert list(ShareVisit.objects.order_by("pk").values_list("link", "format", "address")) == [
        (link.pk, "", "127.0.0.1"),
        (link.pk, "pdf", "127.0.0.1"),
    ]


def test_expired_revoked_unknown_and_other_forms_are_told_the_same_words(page: Client, report: Report) -> None:
    link, secret = given(report)
    other, expired = given(report)
    ShareLink.objects.filter(pk=other.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    answers = [
        page.get(reverse("reports:shared_file", args=[secret, "docx"])),
        page.get(reverse("reports:shared_file", args=[secret, "nothing"])),
    ]
    page.post(reverse("reports:share_revoke", args=[link.pk]))
    page.logout()
    answers += [page.get(reverse("reports:shared_report", args=[token])) for token in (secret, expired, "unknown")]
    answers.append(page.get(reverse("reports:shared_file", args=[secret, "pdf"])))
    assert {answer.status_code for answer in answers} == {404}
    words = "Срок ссылки истёк, её отозвали, или она скопирована не целиком."
    assert [words in answer.content.decode() for answer in answers] == [True] * len(answers)
    assert ShareVisit.objects.count() == 0


def test_flood_of_one_address_is_stopped(client: Client) -> None:
    codes = {client.get(reverse("reports:shared_report", args=["guess"])).status_code for _ in range(62)}
    assert codes == {404, 429}


@pytest.mark.parametrize("days", ["0", "91", "", "две недели"])
def test_wrong_days_are_told_and_what_was_typed_stays(page: Client, report: Report, days: str) -> None:
    answer = page.post(reverse("reports:report_links", args=[report.pk]), {"label": "Отдел кадров", "days": days})
    assert (answer.status_code, ShareLink.objects.count()) == (422, 0)
    assert "Ссылка может действовать от 1 до 90 дней." in answer.content.decode()
    assert "Отдел кадров" in answer.content.decode()


def test_observer_gives_no_links_and_sees_none(client: Client, report: Report) -> None:
    client.force_login(make_role(report.project, ProjectRole.Role.OBSERVER))
    link, _ = given(report)
    answers = [
        client.get(reverse("reports:report_links", args=[report.pk])).status_code,
        client.post(reverse("reports:share_revoke", args=[link.pk])).status_code,
    ]
    detail = client.get(reverse("reports:report_detail", args=[report.pk])).content.decode()
    assert (answers, "Ссылки для тех, кто без входа" in detail) == ([403, 403], False)


@pytest.mark.parametrize("count", [1, 20])
def test_number_of_queries_does_not_grow(
    page: Client, report: Report, count: int, django_assert_num_queries: Any
) -> None:
    address = reverse("reports:report_links", args=[report.pk])
    page.get(address)
    for _ in range(count):
        link, _ = given(report)
        ShareVisit.objects.create(link=link)
    with django_assert_num_queries(8):
        page.get(address)
