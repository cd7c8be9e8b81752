"""The row of a long import is the job: claims, leases, failures in words, never saved twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from network.models import User
from plans.importing.correction import Corrections, RowChange
from plans.importing.draft import DraftPlan
from plans.importing.plain import to_plain
from plans.models import Plan, PlanImport, PlanItem
from plans.queries.importing.state import ImportState
from plans.resources import compare_rows
from plans.services.importing import jobs
from plans.services.importing.drafts import (
    StaleImportError,
    cancel_import,
    order_import,
    reopen_import,
    retry_import,
)
from projects.models import Project, ProjectRole
from tests.makers import make_plan, make_project, make_user
from tests.plans.importing.drafts import draft_plan

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)


@pytest.fixture
def actor() -> User:
    return make_user()


@pytest.fixture
def project(actor: User) -> Project:
    return make_project(coordinator=actor)


def ordered(project: Project, actor: User, draft: DraftPlan | None = None, **fields: Any) -> PlanImport:
    draft = draft or draft_plan(*([str(n), f"Дело {n}", "Октябрь 2022", "", ""] for n in range(1, 4)))
    state = to_plain(ImportState(tables=(draft,)))
    plan_import = PlanImport.objects.create(project=project, author=actor, filename="план.xlsx", draft=state, **fields)
    order_import(plan_import, 1, 1, Corrections(), actor=actor)
    return plan_import


def saved(plan_import: PlanImport) -> str | None:
    return jobs.save_import(str(plan_import.pk), compare_rows, now=NOW)


def test_an_order_waits_and_tells_how_long_it_is(project: Project, actor: User) -> None:
    plan_import = ordered(project, actor)
    assert (plan_import.state, plan_import.total, plan_import.done, plan_import.taken_at) == ("saving", 3, 0, None)
    assert jobs.imports_to_wake() == [str(plan_import.pk)]
    assert Plan.objects.count() == 0


def test_an_order_is_saved_whole_and_its_row_tells_so(project: Project, actor: User) -> None:
    plan_import = ordered(project, actor)
    assert saved(plan_import) == "confirmed"
    plan_import.refresh_from_db()
    plan = Plan.objects.get()
    assert (plan_import.state, plan_import.plan, plan_import.done, plan_import.failure) == ("confirmed", plan, 3, "")
    assert plan.items.count() == 3
    assert jobs.imports_to_wake() == []


def test_rows_of_an_order_go_into_its_plan(project: Project, actor: User) -> None:
    plan = make_plan(project)
    plan_import = ordered(project, actor, target=plan)
    assert saved(plan_import) == "confirmed"
    assert (Plan.objects.get(), plan.items.count()) == (plan, 3)


def test_corrections_are_those_of_the_order(project: Project, actor: User) -> None:
    draft = draft_plan(["1", "Дело", "Октябрь 2022", "", ""], ["2", "Лишнее", "Май 2023", "", ""])
    state = to_plain(ImportState(tables=(draft,)))
    plan_import = PlanImport.objects.create(project=project, author=actor, filename="план.xlsx", draft=state)
    order_import(plan_import, 1, 1, Corrections(rows=(RowChange(1, 3, is_skipped=True),)), actor=actor)
    saved(plan_import)
    assert list(PlanItem.objects.values_list("title", flat=True)) == ["Дело"]


def test_an_order_settled_or_at_work_elsewhere_is_not_taken(project: Project, actor: User) -> None:
    plan_import = ordered(project, actor)
    PlanImport.objects.update(taken_at=timezone.now(), attempts=1)
    assert (saved(plan_import), jobs.imports_to_wake()) == (None, [])
    PlanImport.objects.update(taken_at=None)
    assert saved(plan_import) == "confirmed"
    assert saved(plan_import) is None
    assert Plan.objects.count() == 1


def test_work_with_a_lease_that_ran_out_is_taken_over(project: Project, actor: User) -> None:
    plan_import = ordered(project, actor)
    PlanImport.objects.update(taken_at=timezone.now() - jobs.LEASE - timedelta(seconds=1), attempts=1)
    assert jobs.imports_to_wake() == [str(plan_import.pk)]
    assert saved(plan_import) == "confirmed"
    plan_import.refresh_from_db()
    assert plan_import.attempts == 2


def test_who_lost_the_lease_writes_nothing(project: Project, actor: User) -> None:
    plan_import = ordered(project, actor, target=make_plan(project))

    def taken_meanwhile(*given: Any) -> Any:
        PlanImport.objects.update(attempts=2)
        return compare_rows(*given)

    assert jobs.save_import(str(plan_import.pk), taken_meanwhile, now=NOW) is None
    plan_import.refresh_from_db()
    assert (plan_import.state, PlanItem.objects.count()) == ("saving", 0)


def test_an_order_is_given_up_after_three_broken_attempts(project: Project, actor: User) -> None:
    plan_import = ordered(project, actor)
    PlanImport.objects.update(taken_at=timezone.now() - timedelta(minutes=1), attempts=3)
    assert jobs.imports_to_wake() == []
    plan_import.refresh_from_db()
    assert plan_import.state == "failed"
    assert plan_import.failure.startswith("Портал трижды начинал сохранять эту загрузку")


def test_a_failure_is_told_in_words_and_nothing_is_saved(project: Project, actor: User) -> None:
    plan = make_plan(project)
    plan_import = ordered(project, actor, target=plan)
    Plan.objects.update(state=Plan.State.CLOSED)
    assert saved(plan_import) == "failed"
    plan_import.refresh_from_db()
    assert plan_import.failure == "План закрыт или в архиве: его состав больше не меняется."
    assert plan.items.count() == 0


def test_an_accident_is_told_without_its_details(project: Project, actor: User) -> None:
    plan_import = ordered(project, actor, target=make_plan(project))

    def broken(*given: Any) -> Any:
        raise RuntimeError("secret")

    assert jobs.save_import(str(plan_import.pk), broken, now=NOW) == "failed"
    plan_import.refresh_from_db()
    assert plan_import.failure.startswith("Сохранить не получилось, в плане ничего не изменилось.")
    assert "secret" not in plan_import.failure


def test_a_failed_order_is_tried_again_or_corrected(project: Project, actor: User) -> None:
    plan = make_plan(project)
    plan_import = ordered(project, actor, target=plan)
    Plan.objects.update(state=Plan.State.CLOSED)
    saved(plan_import)
    Plan.objects.update(state=Plan.State.DRAFT)
    retry_import(plan_import)
    assert saved(plan_import) == "confirmed"
    with pytest.raises(ValidationError, match="уже завершена"):
        retry_import(plan_import)
    with pytest.raises(ValidationError, match="уже завершена"):
        reopen_import(plan_import)


def test_a_failed_order_goes_back_to_review_with_its_corrections(project: Project, actor: User) -> None:
    plan_import = ordered(project, actor)
    PlanImport.objects.update(state=PlanImport.State.FAILED, failure="Не вышло.")
    reopen_import(plan_import)
    plan_import.refresh_from_db()
    assert (plan_import.state, plan_import.failure) == ("review", "")
    cancel_import(plan_import)
    assert PlanImport.objects.count() == 0


def test_an_order_cannot_be_thrown_away_while_it_is_saved(project: Project, actor: User) -> None:
    with pytest.raises(ValidationError, match="уже завершена"):
        cancel_import(ordered(project, actor))
    assert PlanImport.objects.count() == 1


def test_who_is_no_coordinator_any_more_saves_nothing(project: Project, actor: User) -> None:
    plan_import = ordered(project, actor)
    ProjectRole.objects.all().delete()
    assert saved(plan_import) == "failed"
    plan_import.refresh_from_db()
    assert (plan_import.failure, Plan.objects.count()) == (jobs.NO_RIGHT, 0)


def test_a_table_that_cannot_be_saved_is_no_order(project: Project, actor: User) -> None:
    draft = draft_plan(["1", "", "Октябрь 2022", "", ""])
    with pytest.raises(ValidationError, match="нет названия"):
        ordered(project, actor, draft)
    assert PlanImport.objects.get().state == "review"


def test_an_order_of_an_old_page_is_refused(project: Project, actor: User) -> None:
    plan_import = ordered(project, actor)
    with pytest.raises(StaleImportError):
        order_import(plan_import, 1, 1, Corrections(), actor=actor)
