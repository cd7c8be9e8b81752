"""Long texts become one short line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.short import shortened


@pytest.mark.parametrize(
    ("text", "longest", "line"),
    [
        ("Неделя\nчтения", 13, "Неделя чтения"),
        ("Неделя чтения вслух", 15, "Неделя чтения…"),
        ("Неделя чтения вслух", 14, "Неделя чтения…"),
        ("Неделя чтения вслух", 13, "Неделя…"),
        ("Неделя, потом месяц", 9, "Неделя…"),
        ("Неделя — потом месяц", 10, "Неделя…"),
        ("Достопримечательности города", 10, "Достоприм…"),
        ("— — — — —", 4, "— —…"),
        ("", 5, ""),
    ],
)
def test_text_is_cut_at_a_word(text: str, longest: int, line: str) -> None:
    assert shortened(text, longest) == line


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_line_is_never_longer_than_asked_nor_empty_without_need(text: str, longest: int) -> None:
    line = shortened(text, longest)

    assert len(line) <= longest
    assert bool(line) is bool(text.strip())
