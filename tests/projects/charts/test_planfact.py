"""Bars of plan and fact."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from projects.charts.planfact import BOTTOM, HEIGHT, TOP, Pair, plan_fact_chart

values = st.none() | st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def test_bars_stand_side_by_side_and_are_as_long_as_their_numbers() -> None:
    chart = plan_fact_chart([Pair("2021/2022", Decimal(40), Decimal(30)), Pair("2022/2023", Decimal(60), None)], "чел.")
    assert chart is not None
    bars = [(bar.kind, bar.x, bar.y, bar.height, bar.text) for bar in chart.bars]
    assert bars == [
        ("plan", 31.0, 66.0, 88.0, "40"),
        ("fact", 67.0, 88.0, 66.0, "30"),
        ("plan", 143.0, 22.0, 132.0, "60"),
    ]
    assert (chart.zero, chart.width, chart.height) == (154.0, 240, 200)
    assert chart.words == "2021/2022: план 40 чел., факт 30 чел.; 2022/2023: план 60 чел."
    assert [(line.x, line.text) for line in chart.lines] == [(64.0, "2021/2022"), (176.0, "2022/2023")]


def test_nothing_known_gives_no_picture() -> None:
    assert plan_fact_chart([]) is None
    assert plan_fact_chart([Pair("I полугодие", None, None)]) is None


def test_noughts_are_told_and_lie_on_the_line() -> None:
    chart = plan_fact_chart([Pair("год", Decimal(0), Decimal(0))])
    assert chart is not None
    assert [(bar.height, bar.text) for bar in chart.bars] == [(0.0, "0"), (0.0, "0")]
    assert chart.zero == HEIGHT - BOTTOM


def test_what_is_below_nought_hangs_from_the_line() -> None:
    chart = plan_fact_chart([Pair("год", Decimal(10), Decimal(-10))])
    assert chart is not None
    plan, fact = chart.bars
    assert (plan.y + plan.height, fact.y) == (chart.zero, chart.zero)
    assert (plan.height, fact.text) == (fact.height, "−10")


@given(st.lists(st.tuples(values, values), min_size=1, max_size=12))
def test_everything_stands_inside_the_picture(numbers: list[tuple[Decimal | None, Decimal | None]]) -> None:
    chart = plan_fact_chart([Pair(f"Период {place}", *pair) for place, pair in enumerate(numbers)])
    for bar in chart.bars if chart else ():
        assert bar.x >= 0
        assert bar.x + bar.width <= chart.width  # type: ignore[union-attr]
        assert bar.y >= TOP - 0.11
        assert bar.y + bar.height <= HEIGHT - BOTTOM + 0.11
        assert 0 < bar.y_text < HEIGHT - BOTTOM + 6
