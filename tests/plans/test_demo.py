"""The demonstration: what is in it, that it is the same every time, that it can be taken out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from network.models import FormerPosition, Group, Municipality, Organization, Person, User
from plans.demo.files import content_of
from plans.demo.loading import demo_project, load_demo, remove_demo
from plans.demo.people import ACCOUNTS, PASSWORD
from plans.models import CompletionMark, Deadline, Evidence, Occurrence, Plan, PlanItem, Responsibility
from plans.progress import ItemState, MarkState
from plans.queries import plan_table
from plans.queries.events import confirmed_events, proposed_events
from portal.checked_files import check_file
from projects.models import Participation, Project

TODAY = date(2025, 11, 21)


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration, loaded once for the tests that only look at it, and taken back behind them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(TODAY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(_loaded: None, db: None) -> Project:
    return Project.objects.get(slug="demo")


def content() -> list[tuple[object, ...]]:
    """All words, dates and marks, without keys and moments of saving."""
    items = PlanItem.objects.order_by("plan__kind", "plan__starts_on", "order")
    marks = CompletionMark.objects.order_by("pk")
    return [
        *items.values_list("plan__title", "number", "title", "section__title", "stage__title", "responsible_text"),
        *Deadline.objects.order_by("item__plan__title", "item__order").values_list(
            "text", "kind", "starts_on", "ends_on"
        ),
        *marks.values_list("occurrence__item__title", "occurrence__label", "organization__short_name", "state", "text"),
        *marks.values_list("fact_on", "moved_to", "reason", "participants", "author__email", "created_at"),
        *Evidence.objects.order_by("pk").values_list("title", "url", "number", "size"),
    ]


def test_demo_has_two_calendar_plans_and_a_road_map(demo: Project) -> None:
    found = [(plan.short_title, plan.items.count()) for plan in Plan.objects.order_by("kind", "starts_on")]
    assert found == [
        ("Календарный план, 2022/2023", 27),
        ("Календарный план, 2025/2026", 27),
        ("Дорожная карта, 2022–2026", 18),
    ]


def test_demo_has_eleven_organizations_in_five_municipalities(demo: Project) -> None:
    members = Participation.objects.filter(project=demo, status=Participation.Status.ACTIVE)
    assert members.count() == 11
    assert members.values("organization__municipality").distinct().count() == 5


def test_demo_shows_whoever_was_asked_and_whoever_left(demo: Project) -> None:
    others = Participation.objects.filter(project=demo).exclude(status=Participation.Status.ACTIVE)
    found = others.order_by("status").values_list("organization__short_name", "status")
    assert list(found) == [("Рябиновская СШ № 2", "ended"), ("Липовский лицей", "invited")]
    assert FormerPosition.objects.filter(person__organization=demo.organization).count() == 1


def test_every_deadline_is_understood_and_every_party_known(demo: Project) -> None:
    assert list(Deadline.objects.filter(kind="unknown").values_list("text", flat=True)) == []
    assert [deadline.text for deadline in Deadline.objects.all() if deadline.warnings] == []
    assert list(Responsibility.objects.exclude(text="").values_list("text", flat=True)) == []


def test_nobody_is_made_twice_for_three_plans(demo: Project) -> None:
    assert Person.objects.filter(organization=demo.organization).count() == 7
    assert list(Group.objects.values_list("name", flat=True)) == [
        "координационный совет",
        "методисты",
        "педагоги-наставники",
        "участники сети",
    ]
    assert Group.objects.get(name="участники сети").organizations.count() == 11


def test_every_state_can_be_seen(demo: Project) -> None:
    states = {
        state
        for plan, day in (
            (Plan.objects.get(starts_on=date(2022, 9, 1), kind="calendar"), date(2022, 12, 10)),
            (Plan.objects.get(starts_on=date(2022, 9, 1), kind="calendar"), date(2023, 5, 31)),
            (Plan.objects.get(starts_on=date(2025, 9, 1)), TODAY),
        )
        for state in plan_table(plan, day).progress.states
    }
    assert states == set(ItemState)
    assert set(CompletionMark.objects.values_list("state", flat=True)) == set(MarkState) - {MarkState.NONE}


def test_recurring_item_stands_at_three_of_nine_in_the_middle_of_november(demo: Project) -> None:
    table = plan_table(Plan.objects.get(starts_on=date(2025, 9, 1)), TODAY)
    monthly = table.rows[6].progress
    assert (monthly.closed, monthly.total) == (3, 9)


def test_nine_of_eleven_have_ticked(demo: Project) -> None:
    ticks = plan_table(Plan.objects.get(starts_on=date(2025, 9, 1)), TODAY).rows[3].progress.ticks
    assert ticks is not None
    assert (ticks.closed, ticks.needed) == (9, 11)


def test_one_event_of_two_plans_is_linked_and_another_is_proposed(demo: Project) -> None:
    events = [*confirmed_events(demo), *proposed_events(demo)]
    assert [[side.item.title for side in event.sides] for event in events] == [
        ["Открытые занятия в мастерских сети", "Открытые мастерские в каждой организации сети"],
        ["Сетевой круглый стол «Чему учится наставник»", "Круглый стол сети «Чему учится наставник»"],
    ]


def test_no_mark_is_from_the_future(demo: Project) -> None:
    assert CompletionMark.objects.filter(fact_on__gt=TODAY).count() == 0
    assert CompletionMark.objects.filter(created_at__date__gt=TODAY).count() == 0


def test_loaded_anew_it_says_the_same(demo: Project) -> None:
    first = content()
    remove_demo(demo)
    load_demo(TODAY)
    assert content() == first


def test_removal_leaves_nothing(demo: Project, django_capture_on_commit_callbacks: Any) -> None:
    names = [proof.file.name for proof in Evidence.objects.exclude(file="")]
    storage = Evidence._meta.get_field("file").storage
    assert [storage.exists(name) for name in names] == [True] * len(names)
    with django_capture_on_commit_callbacks(execute=True):
        remove_demo(demo)
    for model in (Project, Plan, Occurrence, CompletionMark, Evidence, Person, Group, Organization, Municipality, User):
        assert model._default_manager.count() == 0
    assert [storage.exists(name) for name in names] == [False] * len(names)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_command_loads_once(demo: Project) -> None:
    before = content()
    assert run("--today", "2025-12-21").startswith("Демонстрация уже загружена")
    assert content() == before


def test_command_shows_an_account_of_every_role(demo: Project) -> None:
    table = run("--accounts").splitlines()
    assert table[0].split() == ["Роль", "Почта", "Пароль"]
    assert [line.split()[-2:] for line in table[1:]] == [[account.email, PASSWORD] for account in ACCOUNTS]


def test_accounts_open_the_door(demo: Project, client: Client) -> None:
    assert [client.login(username=account.email, password=PASSWORD) for account in ACCOUNTS] == [True] * len(ACCOUNTS)


def test_reset_loads_anew(demo: Project) -> None:
    assert run("--today", "2024-11-21", "--reset").splitlines()[0] == "Демонстрация удалена."
    assert Plan.objects.filter(starts_on=date(2024, 9, 1)).count() == 1
    assert Plan.objects.filter(starts_on=date(2025, 9, 1)).count() == 0


def test_remove_takes_it_out(demo: Project) -> None:
    assert run("--remove") == "Демонстрация удалена.\n"
    assert demo_project() is None


@pytest.mark.django_db
@pytest.mark.django_db
@pytest.mark.django_db
@pytest.mark.django_db
def test_made_files_are_what_they_say() -> None:
    assert check_file("a.png", content_of("a.png")).content_type == "image/png"
    assert check_file("a.pdf", content_of("a.pdf")).content_type == "application/pdf"
