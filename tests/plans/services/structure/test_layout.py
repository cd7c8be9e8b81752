"""Columns of a plan: what may be done to them, and that paper follows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from plans.layout import LayoutColumn
from plans.models import Plan, PlanChange, PlanItem
from plans.queries.columns import missing_fields, next_own_column
from plans.services.structure.action import NO_REASON, StalePlanError
from plans.services.structure.layout import (
    HAS_WORDS,
    NO_HEADING,
    NO_TITLE,
    NOT_OWN,
    TOO_MANY,
    UNKNOWN,
    set_columns,
)
from plans.services.structure.undo import undo_change
from reports.content import plan_content
from reports.queries.facts import plan_facts
from tests.makers import LAYOUT, make_item, make_plan, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)
TODAY = date(2022, 11, 14)
OWN: LayoutColumn = {"field": "extra:7", "heading": "Бюджет"}


@pytest.fixture
def plan() -> Plan:
    plan = make_plan(layout=[*LAYOUT, OWN])
    make_item(plan, "Слёт", extra={"7": "сто рублей"})
    return plan


def layout(*fields: str) -> list[LayoutColumn]:
    """Columns of the plan in another order; a minus hides one."""
    known: dict[str, LayoutColumn] = {
        **{column["field"]: {"field": column["field"], "heading": column["heading"]} for column in LAYOUT},
        "extra:7": OWN,
    }
    return [
        {**known[field.lstrip("-")], "is_hidden": True} if field.startswith("-") else known[field] for field in fields
    ]


def refused(plan: Plan, columns: list[LayoutColumn]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        set_columns(plan.pk, None, columns, actor=None)
    return caught.value.messages


def test_paper_prints_exactly_the_columns_that_are_shown(plan: Plan) -> None:
    wanted = layout("extra:7", "-number", "title", "mark", "deadline", "-responsible")
    set_columns(plan.pk, None, wanted, actor=None)
    (content,) = plan_content(plan_facts(Plan.objects.get(pk=plan.pk), TODAY)).tables
    assert [column.heading for column in content.columns] == [
        "Бюджет",
        "Мероприятия",
        "Отметка о выполнении",
        "Сроки",
    ]
    assert [cell.lines for cell in content.rows[0].cells][:2] == [("сто рублей",), ("Слёт",)]


def test_heading_is_kept_as_written_and_is_taken_back(plan: Plan) -> None:
    columns = layout(*(column["field"] for column in plan.layout))
    columns[1] = {"field": "title", "heading": " Что\nделаем "}
    change = set_columns(plan.pk, 1, columns, actor=make_user())
    assert change is not None
    assert Plan.objects.get(pk=plan.pk).layout[1] == {"field": "title", "heading": "Что\nделаем"}
    undo_change(change.batch, now=NOW, actor=None)
    assert Plan.objects.get(pk=plan.pk).layout == [*LAYOUT, OWN]


def test_same_columns_change_nothing(plan: Plan) -> None:
    assert set_columns(plan.pk, None, plan.layout, actor=None) is None
    assert PlanChange.objects.count() == 0


def test_known_field_and_own_column_are_added(plan: Plan) -> None:
    assert missing_fields(plan.layout)[0] == ("form", "Форма")
    assert missing_fields(plan.layout)[-1] == ("own", "Своя графа")
    own = next_own_column(plan, plan.layout)
    added: list[LayoutColumn] = [{"field": "place", "heading": "Где"}, {"field": own, "heading": "Смета"}]
    set_columns(plan.pk, None, [*plan.layout, *added], actor=None)
    assert own == "extra:8"
    assert Plan.objects.get(pk=plan.pk).layout[-2:] == added


def test_number_of_an_own_column_is_never_that_of_words_kept_without_one(plan: Plan) -> None:
    PlanItem.objects.update(extra={"12": "слова"})
    assert next_own_column(plan, LAYOUT) == "extra:13"  # type: ignore[arg-type]


def test_empty_own_column_is_deleted(plan: Plan) -> None:
    PlanItem.objects.update(extra={})
    set_columns(plan.pk, None, layout("number", "title", "deadline", "responsible", "mark"), actor=None)
    assert Plan.objects.get(pk=plan.pk).layout == LAYOUT


def test_what_is_refused(plan: Plan) -> None:
    stood = list(plan.layout)
    assert refused(plan, layout("number", "title", "deadline", "responsible", "mark")) == [
        HAS_WORDS.format(heading="Бюджет", count=1)
    ]
    assert refused(plan, layout("title", "deadline", "responsible", "mark", "extra:7")) == [
        NOT_OWN.format(heading="№ п/п")
    ]
    assert refused(plan, layout("number", "-title", "deadline")) == [NO_TITLE]
    assert refused(plan, [*stood, {"field": "stage", "heading": "Этап"}]) == [UNKNOWN]
    assert refused(plan, [*stood, {"field": "extra:x", "heading": "Этап"}]) == [UNKNOWN]
    assert refused(plan, [*stood, {"field": "extra:9", "heading": ""}]) == [NO_HEADING]
    many: list[LayoutColumn] = [{"field": f"extra:{number}", "heading": "Б"} for number in range(8, 70)]
    assert refused(plan, [*stood, *many]) == [TOO_MANY]
    assert "длиннее 300 знаков" in refused(plan, [{"field": "title", "heading": "Б" * 301}])[0]
    assert Plan.objects.get(pk=plan.pk).version == 1


def test_words_of_a_removed_item_keep_their_column_too(plan: Plan) -> None:
    PlanItem.objects.update(removed_at=NOW)
    assert refused(plan, layout("number", "title", "deadline", "responsible", "mark")) == [
        HAS_WORDS.format(heading="Бюджет", count=1)
    ]


def test_approved_plan_asks_why_and_the_second_of_two_is_told(plan: Plan) -> None:
    with pytest.raises(StalePlanError):
        set_columns(plan.pk, 5, layout("title"), actor=None)
    Plan.objects.update(state=Plan.State.APPROVED)
    assert refused(plan, layout("title", "number")) == [NO_REASON]
