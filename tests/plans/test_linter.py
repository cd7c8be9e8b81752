"""Remarks about a plan before it is approved; what a coordinator would laugh at is no remark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.linter import (
    Code,
    Finding,
    LintCell,
    LintDeadline,
    LintItem,
    LintParty,
    LintPlan,
    LintSection,
    LintStage,
    LintWindow,
    Severity,
    lint,
)
from plans.text.deadlines import DeadlineKind, read_deadline
from plans.text.numbering import NumberingMode
from plans.text.period import PlanPeriod

PERIOD = PlanPeriod.school(2022)
COUNCIL = "Заседание методического совета"


def a_deadline(text: str, period: PlanPeriod = PERIOD) -> LintDeadline:
    """As the portal reads it."""
    reading = read_deadline(text, period)
    windows = tuple(LintWindow(window.start, window.end) for window in reading.windows)
    return LintDeadline(text, reading.kind, windows, reading.warnings)


def an_item(pk: int, title: str = "", deadline: str = "Октябрь 2022", **fields: Any) -> LintItem:
    given = {"number": f"{pk}.", "responsible_text": "Ковалёва А.П.", **fields}
    return LintItem(pk, title or f"Встреча {'абвгдежзик'[pk % 10]}", deadline=a_deadline(deadline), **given)


def a_plan(*items: LintItem, **fields: Any) -> LintPlan:
    return LintPlan(1, "План на 2022/2023 учебный год", **{"period": PERIOD, "items": items, **fields})


def person(name: str, key: str = "") -> LintParty:
    return LintParty("person", key, name)


def organization(name: str, key: str = "") -> LintParty:
    return LintParty("organization", key, name)


def texts(plan: LintPlan) -> list[str]:
    return [finding.text for finding in lint(plan)]


def only(plan: LintPlan) -> Finding:
    found = lint(plan)
    assert len(found) == 1, [finding.text for finding in found]
    return found[0]


def test_good_plan_has_no_remarks() -> None:
    assert lint(a_plan(*(an_item(pk) for pk in range(1, 9)))) == ()


@pytest.mark.parametrize(
    ("item", "code", "text"),
    [
        (an_item(1, deadline=""), Code.NO_DEADLINE, "Пункт 1: срок не указан."),
        (
            an_item(1, responsible_text=" "),
            Code.NO_RESPONSIBLE,
            "Пункт 1: ответственный не указан.",
        ),
        (
            an_item(1, deadline="Кл.часы"),
            Code.NOT_UNDERSTOOD,
            "Пункт 1: срок «Кл.часы» не понят, по нему ничего не напомнится.",
        ),
        (
            an_item(1, deadline="до 01.09.19 г."),
            Code.STALE_YEAR,
            "Пункт 1: срок «до 01.09.19 г.» — это 2019 год, а план на 2022/2023. Не остался ли год от прежнего плана?",
        ),
        (
            an_item(1, deadline="Май 2024"),
            Code.OUTSIDE,
            "Пункт 1: срок «Май 2024» — позже окончания плана (31.08.2023).",
        ),
        (
            an_item(1, deadline="Сентябрь 2023"),
            Code.OUTSIDE,
            "Пункт 1: срок «Сентябрь 2023» — позже окончания плана (31.08.2023).",
        ),
        (
            an_item(1, deadline="Апрель 2022"),
            Code.OUTSIDE,
            "Пункт 1: срок «Апрель 2022» — раньше начала плана (01.09.2022).",
        ),
        (
            an_item(1, deadline="июль"),
            Code.OUT_OF_SCHOOL,
            "Пункт 1: срок «июль» — уже после учебного года. Если нужен месяц перед ним, напишите год.",
        ),
        (
            an_item(1, deadline="Июнь 2023, декабрь 2022, июнь 2023"),
            Code.REPEATED_DATE,
            (
                "Пункт 1: срок «Июнь 2023, декабрь 2022, июнь 2023» называет одно и то же время дважды. "
                "Проверьте, нет ли опечатки в годе или месяце."
            ),
        ),
    ],
)
def test_remark_about_one_item(item: LintItem, code: Code, text: str) -> None:
    found = only(a_plan(item))
    assert (found.code, found.text, found.places) == (code, text, (item.place,))


@pytest.mark.parametrize(
    "deadline",
    [
        "Август 2022",
        "в течение года",
        "июнь",
        "летний период",
        "3 раза в год",
        "ежемесячно",
        "по мере необходимости",
        "до начала учебного года",
        "IV четверть",
        "30.08.2022",
    ],
)
def test_usual_deadline_gets_no_remark(deadline: str) -> None:
    assert texts(a_plan(an_item(1, deadline=deadline))) == []


def test_document_without_such_columns_is_not_reproached_for_them() -> None:
    bare = LintItem(1, "Встреча", number="1", deadline=None)
    assert texts(a_plan(bare, has_deadlines=False, has_responsibles=False)) == []
    assert texts(a_plan(bare)) == ["Пункт 1: срок не указан.", "Пункт 1: ответственный не указан."]


def test_deadline_given_by_hand_needs_no_words() -> None:
    days = (LintWindow(date(2022, 10, 1), date(2022, 10, 31)),)
    item = replace(an_item(1), deadline=LintDeadline("", DeadlineKind.DATE_RANGE, days))
    assert texts(a_plan(item)) == []


def test_item_without_a_number_is_named_by_its_title() -> None:
    item = an_item(1, "Подготовка сборника материалов о наставничестве в дополнительном образовании района", number="")
    assert texts(a_plan(replace(item, deadline=None))) == [
        "Пункт «Подготовка сборника материалов о наставничестве в дополнительном…»: срок не указан."
    ]


def test_headings_of_another_year() -> None:
    section = LintSection(5, "Мероприятия 2021 года")
    plan = a_plan(an_item(1, section=5), sections=(section,))
    assert texts(replace(plan, title="План работы на 2021/2022 учебный год")) == [
        "В заголовке плана — 2021/2022 год, а план на 2022/2023. Не остался ли он от прежнего плана?",
        (
            "В названии раздела «Мероприятия 2021 года» — 2021 год, а план на 2022/2023. "
            "Не остался ли он от прежнего плана?"
        ),
    ]


@pytest.mark.parametrize(
    "title", ["План на 2022/2023 учебный год", "План на 2022-23 уч. год", "План по программе на 2021–2025 годы", "План"]
)
def test_heading_of_the_plans_own_years(title: str) -> None:
    assert texts(replace(a_plan(an_item(1)), title=title)) == []


def test_date_of_an_act_in_a_heading_is_no_stale_year() -> None:
    plan = a_plan(an_item(1))
    assert texts(replace(plan, title="План по приказу от 12 мая 2021 г. № 40")) == []


def test_same_event_at_the_same_time() -> None:
    found = only(a_plan(an_item(1, COUNCIL), an_item(2, "Слёт"), an_item(3, f"{COUNCIL}.")))
    assert (found.code, found.text) == (
        Code.REPEATED_EVENT,
        f"Пункт 1 и пункт 3 — одно и то же: «{COUNCIL}», в один срок.",
    )
    assert [place.pk for place in found.places] == [1, 3]


@pytest.mark.parametrize(
    "second",
    [
        an_item(2, COUNCIL, "Май 2023"),
        an_item(2, COUNCIL, texts={"audience": "5–7 классы"}),
        an_item(2, "Заседание школьного совета"),
    ],
)
def test_event_of_another_time_or_for_others_is_another(second: LintItem) -> None:
    assert texts(a_plan(an_item(1, COUNCIL), second)) == []


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        (["1.", "2.", "2.", "3."], "После номера 2 стоит номер 2: номер повторяется."),
        (["1.", "2.", "4."], "После номера 2 стоит номер 4: номер 3 пропущен."),
        (["1.", "2.", "6."], "После номера 2 стоит номер 6: номера с 3 пропущены."),
        (["1.1", "1.2", "1.4"], "После номера 1.2 стоит номер 1.4: номер 1.3 пропущен."),
        (["1", "2", "77", "3", "4"], "После номера 2 стоит номер 77: номера с 3 пропущены."),
        (["1", "2", "1"], "После номера 2 стоит номер 1: номера идут не по порядку."),
    ],
)
def test_numbers_out_of_order(numbers: list[str], text: str) -> None:
    items = [an_item(pk, number=number) for pk, number in enumerate(numbers, 1)]
    found = only(a_plan(*items))
    assert (found.code, found.text) == (Code.NUMBERS, text)


@pytest.mark.parametrize(
    "numbers",
    [
        ["1.", "2.", "3."],
        ["1", "1.1", "1.2", "2", "2.1"],
        ["1.1", "1.2", "2.1", "2.2"],
        ["I", "II", "III", "IV"],
        ["1", "", "2"],
        ["5", "6"],
        ["а)", "б)"],
    ],
)
def test_numbers_in_order(numbers: list[str]) -> None:
    assert texts(a_plan(*(an_item(pk, number=number) for pk, number in enumerate(numbers, 1)))) == []


def test_sections_number_their_items_anew_or_go_on() -> None:
    sections = (LintSection(1, "Первый"), LintSection(2, "Второй"))
    items = [an_item(pk, number=number, section=section) for pk, number, section in ((1, "1", 1), (2, "2", 1))]
    anew, on, gone = (an_item(3, number=number, section=2) for number in ("1", "3", "5"))
    assert texts(a_plan(*items, anew, sections=sections)) == []
    assert texts(a_plan(*items, on, sections=sections)) == []
    assert texts(a_plan(*items, gone, sections=sections)) == ["После номера 2 стоит номер 5: номера с 3 пропущены."]


def test_plan_without_numbers_is_not_asked_for_them() -> None:
    items = (an_item(1, number="2"), an_item(2, number="2"))
    assert texts(a_plan(*items, numbering=NumberingMode.NONE)) == []


MONTHS = ["Сентябрь 2022", "Октябрь 2022", "Ноябрь 2022", "Декабрь 2022", "Январь 2023", "Март 2023", "Апрель 2023"]


def test_one_row_out_of_a_list_that_goes_by_dates() -> None:
    months = [*MONTHS, "Февраль 2023", "Май 2023"]
    found = only(a_plan(*(an_item(pk, f"Дело {pk}", month) for pk, month in enumerate(months, 1))))
    assert (found.code, found.text) == (
        Code.ORDER,
        "Пункт 8 стоит после более позднего (пункт 7), а остальные идут по датам.",
    )


def test_day_after_its_month_is_in_order() -> None:
    months = [*MONTHS, "Май 2023", "до 15.05.2023"]
    assert texts(a_plan(*(an_item(pk, f"Дело {pk}", month) for pk, month in enumerate(months, 1)))) == []


def test_year_before_a_plan_of_several_years_is_only_doubted() -> None:
    item = an_item(1, deadline="Сентябрь 2021")
    found = only(replace(a_plan(item), title="План", period=PlanPeriod.calendar(2022, 2024)))
    assert (found.code, found.severity) == (Code.STALE_YEAR, Severity.DOUBT)


def test_list_that_does_not_go_by_dates_is_left_alone() -> None:
    months = ["Май 2023", "Октябрь 2022", "Март 2023", "Ноябрь 2022", "Апрель 2023", "Сентябрь 2022", "Январь 2023"]
    assert texts(a_plan(*(an_item(pk, f"Дело {pk}", month) for pk, month in enumerate(months, 1)))) == []


def test_empty_section_but_not_one_filled_inside() -> None:
    sections = (LintSection(1, "Этап"), LintSection(2, "Внутри", parent=1), LintSection(3, "Работа с детьми"))
    found = only(a_plan(an_item(1, section=2), sections=sections))
    assert (found.code, found.text) == (Code.EMPTY_SECTION, "В разделе «Работа с детьми» нет ни одного пункта.")


def test_stages_that_overlap() -> None:
    stages = (
        LintStage(1, "Практический", date(2022, 9, 1), date(2023, 12, 31)),
        LintStage(2, "Обобщающий", date(2023, 1, 9), date(2023, 4, 30)),
        LintStage(3, "Без дат"),
        LintStage(4, "Следующий", date(2023, 12, 31), date(2024, 5, 31)),
    )
    found = only(a_plan(an_item(1), stages=stages))
    assert (found.code, found.text) == (
        Code.STAGES_OVERLAP,
        "Этапы «Практический» и «Обобщающий» накладываются: 09.01–30.04.2023.",
    )


@pytest.mark.parametrize(
    ("ends_on", "items", "expected"),
    [
        (date(2023, 5, 31), 0, ["этап «Практический», направление «Методическое»"]),
        (date(2023, 5, 31), 1, []),
        (date(2022, 5, 31), 0, []),
    ],
)
def test_cell_of_the_matrix_without_items(ends_on: date, items: int, expected: list[str]) -> None:
    stage = LintStage(1, "Практический", date(2021, 9, 1), ends_on)
    cell = LintCell(stage, 7, "Методическое", works=2, items=items)
    found = texts(a_plan(an_item(1), cells=(cell,)))
    assert found == [
        f"В матрице проекта обещано ({where}): 2 работы, а пункта плана для этого нет." for where in expected
    ]


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (
            ["Cеминар наставников"],
            "В слове «Cеминар» есть латинские буквы («C»): его не найдёт поиск. Наберите слово заново.",
        ),
        (
            ["Встреча ТМС", "Отчёт TMC"],
            "«TMC» набрано латинскими буквами, а в других местах — русскими: портал видит два разных слова.",
        ),
    ],
)
def test_letters_of_another_alphabet(titles: list[str], text: str) -> None:
    found = only(a_plan(*(an_item(pk, title) for pk, title in enumerate(titles, 1))))
    assert (found.code, found.text) == (Code.LOOKALIKES, text)


@pytest.mark.parametrize(
    "title", ["Встреча в Zoom-классе", "3D-моделирование", "PR-служба", "XI слёт", "ІХ сход", "TMC"]
)
def test_honest_latin_words_are_no_remark(title: str) -> None:
    assert texts(a_plan(an_item(1, title))) == []


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [
        ("По приказу от 01.09.2022 № 5", "Приказ от 01.09.2022 № 6", True),
        ("Приказ от 01.09.2022 № 5 «О сети»", "Приказ от 01.09.2022 № 6 «О сети»", True),
        ("Приказ № 5 от 01.09.2022 «О сети»", "Приказ от 01.09.2022 № 6 «О сети»", True),
        ("Приказ от 01.09.2022 № 5 «О сети»", "Приказ от 01.09.2022 № 6 «О дежурстве»", False),
        ("Приказ от 01.09.2022 № 5", "По приказу от 01.09.2022 №5", False),
        ("Приказ управления от 01.09.2022 № 5", "Приказ лицея от 01.09.2022 № 6", False),
        ("Приказ от 01.09.2022 № 5", "Приказ от 02.09.2022 № 6", False),
    ],
)
def test_one_act_with_two_numbers(first: str, second: str, is_found: bool) -> None:
    found = lint(a_plan(an_item(1, first), an_item(2, second)))
    assert [finding.code for finding in found] == [Code.ACT_NUMBERS] * is_found


def test_spellings_of_one_organization() -> None:
    items = [
        an_item(pk, parties=(organization(name, "12"),))
        for pk, name in enumerate(["Центр «Росток»", 'Центр "Росток"', "ЦТ Росток", "центр  «Росток»"], 1)
    ]
    found = only(a_plan(*items))
    assert (found.code, found.text) == (
        Code.ORGANIZATION_SPELLINGS,
        "Одна организация написана по-разному: «Центр Росток» и «ЦТ Росток».",
    )
    assert found.severity is Severity.ADVICE


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Семёнов И.И.", "Семенов И.И."], "«Семёнов И.И.» и «Семенов И.И.»"),
        (["Иванова Н.", "Иванова Н.А."], "«Иванова Н.А.» и «Иванова Н.»"),
        (["Иванова Н.А.", "Иванова Нина Андреевна"], "«Иванова Н.А.» и «Иванова Нина Андреевна»"),
        (["Иванова Н.А.", "Иванова Н. А", "Н.А. Иванова", "ИВАНОВА Н.А."], None),
        (["Иванова Н.А.", "Иванова Н.П.", "Иванова Н."], None),
        (["Иванова Н.А.", "Иванов Н.А."], None),
    ],
)
def test_person_named_in_two_ways(names: list[str], shown: str | None) -> None:
    found = texts(a_plan(*(an_item(pk, parties=(person(name),)) for pk, name in enumerate(names, 1))))
    assert found == ([f"Один человек назван по-разному: {shown}."] if shown else [])


@given(st.lists(st.tuples(st.text(), st.text(), st.text(max_size=8)), max_size=6))
def test_no_text_stops_the_linter_and_each_remark_has_a_place(rows: list[tuple[str, str, str]]) -> None:
    items = [
        LintItem(pk, title, number=number, deadline=a_deadline(deadline), parties=(person(title), organization(title)))
        for pk, (title, deadline, number) in enumerate(rows, 1)
    ]
    assert all(finding.places and finding.text for finding in lint(a_plan(*items)))
