"""One item: its page, its editing, and two people at it at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import User
from plans.models import Evidence, Plan, PlanChange, PlanItem
from plans.progress import MarkState
from plans.services.items import update_item
from plans.views.conflicts import item_words
from tests.makers import (
    make_group,
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_section,
    make_stage,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def item(coordinator: User) -> PlanItem:
    plan = make_plan(
        make_project(coordinator=coordinator),
        layout=[
            {"field": "number", "heading": "№ п/п"},
            {"field": "title", "heading": "Мероприятия"},
            {"field": "expected_result", "heading": "Чего ждём"},
            {"field": "deadline", "heading": "Сроки"},
            {"field": "extra:5", "heading": "Бюджет"},
            {"field": "stage", "heading": "Этап"},
            {"field": "note", "heading": "Примечание"},
        ],
    )
    return make_item(plan, expected_result="Приказ\nи положение", extra={"5": "без затрат"})


def page(item: PlanItem) -> str:
    return reverse("plans:item_detail", args=[item.pk])


def edit(item: PlanItem) -> str:
    return reverse("plans:item_edit", args=[item.pk])


def typed(item: PlanItem, **fields: str) -> dict[str, str]:
    """What the browser sends for the item as it stands, with other words in `fields`."""
    item = PlanItem.objects.select_related("deadline").get(pk=item.pk)
    words = {name: "" if value is None else str(value) for name, value in item_words(item).items()}
    return words | fields


def test_cells_stand_under_their_printed_headings(client: Client, item: PlanItem) -> None:
    assert client.get(page(item)).context["cells"] == [
        ("№ п/п", "1"),
        ("Чего ждём", "Приказ\nи положение"),
        ("Бюджет", "без затрат"),
    ]


def test_timeline_gives_the_newest_first(client: Client, item: PlanItem) -> None:
    first, second = make_mark(item), make_mark(item, MarkState.PARTLY)
    assert client.get(page(item)).context["log"] == [second, first]


def test_only_the_last_mark_can_be_taken_back(client: Client, item: PlanItem, coordinator: User) -> None:
    own = make_organization()
    item.plan.project.participations.create(organization=own)
    item.responsibilities.create(organization=own)
    member = make_member(own)
    make_mark(item)
    last = make_mark(item, MarkState.PARTLY, author=coordinator)
    hers = make_mark(item, organization=own, author=member)
    assert client.get(page(item)).context["undoable"] == {last.pk, hers.pk}
    client.force_login(member)
    assert client.get(page(item)).context["undoable"] == {hers.pk}


def test_neighbours(client: Client, item: PlanItem) -> None:
    second, third = make_item(item.plan), make_item(item.plan)
    context = client.get(page(second)).context
    assert (context["before"], context["after"]) == (item, third)
    edges = client.get(page(item)).context["before"], client.get(page(third)).context["after"]
    assert edges == (None, None)


def test_changes_are_told_who_when_and_what(client: Client, item: PlanItem, coordinator: User) -> None:
    stage = make_stage(item.plan.project, "Практика")
    update_item(item.pk, 1, {"title": "Педсовет", "stage": stage}, actor=coordinator)
    update_item(item.pk, 2, {}, actor=None, deadline_text="до 15.12.2022")
    edits = client.get(page(item)).context["edits"]
    told = [(made.author, [(each.label, each.before, each.after) for each in made.changes]) for made in edits]
    assert told == [
        (
            None,
            [
                ("срок, как в документе", "Октябрь 2022", "до 15.12.2022"),
                ("вид", "месяц", "не позднее"),
                ("с", "01.10.2022", "—"),
                ("по", "31.10.2022", "15.12.2022"),
            ],
        ),
        (coordinator, [("мероприятие", "Заседание методического совета", "Педсовет"), ("этап", "—", "Практика")]),
    ]


def test_members_words_are_not_for_other_members(client: Client, item: PlanItem) -> None:
    own, other = make_organization("Центр «Своя»"), make_organization("Центр «Другая»")
    for organization in (own, other):
        item.plan.project.participations.create(organization=organization)
    item.responsibilities.create(group=make_group(item.plan.project.organization, organizations=[own, other]))
    make_mark(item, organization=own, text="Провели у себя")
    mark = make_mark(item, organization=other, text="Секрет соседей")
    Evidence.objects.create(mark=mark, title="Секретный протокол", number="1")
    client.force_login(make_member(own))
    response = client.get(page(item))
    ticks = [(tick.organization, tick.is_closed, bool(tick.mark)) for tick in response.context["ticks"]]
    assert ticks == [(other, True, False), (own, True, True)]
    assert "Провели у себя" in response.content.decode()
    assert "Секрет" not in response.content.decode()


def test_files_of_the_coordinator_are_not_shown_to_members(client: Client, item: PlanItem) -> None:
    own = make_organization()
    item.plan.project.participations.create(organization=own)
    Evidence.objects.create(mark=make_mark(item), title="Приказ директора", number="7")
    assert "Приказ директора" in client.get(page(item)).content.decode()
    client.force_login(make_member(own))
    assert "Приказ директора" not in client.get(page(item)).content.decode()


def test_who_sees_and_edits(client: Client, item: PlanItem) -> None:
    own, answering = make_organization(), make_user()
    item.plan.project.participations.create(organization=own)
    item.responsibilities.create(person=make_person(user=answering))
    director = make_user()
    item.plan.project.roles.create(user=director, role="director")
    users = {"director": director, "member": make_member(own), "answering": answering, "stranger": make_user()}
    statuses = {"coordinator": (client.get(page(item)).status_code, client.get(edit(item)).status_code)}
    for name, user in users.items():
        client.force_login(user)
        statuses[name] = (client.get(page(item)).status_code, client.get(edit(item)).status_code)
    assert statuses == {
        "coordinator": (200, 200),
        "director": (200, 403),
        "member": (200, 403),
        "answering": (200, 403),
        "stranger": (404, 404),
    }


def test_closed_plan_is_not_edited(client: Client, item: PlanItem) -> None:
    Plan.objects.update(state=Plan.State.CLOSED)
    assert client.post(edit(item), typed(item, title="Иначе")).status_code == 403


def test_words_are_saved(client: Client, item: PlanItem) -> None:
    section = make_section(item.plan)
    response = client.post(edit(item), typed(item, title="Педсовет", section=str(section.pk)))
    item.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, page(item))
    assert (item.title, item.section, item.version) == ("Педсовет", section, 2)


def test_form_shows_what_stands(client: Client, item: PlanItem) -> None:
    form = client.get(edit(item)).context["form"]
    shown = (form["title"].value(), form["deadline_text"].value(), form["mode"].value(), form["version"].value())
    assert shown == (item.title, "Октябрь 2022", "words", 1)


def test_new_deadline_is_read(client: Client, item: PlanItem) -> None:
    client.post(edit(item), typed(item, deadline_text="Ноябрь 2022"))
    assert [window.label for window in item.occurrences.all()] == ["ноябрь 2022"]


def test_deadline_is_set_by_hand(client: Client, item: PlanItem) -> None:
    by_hand = {"mode": "hand", "kind": "date-range", "starts_on": "2022-11-01", "ends_on": "2022-11-10"}
    client.post(edit(item), typed(item, **by_hand))
    item = PlanItem.objects.get(pk=item.pk)
    assert (item.deadline.source, item.deadline.starts_on, item.deadline.ends_on) == (
        "manual",
        date(2022, 11, 1),
        date(2022, 11, 10),
    )
    assert client.get(edit(item)).context["form"]["mode"].value() == "hand"


def test_recurrence_is_set_by_hand(client: Client, item: PlanItem) -> None:
    client.post(edit(item), typed(item, mode="hand", kind="recurrence", recurrence="school-quarter"))
    assert item.occurrences.count() == 4


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": " "}, "title"),
        ({"section": "999999"}, "section"),
        ({"mode": "hand", "kind": "month", "ends_on": ""}, "ends_on"),
        ({"mode": "hand", "kind": "all-year", "starts_on": "2022-11-02", "ends_on": "2022-11-01"}, "ends_on"),
        ({"mode": "hand", "kind": "recurrence", "recurrence": "none"}, "recurrence"),
        ({"mode": "hand", "kind": "date", "ends_on": "31.02.2022"}, "ends_on"),
    ],
)
def test_wrong_words_come_back_with_all_that_was_typed(
    client: Client, item: PlanItem, fields: dict[str, str], wrong: str
) -> None:
    response = client.post(edit(item), typed(item, note="Набрано", **fields))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])
    assert response.context["form"]["note"].value() == "Набрано"


def test_foreign_section_is_refused(client: Client, item: PlanItem) -> None:
    foreign = make_section(make_plan())
    assert client.post(edit(item), typed(item, section=str(foreign.pk))).status_code == 422


def test_second_of_two_sees_both_texts_and_loses_nothing(client: Client, item: PlanItem) -> None:
    mine = typed(item, title="Слова второй", note="Моё примечание")
    update_item(item.pk, 1, {"title": "Слова первой"}, actor=None)
    response = client.post(edit(item), mine)
    told = [(each.name, each.mine, each.theirs, each.is_theirs) for each in response.context["differences"]]
    assert (response.status_code, told) == (
        409,
        [("title", "Слова второй", "Слова первой", False), ("note", "Моё примечание", "—", False)],
    )
    assert PlanItem.objects.get(pk=item.pk).title == "Слова первой"
    form = response.context["form"]
    assert (form["version"].value(), form["title"].value()) == ("2", "Слова второй")


def test_what_only_the_other_changed_is_offered_as_theirs(client: Client, item: PlanItem) -> None:
    mine = typed(item, note="Моё примечание")
    update_item(item.pk, 1, {"title": "Слова первой"}, actor=None)
    found = client.post(edit(item), mine).context["differences"]
    assert [(each.name, each.is_theirs) for each in found] == [("title", True), ("note", False)]


def test_chosen_texts_are_saved(client: Client, item: PlanItem) -> None:
    mine = typed(item, title="Слова второй", note="Моё примечание", deadline_text="Май 2023")
    update_item(item.pk, 1, {"title": "Слова первой"}, actor=None, deadline_text="Ноябрь 2022")
    choices = {"version": "2", "take-title": "theirs", "take-note": "mine", "take-deadline_text": "theirs"}
    response = client.post(edit(item), mine | choices)
    item = PlanItem.objects.get(pk=item.pk)
    assert (response.status_code, item.title, item.note, item.deadline.text) == (
        302,
        "Слова первой",
        "Моё примечание",
        "Ноябрь 2022",
    )


def test_third_writer_meets_the_next_conflict(client: Client, item: PlanItem) -> None:
    mine = typed(item, title="Слова второй")
    update_item(item.pk, 1, {"title": "Слова первой"}, actor=None)
    update_item(item.pk, 2, {"title": "Слова третьей"}, actor=None)
    assert client.post(edit(item), mine | {"version": "2"}).status_code == 409


@pytest.mark.parametrize("marks", [1, 20])
def test_page_costs_the_same_for_any_number_of_marks(
    client: Client, item: PlanItem, marks: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    author = make_user()
    for _ in range(marks):
        Evidence.objects.create(mark=make_mark(item, author=author), title="Протокол", number="1")
    client.get(page(item))  # kinds of rows that can be talked about are asked once a process
    with django_assert_num_queries(29):
        client.get(page(item))


def test_approved_plan_asks_why_an_item_changes(client: Client, item: PlanItem) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    assert "Почему меняется" in client.get(edit(item)).content.decode()
    refused = client.post(edit(item), typed(item, title="Педсовет"))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
    assert refused.context["form"]["title"].value() == "Педсовет"
    assert client.post(edit(item), typed(item, title="Педсовет", reason="Приказ № 5")).status_code == 302
    assert PlanChange.objects.get().reason == "Приказ № 5"


def test_draft_asks_for_no_reason(client: Client, item: PlanItem) -> None:
    assert "Почему меняется" not in client.get(edit(item)).content.decode()


def test_words_of_an_own_column_are_changed(client: Client, item: PlanItem) -> None:
    form = client.get(edit(item)).context["form"]
    assert (form["extra_5"].label, form["extra_5"].value()) == ("Бюджет", "без затрат")
    client.post(edit(item), typed(item, extra_5="сто рублей"))
    assert PlanItem.objects.get(pk=item.pk).extra == {"5": "сто рублей"}


def test_own_column_is_chosen_between_two_writers(client: Client, item: PlanItem) -> None:
    mine = typed(item, extra_5="мои слова")
    update_item(item.pk, 1, {"extra": {"5": "чужие слова"}, "note": "чужое"}, actor=None)
    response = client.post(edit(item), mine)
    told = [(each.label, each.mine, each.theirs, each.is_theirs) for each in response.context["differences"]]
    assert told == [("Примечание", "—", "чужое", True), ("Бюджет", "мои слова", "чужие слова", False)]
    client.post(edit(item), mine | {"version": "2", "take-note": "theirs", "take-extra_5": "theirs"})
    stands = PlanItem.objects.get(pk=item.pk)
    assert (stands.extra, stands.note) == ({"5": "чужие слова"}, "чужое")


def test_who_was_understood_stands_beside_the_words(client: Client, item: PlanItem) -> None:
    make_person("Ковалёва А.П.", organization=item.plan.project.organization)
    client.post(edit(item), typed(item, responsible_text="методисты, Ковалёва А.П."))
    assert client.get(edit(item)).context["parties"] == ("Ковалёва А.П.", "методисты")
