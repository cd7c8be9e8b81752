"""What holds for any «Сроки» cell, whatever is written in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plans.text.deadlines import DeadlineKind, DeadlineReading, explain_deadline, read_deadline
from plans.text.deadlines.words import GENITIVE_NAMES, NOMINATIVE
from plans.text.occurrences import occurrence_windows
from plans.text.period import PlanPeriod
from tests.plans.text.test_deadlines import CASES, rows, shown

PERIODS = [None, PlanPeriod.school(2022), PlanPeriod.calendar(2022), PlanPeriod.calendar(2022, 2024)]
PHRASES = [(row[0].replace(r"\n", "\n"), row[1]) for row in rows(CASES)]
PIECES = sorted({piece for phrase, _ in PHRASES for piece in phrase.split(" ")} | {"\n", ",", "-", ".", "(", ")", "/"})
texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
periods = st.sampled_from(PERIODS)
headings = st.sampled_from(["", "ОКТЯБРЬ", "Март 2023", "2 этап (2022-23 уч.г.)", "2023 год", "1. Общие вопросы"])


def is_in_order(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end


def dates(reading: DeadlineReading) -> list[date]:
    windows = [day for window in reading.windows for day in (window.start, window.end)]
    return [day for day in (reading.start, reading.end, *windows) if day is not None]


@given(text=texts, period=periods, heading=headings)
@example(text="до конца", period=None, heading="")
@example(text="с 1 октября, май", period=None, heading="")
@settings(max_examples=600, deadline=None)
def test_any_text_gives_an_honest_reading(text: str, period: PlanPeriod | None, heading: str) -> None:
    reading = read_deadline(text, period, heading=heading)
    windows = occurrence_windows(reading, period, None)

    assert reading.text == text
    assert is_in_order(reading.start, reading.end)
    assert all(is_in_order(window.start, window.end) for window in (*reading.windows, *windows))
    assert all(date(2000, 1, 1) <= day <= date(2101, 12, 31) for day in dates(reading))
    assert len(windows) == (reading.occurrences or 1)
    assert explain_deadline(reading)
    if reading.kind is DeadlineKind.UNKNOWN:
        assert dates(reading) == []
        assert reading.warnings


@given(text=st.text(alphabet="бвжзклмнпрстфхцчшщ ,.-()", max_size=30), period=periods)
@settings(max_examples=200, deadline=None)
def test_words_without_time_give_no_dates(text: str, period: PlanPeriod | None) -> None:
    assert dates(read_deadline(text, period)) == []


@given(text=st.text(alphabet="0123456789.,-/: ", max_size=14))
@settings(max_examples=400, deadline=None)
def test_numbers_give_dates_only_with_their_own_day_and_month(text: str) -> None:
    reading = read_deadline(text, PlanPeriod.school(2022))

    digits = {
        int(number)
        for number in text.replace("-", ".")
        .replace("/", ".")
        .replace(" ", ".")
        .replace(",", ".")
        .replace(":", ".")
        .split(".")
        if number
    }
    if reading.kind is not DeadlineKind.ALL_YEAR and reading.kind is not DeadlineKind.MONTH:
        assert all(day.day in digits and day.month in digits for day in dates(reading) if not is_month_edge(day))


def is_month_edge(day: date) -> bool:
    return day.day == 1 or (day + timedelta(days=1)).day == 1


@given(day=st.dates(date(2022, 7, 1), date(2023, 10, 31)), form=st.integers(0, 5), period=periods)
@settings(max_examples=300, deadline=None)
def test_a_written_year_is_kept(day: date, form: int, period: PlanPeriod | None) -> None:
    month = GENITIVE_NAMES[day.month - 1]
    text = [
        f"{day:%d.%m.%Y}",
        f"{day.day} {month} {day.year} г.",
        f"«{day.day}» {month} {day.year} года",
        f"{day:%d.%m.%y}",
        f"{day.day}-го {month} {day.year}",
        f"{day.day}.{day.month:02}.{day.year}г., 10.00",
    ][form]

    reading = read_deadline(text, period)

    assert (reading.kind, reading.start, reading.end) == (DeadlineKind.DATE, day, day)


@given(
    first=st.dates(date(2022, 9, 1), date(2023, 5, 31)),
    days=st.integers(1, 200),
    form=st.integers(0, 4),
    period=periods,
)
@settings(max_examples=300, deadline=None)
def test_a_range_keeps_both_ends(first: date, days: int, form: int, period: PlanPeriod | None) -> None:
    last = first + timedelta(days=days)
    names = [f"{day.day} {GENITIVE_NAMES[day.month - 1]} {day.year}" for day in (first, last)]
    text = [
        f"{first:%d.%m.%Y}-{last:%d.%m.%Y}",
        f"с {first:%d.%m.%Y} по {last:%d.%m.%Y} г.",
        f"{names[0]} г. – {names[1]} г.",
        f"с {names[0]} года по {names[1]} года",
        f"{first.day:02}.{first.month:02} - {last:%d.%m.%Y}",
    ][form]

    reading = read_deadline(text, period)

    assert (reading.kind, reading.start, reading.end) == (DeadlineKind.DATE_RANGE, first, last)


@given(months=st.lists(st.integers(1, 12).filter(lambda month: month != 8), min_size=1, max_size=5, unique=True))
def test_a_list_of_months_is_put_in_plan_order(months: list[int]) -> None:
    text = ", ".join(NOMINATIVE[month - 1] for month in months)

    reading = read_deadline(text, PlanPeriod.school(2022))

    expected = sorted(date(2022 + (month < 8), month, 1) for month in months)
    assert [window.start for window in reading.windows] == expected


def upper(text: str) -> str:
    return text.upper()


def no_break(text: str) -> str:
    return text.replace(" ", "\u00a0")


def long_dashes(text: str) -> str:
    return text.replace("-", "–")


def longer_dashes(text: str) -> str:
    return text.replace("-", "—")


def padded(text: str) -> str:
    return f"  {text.replace(' ', '  ')} "


def yo(text: str) -> str:
    return text.replace("четверт", "чётверт").replace("весен", "вёсен")


@pytest.mark.parametrize("change", [upper, no_break, long_dashes, longer_dashes, padded, yo])
def test_looks_do_not_change_the_sense(change: object) -> None:
    assert callable(change)
    for phrase, period in PHRASES:
        plain = read_deadline(phrase, PlanPeriod.parse(period))

        changed = read_deadline(change(phrase), PlanPeriod.parse(period))

        assert (phrase, shown(changed)) == (phrase, shown(plain))


def test_a_long_text_is_refused_at_once() -> None:
    reading = read_deadline("октябрь, " * 200, PlanPeriod.school(2022))

    assert shown(reading) == ["unknown", "-", "-", "none", "-"]
    assert reading.warnings == ("срок не понят: текст слишком длинный для срока",)
