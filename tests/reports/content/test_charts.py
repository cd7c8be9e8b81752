"""Geometry of charts."""

from __future__ import annotations

from datetime import date

from reports.content import Bar, Month, StripCell, charts

MONTHS = (
    Month(date(2022, 9, 30), 2, 1),
    Month(date(2022, 10, 31), 4, 3),
    Month(date(2022, 11, 30), 6, None),
)


def test_strip_breaks_after_27_squares() -> None:
    strip = charts.strip([StripCell(str(n), "done") for n in range(1, 29)])
    assert strip is not None
    first, last = strip.squares[0], strip.squares[27]
    assert (first.x, first.y, last.x, last.y) == ("0.6", "0.6", "0.6", "46.6")
    assert (strip.width, strip.height) == ("680", "92")


def test_strip_drops_numbers_that_do_not_fit() -> None:
    strip = charts.strip([StripCell("1.2.3", "late"), StripCell("1.2", "late")])
    assert strip is not None
    assert [square.number for square in strip.squares] == ["", "1.2"]


def test_no_strip_for_no_items_or_too_many() -> None:
    many = [StripCell("1", "done")] * 271
    assert (charts.strip([]), charts.strip(many)) == (None, None)


def test_line_goes_from_the_first_day_to_the_last() -> None:
    line = charts.line(MONTHS, date(2022, 10, 15))
    assert line is not None
    assert line.planned == "24,148 114.2,102.7 210.7,57.3 304,12"
    assert line.done == "24,148 114.2,125.3 160.9,80"
    assert (line.done_label, line.day, line.day_x) == ("3", "15.10", "160.9")
    assert [(tick.place, tick.label) for tick in line.grid] == [
        ("148", "0"),
        ("102.7", "2"),
        ("57.3", "4"),
        ("12", "6"),
    ]
    assert [tick.label for tick in line.months] == ["сен", "окт", "ноя"]


def test_line_before_the_plan_has_no_fact() -> None:
    months = [Month(month.ends_on, month.planned, None) for month in MONTHS]
    line = charts.line(months, date(2022, 8, 1))
    assert line is not None
    assert (line.done, line.done_label, line.day_x) == ("", "", "24")


def test_no_line_of_one_point() -> None:
    assert (charts.line(MONTHS[:1], date(2022, 9, 1)), charts.line((), date(2022, 9, 1))) == (None, None)


def test_bars_share_one_scale() -> None:
    found = charts.bars([Bar("Совет", 2, 1, 0, 1), Bar("Отдел с очень длинным названием", 0, 0, 1, 0)])
    assert found is not None
    first, second = found.rows
    assert [(piece.x, piece.width, piece.state) for piece in first.pieces] == [
        ("124", "90", "done"),
        ("214", "45", "late"),
        ("259", "45", "plan"),
    ]
    assert (second.label, second.total, second.y) == ("Отдел с очень длинным…", "1", "27")


def test_no_bars_for_nobody() -> None:
    assert charts.bars([]) is None


def test_grid_of_a_prime_number_has_two_lines() -> None:
    line = charts.line([Month(date(2022, 9, 30), 7, 0), Month(date(2022, 10, 31), 7, None)], date(2022, 9, 30))
    assert line is not None
    assert [tick.label for tick in line.grid] == ["0", "7"]
