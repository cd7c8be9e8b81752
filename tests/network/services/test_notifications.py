"""Telling accounts: each once, nobody who may not sign in, nothing that leads out of the portal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from network.models import Notification
from network.services.notifications import drop_old_notifications, notify, read_notifications
from tests.makers import make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)
KIND = Notification.Kind.EVENT
TEXT = "Семинар отменён: болеет ведущая"


def test_each_of_the_active_is_told_once() -> None:
    anna, boris, gone = make_user(), make_user(), make_user(is_active=False)
    assert notify([anna, boris, anna, gone], KIND, TEXT, "/events/1/") == 2
    found = list(Notification.objects.order_by("pk"))
    assert [(each.user, each.kind, each.text, each.path, each.read_at) for each in found] == [
        (anna, "event", TEXT, "/events/1/", None),
        (boris, "event", TEXT, "/events/1/", None),
    ]


def test_what_bears_a_key_is_told_to_nobody_twice() -> None:
    anna, boris = make_user(), make_user()
    assert notify([anna], KIND, TEXT, "/events/1/", key="event-1-cancelled") == 1
    assert notify([anna, boris], KIND, TEXT, "/events/1/", key="event-1-cancelled") == 1
    assert notify([anna], KIND, TEXT, "/events/1/", key="event-2-cancelled") == 1
    assert notify([anna], KIND, TEXT, "/events/1/") == 1
    assert notify([anna], KIND, TEXT, "/events/1/") == 1
    assert list(Notification.objects.order_by("pk").values_list("user", "key")) == [
        (anna.pk, "event-1-cancelled"),
        (boris.pk, "event-1-cancelled"),
        (anna.pk, "event-2-cancelled"),
        (anna.pk, ""),
        (anna.pk, ""),
    ]


def test_a_long_text_is_cut_at_a_word() -> None:
    notify([make_user()], KIND, "слово " * 100, "/events/1/")
    assert Notification.objects.get().text == "слово " * 49 + "слово…"


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example/", "events/1/", ""])
def test_an_address_outside_the_portal_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="lead into the portal"):
        notify([make_user()], KIND, TEXT, path)


def test_nobody_to_tell_asks_the_database_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert notify([], KIND, TEXT, "/events/1/", key="event-1") == 0


def test_own_ones_are_read_by_number_or_all_at_once() -> None:
    anna, boris = make_user(), make_user()
    for user in (anna, anna, anna, boris):
        notify([user], KIND, TEXT, "/events/1/")
    first, _, _, foreign = Notification.objects.order_by("pk").values_list("pk", flat=True)
    assert read_notifications(anna, [first, foreign], NOW) == 1
    assert list(Notification.objects.order_by("pk").values_list("read_at", flat=True)) == [NOW, None, None, None]
    assert read_notifications(anna, None, NOW + timedelta(hours=1)) == 2
    assert list(Notification.objects.order_by("pk").values_list("read_at", flat=True)) == [
        NOW,
        NOW + timedelta(hours=1),
        NOW + timedelta(hours=1),
        None,
    ]


def test_what_was_read_long_ago_is_dropped_what_is_unread_is_kept() -> None:
    anna = make_user()
    for read_at in (NOW - timedelta(days=91), NOW - timedelta(days=89), None):
        Notification.objects.create(user=anna, kind=KIND, text=TEXT, path="/", read_at=read_at)
    assert drop_old_notifications(NOW) == 1
    assert set(Notification.objects.values_list("read_at", flat=True)) == {NOW - timedelta(days=89), None}
