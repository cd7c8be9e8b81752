"""A real worker on a real broker: orders are made, and made again after what may happen to either."""

from __future__ import annotations

import io
import time
from datetime import timedelta

import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.models import Plan
from reports.models import Report
from reports.tasks import render_report, sweep_reports
from tests.makers import make_item, make_mark, make_plan, make_project, make_user
from tests.support.databases import Valkey
from tests.support.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    return make_plan(make_project(coordinator=make_user("coordinator@school.example"), slug="mentors"))


@pytest.fixture
def page(client: Client, plan: Plan) -> Client:
    client.force_login(plan.project.roles.get().user)
    return client


def order(page: Client, plan: Plan) -> Report:
    data = {"kind": "progress", "plan": plan.pk, "as_of": "2022-11-14"}
    assert page.post(reverse("reports:report_order", args=["mentors"]), data).status_code == 302
    return Report.objects.latest("pk")


def finished(report: Report) -> Report:
    """Wait until the worker has done with the row."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        report.refresh_from_db()
        if not report.is_at_work:
            return report
        time.sleep(0.1)
    raise AssertionError(report.state)


def test_order_on_the_page_becomes_a_file(page: Client, plan: Plan, celery_worker: Worker) -> None:
    make_mark(make_item(plan, "Круглый стол наставников"), text="Пришли 46 наставников")
    report = finished(order(page, plan))
    data = page.get(reverse("reports:report_download", args=[report.pk])).getvalue()
    with pdfplumber.open(io.BytesIO(data)) as document:
        text = " ".join(" ".join(word.extract_text().split()) for word in document.pages)
    assert report.state == Report.State.DONE
    assert "Пришли 46 наставников" in text
    assert "наступил срок 1 пункта плана из 1" in text


def test_broker_that_is_down_costs_nothing_and_the_sweeper_comes_by(
    page: Client, plan: Plan, celery_worker: Worker, valkey: Valkey
) -> None:
    make_item(plan)
    valkey.stop()
    report = order(page, plan)
    assert report.state == Report.State.QUEUED
    valkey.start()
    Report.objects.filter(pk=report.pk).update(created_at=timezone.now() - timedelta(minutes=1))
    sweep_reports()
    assert finished(report).state == Report.State.DONE


def test_killed_worker_leaves_an_order_that_is_made_again_once(
    plan: Plan, celery_worker: Worker, valkey_url: str
) -> None:
    for number in range(400):
        make_item(plan, f"Консультация {number}")
    report = Report.objects.create(project=plan.project, plan=plan, kind="calendar-plan", as_of="2022-11-14")
    render_report.delay(report.pk)
    deadline = time.monotonic() + PATIENCE
    while report.step != Report.Step.RENDERING and time.monotonic() < deadline:
        report.refresh_from_db()
    celery_worker.kill()
    report.refresh_from_db()
    assert (report.state, report.attempts) == (Report.State.RUNNING, 1)
    frozen = report.content_hash
    celery_worker.start()
    Report.objects.filter(pk=report.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    sweep_reports()
    sweep_reports()
    report = finished(report)
    assert (report.state, report.attempts, report.content_hash) == (Report.State.DONE, 2, frozen)
