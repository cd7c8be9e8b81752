"""A stretch of whole months is named by them."""

from __future__ import annotations

from datetime import date

import pytest

from reports.content.stretches import stretch_words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2022, 11, 1), date(2022, 11, 30), "за ноябрь 2022 года"),
        (date(2022, 9, 1), date(2022, 11, 30), "за сентябрь – ноябрь 2022 года"),
        (date(2022, 9, 1), date(2023, 5, 31), "за сентябрь 2022 – май 2023 года"),
        (date(2024, 2, 1), date(2024, 2, 29), "за февраль 2024 года"),
        (date(2022, 11, 1), date(2022, 11, 29), "с 1 ноября по 29 ноября 2022 года"),
        (date(2022, 11, 2), date(2022, 11, 30), "с 2 ноября по 30 ноября 2022 года"),
    ],
)
def test_stretch_in_words(start: date, end: date, words: str) -> None:
    assert stretch_words(start, end).replace("\N{NO-BREAK SPACE}", " ") == words
