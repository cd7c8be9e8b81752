"""Words that are sought: how they are cut, what they match, where they stand in a text.

A Russian ending is cut off, and a word is found where another begins with what is left: «семинары» finds «семинар»,
«семинаров», «семинарский». Letter case and ё are of no account, all words must occur, a number is found only whole.
It is a plain rule without a dictionary: «день» does not find «дня».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

MOST_WORDS: Final = 8
LONGEST: Final = 200
SHORTEST_STEM: Final = 3
SNIPPET: Final = 160
NOTHING: Final = "(?!)"
_WORD: Final = re.compile(r"[^\W_]+")
_CYRILLIC: Final = re.compile(r"[а-яіўґєї]+")
_ENDINGS: Final = re.compile(
    r"(?:иями|ями|ами|иям|иях|ией|ием|ого|его|ому|ему|ыми|ими|ее|ие|ые|ое|ей|ий|ый|ой|ем|им|ым|ом|их|ых|ую|юю|ая|яя"
    r"|ью|ия|ям|ам|ах|ях|ов|ев|ию|ии|а|е|и|й|о|у|ы|ь|ю|я)$"
)
# Words that stand in nearly every sentence.
_COMMON: Final = re.compile("а|в|во|для|до|за|и|из|к|ко|на|не|о|об|от|по|при|с|со|у")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in small letters without ё, and the beginning under which it is found."""

    text: str
    stem: str

    @property
    def is_number(self) -> bool:
        """Found only as a whole."""
        return self.text.isdigit()

    @property
    def pattern(self) -> str:
        """A regular expression of a word that counts as this one; letters in any case are up to the caller."""
        letters = re.sub("е", "[её]", re.escape(self.stem))
        return rf"(?<!\d){letters}(?!\d)" if self.is_number else rf"(?<![^\W_]){letters}"


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody seeks, as typed and cut into words; false when there is nothing to seek."""

    typed: str
    words: tuple[Word, ...]

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def plain(self) -> str:
        """The words alone, with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def pattern(self) -> str:
        """A regular expression of a text in which all words occur, in any order."""
        return "^" + "".join(rf"(?=[\s\S]*{word.pattern})" for word in self.words)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the words stand in a text, each to its end; in order, not touching one another."""
        found: list[tuple[int, int]] = []
        any_word = "|".join(word.pattern for word in self.words) or NOTHING
        for match in re.finditer(any_word, text, re.IGNORECASE):
            rest = _WORD.match(text, match.start())
            end = max(match.end(), rest.end() if rest else 0)
            if not found or match.start() >= found[-1][1]:
                found.append((match.start(), end))
        return found

    def is_in(self, text: str) -> bool:
        """Some word occurs."""
        return bool(self.spans(text))

    def missing_from(self, text: str) -> Words:
        """The words that a text does not hold."""
        left = tuple(word for word in self.words if not re.search(word.pattern, text, re.IGNORECASE))
        return Words(self.typed, left)


def read_words(typed: str) -> Words:
    """Cut what was typed into words: at most eight, without common ones and single letters, each once."""
    text = " ".join(typed[:LONGEST].split())
    every = list(dict.fromkeys(match.lower().replace("ё", "е") for match in _WORD.findall(text)))
    telling = [word for word in every if not _COMMON.fullmatch(word) and (len(word) > 1 or word.isdigit())]
    return Words(text, tuple(Word(word, stem(word)) for word in telling[:MOST_WORDS]))


def stem(word: str) -> str:
    """What is left of a word in small letters when its ending is cut off: at least three letters, else the word."""
    if not _CYRILLIC.fullmatch(word):
        return word
    cut = _ENDINGS.sub("", word)
    while len(cut) < SHORTEST_STEM and len(cut) < len(word):
        cut = word[: len(cut) + 1]
    return cut


def pieces(text: str, words: Words) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is a found word."""
    at = 0
    for start, end in words.spans(text):
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def snippet(text: str, words: Words, longest: int = SNIPPET) -> str:
    """A line of the text around its first found word, with «…» where it was cut; the beginning if there is none."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    spans = words.spans(line)
    start = max(min((spans[0][0] if spans else 0) - longest // 3, len(line) - longest), 0)
    start = line.rfind(" ", 0, start) + 1 if start else 0
    end = start + longest
    shown = line[start:end] if end >= len(line) else line[start:end].rsplit(" ", 1)[0]
    return ("…" if start else "") + shown + ("…" if end < len(line) else "")


def first_with(texts: Iterable[tuple[str, str]], words: Words) -> tuple[str, str] | None:
    """The first labelled text in which some word occurs."""
    return next(((label, text) for label, text in texts if words.is_in(text)), None)
