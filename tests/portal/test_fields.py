"""A day is taken from the browser's picker and from the keyboard, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.fields import WRONG_DAY, day_field


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2022-12-31", date(2022, 12, 31)),
        ("31.12.2022", date(2022, 12, 31)),
        (" 1.9.2022 ", date(2022, 9, 1)),
        ("", None),
    ],
)
def test_day_is_read_as_picked_and_as_typed(typed: str, day: date | None) -> None:
    assert day_field("С").clean(typed) == day


@pytest.mark.parametrize("typed", ["31.02.2022", "вчера", "12/31/2022", "2022"])
def test_day_that_is_none_is_told_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError) as caught:
        day_field("С").clean(typed)

    assert caught.value.messages == [WRONG_DAY]
