"""Misspelt words of time: those that can be put right, and those that only show that something was meant."""

from __future__ import annotations

from functools import lru_cache

from plans.text.deadlines.words import MONTH_WORDS

_SURE_LENGTH = 6
_KEYWORDS = (
    "ежемесячно",
    "ежеквартально",
    "еженедельно",
    "ежегодно",
    "ежедневно",
    "постоянно",
    "систематически",
    "каждый",
    "каждую",
    "каждого",
    "квартал",
    "четверть",
    "полугодие",
    "неделя",
    "месяц",
    "декада",
    "течение",
    "каникулы",
    "включительно",
    "кроме",
    "после",
    "позднее",
    "понедельник",
    "вторник",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
    "осень",
    "весна",
)
_ALL = tuple(MONTH_WORDS) + _KEYWORDS
_BY_LENGTH: dict[int, tuple[str, ...]] = {
    length: tuple(word for word in _ALL if len(word) == length) for length in {len(word) for word in _ALL}
}


@lru_cache(maxsize=4096)
def looks_like_time(word: str) -> bool:
    """Tell whether an unknown word is so near to a word of time that it may be a misspelling of it."""
    reach = 2 if len(word) > _SURE_LENGTH else 1
    near = min(reach, len(word) - 3)
    if near < 1:
        return False
    return any(
        is_near(word, known, near)
        for length in range(len(word) - near, len(word) + near + 1)
        for known in _BY_LENGTH.get(length, ())
    ) or word.startswith(
        ("янв", "февр", "апрел", "август", "сентя", "сенте", "октя", "окте", "ноябр", "декаб", "квартал")
    )


@lru_cache(maxsize=4096)
def meant_month(word: str) -> int | None:
    """Return the month of a long word with one wrong letter, when only one month is that near."""
    if len(word) < _SURE_LENGTH:
        return None
    months = {
        MONTH_WORDS[known]
        for length in (len(word) - 1, len(word), len(word) + 1)
        for known in _BY_LENGTH.get(length, ())
        if known in MONTH_WORDS and len(known) >= _SURE_LENGTH and is_near(word, known, 1)
    }
    return months.pop() if len(months) == 1 else None


def is_near(one: str, other: str, reach: int) -> bool:
    """Tell whether one word becomes the other by at most `reach` letters added, dropped or changed."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row = row, [place]
        for j, match in enumerate(other, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != match)))
        if min(row) > reach:
            return False
    return row[-1] <= reach
