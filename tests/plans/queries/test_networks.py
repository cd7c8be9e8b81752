"""Which organisations tick an item and which of its windows they owe."""

from __future__ import annotations

from datetime import date

import pytest

from network.models import Organization
from plans.models import Plan, PlanItem
from plans.progress import ItemState, Ticks
from plans.queries import ItemRow, item_row
from projects.models import Participation
from tests.makers import (
    make_group,
    make_item,
    make_mark,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
)

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 14)
LEFT = Participation.Status.ENDED


def joined(plan: Plan, organization: Organization, start: date | None = None, end: date | None = None) -> Participation:
    status = LEFT if end else Participation.Status.ACTIVE
    return Participation.objects.create(
        project=plan.project, organization=organization, starts_on=start, ends_on=end, status=status
    )


def network_item(plan: Plan, *organizations: Organization) -> PlanItem:
    return make_monthly_item(plan, responsible=make_group(plan.project.organization, organizations=organizations))


def row_of(item: PlanItem) -> ItemRow:
    return item_row(PlanItem.objects.select_related("plan__project", "deadline").get(pk=item.pk), TODAY)


def owing(row: ItemRow) -> list[list[str]]:
    names = {organization.pk: organization.short_name for organization in row.organizations}
    return [sorted(names[pk] for pk in window.progress.organization_ids) for window in row.occurrences]


def test_who_joined_after_a_window_does_not_owe_it() -> None:
    plan, old, new = make_plan(), make_organization("Старый"), make_organization("Новый")
    joined(plan, old)
    joined(plan, new, date(2022, 11, 1))
    found = owing(row_of(network_item(plan, old, new)))
    assert found == [["Старый"]] * 2 + [["Новый", "Старый"]] * 7


def test_who_joined_on_the_last_day_of_a_window_owes_it() -> None:
    plan, new = make_plan(), make_organization("Новый")
    joined(plan, new, date(2022, 9, 30))
    assert owing(row_of(network_item(plan, new)))[0] == ["Новый"]


def test_who_left_before_a_window_ended_does_not_owe_it() -> None:
    plan, stays, leaves = make_plan(), make_organization("Остаётся"), make_organization("Уходит")
    joined(plan, stays)
    joined(plan, leaves, None, date(2022, 10, 31))
    found = owing(row_of(network_item(plan, stays, leaves)))
    assert found == [["Остаётся", "Уходит"]] * 2 + [["Остаётся"]] * 7


def test_what_somebody_ticked_before_leaving_counts() -> None:
    plan, stays, leaves = make_plan(), make_organization("Остаётся"), make_organization("Уходит")
    joined(plan, stays)
    joined(plan, leaves, None, date(2022, 9, 20))
    item = make_item(plan, responsible=make_group(plan.project.organization, organizations=[stays, leaves]))
    make_mark(item, organization=leaves, on=date(2022, 9, 15))
    assert row_of(item).progress.ticks == Ticks(1, 2)


def test_who_left_on_an_unknown_day_and_who_is_only_invited_owe_nothing() -> None:
    plan, gone, asked = make_plan(), make_organization("Ушёл"), make_organization("Приглашён")
    Participation.objects.create(project=plan.project, organization=gone, status=LEFT)
    Participation.objects.create(project=plan.project, organization=asked, status=Participation.Status.INVITED)
    row = row_of(network_item(plan, gone, asked))
    assert (owing(row)[0], row.progress.ticks) == ([], None)


def test_who_came_back_owes_the_windows_of_both_times() -> None:
    plan, organization = make_plan(), make_organization("Вернулся")
    joined(plan, organization, date(2022, 9, 1), date(2022, 9, 30))
    joined(plan, organization, date(2023, 5, 1))
    assert [bool(names) for names in owing(row_of(network_item(plan, organization)))] == [True, *[False] * 7, True]


def test_organization_of_which_nothing_is_known_owes_everything() -> None:
    plan, outside = make_plan(), make_organization("Министерство")
    joined(make_plan(), outside, date(2023, 1, 1))
    assert owing(row_of(make_item(plan, responsible=outside))) == [["Министерство"]]


def test_people_of_a_group_stand_for_their_organization_once() -> None:
    plan, school, centre = make_plan(), make_organization("Школа"), make_organization("Центр")
    people = [make_person("Лещ А.А.", organization=school), make_person("Сом Б.Б.", organization=school)]
    group = make_group(plan.project.organization, "наставники", people=people, organizations=[centre])
    assert [str(each) for each in row_of(make_item(plan, responsible=group)).organizations] == ["Центр", "Школа"]


def test_own_staff_of_the_institution_is_no_member_of_the_network() -> None:
    plan = make_plan()
    own = make_person("Лещ А.А.", organization=plan.project.organization)
    item = make_item(plan, responsible=make_group(plan.project.organization, "методисты", people=[own]))
    row = row_of(item)
    assert (row.organizations, row.progress.ticks) == ((), None)


def test_institution_that_stands_in_the_group_itself_ticks() -> None:
    project = make_project()
    plan, own = make_plan(project), make_person("Лещ А.А.", organization=project.organization)
    group = make_group(project.organization, people=[own], organizations=[project.organization])
    assert row_of(make_item(plan, responsible=group)).organizations == (project.organization,)


def test_item_is_done_when_all_who_owe_it_ticked() -> None:
    plan, old, new = make_plan(), make_organization(), make_organization()
    joined(plan, old)
    joined(plan, new, date(2022, 11, 1))
    item = make_item(plan, responsible=make_group(plan.project.organization, organizations=[old, new]))
    make_mark(item, organization=old)
    row = row_of(item)
    assert (row.progress.state, row.progress.ticks) == (ItemState.DONE, Ticks(1, 1))


def test_newcomer_is_not_asked_for_what_was_before_her() -> None:
    plan, new = make_plan(), make_organization()
    joined(plan, new, date(2022, 11, 1))
    window = row_of(network_item(plan, new)).first_open(new.pk)
    assert window is not None
    assert window.occurrence.label == "ноябрь 2022"
