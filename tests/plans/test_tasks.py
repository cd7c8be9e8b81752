"""A real worker on a real broker: long imports are saved, and saved once after what may happen to either."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.importing.draft import DraftPlan
from plans.importing.plain import to_plain
from plans.models import Plan, PlanImport, PlanItem
from plans.queries.importing.state import ImportState
from plans.services.importing.jobs import LEASE
from plans.tasks import save_import, sweep_imports
from projects.models import Project
from tests.makers import make_plan, make_project, make_user
from tests.plans.importing.drafts import draft_plan
from tests.support.databases import Valkey
from tests.support.worker import Worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
PATIENCE = 90


@pytest.fixture
def project(transactional_db: None) -> Project:
    return make_project(coordinator=make_user("coordinator@school.example"))


@pytest.fixture
def page(client: Client, project: Project) -> Client:
    client.force_login(project.roles.get().user)
    return client


def long_draft(rows: int) -> DraftPlan:
    return draft_plan(
        *([str(n), f"Дело {n}", "Октябрь 2022", f"Соколова А.Б., отдел {n % 30}", ""] for n in range(1, rows + 1))
    )


def started(project: Project, rows: int, target: Plan | None = None) -> PlanImport:
    state = to_plain(ImportState(tables=(long_draft(rows),)))
    author = project.roles.get().user
    return PlanImport.objects.create(project=project, author=author, filename="план.xlsx", draft=state, target=target)


def confirm(page: Client, plan_import: PlanImport) -> None:
    """What a browser sends from the review, as it stands."""
    data: dict[str, str | list[str]] = {"version": "1", "table": "1", "title": "План", "kind": "calendar"}
    review = page.get(reverse("plans:import_review", args=[plan_import.pk]))
    form = review.context["form"]
    data |= {name: str(form[name].value() or "") for name in form.fields if name.startswith(("column", "person"))}
    if plan_import.target is not None:
        data |= {"seen": review.context["review"].target.digest, "diff": []}
    response = page.post(reverse("plans:import_confirm", args=[plan_import.pk]), data)
    assert response["Location"] == reverse("plans:import_progress", args=[plan_import.pk])


def settled(plan_import: PlanImport) -> PlanImport:
    """Wait until the worker has done with the row."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        plan_import.refresh_from_db()
        if plan_import.state != PlanImport.State.SAVING:
            return plan_import
        time.sleep(0.1)
    raise AssertionError((plan_import.state, plan_import.attempts, plan_import.done))


def test_a_long_table_of_the_page_becomes_a_plan(page: Client, project: Project, celery_worker: Worker) -> None:
    plan_import = started(project, 301)
    confirm(page, plan_import)
    assert (settled(plan_import).state, plan_import.failure) == ("confirmed", "")
    assert (PlanItem.objects.count(), plan_import.plan) == (301, Plan.objects.get())
    answer = page.get(reverse("plans:import_progress", args=[plan_import.pk]))
    assert "Открыть план" in answer.content.decode()


def test_long_rows_go_into_a_plan(page: Client, project: Project, celery_worker: Worker) -> None:
    plan = make_plan(project)
    plan_import = started(project, 301, plan)
    confirm(page, plan_import)
    assert (settled(plan_import).state, plan.items.count()) == ("confirmed", 301)


def test_a_broker_that_is_down_costs_nothing_and_the_sweeper_comes_by(
    page: Client, project: Project, celery_worker: Worker, valkey: Valkey
) -> None:
    plan_import = started(project, 301)
    valkey.stop()
    confirm(page, plan_import)
    plan_import.refresh_from_db()
    assert (plan_import.state, Plan.objects.count()) == ("saving", 0)
    valkey.start()
    sweep_imports()
    assert settled(plan_import).state == "confirmed"


def test_a_killed_worker_leaves_nothing_and_the_table_is_saved_once(
    page: Client, project: Project, celery_worker: Worker
) -> None:
    plan_import = started(project, 4000)
    confirm(page, plan_import)
    deadline = time.monotonic() + PATIENCE
    while not plan_import.taken_at and time.monotonic() < deadline:
        plan_import.refresh_from_db()
    celery_worker.kill()
    plan_import.refresh_from_db()
    assert (plan_import.state, plan_import.attempts) == ("saving", 1)
    assert (Plan.objects.count(), PlanItem.objects.count()) == (0, 0)
    celery_worker.start()
    PlanImport.objects.update(taken_at=timezone.now() - LEASE - timedelta(seconds=1))
    sweep_imports()
    sweep_imports()
    assert (settled(plan_import).state, plan_import.attempts) == ("confirmed", 2)
    assert (Plan.objects.count(), PlanItem.objects.count()) == (1, 4000)


def test_two_messages_save_once(page: Client, project: Project, celery_worker: Worker) -> None:
    plan_import = started(project, 301)
    confirm(page, plan_import)
    for _ in range(3):
        save_import.delay(str(plan_import.pk))
    assert settled(plan_import).attempts == 1
    assert Plan.objects.count() == 1
