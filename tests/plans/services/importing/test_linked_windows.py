"""Windows that are events of several plans, where rows of a file change or bring back their deadlines."""

from __future__ import annotations

import pytest
from django.db import connection

from network.models import User
from plans.models import EventLink, Occurrence, Plan
from plans.services.importing.saving import save_plan
from plans.services.importing.undoing import undo_import
from tests.makers import make_event, make_item, make_plan, make_project, make_user
from tests.plans.importing.drafts import draft_row
from tests.plans.services.importing.test_merging import ROWS, file_of, merged

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> User:
    return make_user()


@pytest.fixture
def plan(actor: User) -> Plan:
    return save_plan(file_of(*ROWS), project=make_project(coordinator=actor), actor=actor)


def link_last_window(plan: Plan, title: str) -> Occurrence:
    """The last window of an item is an event of another plan as well."""
    other = make_item(make_plan(plan.project)).occurrences.get()
    window = Occurrence.objects.filter(item__plan=plan, item__title=title).latest("order")
    make_event(window, other)
    return window


def test_a_linked_window_that_is_gone_takes_its_link_along(plan: Plan, actor: User) -> None:
    window = link_last_window(plan, "Родительское собрание")
    once = draft_row(4, ["3.", "Родительское собрание", "Октябрь 2022", "педагоги", "Проведено"], (1, "Родители"))
    merged(plan, file_of(*ROWS[:2], once), actor)
    connection.check_constraints()
    assert Occurrence.objects.filter(item__plan=plan, item__title="Родительское собрание").count() == 1
    assert not EventLink.objects.filter(occurrence=window.pk).exists()


def test_undo_takes_links_of_windows_that_go(plan: Plan, actor: User) -> None:
    often = draft_row(
        2, ["1.", "Семинар для наставников", "Ежемесячно", "Соколова А.Б., методист", ""], (0, "Педагоги")
    )
    plan_import = merged(plan, file_of(often, *ROWS[1:]), actor)
    window = link_last_window(plan, "Семинар для наставников")
    undo_import(plan_import, actor=actor)
    connection.check_constraints()
    assert Occurrence.objects.filter(item__plan=plan, item__title="Семинар для наставников").count() == 1
    assert not EventLink.objects.filter(occurrence=window.pk).exists()
