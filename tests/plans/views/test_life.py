"""Pages of a plan's life: check, approval, list of changes, closing, opening again, the archive."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import User
from plans.models import ApprovalBlock, Plan, PlanItem, PlanSnapshot
from plans.progress import MarkState
from plans.services.items import update_item
from plans.services.plans import approve_plan, freeze
from projects.models import Project, ProjectRole
from tests.makers import (
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_role,
    make_section,
    make_stage,
    make_user,
)

pytestmark = pytest.mark.django_db

SIGNED = {"approved_on": "2022-08-30", "way": "signed", "position": "Директор", "name": "Лесная О.П."}
CHECK_QUERIES = 19
CHANGES_QUERIES = 19
PAGES = ["plan_check", "plan_approve", "plan_changes", "plan_close", "plan_reopen"]


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def plan(coordinator: User) -> Plan:
    plan = make_plan(make_project(coordinator=coordinator), state=Plan.State.DRAFT)
    make_item(plan, "Встреча наставников", responsible="Ковалёва А.П.")
    return plan


def url(name: str, plan: Plan) -> str:
    return reverse(f"plans:{name}", args=[plan.pk])


def remarks(client: Client, plan: Plan) -> list[str]:
    return [finding.text for finding in client.get(url("plan_check", plan)).context["findings"]]


def readers(plan: Plan) -> dict[str, User]:
    """Everybody who may stand before a plan, by what they are."""
    organization = make_organization()
    project: Project = plan.project
    project.participations.create(organization=organization)
    return {
        "director": make_role(project, ProjectRole.Role.DIRECTOR),
        "observer": make_role(project, ProjectRole.Role.OBSERVER),
        "member": make_member(organization),
        "stranger": make_user(),
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plan_check", {"director": 200, "observer": 200, "member": 403, "stranger": 404}),
        ("plan_approve", {"director": 200, "observer": 403, "member": 403, "stranger": 404}),
        ("plan_changes", {"director": 200, "observer": 200, "member": 200, "stranger": 404}),
        ("plan_close", {"director": 403, "observer": 403, "member": 403, "stranger": 404}),
        ("plan_reopen", {"director": 403, "observer": 403, "member": 403, "stranger": 404}),
        ("plan_copy", {"director": 403, "observer": 403, "member": 403, "stranger": 404}),
    ],
)
def test_who_opens_the_page(client: Client, plan: Plan, name: str, expected: dict[str, int]) -> None:
    found = {}
    for who, user in readers(plan).items():
        client.force_login(user)
        found[who] = client.get(url(name, plan)).status_code
    assert found == expected


def test_good_plan_has_no_remarks(client: Client, plan: Plan) -> None:
    answer = client.get(url("plan_check", plan))
    assert answer.context["findings"] == ()
    assert "Замечаний нет" in answer.content.decode()


def test_remarks_stand_with_links_to_their_places(client: Client, plan: Plan) -> None:
    bare = make_item(plan, "Слёт", deadline="", windows=())
    section = make_section(plan, "Пустой")
    answer = client.get(url("plan_check", plan)).content.decode()
    assert "Пункт 2: срок не указан." in answer
    assert reverse("plans:item_edit", args=[bare.pk]) in answer
    assert f"{url('plan_detail', plan)}?section={section.pk}" in answer


def test_overlap_of_stages_is_led_to_the_page_of_stages(client: Client, plan: Plan) -> None:
    for title in ("Первый", "Второй"):
        make_stage(plan.project, title, starts_on=date(2022, 9, 1), ends_on=date(2023, 5, 31))
    answer = client.get(url("plan_check", plan)).content.decode()
    assert "Этапы «Первый» и «Второй» накладываются" in answer
    assert f'<a href="{reverse("plans:matrix", args=[plan.project.slug])}">этап «Первый»</a>' in answer


def test_reader_is_led_to_the_page_of_an_item_and_not_to_its_form(client: Client, plan: Plan) -> None:
    bare = make_item(plan, "Слёт", deadline="", windows=())
    client.force_login(readers(plan)["director"])
    answer = client.get(url("plan_check", plan)).content.decode()
    assert f'href="{reverse("plans:item_detail", args=[bare.pk])}"' in answer
    assert f'href="{reverse("plans:item_edit", args=[bare.pk])}"' not in answer


@pytest.mark.parametrize("rows", [1, 20])
def test_check_takes_as_many_queries_whatever_the_number_of_rows(
    client: Client, plan: Plan, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        make_item(plan, "Слёт", deadline="", windows=(), responsible=make_person(), section=make_section(plan))
    with django_assert_num_queries(CHECK_QUERIES):
        client.get(url("plan_check", plan))


def test_plan_is_approved_in_spite_of_remarks(client: Client, plan: Plan, coordinator: User) -> None:
    make_item(plan, "Слёт", deadline="", windows=())
    answer = client.post(url("plan_approve", plan), SIGNED, follow=True)
    plan.refresh_from_db()
    edition, block = PlanSnapshot.objects.get(), ApprovalBlock.objects.get()
    assert answer.redirect_chain == [(url("plan_check", plan), 302)]
    assert (plan.state, plan.approved_on) == (Plan.State.APPROVED, date(2022, 8, 30))
    assert (edition.author, edition.basis) == (coordinator, "Директор Лесная О.П.")
    assert (block.label, block.date_text) == ("УТВЕРЖДАЮ", "30.08.2022")
    assert "Утверждён 30" in answer.content.decode()


def test_director_approves(client: Client, plan: Plan) -> None:
    client.force_login(readers(plan)["director"])
    client.post(url("plan_approve", plan), {"approved_on": "2022-08-30", "way": "act", "basis": "приказ № 117"})
    assert PlanSnapshot.objects.get().basis == "приказ № 117"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (SIGNED | {"approved_on": ""}, "approved_on"),
        (SIGNED | {"approved_on": "1922-08-30"}, "approved_on"),
        (SIGNED | {"approved_on": "31.02.2022"}, "approved_on"),
        (SIGNED | {"name": " "}, "name"),
        (SIGNED | {"way": "act"}, "basis"),
        (SIGNED | {"way": "x"}, "way"),
    ],
)
def test_wrong_approval_keeps_what_was_typed(client: Client, plan: Plan, typed: dict[str, str], field: str) -> None:
    answer = client.post(url("plan_approve", plan), typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["position"].value() == "Директор"
    assert not PlanSnapshot.objects.exists()


def test_empty_plan_is_told(client: Client, plan: Plan) -> None:
    PlanItem.objects.update(removed_at="2022-10-01T10:00:00Z")
    answer = client.post(url("plan_approve", plan), SIGNED)
    assert answer.status_code == 422
    assert "утверждать нечего" in answer.content.decode()


def test_form_of_approval_knows_what_the_document_says(client: Client, plan: Plan) -> None:
    ApprovalBlock.objects.create(plan=plan, label="УТВЕРЖДЕНО", basis="приказом от 30.08.2022 № 117")
    form = client.get(url("plan_approve", plan)).context["form"]
    assert (form["way"].value(), form["basis"].value()) == ("act", "приказом от 30.08.2022 № 117")


def test_list_of_changes(client: Client, plan: Plan, coordinator: User) -> None:
    approve_plan(plan, actor=coordinator)
    item = plan.items.get()
    update_item(item.pk, item.version, {"title": "Слёт наставников"}, actor=coordinator, reason="По решению совета")
    make_mark(item, MarkState.MOVED, on=date(2099, 1, 1), moved_to=date(2022, 12, 1), reason="Карантин")
    answer = client.get(url("plan_changes", plan)).content.decode()
    for words in ("Встреча наставников", "Слёт наставников", "По решению совета", "Карантин"):
        assert words in answer


def test_list_of_changes_before_approval_and_without_changes(client: Client, plan: Plan) -> None:
    assert "План ещё не утверждён" in client.get(url("plan_changes", plan)).content.decode()
    approve_plan(plan, actor=None)
    assert "Ничего не изменилось" in client.get(url("plan_changes", plan)).content.decode()


def test_list_of_changes_between_editions(client: Client, plan: Plan) -> None:
    approve_plan(plan, actor=None)
    plan.items.update(title="Слёт")
    approve_plan(plan, actor=None)
    plan.items.update(title="Форум")
    asked: dict[str, Any] = {
        query: client.get(f"{url('plan_changes', plan)}?{query}").context["changes"]
        for query in ("", "edition=1&with=2")
    }
    assert {query: [row.alteration.title for row in changes.rows] for query, changes in asked.items()} == {
        "": ["Форум"],
        "edition=1&with=2": ["Слёт"],
    }


def test_member_reads_no_reasons_of_other_members(client: Client, plan: Plan) -> None:
    approve_plan(plan, actor=None)
    other = make_organization()
    make_mark(
        plan.items.get(),
        MarkState.MOVED,
        organization=other,
        on=date(2099, 1, 1),
        moved_to=date(2022, 12, 1),
        reason="канарейка",
    )
    client.force_login(readers(plan)["member"])
    assert "канарейка" not in client.get(url("plan_changes", plan)).content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_list_of_changes_takes_as_many_queries_whatever_the_number_of_rows(
    client: Client, plan: Plan, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    approve_plan(plan, actor=None)
    for number in range(rows):
        make_mark(
            make_item(plan, f"Новая {number}", responsible=make_person()),
            MarkState.MOVED,
            on=date(2099, 1, 1),
            moved_to=date(2022, 12, 1),
            author=make_user(),
        )
    with django_assert_num_queries(CHANGES_QUERIES):
        client.get(url("plan_changes", plan))


def test_plan_is_closed_with_a_word_about_what_is_open(client: Client, plan: Plan) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    silent = client.post(url("plan_close", plan), {"reason": " "})
    assert silent.status_code == 422
    assert list(silent.context["form"].errors) == ["reason"]
    assert [row.item.title for row in silent.context["rows"]] == ["Встреча наставников"]
    client.post(url("plan_close", plan), {"reason": "Перейдёт в следующий план"})
    plan.refresh_from_db()
    assert plan.state == Plan.State.CLOSED


def test_draft_is_not_closed(client: Client, plan: Plan) -> None:
    answer = client.post(url("plan_close", plan), {"reason": "Год окончен"})
    assert answer.status_code == 422
    assert "Закрывают утверждённый план" in answer.content.decode()


@pytest.mark.parametrize("state", [Plan.State.CLOSED, Plan.State.ARCHIVED])
def test_opened_again_with_a_reason(client: Client, plan: Plan, state: Plan.State) -> None:
    Plan.objects.update(state=state)
    assert client.post(url("plan_reopen", plan), {"reason": ""}).status_code == 422
    client.post(url("plan_reopen", plan), {"reason": "Пришёл протокол"})
    plan.refresh_from_db()
    assert plan.state == {"closed": Plan.State.APPROVED, "archived": Plan.State.CLOSED}[state.value]


def test_archive(client: Client, plan: Plan) -> None:
    client.post(url("plan_archive", plan))
    plan.refresh_from_db()
    assert plan.state == Plan.State.DRAFT
    Plan.objects.update(state=Plan.State.CLOSED)
    client.post(url("plan_archive", plan))
    plan.refresh_from_db()
    assert plan.state == Plan.State.ARCHIVED


def test_edition_stands_as_it_was_frozen(client: Client, plan: Plan) -> None:
    approve_plan(plan, actor=None)
    plan.items.update(title="Слёт")
    edition = PlanSnapshot.objects.get()
    answer = client.get(reverse("plans:plan_edition", args=[plan.pk, edition.pk]))
    text = answer.content.decode()
    assert answer.context["is_genuine"]
    assert "Встреча наставников" in text
    assert "Слёт" not in text
    PlanSnapshot.objects.update(digest="0" * 64)
    assert "контрольная сумма не совпадает" in client.get(answer.request["PATH_INFO"]).content.decode()


def test_edition_of_another_plan_is_not_found(client: Client, plan: Plan) -> None:
    approve_plan(plan, actor=None)
    other = make_plan(plan.project)
    edition = PlanSnapshot.objects.get()
    assert client.get(reverse("plans:plan_edition", args=[other.pk, edition.pk])).status_code == 404


def test_marks_of_a_closed_edition_are_for_who_reads_all(client: Client, plan: Plan) -> None:
    member = make_organization()
    make_mark(plan.items.get(), text="канарейка", organization=member)
    freeze(plan, PlanSnapshot.Kind.CLOSING, basis="", actor=None, with_marks=True)
    address = reverse("plans:plan_edition", args=[plan.pk, PlanSnapshot.objects.get().pk])
    found = {}
    for who, user in readers(plan).items():
        client.force_login(user)
        found[who] = "канарейка" in client.get(address).content.decode()
    assert found == {"director": True, "observer": True, "member": False, "stranger": False}


@pytest.mark.parametrize("state", list(Plan.State))
@pytest.mark.parametrize("name", ["plan_check", "plan_changes", "plan_detail"])
def test_plan_is_read_in_every_state(client: Client, plan: Plan, name: str, state: Plan.State) -> None:
    approve_plan(plan, actor=None)
    Plan.objects.update(state=state)
    assert client.get(url(name, plan)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_reading_changes_nothing(client: Client, plan: Plan, name: str) -> None:
    before = Plan.objects.values().get()
    client.get(url(name, plan))
    assert Plan.objects.values().get() == before
    assert not PlanSnapshot.objects.exists()
