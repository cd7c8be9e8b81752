"""Comparison of names that were typed by different people in different ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any, Final

from portal.text.clean import clean_text

# Latin letters that look like Cyrillic ones; «i» is a letter of Belarusian and Kazakh.
_LOOKALIKES: Final = str.maketrans("ABCEHIKMOPTXYaceikopxy", "АВСЕНІКМОРТХУасеікорху")
_DIGITS: Final = re.compile(r"\d+")
NEAR: Final = 0.88
NEAR_LENGTHS: Final = 3
_DASHES_AND_MARKS: Final = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return the text in small letters with ё read as е: two texts that differ in nothing else become equal."""
    return text.casefold().replace("ё", "е")


def natural_key(text: str) -> tuple[Any, ...]:
    """What to order names by: as they are read, «Школа № 2» before «Школа № 11», capital letters and ё aside."""
    read = folded(text)
    words = _DIGITS.split(read)
    numbers = [(len(found), found) for found in (digits.lstrip("0") for digits in _DIGITS.findall(read))]
    return tuple(part for pair in zip(words, [*numbers, ()], strict=True) for part in pair)


def fold_lookalikes(text: str) -> str:
    """Return the text with Latin letters that look Cyrillic replaced by the Cyrillic ones."""
    return text.translate(_LOOKALIKES)


def has_mixed_scripts(word: str) -> bool:
    """Tell whether a word holds both Latin and Cyrillic letters."""
    scripts = {name.split(" ", 1)[0] for name in (unicodedata.name(char, "") for char in word if char.isalpha())}
    return {"LATIN", "CYRILLIC"} <= scripts


def comparison_key(name: str) -> str:
    """Return the key under which two spellings of one name are equal.

    NFKC, look-alike letters made Cyrillic, case folded, ё read as е; quotes, dots, dashes,
    spaces and every other mark dropped. «Иванова Н. А.» and «Иванова Н.А» share a key.
    A name of marks alone gives an empty key, which equals nothing useful.
    """
    text = unicodedata.normalize("NFKC", clean_text(name).replace("№", ""))
    return _DASHES_AND_MARKS.sub("", folded(fold_lookalikes(text)))


def person_key(name: str) -> str:
    """Return surname and initials as one key: «Иванова Нина Андреевна» equals «Иванова Н.А».

    Words are counted from the left, the surname first; initials before the surname are
    moved behind it. A name without initials is its surname alone.
    """
    text = unicodedata.normalize("NFKC", clean_text(name))
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", fold_lookalikes(text))
    if len(words) == 2 and len(words[1]) == 2 and words[1].isupper():  # noqa: PLR2004
        words = [words[0], *words[1]]
    full = [word for word in words if len(word) > 1]
    if not full:
        return comparison_key(name)
    surname = full[0]
    rest = [word for word in words if word is not surname]
    return comparison_key(surname) + "".join(comparison_key(word[0]) for word in rest[:2])


def near_keys(key: str, keys: Iterable[str]) -> list[str]:
    """Return those of the comparison keys that may be a slip of the pen for `key`, the nearest first, itself left out.

    Numbers must agree («школа5» is never «школа7»), lengths differ by three letters at most.
    """
    digits = _DIGITS.findall(key)
    bound = SequenceMatcher(None, "", key, autojunk=False)

    def may_be_near(other: str) -> bool:
        """A bound from above that costs little: of thousands of keys few are worth the full comparison."""
        bound.set_seq1(other)
        return bound.quick_ratio() >= NEAR

    close = [
        (SequenceMatcher(None, key, other, autojunk=False).ratio(), other)
        for other in keys
        if other != key
        and abs(len(other) - len(key)) <= NEAR_LENGTHS
        and _DIGITS.findall(other) == digits
        and may_be_near(other)
    ]
    return [other for ratio, other in sorted(close, reverse=True) if ratio >= NEAR]
