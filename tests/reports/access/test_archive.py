"""Papers of an archived project are ordered, read and downloaded; nothing else is done with them."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network.models import User
from plans.models import Plan
from projects.models import Project, ProjectRole
from reports.models import Report, ReportFile, ReportSchedule, ReportSignature, ShareLink
from reports.services.sharing import make_link
from tests.makers import make_item, make_plan, make_project, make_role, make_user

pytestmark = pytest.mark.django_db
ORDER = {"kind": "progress", "as_of": "2022-11-14"}


@pytest.fixture
def user() -> User:
    return make_user()


@pytest.fixture
def plan(user: User) -> Plan:
    project = make_project(slug="mentors", coordinator=user, state=Project.State.ARCHIVED)
    make_role(project, ProjectRole.Role.DIRECTOR, user)
    plan = make_plan(project)
    make_item(plan)
    return plan


@pytest.fixture
def report(plan: Plan) -> Report:
    return Report.objects.create(
        project=plan.project, plan=plan, kind="progress", as_of=date(2022, 11, 14), state="done"
    )


@pytest.fixture
def link(report: Report) -> ShareLink:
    return make_link(report, "Отдел", 14, now=timezone.now(), actor=make_user())[0]


@pytest.fixture
def schedule(plan: Plan, user: User) -> ReportSchedule:
    return ReportSchedule.objects.create(project=plan.project, kind="progress", day=5, owner=user)


@pytest.fixture
def signature(report: Report, user: User) -> ReportSignature:
    file = ReportFile.objects.create(report=report, format="pdf", file="reports/aa/x", sha256="a" * 64)
    return ReportSignature.objects.create(file=file, signature="reports/aa/y", name="x.sig", author=user)


@pytest.fixture
def page(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_nothing_is_changed(
    page: Client, plan: Plan, report: Report, schedule: ReportSchedule, signature: ReportSignature
) -> None:
    rewriting = reverse("reports:report_text", args=["mentors", "summary"])
    addresses = [
        f"{rewriting}?{urlencode(ORDER | {'plan': str(plan.pk)})}",
        reverse("reports:paper_form", args=["mentors"]),
        *(reverse(f"reports:report_{name}", args=[report.pk]) for name in ("approve", "links", "signatures", "sign")),
        reverse("reports:signature_remove", args=[signature.pk]),
        reverse("reports:schedule_create", args=["mentors"]),
        *(reverse(f"reports:schedule_{name}", args=[schedule.pk]) for name in ("edit", "enable", "delete")),
    ]
    answers = {address: page.post(address) for address in addresses}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(addresses, 403)
    assert all("Проект в архиве" in answer.content.decode() for answer in answers.values())


def test_all_is_read_and_offers_no_change(
    page: Client, plan: Plan, report: Report, schedule: ReportSchedule, signature: ReportSignature
) -> None:
    addresses = [
        reverse("reports:report_list", args=["mentors"]),
        f"{reverse('reports:report_preview', args=['mentors'])}?{urlencode(ORDER | {'plan': str(plan.pk)})}",
        reverse("reports:schedules", args=["mentors"]),
        *(reverse(f"reports:report_{name}", args=[report.pk]) for name in ("detail", "links", "signatures")),
    ]
    answers = [page.get(address) for address in addresses]
    text = "".join(answer.content.decode() for answer in answers)
    assert [answer.status_code for answer in answers] == [200] * len(addresses)
    refused = ("paper/", "schedules/new/", f"schedules/{schedule.pk}/", "/approve/", "edit=summary", "/remove/")
    assert [words for words in refused if words in text] == []


def test_paper_is_ordered_and_a_link_is_revoked(page: Client, plan: Plan, link: ShareLink) -> None:
    ordered = page.post(reverse("reports:report_order", args=["mentors"]), ORDER | {"plan": str(plan.pk)})
    revoked = page.post(reverse("reports:share_revoke", args=[link.pk]))
    link.refresh_from_db()
    assert (ordered.status_code, revoked.status_code, link.revoked_at is None) == (302, 302, False)
