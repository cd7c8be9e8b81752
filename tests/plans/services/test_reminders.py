"""Requests to mark an item: who gets one, how often, who cannot be reached."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from network.models import Letter, SentLetter, User
from plans.models import PlanItem
from plans.queries import item_row
from plans.services.reminders import NOBODY, NOTHING_OPEN, Reminded, remind
from tests.makers import make_item, make_mark, make_member, make_organization, make_person, make_plan, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 14)


def reminded(item: PlanItem, actor: User) -> Reminded:
    return remind(item_row(item, TODAY), actor=actor, now=datetime.now(UTC))


def test_people_and_organisations_are_asked_and_others_named() -> None:
    person, stranger, organization = make_person("Липская"), make_person("Осин"), make_organization("Центр «Радуга»")
    make_user("lipskaya@school.example", person=person)
    make_member(organization, user=make_user("raduga@school.example"))
    item = make_item(make_plan(), responsible=[person, stranger, organization])
    found = reminded(item, make_user())
    assert (len(found.sent), len(found.silent)) == (2, 1)
    assert sorted(Letter.objects.values_list("to", flat=True)) == ["lipskaya@school.example", "raduga@school.example"]
    assert found.words.startswith(f"Письмо с просьбой отметить ушло: {person}, Центр «Радуга».")
    assert found.words.endswith(f"Нет учётной записи: {stranger}.")


def test_organisation_that_ticked_is_left_in_peace() -> None:
    done, waiting = make_organization("Первая"), make_organization("Вторая")
    for organization in (done, waiting):
        make_member(organization)
    item = make_item(make_plan(), responsible=[done, waiting])
    make_mark(item, organization=done)
    assert reminded(item, make_user()).sent == ("Вторая",)


def test_nobody_is_asked_twice_a_day() -> None:
    person, actor = make_person("Липская"), make_user()
    make_user(person=person)
    item = make_item(make_plan(), responsible=person)
    reminded(item, actor)
    assert reminded(item, actor).recent == (str(person),)
    assert Letter.objects.count() == 1
    SentLetter.objects.update(created_at=datetime.now(UTC) - timedelta(hours=21))
    assert reminded(item, actor).sent == (str(person),)


def test_nothing_is_asked_where_all_is_marked() -> None:
    item = make_item(make_plan(), responsible=make_person())
    make_mark(item)
    assert reminded(item, make_user()).words == NOTHING_OPEN


def test_it_is_said_when_nobody_can_be_reached() -> None:
    assert reminded(make_item(make_plan(), responsible="педагоги"), make_user()).words == NOBODY
