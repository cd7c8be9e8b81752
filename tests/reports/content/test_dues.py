"""Days of joint reports as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.content.dues import Stretch, read_days, stretches

AUTUMN, WINTER, SPRING = date(2022, 10, 5), date(2022, 12, 12), date(2023, 5, 15)


@pytest.mark.parametrize(
    "text",
    [
        "до 05.10.2022, 12.12.2022, 15.05.2023",
        "05.10.2022\n12.12.2022\n15.05.2023",
        "15.05.2023;\n 12.12.2022;\n\n05.10.2022.",
        "до 5 октября 2022 г., 12 декабря 2022 г. и 15 мая 2023",
        "05.10.2022, 12.12.2022\n12.12.2022 15.05.2023",
    ],
)
def test_days_are_read_in_order_each_once(text: str) -> None:
    assert read_days(text) == (AUTUMN, WINTER, SPRING)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" \n ; ", "Напишите хотя бы один день"),
        ("до 31.02.2022", "«до 31.02.2022»: не понято, какой это день"),
        ("когда-нибудь", "«когда-нибудь»: не понято"),
        ("05.10.2022\nежемесячно", "«ежемесячно»: не понято"),
        ("12 декабря", "«12 декабря»: не сказано, какого года день"),
        ("октябрь 2022", "«октябрь 2022» — это промежуток"),
    ],
)
def test_what_is_no_day_is_named(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_days(text)


def test_too_many_days_are_refused() -> None:
    days = "\n".join(f"{day:02}.{month:02}.2022" for month in (1, 3) for day in range(1, 20))
    with pytest.raises(ValueError, match="Дней больше 36"):
        read_days(days)


@given(st.sets(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=1, max_size=12))
def test_days_written_one_a_line_are_read_back(days: set[date]) -> None:
    assert read_days("\n".join(f"{day:%d.%m.%Y}" for day in days)) == tuple(sorted(days))


def test_periods_follow_one_another() -> None:
    assert stretches(date(2022, 9, 1), [WINTER, AUTUMN]) == (
        Stretch(date(2022, 9, 1), AUTUMN, AUTUMN),
        Stretch(date(2022, 10, 6), WINTER, WINTER),
    )


def test_a_day_before_the_period_is_refused() -> None:
    with pytest.raises(ValueError, match=r"05\.10\.2022 раньше, чем начался период отчёта: 01\.11\.2022"):
        stretches(date(2022, 11, 1), [AUTUMN])
