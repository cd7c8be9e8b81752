"""Numbers typed and shown in Russian."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.numbers import difference_words, number_in, number_words, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("  ", None),
        ("12", Decimal(12)),
        ("12,5", Decimal("12.5")),
        ("12.50", Decimal("12.5")),
        ("1 234,5", Decimal("1234.5")),
        ("1\u00a0234\u202f567", Decimal(1234567)),
        ("-3", Decimal(-3)),
        ("−3,25", Decimal("-3.25")),
        ("0,100", Decimal("0.1")),
        ("999999999999", Decimal(999999999999)),
    ],
)
def test_number_is_read_as_people_write_it(text: str, number: Decimal | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["12а", "1,2,3", "12 5", "1 23", "5%", "--3", ",5", "5,", "1e5", "0,125", "1000000000000", "NaN", "²"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        read_number(text)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (None, ""),
        (0, "0"),
        (Decimal("12.00"), "12"),
        (Decimal("12.50"), "12,5"),
        (Decimal("0.05"), "0,05"),
        (1234567, "1\u00a0234\u00a0567"),
        (Decimal("-1234.5"), "−1\u00a0234,5"),
        (Decimal("-0.00"), "0"),
    ],
)
def test_number_is_shown_with_a_comma_and_thousands_apart(number: Decimal | int | None, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("number", "words"), [(None, ""), (0, "0"), (3, "+3"), (Decimal("-2.50"), "−2,5"), (1000, "+1\u00a0000")]
)
def test_difference_has_its_sign(number: Decimal | int | None, words: str) -> None:
    assert difference_words(number) == words


@given(st.decimals(min_value=-(10**12) + 1, max_value=10**12 - 1, places=2))
def test_what_is_shown_is_read_back(number: Decimal) -> None:
    assert read_number(number_words(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("0", 0),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("", None),
        ("-1", None),
        ("٧", None),
        ("1 2", None),
    ],
)
def test_number_of_a_form_fits_any_database(text: str, number: int | None) -> None:
    assert number_in(text) == number
