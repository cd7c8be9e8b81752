"""Cuts the tokens of a cell into names, notes and phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from plans.text.people.abbreviations import (
    COMPLETING,
    DIRECTIONS,
    LEGAL_FORMS,
    ORGANIZATION_ABBREVIATIONS,
    POST_ABBREVIATIONS,
    SUBJECTS,
)
from plans.text.people.lexicon import (
    APPOSITION_BASES,
    APPOSITIONS,
    HEADS,
    PREPOSITIONS,
)
from plans.text.people.names import looks_like_surname
from plans.text.people.openings import Opening, find_opening, head_of, opens_adjective
from plans.text.people.party import PartyKind
from plans.text.people.words import SEPARATORS, Kind, Token

_PARTICIPLE: Final = re.compile(r"(?:[юуая]щи[ейхм]\w{0,2}|вши[ейхм]\w{0,2}|[ен]ные|имые|котор\w+)$")
_OBLIQUE: Final = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ой|ей|ов|ев|ым|им|ых|их|ую|юю|ом|ем|ах|ях|амі|ямі|аў|яў|аго|ай|ых)$"
)
_OPENING_ABBREVIATIONS: Final = frozenset({"зам", "зав", "кл", "соц", "ст", "гл", "муз"})
_TEACHER: Final = re.compile("учител|преподавател|настаўнік|выкладчык|педагог")
_STRENGTH: Final = (
    Kind.SEMICOLON,
    Kind.COMMA,
    Kind.COLON,
    Kind.LINE,
    Kind.SLASH,
    Kind.AND,
    Kind.DASH,
    Kind.DOT,
)


@dataclass(slots=True)
class Phrase:
    """Tokens that belong together and the separator before them."""

    lead: Kind
    tokens: list[Token] = field(default_factory=list)
    opening: Opening | None = None
    head_place: int = 0

    @property
    def kind(self) -> Kind:
        """NAME or NOTE when that is what the phrase is, else the kind of its first token."""
        return self.tokens[0].kind

    @property
    def last(self) -> Token:
        """The last token."""
        return self.tokens[-1]

    @property
    def is_post(self) -> bool:
        """Whether the phrase names one person by a post."""
        return self.opening is not None and self.opening.head.kind is PartyKind.PERSON


class _Cutter:
    """Walks over the tokens once and decides at each word whether a new phrase begins."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.phrases: list[Phrase] = []
        self.current: Phrase | None = None

    def cut(self) -> list[Phrase]:
        separators: set[Kind] = {Kind.START}
        for index, token in enumerate(self.tokens):
            if token.kind in SEPARATORS:
                separators.add(token.kind)
                continue
            separator = self._strongest(separators)
            separators = set()
            if token.kind in (Kind.NAME, Kind.NOTE):
                self.phrases.append(Phrase(separator, [token]))
                if token.kind is Kind.NAME:
                    self.current = None
            elif self.current is None or self._begins(self.current, separator, index):
                self._start(separator, index)
            else:
                self.current.tokens.append(token)
                self._look_for_late_head(self.current, index)
        return self.phrases

    @staticmethod
    def _strongest(separators: set[Kind]) -> Kind:
        if Kind.START in separators:
            return Kind.START
        return next((kind for kind in _STRENGTH if kind in separators), Kind.SPACE)

    def _start(self, separator: Kind, index: int) -> None:
        opening = find_opening(self.tokens, index) or find_opening(self.tokens, index, is_loose=True)
        self.current = Phrase(separator, [self.tokens[index]], opening)
        self.phrases.append(self.current)

    def _look_for_late_head(self, phrase: Phrase, index: int) -> None:
        """Take the first known noun as the head when the phrase began with other words."""
        token = self.tokens[index]
        if phrase.opening is not None or phrase.kind not in (Kind.WORD, Kind.NUMBER):
            return
        head = head_of(token.key) if token.kind is Kind.WORD and not token.is_dotted else None
        if head is not None and not head.is_genitive_too:
            phrase.opening = Opening(head, index)

    def _begins(self, current: Phrase, separator: Kind, index: int) -> bool:
        if current.opening is not None and index <= current.opening.index:
            return False
        token = self.tokens[index]
        if separator is not Kind.SEMICOLON and self._completes(current, token, separator):
            return False
        rule = {
            Kind.SPACE: self._after_space,
            Kind.DASH: self._after_dash,
            Kind.AND: self._after_and,
            Kind.LINE: self._after_line,
            Kind.DOT: self._after_dot,
            Kind.SLASH: self._after_slash,
            Kind.COMMA: self._after_comma,
        }.get(separator)
        return True if rule is None else rule(current, index)

    def _completes(self, current: Phrase, token: Token, separator: Kind) -> bool:
        """Tell whether the phrase so far cannot stand without the token."""
        if token.kind in (Kind.NUMBER, Kind.QUOTE):
            return separator is not Kind.COMMA or current.last.kind is token.kind
        if current.last.key in PREPOSITIONS and separator is not Kind.COMMA:
            return True
        return False

    def _after_space(self, current: Phrase, index: int) -> bool:
        token = self.tokens[index]
        if token.kind is Kind.ABBREVIATION:
            return self._abbreviation_stands_alone(current, token)
        opening = find_opening(self.tokens, index)
        if opening is None:
            return False
        head, previous = opening.head, current.last
        follows_head = self._is_head(current, previous)
        if follows_head and current.opening and current.opening.head.takes_person:
            return False
        if current.opening is None and current.kind in (Kind.WORD, Kind.NUMBER):
            return looks_like_surname(current.tokens[0].text)
        if previous.key in LEGAL_FORMS and head.kind is not PartyKind.PERSON:
            return False
        if follows_head and self._is_apposition(previous, self.tokens[opening.index]):
            return False
        if head.is_genitive_too and index == opening.index:
            plural = current.opening is not None and current.opening.head.is_plural
            takes = current.opening is not None and current.opening.head.takes_person
            is_post = head.kind is PartyKind.GROUP and token.key[-1] in "ая"
            return is_post and plural and not takes and not previous.is_dotted
        if token.is_capital:
            return not (previous.is_dotted and follows_head and head.is_genitive_too)
        if token.is_dotted and token.key not in _OPENING_ABBREVIATIONS:
            return False
        if index != opening.index and not opens_adjective(token):
            return False
        return head.kind is not PartyKind.ORGANIZATION

    def _after_dash(self, current: Phrase, index: int) -> bool:
        opening = find_opening(self.tokens, index)
        return (
            opening is not None
            and opening.head.kind is PartyKind.PERSON
            and self.tokens[index].is_capital
            and not self._is_apposition(current.last, self.tokens[opening.index])
        )

    def _after_and(self, current: Phrase, index: int) -> bool:
        token = self.tokens[index]
        if token.kind is Kind.ABBREVIATION:
            if token.key in POST_ABBREVIATIONS:
                return True
            if token.key in COMPLETING or token.key in DIRECTIONS:
                return False
            return current.last.kind in (Kind.ABBREVIATION, Kind.QUOTE) and (
                current.opening is None and current.tokens[0].kind is Kind.ABBREVIATION
            )
        opening = find_opening(self.tokens, index)
        if opening is None:
            return False
        if opening.head.is_genitive_too:
            return (
                opening.head.kind is PartyKind.GROUP
                and self.tokens[opening.index].key[-1] in "ая"
                and not (current.last.key in HEADS and HEADS[current.last.key].is_genitive_too)
            )
        return True

    def _after_line(self, current: Phrase, index: int) -> bool:
        token = self.tokens[index]
        if token.kind is Kind.ABBREVIATION:
            return self._abbreviation_stands_alone(current, token) or (
                token.key not in LEGAL_FORMS
                and token.key in ORGANIZATION_ABBREVIATIONS
                and not self._is_head(current, current.last)
            )
        opening = find_opening(self.tokens, index) or (
            find_opening(self.tokens, index, is_loose=True) if token.is_capital else None
        )
        if opening is None:
            return token.is_capital and looks_like_surname(token.text)
        return not opening.head.is_genitive_too or (
            (token.is_capital or self._after_space(current, index)) and not self._waits_for_genitive(current)
        )

    def _after_dot(self, current: Phrase, index: int) -> bool:
        del current
        return self.tokens[index].is_capital

    def _after_slash(self, current: Phrase, index: int) -> bool:
        token = self.tokens[index]
        if token.kind is Kind.ABBREVIATION and token.key in DIRECTIONS:
            return False
        return len(token.text) > 1 and len(current.last.text) > 1

    def _after_comma(self, current: Phrase, index: int) -> bool:
        token = self.tokens[index]
        if token.kind is Kind.ABBREVIATION:
            return not self._continues_directions(current, token)
        if find_opening(self.tokens, index) is not None:
            return True
        if token.is_capital:
            return True
        key = token.key
        if key in PREPOSITIONS or _PARTICIPLE.search(key) or _OBLIQUE.search(key):
            return False
        if self._is_head(current, current.last):
            return True
        is_subject = current.opening is not None and _TEACHER.match(self.tokens[current.opening.index].key)
        return not is_subject and find_opening(self.tokens, index, is_loose=True) is not None

    def _continues_directions(self, current: Phrase, token: Token) -> bool:
        """Tell whether «ВР» goes on with «по УПР», «ИЗО» with «учитель» before the comma."""
        if token.key in SUBJECTS and current.opening is not None:
            return bool(_TEACHER.match(self.tokens[current.opening.index].key))
        tail = list(current.tokens)
        while tail and tail[-1].kind is Kind.ABBREVIATION:
            tail.pop()
        if len(tail) == len(current.tokens) or tail[-1:] == [] or tail[-1].key not in {"по", "па"}:
            return False
        return token.key in DIRECTIONS or (
            token.key not in ORGANIZATION_ABBREVIATIONS and token.key not in LEGAL_FORMS and token.key not in HEADS
        )

    def _abbreviation_stands_alone(self, current: Phrase, token: Token) -> bool:
        """Tell whether an abbreviation after a space is a participant of its own."""
        if token.key in POST_ABBREVIATIONS:
            return not self._is_head(current, current.last)
        last = current.last
        return (
            current.opening is None
            and last.kind is Kind.ABBREVIATION
            and not any(item.key in LEGAL_FORMS for item in current.tokens)
            and token.key not in COMPLETING
        )

    def _waits_for_genitive(self, current: Phrase) -> bool:
        head = current.opening.head if current.opening else None
        return (
            head is not None
            and self._is_head(current, current.last)
            and (head.takes_person or head.kind is not PartyKind.GROUP)
        )

    @staticmethod
    def _is_apposition(base: Token, token: Token) -> bool:
        return base.key in APPOSITION_BASES and token.key.startswith(tuple(APPOSITIONS))

    def _is_head(self, current: Phrase, token: Token) -> bool:
        return current.opening is not None and self.tokens[current.opening.index] is token


def cut_phrases(tokens: list[Token]) -> list[Phrase]:
    """Return the names, notes and phrases of a cell in order."""
    return _Cutter(tokens).cut()
