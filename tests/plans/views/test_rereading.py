"""The page that shows which deadlines the school calendar changes."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import PlanItem
from plans.queries.readings import calendar_of, period_of
from plans.services.schedule import set_deadline
from plans.text.deadlines import read_deadline
from tests.makers import make_member, make_organization, make_plan, make_project, make_school_year, make_user

pytestmark = pytest.mark.django_db
QUARTERS = (
    (date(2022, 9, 1), date(2022, 10, 22)),
    (date(2022, 11, 1), date(2022, 12, 28)),
    (date(2023, 1, 12), date(2023, 3, 18)),
    (date(2023, 3, 27), date(2023, 5, 25)),
)


def test_get_shows_and_post_changes(client: Client) -> None:
    user = make_user()
    plan = make_plan(make_project(coordinator=user))
    item = PlanItem.objects.create(plan=plan, title="Семинар")
    period, calendar = period_of(plan), calendar_of(plan)
    set_deadline(item, read_deadline("II четверть", period, calendar=calendar), period, calendar, actor=None)
    make_school_year(2022, QUARTERS, project=plan.project)
    client.force_login(user)
    url = reverse("plans:deadlines_reread", args=[plan.project.slug])
    words = client.get(url).content.decode()
    assert "Пересчитать сроки 1 пункта" in words
    assert item.occurrences.get().starts_on == date(2022, 11, 8)
    answer = client.post(url)
    assert (answer.status_code, item.occurrences.get().starts_on) == (302, date(2022, 11, 1))
    assert "менять нечего" in client.get(url).content.decode()


def test_only_a_coordinator_may(client: Client) -> None:
    organization = make_organization()
    project = make_project(members=[organization])
    found = []
    for user in (make_member(organization), make_user()):
        client.force_login(user)
        found.append(client.get(reverse("plans:deadlines_reread", args=[project.slug])).status_code)
    assert found == [403, 404]
