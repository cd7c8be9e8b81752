"""Windows in which an item is expected."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.text.deadlines import DeadlineKind, DeadlineReading, Recurrence, read_deadline
from plans.text.occurrences import occurrence_windows
from plans.text.period import PeriodKind, PlanPeriod
from plans.text.school_calendar import decided_calendar, school_calendar

SCHOOL = PlanPeriod.school(2022)
CALENDAR = PlanPeriod.calendar(2022)
SPAN = PlanPeriod.calendar(2022, 2024)
LONG_PLAN = PlanPeriod(PeriodKind.SCHOOL, date(2022, 8, 15), date(2023, 6, 30))


def shown(phrase: str, period: PlanPeriod) -> list[str]:
    """Windows as «start end label»."""
    windows = occurrence_windows(read_deadline(phrase, period), period, None)
    return [f"{window.start or '-'} {window.end or '-'} {window.label}".strip() for window in windows]


def labels(phrase: str, period: PlanPeriod) -> list[str]:
    return [window.label for window in occurrence_windows(read_deadline(phrase, period), period, None)]


def test_monthly_in_a_school_plan() -> None:
    windows = shown("ежемесячно", SCHOOL)

    assert (windows[0], windows[-1], len(windows)) == (
        "2022-09-01 2022-09-30 сентябрь 2022",
        "2023-05-01 2023-05-31 май 2023",
        9,
    )


def test_monthly_in_a_calendar_plan() -> None:
    assert [len(shown(phrase, CALENDAR)) for phrase in ("ежемесячно", "1 раз в 2 месяца", "2 раза в месяц")] == [
        12,
        6,
        24,
    ]


def test_every_second_month() -> None:
    assert labels("1 раз в 2 месяца", SCHOOL) == [
        "сентябрь 2022",
        "ноябрь 2022",
        "январь 2023",
        "март 2023",
        "май 2023",
    ]


def test_quarters_are_cut_to_the_school_year() -> None:
    assert shown("ежеквартально", SCHOOL) == [
        "2022-09-01 2022-09-30 III квартал 2022",
        "2022-10-01 2022-12-31 IV квартал 2022",
        "2023-01-01 2023-03-31 I квартал 2023",
        "2023-04-01 2023-05-31 II квартал 2023",
    ]


def test_school_quarters() -> None:
    assert shown("1 раз в четверть", SCHOOL)[1] == "2022-11-08 2022-12-24 II четверть 2022/2023"
    assert labels("1 раз в четверть", CALENDAR) == [
        "III четверть 2021/2022",
        "IV четверть 2021/2022",
        "I четверть 2022/2023",
        "II четверть 2022/2023",
    ]


def test_half_years() -> None:
    assert shown("1 раз в полугодие", SCHOOL) == [
        "2022-09-01 2022-12-31 I полугодие 2022/2023",
        "2023-01-01 2023-05-31 II полугодие 2022/2023",
    ]
    assert labels("2 раза в год", CALENDAR) == ["I полугодие 2022", "II полугодие 2022"]


def test_trimesters() -> None:
    assert shown("1 раз в триместр", SCHOOL) == [
        "2022-09-01 2022-11-30 I триместр 2022/2023",
        "2022-12-01 2023-02-28 II триместр 2022/2023",
        "2023-03-01 2023-05-31 III триместр 2022/2023",
    ]
    assert labels("каждый триместр", CALENDAR) == [
        "II триместр 2021/2022",
        "III триместр 2021/2022",
        "I триместр 2022/2023",
    ]
    assert labels("2 раза в триместр", SCHOOL)[:3] == ["I триместр 2022/2023"] * 2 + ["II триместр 2022/2023"]


def test_several_times_a_year_share_one_window() -> None:
    assert shown("3 раза в год", SCHOOL) == ["2022-09-01 2023-05-31 2022/2023 учебный год"] * 3
    assert labels("ежегодно", SPAN) == ["2022 год", "2023 год", "2024 год"]


def test_named_months_of_a_repetition() -> None:
    assert labels("2 раза в год (октябрь, апрель)", SCHOOL) == ["октябрь 2022", "апрель 2023"]


def test_a_list_gives_one_window_each() -> None:
    assert shown("октябрь, апрель", SCHOOL) == [
        "2022-10-01 2022-10-31 октябрь 2022",
        "2023-04-01 2023-04-30 апрель 2023",
    ]


@pytest.mark.parametrize(
    ("phrase", "window"),
    [
        ("еженедельно", "2022-09-01 2023-05-31 01.09.2022–31.05.2023"),
        ("в течение года", "2022-09-01 2023-08-31 весь период"),
        ("по запросу", "- -"),
        ("по графику", "- -"),
        ("после каникул", "- -"),
        ("абв", "- -"),
        ("до 1 октября", "- 2022-10-01 до 01.10.2022"),
        ("с 1 октября", "2022-10-01 - с 01.10.2022"),
    ],
)
def test_what_is_not_counted_gives_one_window(phrase: str, window: str) -> None:
    assert shown(phrase, SCHOOL) == [window]


def test_a_deadline_set_by_hand_without_windows() -> None:
    monthly = DeadlineReading("", DeadlineKind.RECURRENCE, None, None, Recurrence.MONTHLY, occurrences=9)
    odd = DeadlineReading("", DeadlineKind.RECURRENCE, None, None, Recurrence.MONTHLY, occurrences=4)
    weekly = DeadlineReading("", DeadlineKind.RECURRENCE, None, None, Recurrence.WEEKLY)
    counted_weeks = DeadlineReading("", DeadlineKind.RECURRENCE, None, None, Recurrence.WEEKLY, occurrences=2)

    assert [len(occurrence_windows(reading, SCHOOL, None)) for reading in (monthly, odd, weekly, counted_weeks)] == [
        9,
        4,
        1,
        2,
    ]
    assert len(occurrence_windows(monthly, None, None)) == 9


def test_a_plan_with_its_own_days_and_calendar() -> None:
    reading = read_deadline("1 раз в четверть", LONG_PLAN)

    windows = occurrence_windows(reading, LONG_PLAN, school_calendar(2022))

    assert [window.label for window in windows] == [f"{n} четверть 2022/2023" for n in ("I", "II", "III", "IV")]


def test_trimesters_of_the_project_s_own_calendar() -> None:
    days = ((date(2022, 9, 5), date(2022, 11, 19)), (date(2022, 11, 28), date(2023, 2, 18)), (date(2023, 2, 27),) * 2)
    calendar = decided_calendar(school_calendar(2022), trimesters=days)
    reading = read_deadline("1 раз в триместр", SCHOOL, calendar=calendar)

    windows = occurrence_windows(reading, SCHOOL, calendar)

    assert [(window.start, window.end) for window in windows] == list(days)
    assert reading.warnings == ()


PHRASES = st.sampled_from(
    [
        *(f"{times}{unit}" for times in ("1 раз в ", "2 раза в ") for unit in ("месяц", "квартал", "четверть", "год")),
        *(f"{times}{unit}" for times in ("1 раз в ", "3 раза в ") for unit in ("полугодие", "триместр")),
        *("ежемесячно", "ежеквартально", "ежегодно", "еженедельно", "1 раз в 2 месяца", "по мере необходимости"),
        *("в течение года", "октябрь, апрель", "до 1 декабря", "с октября ежемесячно", "II четверть", "абв"),
        *("сентябрь - май", "последняя среда месяца", "2 раза в год (октябрь, апрель)", "весенние каникулы"),
    ]
)
PERIODS = st.one_of(
    st.builds(PlanPeriod.school, st.integers(2018, 2032)),
    st.builds(PlanPeriod.calendar, st.integers(2018, 2032)),
    st.builds(lambda year, more: PlanPeriod.calendar(year, year + more), st.integers(2018, 2030), st.integers(1, 5)),
)


@given(PHRASES, PERIODS, st.sampled_from(["BY", "RU"]))
def test_windows_of_any_deadline_are_as_many_as_it_expects_and_in_order(
    phrase: str, period: PlanPeriod, country: str
) -> None:
    calendar = school_calendar(period.school_start, country)
    reading = read_deadline(phrase, period, calendar=calendar)

    windows = occurrence_windows(reading, period, calendar)

    assert len(windows) == (reading.occurrences or 1)
    assert windows == occurrence_windows(reading, period, calendar)
    assert all(a.start <= a.end for a in windows if a.start and a.end)
    assert all(a.end <= b.end for a, b in pairwise(windows) if a.end and b.end)
