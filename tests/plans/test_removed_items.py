"""Items taken out of a plan: gone from tables, counts, search and rights, still there for what became of the plan."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from network.models import User
from plans.access import (
    batch_for_undo,
    cabinet_marks,
    evidence_for_download,
    item_for_editing,
    item_for_viewing,
    items_for_organization,
    items_for_person,
    own_responsibilities,
    reachable_projects,
    require_marker,
    visible_deadlines,
    visible_evidence,
    visible_items,
    visible_marks,
    visible_occurrences,
    visible_plans,
    visible_responsibilities,
)
from plans.models import Evidence, PlanItem
from plans.queries import plan_items, plan_table
from plans.queries.cabinet import asks_of
from plans.queries.overview import last_marks
from reports.models import Report
from reports.queries.facts import plan_facts
from reports.queries.orders import marks_since
from tests.makers import (
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 14)
NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def item(coordinator: User) -> PlanItem:
    """An item of one organisation, marked, that is taken out; another stays."""
    member = make_organization()
    plan = make_plan(make_project(coordinator=coordinator, members=[member]))
    item = make_item(plan, "Убранное заседание", responsible=[member, make_person(user=make_user())])
    mark = make_mark(item, organization=member, author=coordinator)
    Evidence.objects.create(mark=mark, title="Протокол", number="1")
    make_item(plan, "Оставшийся семинар")
    PlanItem.objects.filter(pk=item.pk).update(removed_at=timezone.now())
    return item


def test_no_table_count_or_paper_holds_it(item: PlanItem) -> None:
    table = plan_table(item.plan, TODAY)
    assert [row.item.title for row in table.rows] == ["Оставшийся семинар"]
    assert table.progress.items == 1
    assert [found.title for found in plan_items(item.plan)] == ["Оставшийся семинар"]
    assert [facts.cells["title"] for facts in plan_facts(item.plan, TODAY).items] == ["Оставшийся семинар"]


def test_nobody_opens_it(item: PlanItem, coordinator: User) -> None:
    for getter in (item_for_viewing, item_for_editing):
        with pytest.raises(Http404):
            getter(coordinator, item.pk)


def test_nothing_of_it_is_seen(item: PlanItem, coordinator: User) -> None:
    seen = {
        "items": visible_items(coordinator).filter(pk=item.pk).count(),
        "deadlines": visible_deadlines(coordinator).filter(item=item).count(),
        "occurrences": visible_occurrences(coordinator).filter(item=item).count(),
        "responsibilities": visible_responsibilities(coordinator).filter(item=item).count(),
        "marks": visible_marks(coordinator).count(),
        "evidence": visible_evidence(coordinator).count(),
        "last marks": len(last_marks(item.plan, visible_marks(coordinator), TODAY)),
    }
    assert seen == dict.fromkeys(seen, 0)


def test_file_of_its_mark_is_not_given(item: PlanItem, coordinator: User) -> None:
    with pytest.raises(Http404):
        evidence_for_download(coordinator, str(Evidence.objects.get().key))


def test_marks_of_it_are_not_taken_back(item: PlanItem, coordinator: User) -> None:
    mark = item.occurrences.get().marks.get()
    with pytest.raises(Http404):
        batch_for_undo(coordinator, str(mark.batch), NOW)


def test_organization_is_asked_for_nothing(item: PlanItem) -> None:
    member = item.responsibilities.get(organization__isnull=False).organization
    assert member is not None
    user = make_member(member)
    items = items_for_organization(user, member)
    assert (list(items), asks_of(items, member, NOW), list(cabinet_marks(user, member))) == ([], [], [])
    with pytest.raises(PermissionDenied):
        require_marker(user, item.plan, TODAY)


def test_person_who_answered_for_it_alone_sees_nothing_more(item: PlanItem) -> None:
    user = User.objects.get(person__responsibilities__item=item)
    assert not own_responsibilities(user).exists()
    assert not visible_plans(user).exists()
    assert not reachable_projects(user).exists()
    assert not items_for_person(user).exists()


def test_marks_of_it_make_no_report_stale(item: PlanItem, coordinator: User) -> None:
    report = Report.objects.create(
        project=item.plan.project,
        plan=item.plan,
        kind=Report.Kind.PROGRESS,
        author=coordinator,
        as_of=TODAY,
        state=Report.State.DONE,
    )
    Report.objects.filter(pk=report.pk).update(created_at=datetime(2022, 1, 1, tzinfo=UTC))
    report.refresh_from_db()
    assert marks_since([report]) == {report.pk: 0}


def test_what_became_of_the_plan_still_knows_it(item: PlanItem) -> None:
    assert PlanItem.everything.get(pk=item.pk).title == "Убранное заседание"
    assert item.occurrences.get().marks.count() == 1
