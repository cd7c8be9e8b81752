"""Where a phrase can begin, and what its first noun says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from plans.text.people.lexicon import (
    ADJECTIVES_BEFORE_POST,
    EXTERNAL_MARKS,
    HEADS,
    INSIDE_ADJECTIVES,
    INSIDE_CAPABLE,
    MODIFIER_ABBREVIATIONS,
    OUTSIDE_TOPICS,
    POST_ABBREVIATIONS,
    TOPIC_NOUNS,
    Head,
)
from plans.text.people.party import PartyKind
from plans.text.people.words import Kind, Token

_QUANTIFIERS: Final = frozenset("все весь вся всё каждый каждая остальные усе барлық".split())
_NOMINATIVE: Final = re.compile(r"(?:ые|ие|ый|ий|ой|ая|яя|ое|ее|ыя|ія|ны|кі|лық|тік)$")
_LONE_NOMINATIVE: Final = re.compile(r"(?:ые|ие|ый|ая|яя|ое|ее|ыя|ія)$")
_POST_ENDING: Final = re.compile(
    r"(?:тель|ник|лог|ист|[тдн]ор|[тд]ер|арь|[ае]нт|вед|граф|[шщч]ик|мейстер|тренер|щий|ович)$"
)
_POSTS_ENDING: Final = re.compile(
    r"(?:тели|ники|логи|исты|[тдн]оры|[тд]еры|ари|[ае]нты|веды|графы|[шщч]ики|мейстеры|цы|щие)$"
)
_MAX_MODIFIERS: Final = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """The head noun of a phrase and the index of its token."""

    head: Head
    index: int


def find_opening(tokens: list[Token], start: int, *, is_loose: bool = False) -> Opening | None:
    """Return the head of the phrase that begins at `start`, adjectives before it allowed.

    With `is_loose` a noun outside the lexicon counts by its ending («фенолог», «фенологи»).
    """
    for index in range(start, min(start + _MAX_MODIFIERS + 1, len(tokens))):
        token = tokens[index]
        if token.kind is Kind.ABBREVIATION and token.key in POST_ABBREVIATIONS:
            return Opening(HEADS[token.key], index)
        if token.kind is Kind.DASH and index > start:
            continue
        if token.kind is not Kind.WORD:
            return None
        head = _head_at(tokens, index, is_loose=is_loose)
        if head is not None:
            return Opening(head, index)
        if not _is_modifier(token):
            return None
    return None


def head_of(key: str) -> Head | None:
    """Return what the lexicon says of a word or of the parts of a hyphenated one."""
    if key in HEADS:
        return HEADS[key]
    parts = key.split("-")
    return HEADS.get(parts[0]) or (HEADS.get(parts[-1]) if len(parts) > 1 else None)


def kind_of_body(head: Head, words: list[Token]) -> PartyKind:
    """Return group for a body inside the institution, organisation for one outside.

    `words` are all tokens of the phrase («администрация района», «методический отдел»).
    """
    keys = [token.key + "$" for token in words]
    noun = next((token.key for token in words if head_of(token.key) is head), "")
    if noun.startswith(("администр", "адміністр")):
        is_outside = any(_starts(key, EXTERNAL_MARKS) for key in keys if not key.startswith(noun))
        return PartyKind.ORGANIZATION if is_outside else PartyKind.GROUP
    if head.kind is PartyKind.ORGANIZATION and noun in INSIDE_CAPABLE:
        if any(_starts(key, EXTERNAL_MARKS) for key in keys):
            return PartyKind.ORGANIZATION
        if noun in TOPIC_NOUNS and any(_starts(key, OUTSIDE_TOPICS) for key in keys):
            return PartyKind.ORGANIZATION
        if noun in TOPIC_NOUNS or any(_starts(key, INSIDE_ADJECTIVES) for key in keys):
            return PartyKind.GROUP
    return head.kind


def _starts(key: str, stems: str) -> bool:
    return any(re.match(stem, key) for stem in stems.split())


def _head_at(tokens: list[Token], index: int, *, is_loose: bool) -> Head | None:
    key = tokens[index].key
    if key in ADJECTIVES_BEFORE_POST and _is_before_post(tokens, index):
        return None
    head = head_of(key)
    if head is not None or not is_loose:
        return head
    if _POST_ENDING.search(key.split("-")[0]):
        return Head(PartyKind.PERSON)
    if _POSTS_ENDING.search(key.split("-")[0]):
        return Head(PartyKind.GROUP, is_plural=True)
    return None


def _is_before_post(tokens: list[Token], index: int) -> bool:
    following = tokens[index + 1 : index + 2]
    if not following or following[0].kind is not Kind.WORD or following[0].is_capital:
        return False
    head = head_of(following[0].key)
    return head is not None and head.kind is PartyKind.PERSON


def _is_modifier(token: Token) -> bool:
    key = token.key
    return (
        key in _QUANTIFIERS
        or key in MODIFIER_ABBREVIATIONS
        or bool(_NOMINATIVE.search(key))
        or (token.is_dotted and len(key) > 1)
    )


def opens_adjective(token: Token) -> bool:
    """Tell whether a word is an adjective whose form can only be a nominative."""
    return bool(_LONE_NOMINATIVE.search(token.key)) or token.key in MODIFIER_ABBREVIATIONS
