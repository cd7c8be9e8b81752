"""Whether a word begins a new participant or goes on with the one before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Final

from plans.text.people.abbreviations import (
    COMPLETING,
    DIRECTIONS,
    GROUP_ABBREVIATIONS,
    LEGAL_FORMS,
    ORGANIZATION_ABBREVIATIONS,
    POST_ABBREVIATIONS,
    SUBJECTS,
)
from plans.text.people.lexicon import APPOSITION_BASES, APPOSITIONS, HEADS, PREPOSITIONS, Head
from plans.text.people.names import looks_like_surname
from plans.text.people.openings import Opening, find_opening, head_of, opens_adjective
from plans.text.people.party import PartyKind
from plans.text.people.words import Kind, Token

_PARTICIPLE: Final = re.compile(r"(?:[юуая]щи[ейхм]\w{0,2}|вши[ейхм]\w{0,2}|[ен]ные|имые|котор\w+)$")
_OBLIQUE: Final = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ой|ей|ов|ев|ым|им|ых|их|ую|юю|ом|ем|ах|ях|амі|ямі|аў|яў|аго|ай)$"
)
_TEACHER: Final = re.compile("учител|преподавател|настаўнік|выкладчык|педагог")
_OPENING_ABBREVIATIONS: Final = frozenset({"зам", "зав", "кл", "соц", "ст", "гл", "муз"})


@dataclass(slots=True)
class Phrase:
    """Tokens that belong together and the separator before them."""

    lead: Kind
    tokens: list[Token] = field(default_factory=list)
    opening: Opening | None = None

    @property
    def kind(self) -> Kind:
        """NAME or NOTE when that is what the phrase is, else the kind of its first token."""
        return self.tokens[0].kind

    @property
    def last(self) -> Token:
        """The last token."""
        return self.tokens[-1]

    @property
    def head(self) -> Head | None:
        """What the head noun says, None when no noun is known."""
        return self.opening.head if self.opening is not None else None

    @property
    def is_post(self) -> bool:
        """Whether the phrase names one person by a post."""
        return self.head is not None and self.head.kind is PartyKind.PERSON

    @property
    def ends_with_head(self) -> bool:
        """Whether nothing stands after the head noun yet."""
        return self.opening is not None and self.opening.token is self.last

    @property
    def is_about_teachers(self) -> bool:
        """Whether the head noun takes school subjects."""
        return self.opening is not None and bool(_TEACHER.match(self.opening.token.key))


def begins_phrase(current: Phrase, separator: Kind, tokens: list[Token], index: int) -> bool:
    """Tell whether the token at `index`, after `separator`, begins a new phrase."""
    token = tokens[index]
    if current.opening is not None and index <= current.opening.index:
        return False
    if separator is not Kind.SEMICOLON and _completes(current, token, separator):
        return False
    rule = _RULES.get(separator)
    return rule is None or rule(current, tokens, index)


def _completes(current: Phrase, token: Token, separator: Kind) -> bool:
    """Tell whether the phrase so far cannot stand without the token."""
    if token.kind in (Kind.NUMBER, Kind.QUOTE):
        is_list = current.last.kind is token.kind and current.kind is not Kind.QUOTE
        return separator is not Kind.COMMA or is_list
    return current.last.key in PREPOSITIONS and separator is not Kind.COMMA


def _after_space(current: Phrase, tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind is Kind.ABBREVIATION:
        return _stands_alone(current, token)
    opening = find_opening(tokens, index)
    if opening is None or _takes(current, opening):
        return False
    if current.opening is None and current.kind in (Kind.WORD, Kind.NUMBER):
        return looks_like_surname(current.tokens[0].text)
    if opening.head.is_genitive_too and index == opening.index:
        return _is_plural_after_plural(current, opening)
    return token.is_capital or _is_plain_nominative(current.last, token, opening, index)


def _takes(current: Phrase, opening: Opening) -> bool:
    """Tell whether the phrase needs the noun: «заместитель директора», «МКУ Центр …»."""
    previous = current.last
    if previous.key in LEGAL_FORMS:
        return opening.head.kind is not PartyKind.PERSON
    if not current.ends_with_head or current.head is None:
        return False
    return current.head.takes_person or _is_apposition(previous, opening.token)


def _is_plural_after_plural(current: Phrase, opening: Opening) -> bool:
    """Tell whether «учителя» after «классные руководители» is a nominative."""
    head = current.head
    return (
        opening.head.kind is PartyKind.GROUP
        and opening.token.key.endswith(("а", "я"))
        and head is not None
        and head.is_plural
        and not head.takes_person
        and not current.last.is_dotted
    )


def _is_plain_nominative(previous: Token, token: Token, opening: Opening, index: int) -> bool:
    """Tell whether a small-letter word after a space can be nothing but a new participant."""
    if token.is_dotted and (token.key not in _OPENING_ABBREVIATIONS or previous.key in GROUP_ABBREVIATIONS):
        return False
    if index != opening.index and not opens_adjective(token):
        return False
    return opening.head.kind is not PartyKind.ORGANIZATION


def _after_dash(current: Phrase, tokens: list[Token], index: int) -> bool:
    opening = find_opening(tokens, index)
    return (
        opening is not None
        and opening.head.kind is PartyKind.PERSON
        and tokens[index].is_capital
        and not _is_apposition(current.last, opening.token)
    )


def _after_and(current: Phrase, tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind is Kind.ABBREVIATION:
        return _is_joined_abbreviation(current, token)
    opening = find_opening(tokens, index)
    if opening is None:
        return False
    if not opening.head.is_genitive_too:
        return True
    before = HEADS.get(current.last.key)
    is_post = opening.head.kind is PartyKind.GROUP and opening.token.key.endswith(("а", "я"))
    return is_post and not (before is not None and before.is_genitive_too)


def _is_joined_abbreviation(current: Phrase, token: Token) -> bool:
    """Tell «УО и ИМЦ», two bodies, from «педагоги ОУ и ДОО» and «КДН и ЗП»."""
    if token.key in POST_ABBREVIATIONS:
        return True
    if token.key in COMPLETING or token.key in DIRECTIONS:
        return False
    is_body = current.opening is None and current.kind is Kind.ABBREVIATION
    return is_body and current.last.kind in (Kind.ABBREVIATION, Kind.QUOTE)


def _after_line(current: Phrase, tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind is Kind.ABBREVIATION:
        is_body = token.key in ORGANIZATION_ABBREVIATIONS and not current.ends_with_head
        return is_body or _stands_alone(current, token)
    opening = find_opening(tokens, index) or (find_opening(tokens, index, is_loose=True) if token.is_capital else None)
    if opening is None:
        return token.is_capital and looks_like_surname(token.text)
    if not opening.head.is_genitive_too:
        return True
    return not _waits_for_genitive(current) and (token.is_capital or _after_space(current, tokens, index))


def _waits_for_genitive(current: Phrase) -> bool:
    head = current.head
    return head is not None and current.ends_with_head and (head.takes_person or head.kind is not PartyKind.GROUP)


def _after_dot(_current: Phrase, tokens: list[Token], index: int) -> bool:
    opening = find_opening(tokens, index)
    return tokens[index].is_capital or (opening is not None and not opening.head.is_genitive_too)


def _after_slash(current: Phrase, tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    is_direction = token.kind is Kind.ABBREVIATION and token.key in DIRECTIONS
    is_subject = current.is_about_teachers and not token.is_capital and find_opening(tokens, index) is None
    return not is_direction and not is_subject and len(token.text) > 1 and len(current.last.text) > 1


def _after_comma(current: Phrase, tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind is Kind.ABBREVIATION:
        return not _goes_on_with(current, token)
    if token.kind is Kind.QUOTE or token.is_capital or find_opening(tokens, index) is not None:
        return True
    key = token.key
    if key in PREPOSITIONS or _PARTICIPLE.search(key) or _OBLIQUE.search(key):
        return False
    is_bare = current.opening is None and current.last.kind is Kind.ABBREVIATION
    if current.ends_with_head or is_bare or _has_late_head(tokens, index):
        return True
    return not current.is_about_teachers and find_opening(tokens, index, is_loose=True) is not None


def _has_late_head(tokens: list[Token], index: int) -> bool:
    """Tell whether a nominative stands later in the words before the next separator."""
    words = takewhile(lambda token: token.kind is Kind.WORD and not token.is_dotted, islice(tokens, index, None))
    heads = (head_of(token.key) for token in words)
    return any(head is not None and not head.is_genitive_too for head in heads)


def _goes_on_with(current: Phrase, token: Token) -> bool:
    """Tell whether «ВР» goes on with «по УПР», «ИЗО» with «учитель» before the comma."""
    if token.key in SUBJECTS and current.is_about_teachers:
        return True
    tail = list(current.tokens)
    while tail and tail[-1].kind is Kind.ABBREVIATION:
        tail.pop()
    if not tail or tail[-1] is current.last or tail[-1].key not in {"по", "па"}:
        return False
    known = any(token.key in words for words in (ORGANIZATION_ABBREVIATIONS, GROUP_ABBREVIATIONS, LEGAL_FORMS, HEADS))
    return token.key in DIRECTIONS or not known


def _stands_alone(current: Phrase, token: Token) -> bool:
    """Tell whether an abbreviation after a space is a participant of its own."""
    if token.key in POST_ABBREVIATIONS:
        return not current.ends_with_head
    return (
        current.opening is None
        and current.last.kind is Kind.ABBREVIATION
        and not any(item.key in LEGAL_FORMS for item in current.tokens)
        and token.key not in COMPLETING
    )


def _is_apposition(base: Token, token: Token) -> bool:
    return base.key in APPOSITION_BASES and token.key.startswith(APPOSITIONS)


_Rule = Callable[[Phrase, list[Token], int], bool]
_RULES: Final[dict[Kind, _Rule]] = {
    Kind.SPACE: _after_space,
    Kind.DASH: _after_dash,
    Kind.AND: _after_and,
    Kind.LINE: _after_line,
    Kind.DOT: _after_dot,
    Kind.SLASH: _after_slash,
    Kind.COMMA: _after_comma,
}
