"""Headings of columns and the fields they stand for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from plans.importing.vocabulary import LIKELY_PATTERNS, SURE_PATTERNS
from portal.text.names import folded

FIELDS = (
    "number", "title", "deadline", "deadline_place", "start", "finish", "responsible", "mark",
    "expected_result", "audience", "form", "place", "organisation", "municipality", "task",
    "stage", "direction", "note", "criterion", "indicators",
)  # fmt: skip
MAX_HEADING = 120
MAX_WORDS = 8  # a heading known by one word is short; a longer text is an item
MAX_TEXT = 1000  # of a longer text only the beginning is compared
SIGN = "\ue000"  # stands for «№», which compatibility forms would turn into letters
NUMBER_SIGNS = frozenset({"№", "n", "nn", "no", "#", "nº"})

HOMOGLYPHS = str.maketrans("abceehkmoptxyi", "авсеенкмортхуі")
SPELLED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_] ){2,}[^\W\d_](?![^\W\d_])")
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\u00ad]\s*(?=[^\W\d_]{2})")
ENDING = re.compile(r"\s*\(\s*[-/\u2010-\u2015]?\s*\w{1,4}\s*\)")


@dataclass(frozen=True, slots=True)
class Match:
    """A field for a heading: sure if the heading is a known one, else told as a doubt."""

    field: str
    is_sure: bool


def normal(text: str, *, joined: bool = False) -> str:
    """A heading for comparison: lower case, «ё» as «е», no punctuation, spelled-out words joined.

    Latin letters inside Cyrillic words are read as the Cyrillic ones they look like. With `joined`
    every hyphen between letters is taken for one that breaks a word («Ответствен- ный»). Only the
    first `MAX_TEXT` characters count.
    """
    text = " ".join(text[:MAX_TEXT].split())
    text = unicodedata.normalize("NFKC", text.replace("№", SIGN)).replace(SIGN, " № ")
    text = ENDING.sub("", text).replace("\u00ad", "-" if joined else "")
    if joined:
        text = HYPHEN.sub("", text)
    words = re.sub(r"[^\w№]+|_+", " ", folded(text))
    words = re.sub(r"№(?: ?№)+", "№", words)
    words = " ".join(_cyrillic(word) for word in words.split())
    return SPELLED.sub(lambda match: match.group().replace(" ", ""), words)


def _cyrillic(word: str) -> str:
    if re.search("[а-яёіў]", word):
        return word.translate(HOMOGLYPHS)
    return word


def match_heading(heading: str) -> Match | None:
    """The field of a printed heading (domain: column vocabulary); None if it is not known."""
    if len(heading) > MAX_HEADING:
        return None
    keys = tuple(dict.fromkeys((normal(heading), normal(heading, joined=True))))
    for key in keys:
        if key.replace(" ", "") in NUMBER_SIGNS:
            return Match("number", is_sure=True)
        for field, pattern in SURE_PATTERNS:
            if pattern.fullmatch(key):
                return Match(field, is_sure=True)
    for key in keys:
        if len(key.split()) > MAX_WORDS:
            continue
        found = [
            (match.start(), place, field)
            for place, (field, pattern) in enumerate(LIKELY_PATTERNS)
            if (match := pattern.search(key))
        ]
        if found:
            return Match(min(found)[2], is_sure=False)
    return None
