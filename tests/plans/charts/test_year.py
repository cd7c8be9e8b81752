"""Geometry of the year strip."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plans.charts import StripItem, Window, axis_of, strip_of, years_of
from plans.charts.year import FIGURE_ROWS, LEFT, PAGE_ITEMS, RIGHT, Strip

AXIS = axis_of(date(2022, 9, 1), 0)
TODAY = date(2022, 11, 14)
OCTOBER = (date(2022, 10, 1), date(2022, 10, 31))


def window(start: date | None, end: date | None, state: str = "plan") -> Window:
    return Window(start, end, state, "слова")


def item(*windows: Window, pk: int = 1, headings: tuple[str, ...] = (), **given: Any) -> StripItem:
    return StripItem(pk, f"{pk}.", "Семинар", "plan", windows, note="осенью", headings=headings, **given)


def drawn(*items: StripItem) -> Strip:
    return strip_of(items, AXIS, TODAY)


def kinds(*windows: Window, **given: Any) -> list[str]:
    rows = drawn(item(*windows, **given)).pages[0].figures[0].rows
    return [shape.kind for shape in rows[0].shapes]


def test_year_begins_with_the_month_of_the_plan() -> None:
    assert (AXIS.start, AXIS.end) == (date(2022, 9, 1), date(2023, 8, 31))
    assert [month.text for month in AXIS.months][:5] == ["сен 2022", "окт", "ноя", "дек", "янв 2023"]
    assert (AXIS.x(AXIS.start), AXIS.x(date(2023, 9, 1))) == (LEFT, RIGHT)


def test_leap_year_has_room_for_the_29th() -> None:
    axis = axis_of(date(2024, 2, 29), 0)
    assert (axis.start, axis.end) == (date(2024, 2, 1), date(2025, 1, 31))
    assert axis.x(date(2024, 2, 29)) < axis.x(date(2024, 3, 1))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "years"),
    [
        (date(2022, 9, 1), date(2023, 8, 31), 1),
        (date(2022, 9, 1), date(2023, 9, 1), 2),
        (date(2022, 1, 1), date(2026, 12, 31), 5),
        (date(2022, 9, 1), date(2022, 9, 30), 1),
    ],
)
def test_how_many_years_a_plan_takes(starts_on: date, ends_on: date, years: int) -> None:
    assert years_of(starts_on, ends_on) == years


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (*OCTOBER, "bar"),
        (date(2022, 10, 3), date(2022, 10, 5), "point"),
        (date(2022, 10, 3), date(2022, 10, 6), "bar"),
        (date(2022, 10, 3), date(2022, 10, 3), "point"),
        (None, date(2022, 10, 20), "point"),
        (date(2023, 1, 10), None, "whole"),
    ],
)
def test_shape_by_what_a_window_is(start: date | None, end: date | None, kind: str) -> None:
    assert kinds(window(start, end)) == [kind]


def test_repeated_windows_are_ticks_and_whole_period_is_a_line() -> None:
    assert kinds(window(*OCTOBER), window(date(2022, 11, 1), date(2022, 11, 30)), is_repeated=True) == ["tick", "tick"]
    assert kinds(window(AXIS.start, AXIS.end), is_whole=True) == ["whole"]


def test_bar_stands_at_its_days() -> None:
    shape = drawn(item(window(*OCTOBER))).pages[0].figures[0].rows[0].shapes[0]
    assert shape.body.startswith(f"M{AXIS.x(OCTOBER[0])} ")
    assert f"H{AXIS.x(date(2022, 11, 1))}V" in shape.body


@pytest.mark.parametrize("is_repeated", [False, True])
@pytest.mark.parametrize("days", [OCTOBER, (date(2022, 10, 3), date(2022, 10, 3))])
def test_states_are_told_apart_by_shape_alone(days: tuple[date, date], *, is_repeated: bool) -> None:
    """Of full and open ones, which the style sheet makes, each pair differs in its lines too."""
    full, opened = ["done", "late"], ["active", "cancelled", "plan"]
    for states in (full, opened):
        looks = set()
        for state in states:
            rows = drawn(item(window(*days, state), is_repeated=is_repeated)).pages[0].figures[0].rows
            looks.add((rows[0].shapes[0].body, rows[0].shapes[0].sign))
        assert len(looks) == len(states)


def test_window_of_another_year_is_not_drawn() -> None:
    first, second = axis_of(date(2022, 9, 1), 0, 2), axis_of(date(2022, 9, 1), 1, 2)
    late = item(window(date(2023, 10, 1), date(2023, 10, 31)))
    assert strip_of([late], first, TODAY).pages == ()
    assert len(strip_of([late], second, TODAY).pages[0].figures[0].items) == 1


def test_what_lies_outside_of_the_plan_is_told_in_its_first_or_last_year() -> None:
    first, second = axis_of(date(2022, 9, 1), 0, 2), axis_of(date(2022, 9, 1), 1, 2)
    early, after = item(window(date(2022, 8, 1), date(2022, 8, 31))), item(window(date(2025, 1, 1), None))
    assert [len(strip_of([each], axis, TODAY).pages) for each in (early, after) for axis in (first, second)] == [
        1,
        0,
        0,
        1,
    ]
    assert drawn(early).pages[0].figures[0].rows[0].shapes == ()


def test_undated_item_stands_with_its_words() -> None:
    rows = drawn(item()).pages[0].figures[0].rows
    assert [(row.shapes, row.item.note if row.item else "") for row in rows] == [((), "осенью")]


def test_hundred_items_fit_a_page_in_figures_of_thirty_lines() -> None:
    strip = drawn(*(item(window(*OCTOBER), pk=number) for number in range(100)))
    assert [len(page.figures) for page in strip.pages] == [4]
    assert [len(figure.rows) for figure in strip.pages[0].figures] == [30, 30, 30, 10]


def test_five_hundred_items_are_paged_and_none_is_lost() -> None:
    sections = [(f"Раздел {number // 40}",) if number % 40 == 0 else () for number in range(500)]
    strip = drawn(*(item(window(*OCTOBER), pk=pk, headings=headings) for pk, headings in enumerate(sections)))
    shown = [each.pk for page in strip.pages for figure in page.figures for each in figure.items]
    assert shown == list(range(500))
    assert max(sum(len(figure.items) for figure in page.figures) for page in strip.pages) <= PAGE_ITEMS
    assert max(len(figure.rows) for page in strip.pages for figure in page.figures) <= FIGURE_ROWS + 2


def test_section_that_goes_on_says_so() -> None:
    strip = drawn(*(item(pk=number, headings=("Работа с педагогами",) if number == 0 else ()) for number in range(40)))
    labels = [figure.rows[0].label for figure in strip.pages[0].figures]
    assert labels == ["Работа с педагогами", "Работа с педагогами (продолжение)"]


def test_today_is_marked_only_inside_of_the_year() -> None:
    assert drawn(item()).today == AXIS.x(TODAY)
    assert strip_of([item()], AXIS, date(2024, 1, 1)).today is None


def test_stages_lie_over_the_year_and_a_narrow_one_is_told_by_its_title() -> None:
    stages = [
        ("Подготовительный этап", date(2022, 1, 1), date(2022, 12, 31)),
        ("Переход", date(2023, 1, 1), date(2023, 1, 5)),
        ("Давно", date(2020, 1, 1), date(2020, 12, 31)),
    ]
    axis = axis_of(date(2022, 9, 1), 0, 1, stages)
    assert [(band.text, band.title, band.is_even) for band in axis.bands] == [
        ("Подготовительный этап", "Подготовительный этап", True),
        ("", "Переход", False),
    ]
    assert axis.top > AXIS.top


def test_long_title_is_cut_and_kept_whole_beside() -> None:
    long = StripItem(1, "1.", "Семинар " * 30, "plan", ())
    row = drawn(long).pages[0].figures[0].rows[0]
    assert row.label.endswith("…")
    assert row.item == long
