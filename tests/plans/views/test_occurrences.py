"""Windows of an item on its page: one more, one postponed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from network.models import User
from plans.models import CompletionMark, Occurrence, PlanItem
from plans.progress import MarkState
from tests.makers import (
    make_event,
    make_group,
    make_item,
    make_mark,
    make_member,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = "2099-11-20"


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def item(coordinator: User) -> PlanItem:
    return make_item(make_plan(make_project(coordinator=coordinator)))


def move_url(occurrence: Occurrence) -> str:
    return reverse("plans:occurrence_move", args=[occurrence.pk])


def detail(client: Client, item: PlanItem) -> str:
    return client.get(reverse("plans:item_detail", args=[item.pk])).content.decode()


def test_window_is_postponed_with_a_reason_and_taken_back(client: Client, item: PlanItem) -> None:
    occurrence = item.occurrences.get()
    answer = client.post(move_url(occurrence), {"moved_to": DAY, "reason": "Карантин"})
    mark = CompletionMark.objects.get()
    assert (answer["Location"], mark.state, mark.reason) == (
        reverse("plans:item_detail", args=[item.pk]),
        MarkState.MOVED,
        "Карантин",
    )
    assert "октябрь 2022 → <b>20.11.2099</b>" in detail(client, item)
    client.post(reverse("plans:marks_undo", args=[mark.batch]))
    assert "→ <b>" not in detail(client, item)


def test_what_was_said_of_the_move_stands_in_the_form(client: Client, item: PlanItem) -> None:
    moved = make_mark(item, MarkState.MOVED, moved_to=date(2022, 11, 20))
    form = client.get(move_url(moved.occurrence)).context["form"]
    assert (form["moved_to"].value(), form["reason"].value()) == (date(2022, 11, 20), moved.reason)


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"moved_to": DAY}, "Напишите причину"),
        ({"reason": "Карантин"}, "Укажите новый срок"),
        ({"reason": "Карантин", "moved_to": "2022-10-31"}, "позже прежнего"),
    ],
)
def test_postponing_says_when_and_why(client: Client, item: PlanItem, posted: dict[str, str], words: str) -> None:
    answer = client.post(move_url(item.occurrences.get()), posted)
    text = answer.content.decode()
    assert (answer.status_code, words in text, posted.get("reason", "") in text) == (422, True, True)


def test_postponing_tells_of_the_other_plan(client: Client, item: PlanItem) -> None:
    other = make_item(make_plan(item.plan.project))
    make_event(item.occurrences.get(), other.occurrences.get())
    assert "стоит в других планах" in client.get(move_url(item.occurrences.get())).content.decode()
    client.post(move_url(item.occurrences.get()), {"moved_to": DAY, "reason": "Карантин"})
    assert other.occurrences.get().marks.get().state == MarkState.MOVED
    assert "Это же событие в других планах" in detail(client, other)


def test_window_is_added_and_taken_away_again(client: Client, item: PlanItem) -> None:
    url = reverse("plans:occurrence_add", args=[item.pk])
    assert client.post(url, {"on": "2022-11-20", "words": "ещё раз"}).status_code == 302
    added = item.occurrences.get(is_ad_hoc=True)
    assert "ещё раз, 20.11.2022" in detail(client, item)
    assert client.post(reverse("plans:occurrence_remove", args=[added.pk])).status_code == 302
    assert item.occurrences.count() == 1


def test_wrong_day_comes_back_with_what_was_typed(client: Client, item: PlanItem) -> None:
    url = reverse("plans:occurrence_add", args=[item.pk])
    answers = [client.post(url, posted) for posted in ({"words": "ещё раз"}, {"on": "2002-11-20", "words": "ещё раз"})]
    assert [(each.status_code, 'value="ещё раз"' in each.content.decode()) for each in answers] == [(422, True)] * 2


def test_window_with_a_mark_stays_and_the_page_says_why(client: Client, item: PlanItem) -> None:
    added = Occurrence.objects.create(item=item, order=1, is_ad_hoc=True, starts_on=date(2022, 11, 1))
    make_mark(added)
    answer = client.post(reverse("plans:occurrence_remove", args=[added.pk]), follow=True)
    assert "по нему есть отметки" in answer.content.decode()


def test_each_window_of_a_repeated_item_has_its_buttons(client: Client, item: PlanItem) -> None:
    monthly = make_monthly_item(item.plan)
    make_mark(monthly)
    assert detail(client, monthly).count("/move/") == 8


def test_who_has_not_ticked_is_named(client: Client, item: PlanItem) -> None:
    members = [make_organization(name) for name in ("Центр А", "Центр Б", "Центр В")]
    group = make_group(item.plan.project.organization, organizations=members)
    network = make_item(item.plan, responsible=group)
    make_mark(network, organization=members[1])
    words = detail(client, network)
    assert "Не отметились: Центр А, Центр В" in words
    form = client.get(reverse("plans:item_mark", args=[network.pk])).content.decode()
    assert "Ещё не отметились: Центр А, Центр В." in form


def test_closing_for_all_without_a_reason_is_refused_in_words(client: Client, item: PlanItem) -> None:
    member = make_organization("Центр А")
    network = make_item(item.plan, responsible=member)
    url = reverse("plans:item_mark", args=[network.pk])
    posted = {
        "occurrence": network.occurrences.get().pk,
        "organization": "item",
        "state": "done",
        "fact_on": "2022-10-20",
    }
    refused = client.post(url, posted)
    assert (refused.status_code, "нет отметки: Центр А" in refused.content.decode()) == (422, True)
    assert client.post(url, posted | {"reason": "По телефону"}).status_code == 302
    assert network.occurrences.get().marks.get().text == "Не отметились: Центр А."


def test_many_items_closed_for_all_need_words(client: Client, item: PlanItem) -> None:
    network = make_item(item.plan, responsible=make_organization("Центр А"))
    url = reverse("plans:marks_bulk", args=[item.plan_id])
    posted = {"item": [item.pk, network.pk], "fact_on": "2022-10-20"}
    refused = client.post(url, posted)
    assert (refused.status_code, "нет отметки: Центр А" in refused.content.decode()) == (422, True)
    assert client.post(url, posted | {"text": "По телефону"}).status_code == 302
    assert list(CompletionMark.objects.order_by("pk").values_list("text", "reason")) == [
        ("По телефону", ""),
        ("Не отметились: Центр А.", "По телефону"),
    ]


def test_member_marks_her_part_and_moves_nothing(client: Client, item: PlanItem) -> None:
    organization = make_organization()
    network = make_item(make_plan(make_project(members=[organization])), responsible=organization)
    client.force_login(make_member(organization))
    assert client.get(move_url(network.occurrences.get())).status_code == 403
    assert detail(client, network).count("/move/") == 0


def test_responsible_person_moves_and_stranger_sees_nothing(client: Client, item: PlanItem) -> None:
    user = make_user()
    own = make_item(item.plan, responsible=make_person(user=user))
    found = []
    for reader in (user, make_user()):
        client.force_login(reader)
        found.append(client.get(move_url(own.occurrences.get())).status_code)
    assert found == [200, 404]
