"""The page of shared events."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import User
from plans.models import EventLink, Occurrence
from plans.services.events import link_event
from projects.models import Project
from tests.makers import make_item, make_member, make_organization, make_plan, make_project, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator)


def window(project: Project, title: str = "Семинар наставников") -> Occurrence:
    return make_item(make_plan(project), title).occurrences.get()


def page(project: Project) -> str:
    return reverse("plans:events", args=[project.slug])


def decide(client: Client, project: Project, first: Occurrence, second: Occurrence, decision: str) -> int:
    posted = {"first": first.pk, "second": second.pk, "decision": decision}
    return client.post(reverse("plans:event_decide", args=[project.slug]), posted).status_code


def test_pair_stands_side_by_side_and_is_linked_by_the_button(client: Client, project: Project) -> None:
    first, second = window(project), window(project, "Семинар для наставников")
    words = client.get(page(project)).content.decode()
    assert [words.count(text) for text in ("Семинар наставников</a>", "Семинар для наставников</a>")] == [1, 1]
    assert decide(client, project, first, second, "same") == 302
    answer = client.get(page(project))
    assert (answer.context["proposed"], len(answer.context["confirmed"])) == ([], 1)


def test_different_events_are_not_shown_again(client: Client, project: Project) -> None:
    first, second = window(project), window(project)
    assert decide(client, project, first, second, "other") == 302
    assert client.get(page(project)).context["proposed"] == []


def test_differing_days_are_pointed_out(client: Client, project: Project) -> None:
    first, second = window(project), window(project)
    Occurrence.objects.filter(pk=second.pk).update(starts_on="2022-10-20", ends_on="2022-10-20")
    link_event(first, second, actor=None)
    assert "Даты в планах разные" in client.get(page(project)).content.decode()


def test_unlinking_takes_one_window_out(client: Client, project: Project) -> None:
    event = link_event(window(project), window(project), actor=None)
    link = event.links.order_by("pk")[1]
    assert client.post(reverse("plans:event_unlink", args=[link.pk])).status_code == 302
    assert EventLink.objects.get(pk=link.pk).state == EventLink.State.REFUSED


@pytest.mark.parametrize("text", ["", "абв", "9" * 30])
def test_window_that_is_none_is_not_found(client: Client, project: Project, text: str) -> None:
    posted = {"first": window(project).pk, "second": text, "decision": "same"}
    assert client.post(reverse("plans:event_decide", args=[project.slug]), posted).status_code == 404


def test_window_of_another_project_is_not_found(client: Client, project: Project) -> None:
    assert decide(client, project, window(project), window(make_project()), "same") == 404


def test_one_item_is_no_shared_event(client: Client, project: Project) -> None:
    first = window(project)
    second = Occurrence.objects.create(item=first.item, order=1)
    assert decide(client, project, first, second, "same") == 302
    assert EventLink.objects.exists() is False


def test_page_is_the_coordinator_s(client: Client) -> None:
    organization = make_organization()
    project = make_project(members=[organization])
    found = []
    for user in (make_member(organization), make_user()):
        client.force_login(user)
        found.append(client.get(page(project)).status_code)
    assert found == [403, 404]


@pytest.mark.parametrize("pairs", [1, 20])
def test_page_costs_the_same_for_any_number_of_pairs(
    client: Client, project: Project, pairs: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plans = [make_plan(project), make_plan(project)]
    for number in range(pairs):
        for plan in plans:
            make_item(plan, f"Семинар наставников № {number}")
    client.get(reverse("network:account"))  # the first page of a session is also written down in it
    with django_assert_num_queries(9):
        assert len(client.get(page(project)).context["proposed"]) == pairs
