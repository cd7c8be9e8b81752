"""Where a phrase can begin, and what its first noun says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from plans.text.people.abbreviations import (
    MODIFIERS,
    POST_ABBREVIATIONS,
)
from plans.text.people.lexicon import (
    ADJECTIVES_BEFORE_NOUN,
    BARE_INSIDE,
    COMPOUND_NOUNS,
    EXTERNAL_MARKS,
    HEADS,
    INSIDE_ADJECTIVES,
    INSIDE_CAPABLE,
    INSTITUTIONS,
    OUTSIDE_TOPICS,
    POSSESSIVES,
    QUANTIFIERS,
    TOPIC_NOUNS,
    Head,
)
from plans.text.people.party import PartyKind
from plans.text.people.words import Kind, Token

_NOMINATIVE: Final = re.compile(r"(?:ые|ие|ый|ий|ой|ая|яя|ое|ее|ыя|ія|ны|кі|лық|тік)$")
_PLURAL_ADJECTIVE: Final = re.compile(r"(?:ые|ие|ыя|ія)$")
_LONE_NOMINATIVE: Final = re.compile(r"(?:ые|ие|ый|ая|яя|ое|ее|ыя|ія)$")
_POST_ENDING: Final = re.compile(r"(?:тель|ник|лог|ист|[тднсз]ор|[тд]ер|арь|[ае]нт|вед|граф|[шщч]ик|мейстер|тренер)$")
_POSTS_ENDING: Final = re.compile(
    r"(?:тели|ники|логи|исты|[тднсз]оры|[тд]еры|ари|[ае]нты|веды|графы|[шщч]ики|мейстеры|цы)$"
)
_CONTRACTED_POST: Final = re.compile(r"[а-яіў]{1,8}-(?:ль|ог|ик|ор|ст)")
_CONTRACTED_POSTS: Final = re.compile(r"[а-яіў]{1,8}-(?:ли|ги|ки|ры|ты|ля|ся|ие|ые)")
_MAX_MODIFIERS: Final = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """The head noun of a phrase and the index of its token."""

    head: Head
    index: int
    token: Token


def find_opening(tokens: list[Token], start: int, *, is_loose: bool = False) -> Opening | None:
    """Return the head of the phrase that begins at `start`, adjectives before it allowed.

    With `is_loose` a noun outside the lexicon counts by its ending («фенолог», «фенологи»).
    """
    for index in range(start, min(start + _MAX_MODIFIERS + 1, len(tokens))):
        token = tokens[index]
        if token.kind is Kind.ABBREVIATION and token.key in POST_ABBREVIATIONS:
            return Opening(HEADS[token.key], index, token)
        if token.kind in (Kind.DASH, Kind.LINE) and index > start:
            continue
        if token.kind is Kind.AND and index > start and _joins_adjectives(tokens, index):
            continue
        if token.kind in (Kind.NUMBER, Kind.QUOTE):
            continue
        if token.kind is not Kind.WORD:
            break
        head = _head_at(tokens, index, is_loose=is_loose)
        if head is not None:
            return Opening(_in_number(head, tokens[start:index]), index, token)
        if not _is_modifier(token):
            break
    return _shortened(tokens, start) or (_quantifier(tokens, start))


def _in_number(head: Head, modifiers: list[Token]) -> Head:
    """Return the plural for a shortened noun after a plural adjective: «классные рук.»."""
    is_many = any(_PLURAL_ADJECTIVE.search(token.key) for token in modifiers)
    if is_many and head.kind is PartyKind.PERSON:
        return Head(PartyKind.GROUP, is_plural=True, takes_person=head.takes_person)
    return head


def _shortened(tokens: list[Token], start: int) -> Opening | None:
    """Return the post in «соц. пед.», where no noun is written out."""
    keys = [token.key for token in tokens[start : start + 2]]
    if len(keys) < 2 or keys[0] not in MODIFIERS:  # noqa: PLR2004
        return None
    kind = {"пед": PartyKind.PERSON, "гр": PartyKind.GROUP}.get(keys[1])
    return Opening(Head(kind), start + 1, tokens[start + 1]) if kind else None


def _quantifier(tokens: list[Token], start: int) -> Opening | None:
    """Return the group in «все», where no noun follows."""
    if tokens[start].key in QUANTIFIERS:
        return Opening(Head(PartyKind.GROUP, is_plural=True), start, tokens[start])
    return None


def head_of(key: str) -> Head | None:
    """Return what the lexicon says of a word or of the parts of a hyphenated one."""
    if key in HEADS:
        return HEADS[key]
    parts = key.split("-")
    return HEADS.get(parts[0]) or (HEADS.get(parts[-1]) if len(parts) > 1 else None)


def kind_of_body(opening: Opening, words: list[Token]) -> PartyKind:
    """Return group for a body inside the institution, organisation for one outside.

    `words` are all tokens of the phrase («администрация района», «методический отдел»).
    """
    noun = opening.token.key
    keys = [token.key for token in words]
    others = [token.key for token in words if token is not opening.token]
    if noun.startswith(("администр", "адміністр")):
        is_outside = _any_starts(others, EXTERNAL_MARKS) and not _any_starts(others, INSTITUTIONS)
        return PartyKind.ORGANIZATION if is_outside else PartyKind.GROUP
    if noun in {"орган", "органы"} and _any_starts(others, OUTSIDE_TOPICS):
        return PartyKind.ORGANIZATION
    if not others and noun in BARE_INSIDE:
        return PartyKind.GROUP
    if noun not in INSIDE_CAPABLE or _any_starts(keys, EXTERNAL_MARKS):
        return opening.head.kind
    is_topical = noun in TOPIC_NOUNS
    if is_topical and _any_starts(others, OUTSIDE_TOPICS):
        return opening.head.kind
    return PartyKind.GROUP if is_topical or _any_starts(others, INSIDE_ADJECTIVES) else opening.head.kind


def _any_starts(keys: list[str], beginnings: tuple[str, ...]) -> bool:
    return any(re.match(beginning, key) for key in keys for beginning in beginnings)


def _head_at(tokens: list[Token], index: int, *, is_loose: bool) -> Head | None:
    key = tokens[index].key
    following = tokens[index + 1].key if index + 1 < len(tokens) else ""
    is_adjective = key in ADJECTIVES_BEFORE_NOUN and _is_before_noun(tokens, index)
    if is_adjective or (key == "нач" and following.startswith(("кл", "шк"))):
        return None
    return head_of(key) or (_head_by_ending(key) if is_loose else None)


def _head_by_ending(key: str) -> Head | None:
    compound = next((noun for noun in COMPOUND_NOUNS if key.endswith(noun)), "")
    if compound:
        return HEADS[compound]
    first = key.split("-", maxsplit=1)[0]
    if _POST_ENDING.search(first) or _CONTRACTED_POST.fullmatch(key):
        return Head(PartyKind.PERSON)
    if _POSTS_ENDING.search(first) or _CONTRACTED_POSTS.fullmatch(key):
        return Head(PartyKind.GROUP, is_plural=True)
    return None


def _is_before_noun(tokens: list[Token], index: int) -> bool:
    following = tokens[index + 1 : index + 2]
    if not following or following[0].kind is not Kind.WORD or following[0].is_capital:
        return False
    head = head_of(following[0].key)
    return head is not None and not head.is_plural


def _joins_adjectives(tokens: list[Token], index: int) -> bool:
    """Tell whether the conjunction at `index` stands in «педагогические и руководящие»."""
    pair = [tokens[index - 1], *tokens[index + 1 : index + 2]]
    return all(_NOMINATIVE.search(token.key) and head_of(token.key) is None for token in pair)


def _is_modifier(token: Token) -> bool:
    key = token.key
    return (
        key in QUANTIFIERS
        or key in POSSESSIVES
        or key in MODIFIERS
        or bool(_NOMINATIVE.search(key))
        or (token.is_dotted and len(key) > 1)
    )


def opens_adjective(token: Token) -> bool:
    """Tell whether a word is an adjective whose form can only be a nominative."""
    return bool(_LONE_NOMINATIVE.search(token.key)) or token.key in MODIFIERS
