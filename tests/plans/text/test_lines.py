"""Lines of a cell."""

from __future__ import annotations

import pytest

from plans.text.lines import clean_lines, join_broken_words


def test_clean_lines() -> None:
    assert clean_lines(" до\u00a01\u00ad \r\n\n\tоктября\u2028года ") == ["до 1", "октября", "года"]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("выпол-\n нении", "выполнении"),
        ("сентябрь -\nдекабрь", "сентябрь - декабрь"),
        ("до 1\nоктября", "до 1 октября"),
        ("", ""),
    ],
)
def test_join_broken_words(text: str, joined: str) -> None:
    assert join_broken_words(text) == joined
