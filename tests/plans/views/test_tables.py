"""The plan as a table: rows, chips, filters, order, rights."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import Person
from plans.models import Deadline, Plan
from plans.text.deadlines import DeadlineKind
from tests.makers import (
    Party,
    make_group,
    make_item,
    make_mark,
    make_member,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db
ON = {"on": "2022-11-14"}


def url(plan: Plan) -> str:
    return reverse("plans:plan_detail", args=[plan.pk])


def titles(client: Client, plan: Plan, **query: str) -> list[str]:
    """Titles of the rows shown, in order."""
    context = client.get(url(plan), ON | query).context
    return [view.row.item.title for group in context["groups"] for view in group.rows]


def counts(client: Client, plan: Plan, **query: str) -> dict[str, int]:
    return {chip.label: chip.count for chip in client.get(url(plan), ON | query).context["chips"]}


@pytest.fixture
def plan(client: Client) -> Plan:
    """Five different items; the reader coordinates and is the person of the first."""
    coordinator = make_user()
    client.force_login(coordinator)
    project = make_project(coordinator=coordinator)
    group = make_group(project.organization, organizations=[make_organization()])
    plan = make_plan(project)
    me, other = make_person("Ковалёва А.П.", user=coordinator), make_person("Белый К.К.")
    make_item(plan, "Просроченный семинар", responsible=me)
    make_mark(make_item(plan, "Выполненный педсовет", responsible=other))
    make_item(plan, "Сетевая встреча", responsible=group, windows=[(date(2022, 11, 1), date(2022, 11, 30))])
    make_item(plan, "Итоги", windows=[(date(2023, 5, 1), date(2023, 5, 31))], responsible=[other, "специалисты"])
    make_monthly_item(plan, "Консультации", responsible=me)
    return plan


def test_rows_stand_as_in_the_document(client: Client, plan: Plan) -> None:
    assert titles(client, plan) == [
        "Просроченный семинар",
        "Выполненный педсовет",
        "Сетевая встреча",
        "Итоги",
        "Консультации",
    ]


def test_chips_count_what_they_show(client: Client, plan: Plan) -> None:
    assert counts(client, plan) == {
        "Все": 5,
        "Мои": 2,
        "Просрочено": 2,
        "Срок в ноябре": 2,
        "Без отметки": 4,
        "Сетевые": 1,
    }


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("own", ["Просроченный семинар", "Консультации"]),
        ("late", ["Просроченный семинар", "Консультации"]),
        ("month", ["Сетевая встреча", "Консультации"]),
        ("unmarked", ["Просроченный семинар", "Сетевая встреча", "Итоги", "Консультации"]),
        ("network", ["Сетевая встреча"]),
        ("нет такого", ["Просроченный семинар", "Выполненный педсовет", "Сетевая встреча", "Итоги", "Консультации"]),
    ],
)
def test_chip_shows_its_rows(client: Client, plan: Plan, view: str, shown: list[str]) -> None:
    assert titles(client, plan, view=view) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("СЕМИНАР", ["Просроченный семинар"]),
        ("ковалева", ["Просроченный семинар", "Консультации"]),
        ("ежемес", ["Консультации"]),
        ("4", ["Итоги"]),
        (".*", []),
        ("Специалист", ["Итоги"]),
    ],
)
def test_search_knows_no_letter_case(client: Client, plan: Plan, words: str, shown: list[str]) -> None:
    assert titles(client, plan, q=words) == shown


def test_responsible_is_chosen_from_those_of_the_plan(client: Client, plan: Plan) -> None:
    person = Person.objects.get(surname="Белый")
    assert titles(client, plan, responsible=f"person-{person.pk}") == ["Выполненный педсовет", "Итоги"]
    assert counts(client, plan, responsible=f"person-{person.pk}")["Все"] == 2


def test_foreign_responsible_filters_nothing(client: Client, plan: Plan) -> None:
    assert len(titles(client, plan, responsible=f"person-{make_person('Чужой Б.Б.').pk}")) == 5


def test_urgent_first(client: Client, plan: Plan) -> None:
    groups = client.get(url(plan), ON | {"order": "urgency"}).context["groups"]
    assert [(group.headings, [view.row.item.title for view in group.rows]) for group in groups] == [
        (("Просрочено",), ["Консультации", "Просроченный семинар"]),
        (("В работе",), ["Сетевая встреча"]),
        (("Впереди",), ["Итоги"]),
        (("Выполнено",), ["Выполненный педсовет"]),
    ]


def test_by_responsibles(client: Client, plan: Plan) -> None:
    make_item(plan, "Ничей")
    groups = client.get(url(plan), ON | {"order": "responsible"}).context["groups"]
    assert [group.headings[0] for group in groups] == [
        "Белый К.К.",
        "Ковалёва А.П.",
        "участники сети",
        "Без ответственного",
    ]


def test_headings_of_the_document_stand_where_sections_begin(client: Client, plan: Plan) -> None:
    outer = make_section(plan, "1. Организация")
    first = make_section(plan, "1.1. Документы", parent=outer)
    second = make_section(plan, "1.2. Совещания", parent=outer)
    for section in (first, first, second):
        make_item(plan, section=section)
    groups = client.get(url(plan), ON).context["groups"]
    assert [(group.headings, len(group.rows)) for group in groups] == [
        ((), 5),
        (("1. Организация", "1.1. Документы"), 2),
        (("1.2. Совещания",), 1),
    ]


def test_words_under_the_deadline(client: Client, plan: Plan) -> None:
    make_item(plan, "Не понят", deadline="потом", kind=DeadlineKind.UNKNOWN, windows=[(None, None)])
    make_item(plan, "Не указан", deadline="", kind=DeadlineKind.UNKNOWN, windows=[(None, None)])
    groups = client.get(url(plan), ON).context["groups"]
    assert {view.row.item.title: (view.due, view.word) for view in groups[0].rows} == {
        "Просроченный семинар": ("просрочено на 14\N{NO-BREAK SPACE}дней", ""),
        "Выполненный педсовет": ("", ""),
        "Сетевая встреча": ("до\N{NO-BREAK SPACE}30.11.2022", ""),
        "Итоги": ("до\N{NO-BREAK SPACE}31.05.2023", ""),
        "Консультации": ("просрочено на 45\N{NO-BREAK SPACE}дней", "0 из 9"),
        "Не понят": ("срок не понят", ""),
        "Не указан": ("срок не указан", ""),
    }


def test_repeated_item_of_a_group_tells_ticks_of_the_present_window(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    plan = make_plan(make_project(coordinator=user))
    both = [make_organization(), make_organization()]
    group = make_group(plan.project.organization, organizations=both)
    windows = [(date(2022, 10, 1), date(2022, 10, 31)), (date(2022, 12, 1), date(2022, 12, 31))]
    item = make_item(plan, windows=windows, responsible=group)

    def word() -> str:
        shown: str = client.get(url(plan), ON).context["groups"][0].rows[0].word
        return shown

    make_mark(item, organization=both[0])
    one_of_october = word()
    make_mark(item, organization=both[1])
    all_of_october = word()
    make_mark(item.occurrences.order_by("order")[1], organization=both[0], on=date(2022, 11, 10))
    assert [one_of_october, all_of_october, word()] == ["1 из 2 отметилась", "1 из 2", "1 из 2 отметилась"]


def test_empty_plan_says_so(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    plan = make_plan(make_project(coordinator=user))
    assert "В плане нет ни одного пункта" in client.get(url(plan)).content.decode()


def test_filter_that_leaves_nothing_says_so(client: Client, plan: Plan) -> None:
    assert "Под этот отбор пункты не подходят" in client.get(url(plan), {"q": "абракадабра"}).content.decode()


def test_wrong_day_is_a_bad_request(client: Client, plan: Plan) -> None:
    assert client.get(url(plan), {"on": "вчера"}).status_code == 400


@pytest.mark.parametrize("rows", [1, 20, 500])
def test_page_costs_the_same_for_any_length(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = make_user()
    project = make_project(coordinator=user)
    plan = make_plan(project)
    section = make_section(plan)
    party: list[Party] = [make_person(), make_group(project.organization, organizations=[make_organization()])]
    for _ in range(rows):
        make_mark(make_item(plan, section=section, responsible=party), author=user)
    client.force_login(user)
    client.get(reverse("network:account"))  # the first page of a session is also written down in it
    with django_assert_num_queries(13):
        response = client.get(url(plan))
    assert response.context["shown_count"] == rows


def test_who_sees_the_plan(client: Client) -> None:
    own, coordinator, director, stranger = make_organization(), make_user(), make_user(), make_user()
    plan = make_plan(make_project(coordinator=coordinator, director=director, members=[own]))
    answering = make_user()
    make_item(plan, responsible=[own, make_person(user=answering)])
    found = {}
    for name, user in {
        "coordinator": coordinator,
        "director": director,
        "member": make_member(own),
        "answering": answering,
        "stranger": stranger,
    }.items():
        client.force_login(user)
        response = client.get(url(plan))
        found[name] = (response.status_code, response.context["can_mark"] if response.status_code == 200 else None)
    assert found == {
        "coordinator": (200, True),
        "director": (200, False),
        "member": (200, True),
        "answering": (200, True),
        "stranger": (404, None),
    }


def test_closed_plan_is_only_read(client: Client, plan: Plan) -> None:
    plan.state = Plan.State.CLOSED
    plan.save()
    assert client.get(url(plan)).context["can_mark"] is False


def test_only_plan_of_a_project_opens_at_once(client: Client, plan: Plan) -> None:
    response = client.get(reverse("plans:plan_list", args=[plan.project.slug]))
    assert (response.status_code, response["Location"]) == (302, url(plan))


def test_several_plans_are_a_list(client: Client, plan: Plan) -> None:
    make_plan(plan.project, kind=Plan.Kind.ROAD_MAP)
    response = client.get(reverse("plans:plan_list", args=[plan.project.slug]))
    assert [found.short_title for found in response.context["plans"]] == [
        "Календарный план, 2022/2023",
        "Дорожная карта, 2022/2023",
    ]


def test_list_of_plans_is_not_for_strangers(client: Client, plan: Plan) -> None:
    client.force_login(make_user())
    assert client.get(reverse("plans:plan_list", args=[plan.project.slug])).status_code == 404


def test_reading_stands_beside_words_that_tell_no_days(client: Client) -> None:
    user = make_user()
    plan = make_plan(make_project(coordinator=user))
    quarter = make_item(plan, deadline="IV четверть", kind=DeadlineKind.QUARTER)
    make_item(plan, deadline="Октябрь 2022")
    Deadline.objects.filter(item=quarter).update(
        explanation="IV четверть, 03.04.2023–31.05.2023", warnings=["срок вне периода плана"]
    )
    client.force_login(user)
    words = "понято так: IV четверть, 03.04.2023–31.05.2023"
    assert client.get(url(plan)).content.decode().lower().count("понято так") == 1
    pages = [
        client.get(reverse(f"plans:item_{name}", args=[quarter.pk])).content.decode() for name in ("detail", "edit")
    ]
    assert [(words in page.replace("Понято", "понято"), "Срок вне периода плана." in page) for page in pages] == [
        (True, True)
    ] * 2


@pytest.mark.parametrize("page", ["plan_structure", "plan_columns", "plan_edit"])
def test_closed_plan_links_no_page_that_changes_it(client: Client, plan: Plan, page: str) -> None:
    address = f'href="{reverse(f"plans:{page}", args=[plan.pk])}"'
    assert address in client.get(url(plan)).text
    Plan.objects.update(state=Plan.State.CLOSED)
    assert address not in client.get(url(plan)).text
