"""A plan copied to the next year: years moved, marks dropped, doubts told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import ApprovalBlock, CompletionMark, Deadline, Occurrence, Plan, PlanItem
from plans.queries.readings import calendar_of, period_of
from plans.services.copying import CopyRow, copy_draft, copy_plan, next_period
from plans.services.copying.saving import NOTHING_CHOSEN
from plans.services.schedule import set_deadline
from plans.text.deadlines import DeadlineKind, read_deadline
from tests.makers import (
    history_of,
    make_item,
    make_mark,
    make_person,
    make_plan,
    make_project,
    make_responsibility,
    make_section,
    make_stage,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = date(2023, 6, 1)


def an_item(plan: Plan, deadline: str, title: str = "Встреча наставников", **fields: Any) -> PlanItem:
    """An item whose deadline was read by the portal."""
    item = make_item(plan, title, **fields)
    reading = read_deadline(deadline, period_of(plan), calendar=calendar_of(plan))
    set_deadline(item, reading, period_of(plan), calendar_of(plan), actor=None)
    return item


def drafted(plan: Plan) -> CopyRow:
    """The only row of the plan as it would be."""
    (row,) = copy_draft(plan, next_period(plan), TODAY).rows
    return row


def copied(plan: Plan) -> Plan:
    return copy_plan(copy_draft(plan, next_period(plan), TODAY), actor=None)


def test_period_that_follows() -> None:
    school = make_plan()
    several = make_plan(period_kind="span", starts_on=date(2021, 1, 1), ends_on=date(2023, 12, 31))
    leap = make_plan(starts_on=date(2023, 9, 1), ends_on=date(2024, 2, 29))
    assert (next_period(school).start, next_period(school).end) == (date(2023, 9, 1), date(2024, 8, 31))
    assert (next_period(several).start, next_period(several).end) == (date(2024, 1, 1), date(2026, 12, 31))
    assert next_period(leap).end == date(2025, 2, 28)
    assert next_period(school, 2).start == date(2024, 9, 1)


@pytest.mark.parametrize(
    ("text", "shifted", "windows"),
    [
        ("Октябрь 2022", "Октябрь 2023", [(date(2023, 10, 1), date(2023, 10, 31))]),
        ("Октябрь", "Октябрь", [(date(2023, 10, 1), date(2023, 10, 31))]),
        ("до 25.12.2022", "до 25.12.2023", [(None, date(2023, 12, 25))]),
        ("Февраль 2023", "Февраль 2024", [(date(2024, 2, 1), date(2024, 2, 29))]),
        ("III четверть", "III четверть", [(date(2024, 1, 8), date(2024, 3, 23))]),
        ("последняя среда октября 2022", "последняя среда октября 2023", [(date(2023, 10, 25), date(2023, 10, 25))]),
        ("в течение года", "в течение года", [(date(2023, 9, 1), date(2024, 8, 31))]),
        ("по мере необходимости", "по мере необходимости", [(None, None)]),
    ],
)
def test_deadline_moves_with_the_plan(text: str, shifted: str, windows: list[Any]) -> None:
    plan = make_plan()
    an_item(plan, text)
    row = drafted(plan)
    new = copied(plan).items.get()
    assert row.flags == ()
    assert new.deadline.text == shifted
    assert [(window.starts_on, window.ends_on) for window in new.occurrences.all()] == windows


def test_recurring_item_gets_its_windows_anew() -> None:
    plan = make_plan()
    an_item(plan, "ежемесячно")
    new = copied(plan)
    assert Occurrence.objects.filter(item__plan=new).count() == 9
    assert Occurrence.objects.filter(item__plan=new, ends_on__lt=date(2023, 9, 1)).count() == 0


@pytest.mark.parametrize(
    ("period", "text", "flag"),
    [
        (
            (date(2023, 9, 1), date(2024, 8, 31)),
            "29.02.2024",
            "«29.02.2024» оставлено: в новом году такого дня нет. Исправьте срок.",
        ),
        (
            (date(2022, 9, 1), date(2023, 8, 31)),
            "до 01.09.2019",
            "«01.09.2019» оставлено: этот год далеко от периода плана. Проверьте.",
        ),
        (
            (date(2022, 9, 1), date(2023, 8, 31)),
            "08.11.2022 – 24.12.2022",
            "Это были дни II четверти, а в новом году она 08.11–23.12.2023. Проверьте срок.",
        ),
    ],
)
def test_what_cannot_be_moved_is_flagged(period: tuple[date, date], text: str, flag: str) -> None:
    plan = make_plan(starts_on=period[0], ends_on=period[1])
    an_item(plan, text)
    assert flag in drafted(plan).flags


def test_leap_day_stays_as_it_is_written() -> None:
    plan = make_plan(starts_on=date(2023, 9, 1), ends_on=date(2024, 8, 31))
    an_item(plan, "29.02.2024")
    assert copied(plan).items.get().deadline.text == "29.02.2024"


def test_disagreement_with_the_old_reading_is_flagged() -> None:
    plan = make_plan()
    item = make_item(plan, deadline="Октябрь", windows=[(date(2022, 11, 1), date(2022, 11, 30))])
    assert drafted(plan).flags == (
        (
            "Срок понят не так, как ожидалось: сейчас 01.10–31.10.2023, "
            "а по прежнему плану было бы 01.11–30.11.2023. Проверьте."
        ),
    )
    assert item.deadline.text == "Октябрь"


def test_window_kept_for_the_mark_of_an_older_deadline_is_no_disagreement() -> None:
    plan = make_plan()
    item = an_item(plan, "Октябрь 2022")
    make_mark(item)
    reading = read_deadline("Май 2023", period_of(plan), calendar=calendar_of(plan))
    set_deadline(item, reading, period_of(plan), calendar_of(plan), actor=None)
    assert item.occurrences.count() == 2
    assert drafted(plan).flags == ()


def test_deadline_set_by_hand_moves_by_its_days() -> None:
    plan = make_plan()
    make_item(plan, deadline="к юбилею", kind=DeadlineKind.DATE_RANGE, windows=[(date(2022, 10, 5), date(2022, 10, 7))])
    Deadline.objects.update(source="manual")
    deadline = copied(plan).items.get().deadline
    assert (deadline.text, deadline.source) == ("к юбилею", "manual")
    assert (deadline.starts_on, deadline.ends_on) == (date(2023, 10, 5), date(2023, 10, 7))


def test_words_move_and_marks_stay_behind() -> None:
    plan = make_plan(period_text="2022/2023 учебный год", approved_on=date(2022, 8, 30), state=Plan.State.APPROVED)
    section = make_section(plan, "I этап (2022/2023)", number="I")
    inner = make_section(plan, "Встречи 2022 года", parent=section)
    item = an_item(
        plan,
        "Май 2023",
        "Форум «Наставник-2023» по приказу № 2022",
        section=inner,
        number="1.1",
        mark_text="Проведён",
        expected_result="Сборник 2023 года",
        extra={"7": "до 01.06.2023"},
    )
    make_mark(item)
    new = copied(plan)
    copy = new.items.get()
    assert (new.title, new.period_text) == (
        "Календарный план реализации проекта на 2023/2024 учебный год",
        "2023/2024 учебный год",
    )
    assert (new.state, new.approved_on, new.previous) == (Plan.State.DRAFT, None, plan)
    assert (new.starts_on, new.ends_on, new.layout) == (date(2023, 9, 1), date(2024, 8, 31), plan.layout)
    assert (copy.number, copy.title) == ("1.1", "Форум «Наставник-2024» по приказу № 2022")
    assert (copy.mark_text, copy.expected_result, copy.extra) == ("", "Сборник 2024 года", {"7": "до 01.06.2024"})
    assert copy.section is not None
    assert copy.section.parent is not None
    assert (copy.section.title, copy.section.parent.title) == ("Встречи 2023 года", "I этап (2023/2024)")
    assert not CompletionMark.objects.filter(occurrence__item__plan=new).exists()


def test_approval_begins_anew() -> None:
    plan = make_plan()
    an_item(plan, "Май 2023")
    ApprovalBlock.objects.create(
        plan=plan, label="УТВЕРЖДАЮ", position="Директор", name="Лесная О.П.", date_text="30.08.2022", text="…"
    )
    ApprovalBlock.objects.create(plan=plan, order=1, label="УТВЕРЖДЁН", basis="приказ от 30.08.2022 № 117")
    ApprovalBlock.objects.create(plan=plan, order=2, text="Принято\nсоветом\n30.08.2022")
    blocks = copied(plan).approval_blocks.order_by("order")
    assert [(block.position, block.name, block.date_text, block.basis, block.text) for block in blocks] == [
        ("Директор", "Лесная О.П.", "", "", ""),
        ("", "", "", "", ""),
        ("", "", "", "", "Принято\nсоветом"),
    ]


def test_unfinished_items_know_where_they_come_from() -> None:
    plan = make_plan()
    make_mark(an_item(plan, "Октябрь 2022", "Сделано"))
    late = an_item(plan, "Ноябрь 2022", "Не сделано")
    whole = copied(plan)
    rest = copy_plan(copy_draft(plan, next_period(plan), TODAY, only_open=True), actor=None)
    assert list(whole.items.values_list("title", "origin")) == [("Сделано", None), ("Не сделано", late.pk)]
    assert list(rest.items.values_list("title", "origin")) == [("Не сделано", late.pk)]


def test_who_was_replaced_is_not_taken_along() -> None:
    plan = make_plan()
    item = an_item(plan, "Май 2023", responsible=make_person("Ковалёва А.П."))
    item.responsibilities.update(ends_on=date(2022, 12, 31))
    new = make_person("Ломов С.И.")
    make_responsibility(item, new, starts_on=date(2023, 1, 1), order=1)
    assert drafted(plan).flags == ("Отвечает теперь Ломов С.И., а в тексте названы прежние ответственные.",)
    party = copied(plan).items.get().responsibilities.get()
    assert (party.person, party.starts_on, party.ends_on) == (new, None, None)


def test_stage_and_author_of_the_copy() -> None:
    actor = make_user()
    project = make_project()
    stage = make_stage(project)
    plan = make_plan(project)
    an_item(plan, "Май 2023", stage=stage)
    new = copy_plan(copy_draft(plan, next_period(plan), TODAY), actor=actor)
    assert new.items.get().stage == stage
    assert [row.history_user for row in history_of(Plan).filter(id=new.pk)] == [actor]


def test_chosen_items_alone_are_taken() -> None:
    plan = make_plan()
    first, second = an_item(plan, "Май 2023", "Первая"), an_item(plan, "Май 2023", "Вторая")
    draft = copy_draft(plan, next_period(plan), TODAY)
    assert [item.title for item in copy_plan(draft, actor=None, chosen={second.pk}).items.all()] == ["Вторая"]
    with pytest.raises(ValidationError, match=NOTHING_CHOSEN):
        copy_plan(draft, actor=None, chosen={first.pk + 1000})
    assert Plan.objects.count() == 2


def test_removed_items_stay_removed() -> None:
    plan = make_plan()
    an_item(plan, "Май 2023", "Убран")
    an_item(plan, "Май 2023", "Стоит")
    PlanItem.objects.filter(title="Убран").update(removed_at="2023-01-10T10:00:00Z")
    assert [item.title for item in copied(plan).items.all()] == ["Стоит"]


def queries_of_copying(rows: int) -> int:
    plan = make_plan()
    for number in range(rows):
        an_item(plan, "Май 2023", f"Дело {number}", responsible="Ковалёва А.П.")
    with CaptureQueriesContext(connection) as found:
        copied(plan)
    return len(found)


def test_copying_takes_as_many_queries_for_forty_rows_as_for_two() -> None:
    assert queries_of_copying(40) == queries_of_copying(2)
