"""Geometry of the charts on screen."""

from __future__ import annotations

from datetime import date

from plans.charts import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Segment, bar, plan_and_fact

START, END, TODAY = date(2022, 9, 1), date(2023, 8, 31), date(2022, 11, 14)
DUE = [date(2022, 9, 30), date(2022, 10, 31), date(2023, 5, 31), date(2023, 5, 31)]
DONE = [date(2022, 9, 20), date(2022, 11, 10)]


def points(line: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line.split())]


def test_plan_begins_at_nothing_and_ends_at_all() -> None:
    line = points(plan_and_fact(DUE, DONE, START, END, TODAY).plan)
    assert (line[0], line[-1]) == ((LEFT, HEIGHT - BOTTOM), (WIDTH - RIGHT, TOP))


def test_line_of_facts_ends_today_at_what_is_done() -> None:
    chart = plan_and_fact(DUE, DONE, START, END, TODAY)
    last = points(chart.fact)[-1]
    assert chart.dot is not None
    assert (last, chart.dot.text, chart.today) == ((chart.dot.x, chart.dot.y), "2", chart.dot.x)


def test_lines_only_grow() -> None:
    chart = plan_and_fact(DUE, DONE, START, END, TODAY)
    for line in (points(chart.plan), points(chart.fact)):
        assert line == sorted(line, key=lambda point: (point[0], -point[1]))
        assert [y for _, y in line] == sorted((y for _, y in line), reverse=True)


def test_before_the_plan_there_are_no_facts() -> None:
    chart = plan_and_fact(DUE, [], START, END, date(2022, 8, 1))
    assert (chart.fact, chart.dot, chart.today) == ("", None, None)


def test_after_the_plan_facts_reach_its_end() -> None:
    chart = plan_and_fact(DUE, DONE, START, END, date(2024, 1, 1))
    assert (points(chart.fact)[-1][0], chart.today) == (WIDTH - RIGHT, None)


def test_empty_plan_has_a_flat_line() -> None:
    chart = plan_and_fact([], [], START, START, START)
    assert [rule.text for rule in chart.rules] == ["0", "1"]


def test_months_of_several_years_are_thinned_out() -> None:
    chart = plan_and_fact(DUE, DONE, date(2021, 1, 15), date(2023, 12, 31), TODAY)
    assert [month.text for month in chart.months] == ["янв", "июл", "янв", "июл", "янв", "июл"]


def test_bar_is_made_of_pieces_in_order() -> None:
    assert bar([("done", 1), ("late", 0), ("plan", 3)], 8) == (
        Segment("done", 0, 12.5),
        Segment("plan", 12.5, 37.5),
    )


def test_bar_of_nothing_is_empty() -> None:
    assert bar([("done", 0)], 0) == ()
