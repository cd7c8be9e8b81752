"""Who sees which rows: coordinator, member of the network, somebody who answers for one item, stranger, anonymous."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from network.access import Reader
from network.models import Membership, User
from plans import access
from plans.access import MarkScope, items_for_organization, mark_scope, plan_scope
from plans.models import ApprovalBlock, Evidence, Plan, PlanImport, PlanItem
from plans.queries import item_row
from projects.models import Project
from tests.makers import (
    make_group,
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 14)
NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)


@pytest.fixture
def item() -> PlanItem:
    """An item that waits for one organisation and one person, with marks and proofs of two kinds."""
    own, other = make_organization(), make_organization()
    project = make_project(members=[own, other])
    plan = make_plan(project)
    person = make_person()
    item = make_item(plan, section=make_section(plan), responsible=[make_group(project.organization), own, person])
    for organization in (None, own):
        mark = make_mark(item, organization=organization, author=make_user())
        Evidence.objects.create(mark=mark, title="Протокол", number="1")
    make_mark(item, organization=other, author=make_user())
    ApprovalBlock.objects.create(plan=plan)
    PlanImport.objects.create(project=project, author=make_user(), filename="план.docx", draft={})
    make_item(make_plan())
    return item


def readers(item: PlanItem) -> dict[str, Reader]:
    own = item.responsibilities.get(organization__isnull=False).organization
    person = item.responsibilities.get(person__isnull=False).person
    assert own is not None
    assert person is not None
    coordinator, answering = make_user(), make_user()
    item.plan.project.roles.create(user=coordinator, role="coordinator")
    answering.person = person
    answering.save()
    return {
        "coordinator": coordinator,
        "member": make_member(own, Membership.Role.VIEWER),
        "answering": answering,
        "stranger": make_user(),
        "deactivated": make_member(own, user=make_user(is_active=False)),
        "anonymous": AnonymousUser(),
    }


@pytest.mark.parametrize(
    ("visible", "counts"),
    [
        (access.visible_plans, (1, 1, 1)),
        (access.reachable_projects, (1, 1, 1)),
        (access.visible_items, (1, 1, 1)),
        (access.visible_sections, (1, 1, 1)),
        (access.visible_approval_blocks, (1, 1, 1)),
        (access.visible_deadlines, (1, 1, 1)),
        (access.visible_occurrences, (1, 1, 1)),
        (access.visible_responsibilities, (3, 3, 3)),
        (access.visible_marks, (3, 2, 3)),
        (access.visible_evidence, (2, 1, 1)),
        (access.visible_imports, (1, 0, 0)),
        (access.own_responsibilities, (0, 0, 1)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_who_sees_how_many(
    item: PlanItem, visible: Callable[[Reader], QuerySet[Plan]], counts: tuple[int, int, int]
) -> None:
    found = {name: visible(reader).distinct().count() for name, reader in readers(item).items()}
    inside = dict(zip(("coordinator", "member", "answering"), counts, strict=True))
    assert found == {**inside, "stranger": 0, "deactivated": 0, "anonymous": 0}


def test_scope_of_nobody_is_empty(item: PlanItem) -> None:
    assert access.plan_scope(AnonymousUser(), item.plan, TODAY) == access.PlanScope()


@pytest.mark.parametrize("name", ["coordinator", "member", "answering", "stranger"])
def test_row_of_a_plan_and_its_own_page_agree_on_who_marks(item: PlanItem, name: str) -> None:
    user = readers(item)[name]
    organizations = [organization.pk for organization in access.expected_organizations(item)]
    in_table = access.plan_scope(user, item.plan, TODAY).may_mark(item.responsibilities.all(), organizations)
    assert in_table is bool(access.mark_scope(user, item, TODAY))


def test_editing_a_plan(item: PlanItem) -> None:
    people = readers(item)
    coordinator, member = people["coordinator"], people["member"]
    assert access.plan_for_editing(coordinator, item.plan_id) == item.plan
    with pytest.raises(PermissionDenied):
        access.plan_for_editing(member, item.plan_id)
    Plan.objects.update(state=Plan.State.CLOSED)
    with pytest.raises(PermissionDenied, match=access.CLOSED):
        access.plan_for_editing(coordinator, item.plan_id)


def test_marks_of_a_closed_plan_are_not_taken_back(item: PlanItem) -> None:
    coordinator = readers(item)["coordinator"]
    batch = str(make_mark(item, author=coordinator if isinstance(coordinator, User) else None).batch)
    assert len(access.batch_for_undo(coordinator, batch, NOW)) == 1
    Plan.objects.update(state=Plan.State.CLOSED)
    with pytest.raises(PermissionDenied):
        access.batch_for_undo(coordinator, batch, NOW)


def test_author_who_may_no_longer_mark_the_item_as_a_whole_takes_no_such_mark_back() -> None:
    own = make_organization()
    author = make_member(own)
    item = make_item(make_plan(make_project(members=[own])), responsible=own)
    whole = make_mark(item, author=author)
    ours = make_mark(item, organization=own, author=author)
    assert access.batch_for_undo(author, str(ours.batch), NOW) == [ours]
    with pytest.raises(PermissionDenied):
        access.batch_for_undo(author, str(whole.batch), NOW)


@pytest.mark.parametrize("name", ["coordinator", "answering"])
def test_who_marks_something_in_a_plan(item: PlanItem, name: str) -> None:
    user = readers(item)[name]
    access.require_marker(user, item.plan, TODAY)
    Project.objects.update(state=Project.State.ARCHIVED)
    with pytest.raises(PermissionDenied):
        access.require_marker(user, Plan.objects.select_related("project").get(pk=item.plan_id), TODAY)


def test_person_of_a_group_ticks_for_her_organization_and_not_for_all() -> None:
    user, school = make_user(), make_organization("Школа")
    project = make_project(members=[school])
    person = make_person(organization=school, user=user)
    item = make_item(make_plan(project), responsible=make_group(project.organization, people=[person]))
    wanted = MarkScope(for_item=False, organization_ids=frozenset({school.pk}))
    row = item_row(item, TODAY)
    acting = plan_scope(user, item.plan, TODAY).acting(row.responsibilities, [school.pk])
    assert (mark_scope(user, item, TODAY), acting) == (wanted, wanted)


def test_own_staff_in_a_group_answers_for_the_whole_item() -> None:
    user = make_user()
    project = make_project()
    person = make_person(organization=project.organization, user=user)
    item = make_item(make_plan(project), responsible=make_group(project.organization, people=[person]))
    row = item_row(item, TODAY)
    wanted = MarkScope(for_item=True, organization_ids=frozenset())
    assert (mark_scope(user, item, TODAY), plan_scope(user, item.plan, TODAY).acting(row.responsibilities, [])) == (
        wanted,
        wanted,
    )


def test_item_waits_for_the_organization_of_a_person_of_its_group() -> None:
    school = make_organization("Школа")
    project = make_project(members=[school])
    member = make_member(school)
    people = [make_person(organization=school)]
    item = make_item(make_plan(project), responsible=make_group(project.organization, people=people))
    assert list(items_for_organization(member, school)) == [item]
    assert mark_scope(member, item, TODAY).organization_ids == {school.pk}
