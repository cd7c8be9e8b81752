"""Pages that list what a project is judged by ask one number of queries, however long the list."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from projects.models import Criterion, Indicator, Project
from tests.makers import make_direction, make_period, make_project, make_stage, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(client: Client) -> Project:
    coordinator = make_user()
    client.force_login(coordinator)
    return make_project(coordinator=coordinator)


@pytest.mark.parametrize("count", [1, 20])
def test_criteria(
    client: Client, project: Project, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        criterion = Criterion.objects.create(project=project, title=f"Критерий {number}", order=number)
        stage, direction = make_stage(project, f"Этап {number}"), make_direction(project, f"Направление {number}")
        Indicator.objects.create(criterion=criterion, title="Наставники", stage=stage, direction=direction)
    with django_assert_num_queries(11):
        answer = client.get(reverse("projects:criteria", args=[project.slug]))
    assert [len(each.indicators.all()) for each in answer.context["criteria"]] == [1] * count


@pytest.mark.parametrize("count", [1, 20])
def test_periods(
    client: Client, project: Project, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_period(project, f"Период {number}", due_on=date(2023, 1, 10))
    with django_assert_num_queries(10):
        answer = client.get(reverse("projects:periods", args=[project.slug]))
    assert len(answer.context["periods"]) == count
