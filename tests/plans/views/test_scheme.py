"""The page of the scheme: who sees what, periods, the file, the number of queries."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from projects.models import Agreement, Participation
from tests.makers import make_member, make_organization, make_project, make_user

pytestmark = pytest.mark.django_db
YEAR = {"since": "2022-09-01", "until": "2023-08-31"}


def test_coordinator_sees_papers_a_member_only_her_own_a_stranger_nothing(client: Client) -> None:
    coordinator, own, other = make_user(), make_organization("Центр А"), make_organization("Центр Б")
    project = make_project(coordinator=coordinator, members=[own, other])
    for organization, number in ((own, "101"), (other, "202")):
        Agreement.objects.create(project=project, organization=organization, number=number)
    url = reverse("plans:scheme", args=[project.slug])
    seen = {}
    for name, user in {"coordinator": coordinator, "member": make_member(own), "stranger": make_user()}.items():
        client.force_login(user)
        answer = client.get(url, YEAR)
        text = answer.content.decode()
        seen[name] = (answer.status_code, "№ 101" in text, "№ 202" in text, "Центр Б" in text)
    assert seen == {
        "coordinator": (200, True, True, True),
        "member": (200, True, False, True),
        "stranger": (404, False, False, False),
    }


def test_days_in_the_wrong_order_are_told_and_kept(client: Client) -> None:
    user = make_user()
    project = make_project(coordinator=user, members=[make_organization()])
    client.force_login(user)
    answer = client.get(reverse("plans:scheme", args=[project.slug]), {"since": "2023-01-01", "until": "2022-01-01"})
    assert answer.status_code == 422
    assert "Последний день раньше первого" in answer.content.decode()
    assert 'value="2022-01-01"' in answer.content.decode()


def test_a_period_of_nobody_says_what_to_do(client: Client) -> None:
    user = make_user()
    project = make_project(coordinator=user)
    Participation.objects.create(project=project, organization=make_organization(), starts_on=date(2023, 1, 1))
    client.force_login(user)
    answer = client.get(reverse("plans:scheme", args=[project.slug]), {"since": "2021-09-01", "until": "2022-08-31"})
    assert "В это время в сети никого не было" in answer.content.decode()


def test_file_is_a_picture_of_its_own_that_needs_nothing(client: Client) -> None:
    user = make_user()
    project = make_project(coordinator=user, members=[make_organization("Центр <А> & Б")])
    client.force_login(user)
    answer = client.get(reverse("plans:scheme_svg", args=[project.slug]), YEAR)
    root = ET.fromstring(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # noqa: S314 - our own
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert {"Схема сетевого взаимодействия", "Центр <А> & Б", "договора нет: 1"} - set(texts) == set()
    assert [tag for tag in root.iter() if tag.tag.endswith(("}script", "}image", "}use"))] == []


def test_a_large_network_has_several_sheets_and_no_more(client: Client) -> None:
    user = make_user()
    project = make_project(coordinator=user, members=[make_organization() for _ in range(120)])
    client.force_login(user)
    url = reverse("plans:scheme_svg", args=[project.slug])
    assert [client.get(url, {**YEAR, "sheet": sheet}).status_code for sheet in ("1", "2", "3", "0", "мимо")] == [
        200,
        200,
        404,
        404,
        404,
    ]


@pytest.mark.parametrize("size", [1, 20])
def test_number_of_queries(size: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = make_user()
    project = make_project(coordinator=user, members=[make_organization() for _ in range(size)])
    client.force_login(user)
    with django_assert_num_queries(13):
        client.get(reverse("plans:scheme", args=[project.slug]), YEAR)
