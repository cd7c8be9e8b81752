"""Which objectives items serve, chosen from both sides, and what nothing serves."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from network.models import User
from plans.queries.objectives import project_coverage, served_objectives
from plans.services.objectives import link_items, link_objectives
from projects.models import MatrixEntry, Objective, PlannedResult, Project
from tests.makers import make_direction, make_item, make_plan, make_project, make_stage, make_user


@pytest.fixture
def coordinator(db: None) -> User:
    return make_user()


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator)


@pytest.fixture
def page(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def objective(project: Project, text: str = "Обучить наставников") -> Objective:
    return Objective.objects.create(project=project, text=text)


def test_an_item_serves_the_chosen_objectives(page: Client, project: Project) -> None:
    item, first, second = make_item(make_plan(project)), objective(project), objective(project, "Собрать банк")
    address = reverse("plans:item_objectives", args=[item.pk])
    page.post(address, {"objectives": [first.pk, second.pk]})
    assert served_objectives(item) == [first, second]
    page.post(address, {})
    assert served_objectives(item) == []
    assert page.post(address, {"objectives": ["999999"]}).status_code == 422


def test_an_objective_of_another_project_is_refused(project: Project) -> None:
    foreign = objective(make_project())
    item = make_item(make_plan(project))
    with pytest.raises(ValidationError):
        link_objectives(item, [foreign], actor=None)
    with pytest.raises(ValidationError):
        link_items(foreign, [item], [item], actor=None)


def test_only_items_that_were_shown_change(project: Project, coordinator: User) -> None:
    plan, aim = make_plan(project), objective(project)
    kept, dropped, added = (make_item(plan) for _ in range(3))
    aim.items.add(kept, dropped)
    assert link_items(aim, [dropped, added], [added], actor=coordinator) == 2
    assert set(aim.items.all()) == {kept, added}
    assert link_items(aim, [added], [added], actor=coordinator) == 0


def test_items_are_found_by_plan_and_words_and_linked(page: Client, project: Project) -> None:
    plan, aim = make_plan(project), objective(project)
    found, other = make_item(plan, "Школа наставника"), make_item(plan, "Выставка")
    address = reverse("plans:objective_items", args=[aim.pk])
    choices = page.get(f"{address}?plan={plan.pk}&q=наставники").context["choices"]
    assert [choice.item for choice in choices.offered] == [found]
    assert page.get(address).context["choices"].offered == ()
    page.post(f"{address}?plan={plan.pk}", {"shown": [found.pk, other.pk], "items": [found.pk]})
    assert list(aim.items.all()) == [found]
    page.post(address, {"shown": [found.pk]})
    assert list(aim.items.all()) == []


def test_items_of_other_projects_are_not_offered(page: Client, project: Project) -> None:
    aim, foreign = objective(project), make_item(make_plan(make_project()), "Школа наставника")
    address = reverse("plans:objective_items", args=[aim.pk])
    page.post(address, {"shown": [foreign.pk, "нет"], "items": [foreign.pk]})
    assert (list(aim.items.all()), page.get(f"{address}?q=наставника").context["choices"].offered) == ([], ())


def test_what_nothing_serves(project: Project) -> None:
    stage, direction = make_stage(project), make_direction(project)
    item = make_item(make_plan(project))
    served, bare = objective(project), objective(project, "Собрать банк")
    item.objectives.add(served)
    work = {"project": project, "stage": stage, "direction": direction}
    item.matrix_entries.add(MatrixEntry.objects.create(**work, text="Обучение"))
    alone = MatrixEntry.objects.create(**work, text="Опрос")
    PlannedResult.objects.create(project=project, stage=stage, text="Сборник", evidence="издан")
    unshown = PlannedResult.objects.create(project=project, stage=stage, text="Справка")
    found = project_coverage(project)
    assert (found.objectives, found.entries, found.results) == ((bare,), (alone,), (unshown,))
    assert (found.objective_count, found.entry_count, found.result_count, found.is_whole) == (2, 2, 2, False)


def test_an_item_that_was_taken_out_serves_nothing(project: Project) -> None:
    item, aim = make_item(make_plan(project)), objective(project)
    item.objectives.add(aim)
    item.removed_at = timezone.now()
    item.save()
    assert project_coverage(project).objectives == (aim,)


@pytest.mark.parametrize("count", [1, 20])
def test_queries_of_the_pages(
    page: Client, project: Project, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    aim, plan = objective(project), make_plan(project)
    for _ in range(count):
        make_item(plan).objectives.add(aim)
        objective(project, "Собрать банк")
    with django_assert_num_queries(11):
        page.get(reverse("plans:coverage", args=[project.slug]))
    with django_assert_num_queries(8):
        page.get(f"{reverse('plans:objective_items', args=[aim.pk])}?plan={plan.pk}")
