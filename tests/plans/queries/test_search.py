"""The search on both databases: what is found, what never is, and at what cost."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from network.models import Organization, User
from plans.access.search import search_scope
from plans.models import ApprovalBlock, Evidence, Plan, PlanItem
from plans.queries.search import DOCUMENTS, ITEMS, ORGANIZATIONS, PEOPLE, PLANS, SearchResult, search
from portal.text.search import read_words
from projects.models import ProjectRole
from tests.makers import (
    make_group,
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_role,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def user() -> User:
    return make_user()


@pytest.fixture
def plan(user: User) -> Plan:
    return make_plan(make_project(coordinator=user))


def sought(user: User, typed: str, limit: int = 50) -> SearchResult:
    return search(search_scope(user), read_words(typed), limit)


def titles(user: User, typed: str) -> dict[str, list[str]]:
    return {group.key: [hit.title for hit in group.hits] for group in sought(user, typed).groups}


@pytest.mark.parametrize(
    "typed",
    [
        "семинар",
        "СЕМИНАРЫ",
        "семинаров",
        "семин",
        "зачет",
        "зачёты",
        "наставник",
        "актовый",
        "ноябрь",
        "ноябрь семинар",
        "Осенний",
        "2022",
        "отчет о семинарах",
        "семинар-зачёт",
    ],
)
def test_item_is_found_by_any_of_its_words(user: User, plan: Plan, typed: str) -> None:
    make_item(
        plan,
        "Обучающий семинар: зачёт наставников",
        deadline="Ноябрь 2022",
        responsible="Осенний П.С.",
        place="Актовый зал",
        expected_result="Отчёты",
    )
    make_item(plan, "Педсовет", deadline="Май 2023")
    assert titles(user, typed) == {ITEMS: ["1 Обучающий семинар: зачёт наставников"]} | (
        {PLANS: [plan.title]} if typed == "2022" else {}
    )


@pytest.mark.parametrize(
    "typed", ["минар", "семинар декабрь", "семинар -зачёт педсовет", "'; DROP TABLE", "& | !", "a:*"]
)
def test_what_does_not_occur_is_not_found(user: User, plan: Plan, typed: str) -> None:
    make_item(plan, "Обучающий семинар: зачёт наставников", deadline="Ноябрь 2022")
    assert titles(user, typed) == {}


def test_title_goes_before_the_rest(user: User, plan: Plan) -> None:
    make_item(plan, "Педсовет", note="после семинара")
    make_item(plan, "Семинар")
    make_item(plan, "Совещание", expected_result="семинар")
    assert titles(user, "семинар")[ITEMS][0] == "2 Семинар"


def test_words_changed_later_are_found(user: User, plan: Plan) -> None:
    item = make_item(plan, "Семинар", deadline="Ноябрь 2022")
    PlanItem.objects.filter(pk=item.pk).update(title="Вебинар")
    item.deadline.text = "Декабрь 2022"
    item.deadline.save()
    assert [titles(user, typed).get(ITEMS) for typed in ("семинар", "вебинар", "ноябрь", "декабрь")] == [
        None,
        ["1 Вебинар"],
        None,
        ["1 Вебинар"],
    ]


def test_removed_item_is_not_found(user: User, plan: Plan) -> None:
    item = make_item(plan, "Семинар")
    PlanItem.objects.filter(pk=item.pk).update(removed_at="2022-11-14T12:00Z")
    assert titles(user, "семинар") == {}


def test_hit_tells_why_it_was_found(user: User, plan: Plan) -> None:
    make_item(plan, "Педсовет", deadline="Ноябрь 2022", expected_result="Сборник материалов")
    hit = sought(user, "сборники").groups[0].hits[0]
    assert (hit.label, hit.text, hit.notes) == (
        "ожидаемый результат",
        "Сборник материалов",
        ("Календарный план, 2022/2023", "Ноябрь 2022"),
    )


def test_people_and_organizations_lead_to_their_items(user: User, plan: Plan) -> None:
    organization = make_organization("Лицей «Берёзовый»", aliases=["БерЛиц"])
    person = make_person("Ковалёва А.П.", organization=organization, position="методист")
    make_item(plan, "Дело", responsible=[person, make_group(plan.project.organization, organizations=[organization])])
    found = {
        typed: [
            (hit.title, hit.pk, hit.query) for group in sought(user, typed).groups for hit in group.hits if hit.query
        ]
        for typed in ("ковалевой", "методист", "березовый", "берлиц")
    }
    by_person = [("Ковалёва А. П.", plan.pk, f"responsible=person-{person.pk}")]
    by_organization = [("Лицей «Берёзовый»", plan.pk, f"organization={organization.pk}")]
    assert found == {
        "ковалевой": by_person,
        "методист": by_person,
        "березовый": by_organization,
        "берлиц": by_organization,
    }


def test_organization_that_no_item_names_leads_to_its_card(user: User, plan: Plan) -> None:
    part = plan.project.participations.create(organization=make_organization("Лицей «Берёзовый»"))
    hit = sought(user, "берёзовый").groups[0].hits[0]
    assert (hit.title, hit.url_name, hit.pk) == ("Лицей «Берёзовый»", "projects:participant_detail", part.pk)


def test_documents_are_found_by_title_and_number(user: User, plan: Plan) -> None:
    mark = make_mark(make_item(plan, "Семинар"))
    Evidence.objects.create(mark=mark, title="Приказ об итогах", number="17-ок", dated_on=date(2022, 11, 3))
    ApprovalBlock.objects.create(plan=plan, label="УТВЕРЖДЕНО", basis="приказ управления", text="УТВЕРЖДЕНО приказом")
    assert titles(user, "приказ") == {
        DOCUMENTS: ["Приказ об итогах № 17-ок от 03.11.2022", "Утверждение: приказ управления"]
    }
    assert titles(user, "17") == {DOCUMENTS: ["Приказ об итогах № 17-ок от 03.11.2022"]}


def test_plan_is_found_by_its_title(user: User, plan: Plan) -> None:
    assert titles(user, "календарные планы реализации") == {PLANS: [plan.title]}


def test_more_than_the_limit_is_said_and_not_counted(user: User, plan: Plan) -> None:
    for _ in range(4):
        make_item(plan, "Семинар")
    group = sought(user, "семинар", limit=3).groups[0]
    assert (len(group.hits), group.is_more) == (3, True)


def everything(user: User, typed: str = "канарейка") -> set[str]:
    return {group.key for group in sought(user, typed).groups}


def cage() -> tuple[Plan, Organization]:
    """A project in which everything bears the same word."""
    member = make_organization("Канарейка")
    project = make_project(members=[member], organization=make_organization("Дворец канарейки"))
    plan = make_plan(project, title="План канарейки")
    item = make_item(plan, "Канарейка", responsible=make_person("Канарейка А.П.", organization=member))
    Evidence.objects.create(mark=make_mark(item, organization=member), title="Справка о канарейке")
    ApprovalBlock.objects.create(plan=plan, basis="приказ о канарейке")
    return plan, member


def test_stranger_finds_nothing_of_a_project() -> None:
    cage()
    assert everything(make_user()) == set()


def test_member_of_another_organization_finds_no_proofs() -> None:
    plan, member = cage()
    other = make_organization()
    plan.project.participations.create(organization=other)
    assert everything(make_member(other)) == {ITEMS, PLANS, PEOPLE, ORGANIZATIONS, DOCUMENTS}
    hits = next(group.hits for group in sought(make_member(other), "канарейка").groups if group.key == DOCUMENTS)
    assert [hit.title for hit in hits] == ["Утверждение: приказ о канарейке"]
    own = next(group.hits for group in sought(make_member(member), "канарейка").groups if group.key == DOCUMENTS)
    assert [hit.title for hit in own] == ["Справка о канарейке", "Утверждение: приказ о канарейке"]


def test_words_of_marks_are_not_searched() -> None:
    plan, member = cage()
    make_mark(plan.items.get(), organization=member, text="секретик")
    assert everything(make_member(member), "секретик") == set()


def test_director_finds_everything_and_deactivated_nothing() -> None:
    plan, _ = cage()
    director = make_role(plan.project, ProjectRole.Role.DIRECTOR)
    assert everything(director) == {ITEMS, PLANS, PEOPLE, ORGANIZATIONS, DOCUMENTS}
    director.is_active = False
    assert everything(director) == set()


@pytest.mark.parametrize("rows", [1, 20])
def test_search_costs_the_same_for_any_length(
    user: User, plan: Plan, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        organization = make_organization(f"Семинар {number}")
        item = make_item(plan, "Семинар", responsible=[make_person("Семинар А.П."), organization])
        Evidence.objects.create(mark=make_mark(item), title="Семинар")
        ApprovalBlock.objects.create(plan=plan, basis="семинар")
    words, scope = read_words("семинар"), search_scope(user)
    with django_assert_num_queries(6):
        result = search(scope, words)
    assert result.count == 5 * rows
