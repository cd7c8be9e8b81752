"""From the phrases of a cell to its participants."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from plans.text.people.abbreviations import (
    DIRECTIONS,
    GROUP_ABBREVIATIONS,
    POST_ABBREVIATIONS,
)
from plans.text.people.boundaries import Phrase
from plans.text.people.lexer import tokenize
from plans.text.people.names import find_name, looks_like_surname
from plans.text.people.openings import kind_of_body
from plans.text.people.party import Party, PartyKind
from plans.text.people.phrases import cut_phrases
from plans.text.people.words import Kind, Token, prepare
from portal.text.names import comparison_key

_LONGEST: Final = 3_000
_LABELS: Final = ("отв", "исполнит", "соисполнит", "адказн", "участник")
_BRACKETS: Final = re.compile(r"[()\[\]]")
_BEFORE_PLACE: Final = frozenset({"имени", "город", "города", "село", "села", "поселок"})
_EDGES: Final = " \t\n,;:/\\|–—-&+*"


def read_responsibles(cell: str) -> tuple[Party, ...]:
    """Return the participants a cell names, in order, without repetition.

    An empty cell, or one of marks alone, gives (), and so does one of more than 3,000 letters: it is a text, no list
    of participants, and reading it would take seconds. Never raises; what cannot be cut stays
    one doubtful group in the words of the cell. Rules: domain description, section 8.
    """
    if len(cell) > _LONGEST:
        return ()
    text = prepare(cell)
    parties = _Reader(text).read() or _Reader(_BRACKETS.sub(" ", text)).read()
    if not parties and any(char.isalnum() for char in text):
        return (Party(PartyKind.GROUP, _tidy(text), "", is_doubtful=True),)
    return tuple(_distinct(parties))


class _Reader:
    """Joins posts with names and notes with participants."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.phrases = cut_phrases(tokenize(text))
        self.notes = [phrase.tokens[0] for phrase in self.phrases if phrase.kind is Kind.NOTE]
        self.parties: list[Party] = []
        self.waiting_note = ""

    def read(self) -> list[Party]:
        for index, phrase in enumerate(self.phrases):
            if phrase.kind is Kind.NOTE:
                self._note(phrase.tokens[0])
            elif phrase.kind is Kind.NAME:
                self._name(phrase, index)
            elif self._is_label(index):
                self.waiting_note = _joined(self.waiting_note, self._words(phrase))
            elif (phrase.is_post or _is_deputy(phrase)) and not self._is_class_teachers(index):
                self._post(phrase, index)
            else:
                self._add(self._body(phrase))
        return self.parties

    def _add(self, party: Party) -> None:
        self.parties.append(replace(party, note=_joined(self.waiting_note, party.note)))
        self.waiting_note = ""

    def _change_last(self, **changes: str) -> None:
        self.parties[-1] = replace(self.parties[-1], **changes)  # type: ignore[arg-type]

    def _note(self, token: Token) -> None:
        words = _tidy(token.text)
        if not self.parties:
            self.waiting_note = _joined(self.waiting_note, words)
            return
        last = self.parties[-1]
        name = find_name(words, 0)
        if name and name.end == len(words) and last.position and not last.name:
            self._change_last(name=name.text)
        else:
            self._change_last(note=_joined(last.note, words))

    def _name(self, phrase: Phrase, index: int) -> None:
        token = phrase.tokens[0]
        previous = self._before(index)
        if (
            previous is not None
            and previous.is_post
            and phrase.lead in (Kind.SPACE, Kind.LINE, Kind.DASH, Kind.COLON)
            and self.parties
            and not self.parties[-1].name
        ):
            self._change_last(name=token.text)
            return
        self._add(Party(PartyKind.PERSON, token.text, "", is_doubtful=token.is_doubtful))

    def _before(self, index: int) -> Phrase | None:
        """Return the last phrase before `index` that is no note."""
        earlier = (self.phrases[place] for place in range(index - 1, -1, -1))
        return next((phrase for phrase in earlier if phrase.kind is not Kind.NOTE), None)

    def _post(self, phrase: Phrase, index: int) -> None:
        surname = self._trailing_surname(phrase)
        if surname is not None:
            phrase.tokens.pop()
            self._add(Party(PartyKind.PERSON, surname.text, self._words(phrase), is_doubtful=True))
            return
        position = self._words(phrase)
        if self._belongs_to_name_before(phrase, index):
            self._change_last(position=position)
            return
        self._add(Party(PartyKind.PERSON, "", position))

    def _belongs_to_name_before(self, phrase: Phrase, index: int) -> bool:
        previous = self._before(index)
        if previous is None or previous.kind is not Kind.NAME or self.parties[-1].position:
            return False
        first = phrase.tokens[0]
        if phrase.lead is Kind.DASH:
            return True
        if phrase.lead in (Kind.SPACE, Kind.LINE):
            return not first.is_capital
        if phrase.lead is not Kind.COMMA:
            return False
        if first.is_capital and first.key not in POST_ABBREVIATIONS:
            return False
        following = self.phrases[index + 1 : index + 2]
        return not (following and following[0].kind is Kind.NAME and following[0].lead is Kind.SPACE)

    @staticmethod
    def _trailing_surname(phrase: Phrase) -> Token | None:
        """Return the lone surname of «директор школы Иванов», where no initials are given."""
        *others, last = phrase.tokens
        if last.kind is not Kind.WORD or not last.is_capital or not looks_like_surname(last.text):
            return None
        if not others or others[-1].is_dotted or others[-1].key in _BEFORE_PLACE:
            return None
        is_after_head = len(others) == 1
        return last if is_after_head or not last.key.endswith("а") else None

    def _is_label(self, index: int) -> bool:
        """Tell whether a phrase is «Ответственные:» before the participants."""
        phrase, following = self.phrases[index], self.phrases[index + 1 : index + 2]
        return (
            len(phrase.tokens) == 1
            and phrase.tokens[0].key.startswith(_LABELS)
            and bool(following)
            and following[0].lead is Kind.COLON
        )

    def _is_class_teachers(self, index: int) -> bool:
        """Tell whether «кл. рук.» stands for all of them: no name follows it."""
        phrase, following = self.phrases[index], self.phrases[index + 1 : index + 2]
        is_short = any(token.key == "кл" for token in phrase.tokens[:1]) and any(
            token.key == "рук" for token in phrase.tokens[:2]
        )
        return is_short and not (following and following[0].kind is Kind.NAME and following[0].lead is Kind.SPACE)

    def _body(self, phrase: Phrase) -> Party:
        words = self._words(phrase)
        if phrase.opening is not None:
            if phrase.is_post:
                return Party(PartyKind.GROUP, words, "")
            return Party(kind_of_body(phrase.opening, phrase.tokens), words, "")
        return self._unknown(phrase, words)

    def _unknown(self, phrase: Phrase, words: str) -> Party:
        first = phrase.tokens[0]
        if first.kind is Kind.ABBREVIATION and first.key.split("-")[0] in GROUP_ABBREVIATIONS:
            return Party(PartyKind.GROUP, words, "")
        is_named = first.kind is Kind.ABBREVIATION or first.is_capital
        if is_named and any(token.kind is Kind.ABBREVIATION for token in phrase.tokens[:3]):
            return Party(PartyKind.ORGANIZATION, words, "")
        if phrase.last.key == "кл":
            return Party(PartyKind.GROUP, words, "")
        if first.kind is Kind.QUOTE:
            return Party(PartyKind.ORGANIZATION, words, "")
        if len(phrase.tokens) == 1 and first.is_capital and looks_like_surname(first.text):
            return Party(PartyKind.PERSON, words, "", is_doubtful=True)
        return Party(PartyKind.GROUP, words, "", is_doubtful=True)

    def _words(self, phrase: Phrase) -> str:
        """Return the words of the phrase as written, notes inside it left out."""
        start, end = phrase.tokens[0].start, phrase.last.end
        pieces, position = [], start
        for note in self.notes:
            if start < note.start and note.end < end:
                pieces.append(self.text[position : note.start])
                position = note.end
        pieces.append(self.text[position:end])
        return _tidy(" ".join(pieces))


def _is_deputy(phrase: Phrase) -> bool:
    """Tell whether an unknown abbreviation is a post: «ЗР по ВР»."""
    keys = [token.key for token in phrase.tokens[:3]]
    is_bare = phrase.opening is None and phrase.kind is Kind.ABBREVIATION
    return is_bare and keys[1:2] in (["по"], ["па"]) and keys[-1] in DIRECTIONS


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)


def _joined(first: str, second: str) -> str:
    return "; ".join(filter(None, (first, second)))


def _distinct(parties: list[Party]) -> list[Party]:
    """Drop a participant that was named before; keep the fuller of two mentions.

    One name with two positions stays twice.
    """
    kept: list[Party] = []
    places: dict[tuple[PartyKind, str, str], int] = {}
    for party in parties:
        name, position = comparison_key(party.name), comparison_key(party.position)
        bare, exact = (party.kind, name, ""), (party.kind, name, position)
        place = places.get(exact)
        if place is None and name and bare in places and not kept[places[bare]].position:
            place = places[bare]
        if place is None:
            place = len(kept)
            kept.append(party)
        else:
            kept[place] = _merged(kept[place], party)
        places.setdefault(exact, place)
        places.setdefault(bare, place)
    return kept


def _merged(before: Party, party: Party) -> Party:
    note = before.note if party.note in before.note else _joined(before.note, party.note)
    return replace(before, position=before.position or party.position, note=note)
