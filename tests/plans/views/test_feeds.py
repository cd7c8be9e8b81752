"""Calendars by link: read back by a calendar reader, as programs read them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from network.models import Organization, User
from plans.models import CalendarFeed, Event, Plan
from plans.progress import MarkState
from plans.services.feeds import create_feed, revoke_feed
from plans.text.deadlines import DeadlineKind
from tests.makers import (
    make_group,
    make_guest,
    make_item,
    make_joint_event,
    make_mark,
    make_member,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_responsibility,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)


@pytest.fixture
def member() -> User:
    return make_member(make_organization("Центр «Радуга»"))


@pytest.fixture
def organization(member: User) -> Organization:
    return member.memberships.get().organization


@pytest.fixture
def plan(organization: Organization) -> Plan:
    return make_plan(make_project(members=[organization]))


def calendar_of(client: Client, secret: str) -> Any:
    answer = client.get(reverse("plans:feed", args=[secret]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "private, no-cache"
    return icalendar.Calendar.from_ical(answer.content)


def events_of(calendar: icalendar.Calendar) -> list[Any]:
    return list(calendar.walk("VEVENT"))


def days(event: Any) -> tuple[date, date]:
    return event["DTSTART"].dt, event["DTEND"].dt


def test_month_stands_at_its_last_day(client: Client, plan: Plan, member: User, organization: Organization) -> None:
    make_item(plan, "Круглый стол", responsible=organization, windows=[(date(2024, 2, 1), date(2024, 2, 29))])
    (event,) = events_of(calendar_of(client, create_feed(member, organization=organization)))
    assert days(event) == (date(2024, 2, 29), date(2024, 3, 1))
    assert str(event["SUMMARY"]) == "Круглый стол"
    assert event["DESCRIPTION"].split("\n")[-1] == "Период: 01.02–29.02.2024"


def test_days_at_the_end_of_a_year(client: Client, plan: Plan, member: User, organization: Organization) -> None:
    make_item(plan, "Ёлка", responsible=organization, windows=[(date(2022, 12, 30), date(2022, 12, 31))])
    (event,) = events_of(calendar_of(client, create_feed(member, organization=organization)))
    assert days(event) == (date(2022, 12, 30), date(2023, 1, 1))


def test_recurrence_is_events_of_their_own(
    client: Client, plan: Plan, member: User, organization: Organization
) -> None:
    item = make_monthly_item(plan, responsible=organization)
    found = events_of(calendar_of(client, create_feed(member, organization=organization)))
    assert len(found) == item.occurrences.count()
    assert len({str(event["UID"]) for event in found}) == len(found)
    assert [event for event in found if "RRULE" in event] == []


def test_moved_window_stands_at_its_new_day_with_a_higher_number(
    client: Client, plan: Plan, member: User, organization: Organization
) -> None:
    item = make_item(plan, responsible=organization)
    secret = create_feed(member, organization=organization)
    (before,) = events_of(calendar_of(client, secret))
    make_mark(item, MarkState.MOVED, moved_to=date(2022, 12, 5), reason="Карантин")
    (after,) = events_of(calendar_of(client, secret))
    assert days(after) == (date(2022, 12, 5), date(2022, 12, 6))
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["UID"] == before["UID"]


def test_cancelled_and_done_say_so(client: Client, plan: Plan, member: User, organization: Organization) -> None:
    make_mark(make_item(plan, "Слёт", responsible=organization), MarkState.CANCELLED, reason="Нет зала")
    make_mark(make_item(plan, "Сбор", responsible=organization), organization=organization)
    dropped, done = events_of(calendar_of(client, create_feed(member, organization=organization)))
    assert (str(dropped["STATUS"]), str(done["STATUS"])) == ("CANCELLED", "CONFIRMED")
    assert str(done["SUMMARY"]) == "✓ Сбор"


def test_lines_are_folded_by_octets_and_read_back_whole(
    client: Client, plan: Plan, member: User, organization: Organization
) -> None:
    title = "Методическая неделя «Опыт; поиск, находки»\\ " + "наставничество " * 30
    make_item(plan, title.strip(), responsible=organization)
    answer = client.get(reverse("plans:feed", args=[create_feed(member, organization=organization)]))
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    (event,) = events_of(icalendar.Calendar.from_ical(answer.content))
    assert str(event["SUMMARY"]) == title.strip()


def test_windows_without_a_day_are_counted_and_left_out(
    client: Client, plan: Plan, member: User, organization: Organization
) -> None:
    make_item(
        plan,
        deadline="по мере необходимости",
        responsible=organization,
        windows=[(None, None)],
        kind=DeadlineKind.ON_DEMAND,
    )
    calendar = calendar_of(client, create_feed(member, organization=organization))
    assert events_of(calendar) == []
    assert str(calendar["X-WR-CALDESC"]) == "Без даты и потому не в календаре: 1 срок"
    assert (str(calendar["X-WR-CALNAME"]), str(calendar["X-WR-TIMEZONE"])) == ("План: Центр «Радуга»", "Europe/Minsk")


def test_person_sees_her_own_items_only(client: Client, plan: Plan) -> None:
    person = make_person("Липская")
    user = make_user(person=person)
    make_item(plan, "Её", responsible=person)
    make_item(plan, "Чужой", responsible=make_person("Осин"))
    found = events_of(calendar_of(client, create_feed(user, person=person)))
    assert [str(event["SUMMARY"]) for event in found] == ["Её"]


def test_group_of_organisations_is_expected_too(
    client: Client, plan: Plan, member: User, organization: Organization
) -> None:
    item = make_item(plan, "Общий сбор", responsible=())
    make_responsibility(item, make_group(plan.project.organization, organizations=[organization]))
    (event,) = events_of(calendar_of(client, create_feed(member, organization=organization)))
    assert str(event["SUMMARY"]) == "Общий сбор"


def test_same_data_give_the_same_bytes_and_304(
    client: Client, plan: Plan, member: User, organization: Organization
) -> None:
    make_item(plan, responsible=organization)
    address = reverse("plans:feed", args=[create_feed(member, organization=organization)])
    first, second = client.get(address), client.get(address)
    assert first.content == second.content
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("loss", ["revoked", "deactivated", "left", "unknown"])
def test_link_that_lost_its_ground_answers_nothing(
    client: Client, member: User, organization: Organization, loss: str
) -> None:
    secret = create_feed(member, organization=organization)
    if loss == "revoked":
        revoke_feed(CalendarFeed.objects.get(), now=NOW)
    elif loss == "deactivated":
        User.objects.filter(pk=member.pk).update(is_active=False)
    elif loss == "left":
        member.memberships.all().delete()
    address = reverse("plans:feed", args=["unknown" if loss == "unknown" else secret])
    assert client.get(address).status_code == 404


def test_guessing_is_slowed_down(client: Client) -> None:
    statuses = [client.get(reverse("plans:feed", args=[f"guess-{number}"])).status_code for number in range(61)]
    assert statuses == [404] * 60 + [429]


def test_link_is_shown_once_and_kept_as_a_digest_only(client: Client, member: User, organization: Organization) -> None:
    client.force_login(member)
    answer = client.post(reverse("plans:feeds"), {"whose": organization.pk}, follow=True)
    link = answer.context["link"]
    secret = link.removesuffix(".ics").rpartition("/")[2]
    feed = CalendarFeed.objects.get()
    assert link.endswith(f"{feed.ending}.ics")
    assert secret not in feed.digest
    assert client.get(reverse("plans:feeds")).context["link"] == ""
    assert client.get(reverse("plans:feed", args=[secret])).status_code == 200


def test_foreign_organisation_is_refused(client: Client, member: User) -> None:
    client.force_login(member)
    answer = client.post(reverse("plans:feeds"), {"whose": make_organization().pk})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"whose": ["Такого календаря у вас нет: выберите из списка."]}


def test_foreign_link_is_not_revoked(client: Client, member: User, organization: Organization) -> None:
    create_feed(member, organization=organization)
    client.force_login(make_user())
    assert client.post(reverse("plans:feed_revoke", args=[CalendarFeed.objects.get().pk])).status_code == 404
    assert CalendarFeed.objects.get().revoked_at is None


def test_own_link_is_revoked(client: Client, member: User, organization: Organization) -> None:
    secret = create_feed(member, organization=organization)
    client.force_login(member)
    client.post(reverse("plans:feed_revoke", args=[CalendarFeed.objects.get().pk]))
    assert client.get(reverse("plans:feed", args=[secret])).status_code == 404


@pytest.mark.parametrize("count", [1, 20])
def test_queries_do_not_grow_with_items(
    client: Client,
    plan: Plan,
    member: User,
    organization: Organization,
    count: int,
    django_assert_num_queries: object,
) -> None:
    for number in range(count):
        make_item(plan, f"Встреча {number}", responsible=organization)
    address = reverse("plans:feed", args=[create_feed(member, organization=organization)])
    client.get(address)
    with django_assert_num_queries(13):  # type: ignore[operator]
        client.get(address)


def test_joint_events_stand_at_their_hours(
    client: Client, plan: Plan, member: User, organization: Organization
) -> None:
    end = datetime(2022, 10, 15, 9, 30, tzinfo=UTC)
    meeting = make_joint_event(plan.project, place="Зал", url="https://meet.example/1", ends_at=end)
    make_joint_event(make_project(), "Чужое")
    secret = create_feed(member, organization=organization)
    (event,) = events_of(calendar_of(client, secret))
    assert days(event) == (datetime(2022, 10, 15, 7, tzinfo=UTC), end)
    assert (str(event["SUMMARY"]), str(event["LOCATION"]), str(event["STATUS"])) == (
        "Встреча наставников",
        "Зал",
        "CONFIRMED",
    )
    assert str(event["UID"]).startswith(f"event-{meeting.pk}@")
    assert "Ссылка на встречу: https://meet.example/1" in event["DESCRIPTION"]
    first = event["SEQUENCE"]
    meeting.state, meeting.reason = Event.State.CANCELLED, "Болеет ведущая"
    meeting.save()
    (event,) = events_of(calendar_of(client, secret))
    assert (str(event["STATUS"]), event["SEQUENCE"] > first) == ("CANCELLED", True)


def test_a_person_has_the_events_she_goes_to(client: Client, plan: Plan, organization: Organization) -> None:
    person = make_person(organization=organization)
    user = make_member(organization, user=make_user(person=person))
    going, _ = make_joint_event(plan.project, "Иду"), make_joint_event(plan.project, "Не иду")
    make_guest(going, organization, person=person)
    found = events_of(calendar_of(client, create_feed(user, person=person)))
    assert [str(event["SUMMARY"]) for event in found] == ["Иду"]
