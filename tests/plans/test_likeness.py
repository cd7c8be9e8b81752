"""Which windows of different plans are proposed as one event."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.likeness import ALIKE, Candidate, like_pairs, title_likeness, title_words

OCTOBER = (date(2022, 10, 1), date(2022, 10, 31))
NOVEMBER = (date(2022, 11, 1), date(2022, 11, 30))
DECEMBER = (date(2022, 12, 1), date(2022, 12, 31))
YEAR = (date(2022, 9, 1), date(2023, 8, 31))


def pairs(*given: tuple[int, str, tuple[date, date]]) -> list[tuple[int, int]]:
    """Pairs of windows by place, each given as plan, title, days."""
    found = like_pairs([Candidate(place, plan, title, *days) for place, (plan, title, days) in enumerate(given)])
    return [(pair.first, pair.second) for pair in found]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Семинар для наставников", "Семинар наставников"),
        ("Круглый стол «Опыт сети»", "Проведение круглого стола «Опыт сети»"),
        ("Методический совет", "МЕТОДИЧЕСКИЙ  СОВЕТ."),
        ("Учёба пресс-центра", "Учеба пресс-центра"),
    ],
)
def test_like_titles_in_one_month_are_proposed(first: str, second: str) -> None:
    assert pairs((1, first, OCTOBER), (2, second, OCTOBER)) == [(0, 1)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Семинар наставников", "Совещание директоров"),
        ("Заседание совета № 1", "Заседание совета № 2"),
        ("Семинар наставников", "Семинар педагогов-психологов"),
        ("Мониторинг участия в проекте учащихся", "Мониторинг участия в проекте родителей и педагогов школ"),
        ("Семинар", "Семинар наставников"),
        ("", ""),
    ],
)
def test_other_titles_are_not(first: str, second: str) -> None:
    assert pairs((1, first, OCTOBER), (2, second, OCTOBER)) == []


def test_one_plan_never_meets_itself() -> None:
    assert pairs((1, "Семинар наставников", OCTOBER), (1, "Семинар наставников", OCTOBER)) == []


def test_equal_titles_are_proposed_in_neighbouring_months_and_not_further() -> None:
    title = "Семинар наставников"
    assert pairs((1, title, OCTOBER), (2, title, NOVEMBER)) == [(0, 1)]
    assert pairs((1, title, OCTOBER), (2, title, (date(2023, 3, 1), date(2023, 3, 31)))) == []
    assert pairs((1, title, OCTOBER), (2, "Большой семинар наставников", NOVEMBER)) == []


def test_whole_year_meets_only_a_whole_year() -> None:
    title = "Консультации наставников"
    assert pairs((1, title, YEAR), (2, title, OCTOBER)) == []
    assert pairs((1, title, YEAR), (2, title, YEAR)) == [(0, 1)]


def test_repeated_items_meet_month_by_month() -> None:
    title = "Заседание координационного совета"
    months = (OCTOBER, NOVEMBER, DECEMBER)
    found = pairs(*((plan, title, days) for plan in (1, 2) for days in months))
    assert sorted(found) == [(0, 3), (1, 4), (2, 5)]


def test_window_is_proposed_once_for_each_other_plan() -> None:
    title = "Семинар наставников"
    found = pairs((1, title, OCTOBER), (2, title, OCTOBER), (2, title, OCTOBER), (3, title, OCTOBER))
    assert sorted(found) == [(0, 1), (0, 3), (1, 3)]


def test_likest_pair_comes_first() -> None:
    found = pairs(
        (1, "Семинар наставников учреждений района", OCTOBER),
        (2, "Семинар наставников учреждений", OCTOBER),
        (1, "Педагогический совет", OCTOBER),
        (2, "Педагогический совет", OCTOBER),
    )
    assert found == [(2, 3), (0, 1)]


WORDS = st.sampled_from(["семинар", "совет", "круглый", "стол", "наставники", "учащиеся", "мониторинг", "1", "2"])
TITLES = st.lists(WORDS, max_size=6).map(" ".join)
CANDIDATES = st.lists(
    st.tuples(st.integers(1, 3), TITLES, st.dates(date(2022, 9, 1), date(2023, 5, 31))), max_size=14
).map(lambda rows: [Candidate(key, plan, title, day, day) for key, (plan, title, day) in enumerate(rows)])


@given(CANDIDATES)
def test_pairs_are_of_two_plans_and_alike(candidates: list[Candidate]) -> None:
    for pair in like_pairs(candidates):
        first, second = candidates[pair.first], candidates[pair.second]
        assert first.plan != second.plan
        assert pair.likeness == title_likeness(title_words(first.title), title_words(second.title)) >= ALIKE


@given(TITLES, TITLES)
def test_likeness_is_the_same_both_ways_and_whole_for_equal_titles(first: str, second: str) -> None:
    a, b = title_words(first), title_words(second)
    assert title_likeness(a, b) == title_likeness(b, a)
    assert title_likeness(a, a) == (Fraction(1) if a else Fraction(0))


@given(CANDIDATES)
def test_no_pair_alike_on_one_day_is_missed(candidates: list[Candidate]) -> None:
    proposed = {frozenset((pair.first, pair.second)) for pair in like_pairs(candidates)}
    met = {key for pair in proposed for key in pair}
    for first in candidates:
        for second in candidates:
            same = first.plan != second.plan and first.start == second.start and first.title == second.title
            if same and len(title_words(first.title)) > 1:
                assert {first.key, second.key} & met
