"""The table of stages and directions: what is done, what no plan serves, who may change it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from network.models import User
from plans.importing import read_plan
from plans.importing.plain import to_plain
from plans.models import PlanImport
from plans.progress import ItemState
from plans.queries.importing.state import ImportState
from plans.queries.matrix import Matrix
from projects.models import Direction, MatrixEntry, PlannedResult, Project, Stage
from tests.makers import (
    make_direction,
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_plan,
    make_project,
    make_stage,
    make_user,
)
from tests.plans.importing.office_files import csv

pytestmark = pytest.mark.django_db
DAY = "2022-11-14"


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator)


@pytest.fixture
def stage(project: Project) -> Stage:
    return make_stage(project, "Практический", starts_on=date(2022, 9, 1), ends_on=date(2023, 5, 31))


@pytest.fixture
def direction(project: Project) -> Direction:
    return make_direction(project)


def make_work(stage: Stage, direction: Direction, text: str = "Обучение наставников") -> MatrixEntry:
    return MatrixEntry.objects.create(project=stage.project, stage=stage, direction=direction, text=text)


def shown(client: Client, user: User, project: Project) -> Matrix:
    client.force_login(user)
    answer = client.get(reverse("plans:matrix", args=[project.slug]), {"on": DAY})
    matrix: Matrix = answer.context["matrix"]
    return matrix


def test_cell_counts_items_of_its_place_and_those_linked_to_its_works(
    client: Client, coordinator: User, stage: Stage, direction: Direction
) -> None:
    plan, work = make_plan(stage.project), make_work(stage, direction)
    done = make_item(plan, "Лекция")
    done.matrix_entries.add(work)
    make_mark(done)
    make_item(plan, "Опрос", stage=stage, direction=direction)
    (cell,) = shown(client, coordinator, stage.project).rows[0].cells
    assert (cell.done, cell.total) == (1, 2)
    assert [(point.text, point.state) for point in cell.points] == [
        ("Обучение наставников", ItemState.DONE),
        ("Опрос", ItemState.LATE),
    ]


def test_work_that_no_item_serves_is_told(
    client: Client, coordinator: User, stage: Stage, direction: Direction
) -> None:
    served, alone = make_work(stage, direction), make_work(stage, direction, "Подбор пособий")
    make_item(make_plan(stage.project)).matrix_entries.add(served)
    assert shown(client, coordinator, stage.project).uncovered == (alone,)


def test_stages_that_overlap_are_told(client: Client, coordinator: User, project: Project) -> None:
    days = [(date(2022, 1, 1), date(2023, 12, 31)), (date(2023, 1, 1), date(2023, 4, 30))]
    first, second = (make_stage(project, f"Этап {n}", order=n, starts_on=a, ends_on=b) for n, (a, b) in enumerate(days))
    assert shown(client, coordinator, project).overlaps == ((first, second),)


def test_current_stage_is_marked(client: Client, coordinator: User, stage: Stage) -> None:
    row = shown(client, coordinator, stage.project).rows[0]
    assert (row.is_current, row.word) == (True, "Идёт")


@pytest.mark.parametrize("count", [1, 20])
def test_queries_do_not_grow(
    client: Client,
    coordinator: User,
    stage: Stage,
    direction: Direction,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    plan = make_plan(stage.project)
    for number in range(count):
        make_item(plan, f"Пункт {number}", stage=stage, direction=direction).matrix_entries.add(
            make_work(stage, direction, f"Работа {number}")
        )
    shown(client, coordinator, stage.project)
    with django_assert_num_queries(19):
        client.get(reverse("plans:matrix", args=[stage.project.slug]))


def test_member_reads_and_changes_nothing(client: Client, project: Project, stage: Stage) -> None:
    organization = make_organization()
    project.participations.create(organization=organization)
    client.force_login(make_member(organization))
    assert client.get(reverse("plans:matrix", args=[project.slug])).context["can_edit"] is False
    assert client.get(reverse("projects:stage_edit", args=[stage.pk])).status_code == 403


def test_stranger_finds_nothing(client: Client, project: Project) -> None:
    client.force_login(make_user())
    assert client.get(reverse("plans:matrix", args=[project.slug])).status_code == 404


def test_result_is_reached(client: Client, coordinator: User, stage: Stage) -> None:
    result = PlannedResult.objects.create(project=stage.project, stage=stage, text="Сборник")
    client.force_login(coordinator)
    client.post(
        reverse("projects:result_edit", args=[result.pk]),
        {"text": result.text, "state": "achieved", "evidence": "приказ № 7"},
    )
    result.refresh_from_db()
    assert (result.state, result.evidence) == ("achieved", "приказ № 7")


def test_stage_cannot_end_before_it_begins(client: Client, coordinator: User, stage: Stage) -> None:
    client.force_login(coordinator)
    said = {"title": "Практический", "starts_on": "2023-01-02", "ends_on": "2023-01-01"}
    answer = client.post(reverse("projects:stage_edit", args=[stage.pk]), said)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"ends_on": ["Этап не может закончиться раньше, чем начался."]}


def test_directions_change_places(client: Client, coordinator: User, project: Project) -> None:
    rows = [make_direction(project, f"Направление {number}", order=number) for number in range(3)]
    client.force_login(coordinator)
    client.post(reverse("projects:direction_move", args=[rows[2].pk]), {"step": "up"})
    assert [row.title[-1] for row in project.directions.order_by("order")] == ["0", "2", "1"]


def test_stage_with_works_is_not_removed(client: Client, coordinator: User, stage: Stage, direction: Direction) -> None:
    make_work(stage, direction)
    client.force_login(coordinator)
    client.post(reverse("projects:stage_move", args=[stage.pk]), {"step": "remove"})
    assert Stage.objects.filter(pk=stage.pk).exists()


def test_item_is_linked_to_works_of_its_project_only(
    client: Client, coordinator: User, stage: Stage, direction: Direction
) -> None:
    item, work = make_item(make_plan(stage.project)), make_work(stage, direction)
    other = make_project()
    foreign = make_work(make_stage(other), make_direction(other))
    client.force_login(coordinator)
    address = reverse("plans:item_works", args=[item.pk])
    assert client.post(address, {"works": [foreign.pk]}).status_code == 422
    client.post(address, {"works": [work.pk]})
    assert list(item.matrix_entries.all()) == [work]


def test_matrix_of_a_file_is_saved_and_taken_back(client: Client, coordinator: User, project: Project) -> None:
    rows = (("Этап", "Обучение", "Обмен опытом"), ("Первый", "1. Лекции", "1. Встречи"))
    draft = to_plain(ImportState(tables=read_plan(csv(rows), "матрица.csv")))
    held = PlanImport.objects.create(project=project, author=coordinator, filename="матрица.docx", draft=draft)
    client.force_login(coordinator)
    page = client.get(reverse("plans:import_review", args=[held.pk]))
    assert page.context["outcome"].counts == [("этапы", 1), ("направления", 2), ("работы этапов", 2)]
    client.post(reverse("plans:import_outcome", args=[held.pk]), {"version": 1, "table": 1, "stage-0": "Начальный"})
    assert list(project.stages.values_list("title", flat=True)) == ["Начальный"]
    client.post(reverse("plans:import_undo", args=[held.pk]))
    assert (project.stages.count(), project.matrix_entries.count()) == (0, 0)


def test_stale_page_saves_nothing(client: Client, coordinator: User, project: Project) -> None:
    rows = (("Этап", "Обучение", "Обмен опытом"), ("Первый", "1. Лекции", "1. Встречи"))
    draft = to_plain(ImportState(tables=read_plan(csv(rows), "матрица.csv")))
    held = PlanImport.objects.create(
        project=project, author=coordinator, filename="матрица.docx", draft=draft, version=2
    )
    client.force_login(coordinator)
    answer = client.post(reverse("plans:import_outcome", args=[held.pk]), {"version": 1, "table": 1})
    assert (answer.status_code, project.stages.count()) == (409, 0)
