"""The page of the search."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import User
from plans.models import Plan
from plans.views.search import FIRST
from tests.makers import make_item, make_mark, make_member, make_organization, make_plan, make_project, make_user

pytestmark = pytest.mark.django_db
URL = "/search/"


@pytest.fixture
def user(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def plan(user: User) -> Plan:
    return make_plan(make_project(coordinator=user))


def page(client: Client, **query: str) -> str:
    return client.get(URL, query).content.decode()


def groups(client: Client, **query: str) -> dict[str, int]:
    found: Any = client.get(URL, query).context["result"].groups
    return {group.key: len(group.hits) for group in found}


def test_found_word_is_marked_and_leads_to_its_item(client: Client, plan: Plan) -> None:
    item = make_item(plan, "Обучающий семинар", number="7.")
    answer = page(client, q="семинары")
    assert f'href="{reverse("plans:item_detail", args=[item.pk])}"' in answer
    assert "7. Обучающий <mark>семинар</mark>" in answer


def test_markup_of_texts_and_of_words_is_escaped(client: Client, plan: Plan) -> None:
    make_item(plan, "<script>alert(1)</script> семинар")
    answer = page(client, q='"><script>alert семинар')
    assert "<script>alert" not in answer
    assert "&lt;<mark>script</mark>&gt;<mark>alert</mark>(1)" in answer


def test_first_of_a_kind_and_the_way_to_the_rest(client: Client, plan: Plan) -> None:
    for _ in range(FIRST + 1):
        make_item(plan, "Семинар")
    assert groups(client, q="семинар") == {"items": FIRST}
    assert "in=items" in page(client, q="семинар")
    assert groups(client, q="семинар", **{"in": "items"}) == {"items": FIRST + 1}


def test_more_than_fifty_is_said_so(client: Client, plan: Plan) -> None:
    for _ in range(51):
        make_item(plan, "Семинар")
    assert "более 50" in page(client, q="семинар", **{"in": "items"})


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Напишите одно или несколько слов"),
        ("я", "напишите слово хотя бы из двух букв"),
        ("абракадабра", "Ничего не нашлось"),
        ("\x00", "напишите слово хотя бы из двух букв"),
        ("%_'\\", "напишите слово хотя бы из двух букв"),
    ],
)
def test_what_finds_nothing_says_what_to_do(client: Client, plan: Plan, typed: str, words: str) -> None:
    assert words in page(client, q=typed)


def test_unknown_kind_searches_everywhere(client: Client, plan: Plan) -> None:
    make_item(plan, "Семинар")
    assert groups(client, q="семинар", **{"in": "нет такого"}) == {"items": 1}


def test_strangers_find_nothing_and_guests_sign_in(client: Client, plan: Plan) -> None:
    make_item(plan, "Семинар")
    client.force_login(make_user())
    assert groups(client, q="семинар") == {}
    client.logout()
    assert client.get(URL, {"q": "семинар"}).status_code == 302


def test_words_of_other_members_marks_are_never_found(client: Client) -> None:
    own, other = make_organization(), make_organization()
    plan = make_plan(make_project(members=[own, other]))
    make_mark(make_item(plan, "Семинар", responsible=[own, other]), organization=other, text="канарейка")
    client.force_login(make_member(own))
    assert groups(client, q="канарейка") == {}


@pytest.mark.parametrize("rows", [1, 20])
def test_page_costs_the_same_for_any_length(
    client: Client, plan: Plan, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        make_item(plan, "Семинар", responsible=make_organization("Семинар"))
    client.get(reverse("network:account"))  # the first page of a session is also written down in it
    with django_assert_num_queries(9):
        client.get(URL, {"q": "семинар"})


def test_field_of_the_search_stands_on_every_page(client: Client, user: User) -> None:
    assert 'id="search-all"' in client.get(reverse("network:account")).content.decode()
