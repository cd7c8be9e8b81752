"""Pages of indicators: totals, participants, figures taken apart, values typed into tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from network.models import Membership, Organization, User
from plans.models import Plan
from projects.models import Indicator, IndicatorValue, MeasurementPeriod, Project
from tests.makers import (
    make_indicator,
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_period,
    make_plan,
    make_project,
    make_user,
    make_value,
)

pytestmark = pytest.mark.django_db

State, Kind = IndicatorValue.State, Indicator.Kind
QUERIES = 24
REVIEW_QUERIES = 8
TABLE_QUERIES = 11


@pytest.fixture
def own() -> Organization:
    return make_organization("Центр Б")


@pytest.fixture
def other() -> Organization:
    return make_organization("Центр В")


@pytest.fixture
def project(own: Organization, other: Organization) -> Project:
    return make_project(coordinator=make_user(), members=[own, other])


@pytest.fixture
def coordinator(project: Project) -> User:
    return project.roles.get().user


@pytest.fixture
def editor(own: Organization, project: Project) -> User:
    return make_member(own)


@pytest.fixture
def indicator(project: Project) -> Indicator:
    return make_indicator(project, "Наставники", number="1.1", kind=Kind.QUANTITATIVE, unit="чел.")


@pytest.fixture
def period(project: Project) -> MeasurementPeriod:
    return make_period(project)


@pytest.fixture
def plan(project: Project) -> Plan:
    return make_plan(project)


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def cells(client: Client, indicator: Indicator) -> dict[str, list[Any]]:
    view = client.get(reverse("plans:indicator_detail", args=[indicator.pk])).context["view"]
    return {line.label: [cell.fact for cell in line.cells] for line in view.table.lines}


def test_member_sees_own_values_and_accepted_ones_of_others(
    client: Client,
    project: Project,
    indicator: Indicator,
    period: MeasurementPeriod,
    own: Organization,
    other: Organization,
    editor: User,
) -> None:
    make_value(indicator, period, own, value=Decimal(5))
    value = make_value(indicator, period, other, value=Decimal(777), evidence="тайна", state=State.RETURNED)
    sign_in(client, editor)
    assert cells(client, indicator) == {"Проект в целом": [None], "Центр Б": [5], "Центр В": [None]}
    pages = [client.get(reverse("plans:indicator_detail", args=[indicator.pk])).content.decode()]
    pages.append(client.get(reverse("plans:indicators", args=[project.slug])).content.decode())
    assert ["777" in page or "тайна" in page for page in pages] == [False, False]
    assert cells(sign_in(client, project.roles.get().user), indicator)["Центр В"] == [777]
    value.state = State.ACCEPTED
    value.save()
    value.files.add(project.files.create(organization=other, title="протокол.pdf", content_type="application/pdf"))
    assert cells(sign_in(client, editor), indicator)["Центр В"] == [777]
    page = client.get(reverse("plans:indicator_detail", args=[indicator.pk])).content.decode()
    assert ["тайна" in page, "протокол.pdf" in page] == [True, False]


def test_stranger_finds_no_indicators(client: Client, project: Project, indicator: Indicator) -> None:
    sign_in(client, make_user())
    addresses = [reverse("plans:indicators", args=[project.slug])]
    addresses.append(reverse("plans:indicator_detail", args=[indicator.pk]))
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_figure_is_taken_apart_and_marks_of_others_are_only_counted(
    client: Client,
    project: Project,
    plan: Plan,
    period: MeasurementPeriod,
    own: Organization,
    other: Organization,
    editor: User,
) -> None:
    counted = make_indicator(project, "Участники", kind=Kind.AUTOMATIC, source=Indicator.Source.PARTICIPANTS)
    item = make_item(plan, responsible=[own, other])
    make_mark(item, organization=own, participants=10, text="наше")
    make_mark(item, organization=other, participants=5, text="тайна соседей")
    facts = reverse("plans:indicator_facts", args=[counted.pk])
    sign_in(client, editor)
    assert cells(client, counted) == {"Проект в целом": [15], "Центр Б": [10]}
    answer = client.get(facts, {"period": period.pk})
    found = answer.context["found"]
    assert (found.figure.value, len(found.facts), found.hidden) == (15, 1, 1)
    assert "тайна соседей" not in answer.content.decode()
    assert client.get(facts, {"period": period.pk, "organization": other.pk}).status_code == 404
    assert client.get(facts, {"period": "x"}).status_code == 404
    found = (
        sign_in(client, project.roles.get().user)
        .get(facts, {"period": period.pk, "organization": other.pk})
        .context["found"]
    )
    assert (found.figure.value, len(found.facts), found.hidden) == (5, 1, 0)


@pytest.mark.parametrize("count", [1, 20])
def test_board_asks_the_same_number_of_questions(
    client: Client,
    project: Project,
    plan: Plan,
    period: MeasurementPeriod,
    own: Organization,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        make_value(make_indicator(project, f"Показатель {number}"), period, own, text="слова")
        make_indicator(project, f"Счёт {number}", kind=Kind.AUTOMATIC, source=Indicator.Source.ITEMS_DONE)
        make_mark(make_item(plan, responsible=own), organization=own)
    address = reverse("plans:indicators", args=[project.slug])
    sign_in(client, make_member(own)).get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)


def values_url(period: MeasurementPeriod, organization: Organization | None = None) -> str:
    address = reverse("projects:indicator_values", args=[period.pk])
    return f"{address}?organization={organization.pk}" if organization else address


def test_member_keeps_a_draft_sends_it_and_the_coordinator_accepts(
    client: Client,
    project: Project,
    indicator: Indicator,
    period: MeasurementPeriod,
    own: Organization,
    editor: User,
    coordinator: User,
) -> None:
    words = make_indicator(project, "Что изменилось")
    sign_in(client, editor)
    form = {f"value-{indicator.pk}": "1 234,5", f"text-{words.pk}": "Многое"}
    client.post(values_url(period), form | {"do": "draft"})
    found = IndicatorValue.objects.order_by("pk").values_list("value", "text", "state", "organization")
    assert list(found) == [(Decimal("1234.50"), "", "draft", own.pk), (None, "Многое", "draft", own.pk)]
    client.post(values_url(period), form | {"do": "send"})
    assert set(found.values_list("state", flat=True)) == {"submitted"}
    page = client.get(values_url(period)).content.decode()
    assert [f'name="value-{indicator.pk}"' in page, "1\u00a0234,5" in page] == [False, True]
    first, second = IndicatorValue.objects.order_by("pk")
    sign_in(client, coordinator)
    review = reverse("projects:value_review", args=[project.slug])
    assert client.get(review).context["waiting"] == [first, second]
    client.post(review, {"value": [str(first.pk)]})
    refused = client.post(reverse("projects:value_return", args=[second.pk]), {"reason": ""})
    assert refused.status_code == 422
    client.post(reverse("projects:value_return", args=[second.pk]), {"reason": "Подробнее"})
    assert list(found.values_list("state", flat=True)) == ["accepted", "returned"]
    assert "Подробнее" in sign_in(client, editor).get(values_url(period)).content.decode()


def test_wrong_number_is_named_by_row_and_column_and_everything_typed_is_kept(
    client: Client, project: Project, indicator: Indicator, period: MeasurementPeriod, editor: User
) -> None:
    words = make_indicator(project, "Что изменилось")
    form = {
        f"value-{indicator.pk}": "12а",
        f"text-{words.pk}": "Многое",
        f"evidence-{words.pk}": "Анкета",
        "do": "send",
    }
    answer = sign_in(client, editor).post(values_url(period), form)
    page = answer.content.decode()
    said = "Показатель 1.1, столбец «Факт»: «12а» — не число."
    assert (answer.status_code, [text in page for text in (said, 'value="12а"', "Многое", "Анкета")]) == (
        422,
        [True] * 4,
    )
    assert IndicatorValue.objects.count() == 0


def test_disguised_file_is_refused_and_nothing_is_saved(
    client: Client, indicator: Indicator, period: MeasurementPeriod, editor: User
) -> None:
    form = {
        f"value-{indicator.pk}": "12",
        f"file-{indicator.pk}": SimpleUploadedFile("приказ.pdf", b"MZ"),
        "do": "send",
    }
    answer = sign_in(client, editor).post(values_url(period), form)
    page = answer.content.decode()
    assert (answer.status_code, "Файл «приказ.pdf» не подходит." in page, 'value="12"' in page) == (422, True, True)
    assert IndicatorValue.objects.count() == 0


def test_values_are_given_for_own_organisations_only(
    client: Client,
    indicator: Indicator,
    period: MeasurementPeriod,
    own: Organization,
    other: Organization,
    editor: User,
    coordinator: User,
) -> None:
    sign_in(client, editor)
    assert client.get(values_url(period, other)).status_code == 404
    assert client.post(values_url(period), {f"value-{indicator.pk}": "3", "do": "accept"}).status_code == 302
    assert IndicatorValue.objects.get().state == "submitted"
    assert sign_in(client, make_member(own, Membership.Role.VIEWER)).get(values_url(period)).status_code == 403
    sign_in(client, coordinator).post(values_url(period, other), {f"value-{indicator.pk}": "4", "do": "accept"})
    client.post(values_url(period), {f"value-{indicator.pk}": "9", "do": "accept"})
    found = IndicatorValue.objects.order_by("pk").values_list("organization", "value", "state")
    expected = [(own.pk, Decimal(3), "submitted"), (other.pk, Decimal(4), "accepted"), (None, Decimal(9), "accepted")]
    assert list(found) == expected


def test_targets_are_typed_into_a_table(
    client: Client, indicator: Indicator, period: MeasurementPeriod, own: Organization, coordinator: User
) -> None:
    address = reverse("projects:indicator_targets", args=[indicator.pk])
    names = [f"target-{period.pk}-0", f"target-{period.pk}-{own.pk}"]
    sign_in(client, coordinator)
    answer = client.post(address, {names[0]: "100", names[1]: "много"})
    said = "Центр Б, столбец «I полугодие 2022/2023»: «много» — не число."
    page = answer.content.decode()
    assert (answer.status_code, [text in page for text in (said, 'value="100"')]) == (422, [True, True])
    assert IndicatorValue.objects.count() == 0
    client.post(address, {names[0]: "100", names[1]: "40,5"})
    found = IndicatorValue.objects.order_by("organization__pk").values_list("organization", "target")
    assert set(found) == {(None, Decimal(100)), (own.pk, Decimal("40.50"))}


def test_coordinator_writes_criteria_indicators_and_periods(
    client: Client, project: Project, coordinator: User
) -> None:
    sign_in(client, coordinator)
    client.post(reverse("projects:criterion_add", args=[project.slug]), {"number": "1.", "title": "Охват"})
    criterion = project.criteria.get()
    add = reverse("projects:indicator_add", args=[criterion.pk])
    refused = client.post(add, {"title": "Сделано", "kind": "automatic"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["source"])
    client.post(add, {"title": "Сделано", "kind": "automatic", "source": "items_done"})
    client.post(add, {"title": "Наставники", "kind": "quantitative", "unit": "чел."})
    first, second = criterion.indicators.order_by("order")
    assert (first.title, first.source, second.title) == ("Сделано", "items_done", "Наставники")
    client.post(reverse("projects:indicator_move", args=[second.pk]), {"step": "up"})
    assert [row.title for row in criterion.indicators.order_by("order")] == ["Наставники", "Сделано"]
    period_add = reverse("projects:period_add", args=[project.slug])
    wrong = client.post(period_add, {"title": "Год", "starts_on": "2022-12-31", "ends_on": "2022-09-01"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["ends_on"])
    client.post(period_add, {"title": "Год", "starts_on": "2022-09-01", "ends_on": "2023-08-31"})
    period = project.measurement_periods.get()
    make_value(second, period, None, value=Decimal(3))
    for name, row in (("indicator_edit", second), ("period_edit", period), ("criterion_edit", criterion)):
        client.post(reverse(f"projects:{name}", args=[row.pk]), {"remove": "1"})
    assert (criterion.indicators.count(), project.measurement_periods.count()) == (2, 1)
    client.post(reverse("projects:indicator_edit", args=[first.pk]), {"remove": "1"})
    assert [row.title for row in criterion.indicators.all()] == ["Наставники"]


@pytest.mark.parametrize("count", [1, 20])
def test_values_to_be_checked_ask_the_same_number_of_questions(
    client: Client,
    project: Project,
    period: MeasurementPeriod,
    own: Organization,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        value = make_value(
            make_indicator(project, f"Показатель {number}"), period, own, text="слова", state="submitted"
        )
        value.files.add(project.files.create(organization=own, title="протокол.pdf", content_type="application/pdf"))
    address = reverse("projects:value_review", args=[project.slug])
    sign_in(client, project.roles.get().user).get(address)
    with django_assert_num_queries(REVIEW_QUERIES):
        client.get(address)


@pytest.mark.parametrize("count", [1, 20])
def test_table_of_values_asks_the_same_number_of_questions(
    client: Client,
    project: Project,
    period: MeasurementPeriod,
    own: Organization,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        make_value(make_indicator(project, f"Показатель {number}"), period, own, text="слова")
    sign_in(client, make_member(own)).get(values_url(period))
    with django_assert_num_queries(TABLE_QUERIES):
        client.get(values_url(period))
