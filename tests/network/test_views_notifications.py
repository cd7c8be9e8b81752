"""The bell and the page of notifications: one's own only, looking changes nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import Notification, User
from network.services.notifications import notify
from tests.makers import make_user

pytestmark = pytest.mark.django_db


def tell(user: User, text: str, path: str = "/") -> Notification:
    notify([user], Notification.Kind.EVENT, text, path)
    return Notification.objects.latest("pk")


def shown(client: Client, query: str = "") -> list[str]:
    page = client.get(reverse("network:notifications") + query).context["page"]
    return [each.text for each in page.object_list]


def test_own_ones_newest_first(client: Client) -> None:
    anna, boris = make_user(), make_user()
    for user, text in ((anna, "Первое"), (boris, "Чужое"), (anna, "Второе")):
        tell(user, text)
    client.force_login(anna)
    assert shown(client) == ["Второе", "Первое"]
    assert Notification.objects.filter(read_at__isnull=False).count() == 0


def test_the_bell_counts_what_is_new(client: Client) -> None:
    anna = make_user()
    for number in range(3):
        tell(anna, f"Событие {number}")
    client.force_login(anna)
    bell = 'aria-label="Уведомления: 3 новых"'
    assert bell in client.get(reverse("network:account")).content.decode()
    client.post(reverse("network:notifications_read"), {"all": "1"})
    assert 'aria-label="Уведомления"' in client.get(reverse("network:account")).content.decode()


def test_one_is_read_and_the_page_comes_back(client: Client) -> None:
    anna = make_user()
    first, second = tell(anna, "Первое"), tell(anna, "Второе")
    client.force_login(anna)
    back = reverse("network:notifications") + "?show=new"
    answer = client.post(reverse("network:notifications_read"), {"notification": str(first.pk), "next": back})
    assert (answer.status_code, answer["Location"]) == (302, back)
    assert shown(client, "?show=new") == [second.text]
    assert shown(client) == ["Второе", "Первое"]


def test_nobody_reads_for_another(client: Client) -> None:
    theirs = tell(make_user(), "Чужое")
    client.force_login(make_user())
    client.post(reverse("network:notifications_read"), {"notification": [str(theirs.pk), "9" * 30, "нет"]})
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_nothing_said_reads_nothing(client: Client) -> None:
    anna = make_user()
    told = tell(anna, "Первое")
    client.force_login(anna)
    client.post(reverse("network:notifications_read"))
    told.refresh_from_db()
    assert told.read_at is None


def test_the_empty_page_says_what_comes_here(client: Client) -> None:
    client.force_login(make_user())
    assert "Уведомлений ещё не было" in client.get(reverse("network:notifications")).content.decode()
    assert "Новых нет" in client.get(reverse("network:notifications") + "?show=new").content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_asks_the_database_a_fixed_number_of_times(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    anna = make_user()
    for number in range(rows):
        tell(anna, f"Событие {number}")
    client.force_login(anna)
    with django_assert_num_queries(8):
        client.get(reverse("network:notifications"))
