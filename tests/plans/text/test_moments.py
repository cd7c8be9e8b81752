"""Moments of an event in words."""

from __future__ import annotations

from datetime import datetime

import pytest

from plans.text.moments import moments_in_words

START = datetime(2022, 10, 15, 10)  # noqa: DTZ001 - in the zone of the project, whichever that is


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (START, None, "15 октября 2022 г., 10:00"),
        (START, START, "15 октября 2022 г., 10:00"),
        (START, START.replace(hour=12, minute=30), "15 октября 2022 г., 10:00–12:30"),
        (START, START.replace(day=16, hour=15), "с 15 октября по 16 октября 2022 года, начало в 10:00"),
        (START, START.replace(month=11, day=2), "с 15 октября по 2 ноября 2022 года, начало в 10:00"),
        (START.replace(hour=0), None, "15 октября 2022 г."),
        (START.replace(hour=0), START.replace(hour=9, minute=5), "15 октября 2022 г., 00:00–09:05"),
    ],
)
def test_moments(start: datetime, end: datetime | None, words: str) -> None:
    assert moments_in_words(start, end).replace("\N{NO-BREAK SPACE}", " ") == words
