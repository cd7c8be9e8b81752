"""Which paragraphs are headings of sections: by their numbers and their look, else by the order of the numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from plans.importing.passport.blocks import TablePlace, caption_places, flat, is_title_line, shown
from plans.importing.passport.lists import POINT
from plans.importing.source import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LONGEST = 500  # characters of a heading; a longer paragraph is text
LONGEST_PLAIN = 250  # where nothing but its number tells a heading
DEEPEST = 4
ROMAN = r"[IVX]{1,5}"
NUMBERED = re.compile(
    rf"(?P<word>(?:раздел|глава|часть)\s+)?(?P<number>\d{{1,2}}(?:\s?\.\d{{1,2}}){{0,3}}(?!\d|\s?[.:]\d)|{ROMAN}(?=\s?[.)]))"
    r"\s?(?P<sign>[.)]?)\s*(?P<text>(?=[^\W\d_]|[«\"“„(]).*)\Z",
    re.DOTALL | re.IGNORECASE,
)
CONTENTS = re.compile(r"(?:\t|\.{4,}|…{2,})\s*\d{1,3}\s*\Z")
NOT_ENDING = (";", ",")
CLOSING = re.compile(r"[\s.:–—-]+\Z")
KEPT_STOP = re.compile(r"(?:\b(?:г|гг|др|пр|обл|руб|экз|им)|т\.\s?[дпе]|г\.\s?г)\.\Z")
OPENING = re.compile(r"\A[\s:–—-]+")
PAIRS = {"(": ")", "«": "»", "[": "]", "“": "”", "„": "“"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: number without spaces and closing stop, its words, the text that goes on in its line, its level.

    `places` are the blocks it was read from.
    """

    number: str
    text: str
    tail: str
    level: int
    source: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A paragraph that begins with a number: how the number is printed, its parts, the words after it."""

    number: str
    parts: tuple[int, ...]
    text: str
    start: int
    is_named: bool


def find_headings(blocks: Sequence[Line | TablePlace]) -> tuple[Heading, ...]:
    """Headings of the document in order; none where nothing looks like one."""
    numbered = [(place, read) for place, block in enumerate(blocks) if (read := _numbered(block))]
    bold = [(place, read) for place, read in numbered if _is_marked(blocks[place], read)]
    if bold:
        return tuple(_levelled(blocks, dict(bold), is_strict=False))
    titles = [block for block in blocks if isinstance(block, Line) and _is_bare_title(block)]
    plain = _in_order(blocks, numbered)
    if plain and len(plain) >= len(titles):
        return tuple(_levelled(blocks, plain, is_strict=True))
    return tuple(_titles(blocks))


def split_tail(text: str, lead: int, *, is_plain: bool) -> tuple[str, str]:
    """The words of a heading, and the text that goes on after them in the same line."""
    is_parted = CLOSING.search(text[:lead]) or OPENING.match(text[lead:]) or text[lead:].lstrip()[:1] == "«"
    if lead and is_parted:
        return _closed(text[:lead]), OPENING.sub("", text[lead:]).strip()
    place = _break(text, is_plain=is_plain)
    if place is None:
        return _closed(text), ""
    return _closed(text[:place]), OPENING.sub("", text[place:]).strip()


def _closed(text: str) -> str:
    """The words without the marks that close a heading; the stop of «2021–2023 гг.» stays."""
    text = flat(text)
    return text if KEPT_STOP.search(text) else CLOSING.sub("", text)


def _break(text: str, *, is_plain: bool) -> int | None:
    """Where a heading ends and its text goes on: at a colon, in a paragraph without a look also at a dash."""
    waiting: list[str] = []
    for place, sign in enumerate(text):
        if waiting and sign == waiting[-1]:
            waiting.pop()
        elif sign in PAIRS:
            waiting.append(PAIRS[sign])
        elif not waiting and sign in ":–—-" and text[place + 1 : place + 2].isspace() and text[place + 1 :].strip():
            is_dash = (
                is_plain
                and sign in "–—-"
                and text[:place][-1:].isspace()
                and not text[place + 1 :].lstrip()[0].isdigit()
            )
            if sign == ":" or is_dash:
                return place
    return None


def _numbered(block: Line | TablePlace) -> _Numbered | None:
    if isinstance(block, TablePlace) or len(block.shown) > LONGEST * 4 or CONTENTS.search(block.text):
        return None
    if block.mark and not block.mark[0].isalnum():
        return None
    found = NUMBERED.match(block.shown.strip())
    if found is None:
        return None
    number = re.sub(r"\s", "", found["number"]).upper()
    parts = tuple(int(part) for part in number.split(".")) if number[0].isdigit() else (_roman(number),)
    is_named = bool(found["word"])
    is_bare = len(parts) == 1 and not found["sign"] and not is_named
    if not parts[0] or (is_bare and found["text"][0].islower()):
        return None
    return _Numbered(number, parts, found["text"], found.start("text"), is_named)


def _roman(number: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    figures = [values[letter] for letter in number]
    return sum(-one if one < other else one for one, other in zip(figures, [*figures[1:], 0], strict=True))


def _lead(line: Line, read: _Numbered) -> int:
    """How many characters of the words after the number are bold where the rest is not."""
    if not line.bold_lead:
        return 0
    before = len(line.shown.strip()) - len(line.text.strip())  # the number that the word processor adds
    blank = len(line.text) - len(line.text.lstrip())
    return max(line.bold_lead - blank + before - read.start, 0)


def _is_marked(block: Line | TablePlace, read: _Numbered) -> bool:
    """True where the look says that a numbered paragraph is a heading."""
    if isinstance(block, TablePlace) or block.text.rstrip().endswith(NOT_ENDING):
        return False
    is_whole = (block.is_bold or block.is_heading) and len(read.text) <= LONGEST
    return is_whole or 2 < _lead(block, read) <= LONGEST  # noqa: PLR2004 - a letter or two are no heading


def _is_bare_title(line: Line) -> bool:
    return (line.is_bold or line.is_heading) and not line.mark and _is_heading_like(line)


def _is_heading_like(line: Line) -> bool:
    text = line.text.strip()
    return (
        any(sign.isalpha() for sign in text)
        and len(text) <= LONGEST_PLAIN
        and not text.endswith(NOT_ENDING)
        and not CONTENTS.search(line.text)
    )


def _follows(parts: tuple[int, ...], path: tuple[int, ...]) -> bool:
    """True if a number goes on after the last one: 1.2 → 1.2.1, 1.3, 2."""
    if not path:
        return parts == (1,) * len(parts)
    if len(parts) == len(path) + 1:
        return parts == (*path, 1)
    return len(parts) <= len(path) and parts == (*path[: len(parts) - 1], path[len(parts) - 1] + 1)


def _in_order(blocks: Sequence[Line | TablePlace], numbered: Sequence[tuple[int, _Numbered]]) -> dict[int, _Numbered]:
    """Numbered paragraphs without a look that go on in order; points of lists between them are left out."""
    reads = dict(numbered)
    after = {place: read.parts for (place, _), (_, read) in pairwise(numbered)}
    found: dict[int, _Numbered] = {}
    path: tuple[int, ...] = ()
    running, last = "", -1
    for place, block in enumerate(blocks):
        if isinstance(block, TablePlace):
            continue
        point, read = POINT.match(shown(block)), reads.get(place)
        is_next = point is not None and place == last + 1 and _is_next(point["number"], running)
        if read is not None and not is_next and _is_plain_heading(block, read):
            is_behind_table = place > 0 and isinstance(blocks[place - 1], TablePlace)
            begins_anew = read.parts == (1,) and (is_behind_table or after.get(place) == (1, 1))
            if begins_anew or _follows(read.parts, path):
                found[place], path, running = read, read.parts, ""
                continue
        if point is not None and (is_next or _figure(point["number"]) == 1):
            running, last = point["number"], place
    return found


def _is_plain_heading(line: Line, read: _Numbered) -> bool:
    """True for a numbered paragraph that is short, or short up to where its text goes on, and ends no point."""
    if line.text.rstrip().endswith(NOT_ENDING):
        return False
    return len(split_tail(read.text, 0, is_plain=True)[0]) <= LONGEST_PLAIN


def _is_next(number: str, running: str) -> bool:
    return bool(running) and _figure(number) == _figure(running) + 1


def _figure(number: str) -> int:
    """The figure of «3.» or «3)»; 0 for anything else."""
    bare = number.rstrip(".)")
    return int(bare) if bare.isdecimal() else 0


def _levelled(
    blocks: Sequence[Line | TablePlace], numbered: dict[int, _Numbered], *, is_strict: bool
) -> Iterator[Heading]:
    """Numbered headings with the titles between them, under which numbers begin anew one level deeper."""
    path: tuple[int, ...] = ()
    captions = caption_places(blocks)
    base, place = 0, 0
    while place < len(blocks):
        block, read = blocks[place], numbered.get(place)
        if isinstance(block, TablePlace):
            place += 1
        elif read is not None and (is_strict or _goes_on(block, read, path)):
            path, places = read.parts, _wrapped_places(blocks, place)
            words = " ".join([read.text, *(shown(line) for line in _lines(blocks, places[1:]))])
            text, tail = split_tail(words, _lead(block, read), is_plain=is_strict)
            level = min(base + len(read.parts), DEEPEST)
            yield Heading(read.number, text, tail, level, _joined(blocks, places), places)
            place = places[-1] + 1
        elif path and place not in captions and _is_title(blocks, place, numbered):
            places = _title_places(blocks, place)
            text, tail = split_tail(_joined(blocks, places), 0, is_plain=False)
            yield Heading("", text, tail, 1, _joined(blocks, places), places)
            base, path, place = 1, (0,), places[-1] + 1
        else:
            place += 1


def _is_title(blocks: Sequence[Line | TablePlace], place: int, numbered: Mapping[int, _Numbered]) -> bool:
    """True for a title without a number; one without a look is centred and stands right above number 1."""
    line, below = blocks[place], numbered.get(place + 1)
    if isinstance(line, TablePlace) or place in numbered or not _is_heading_like(line):
        return False
    return is_title_line(line) or (line.is_centered and below is not None and below.parts == (1,))


def _goes_on(line: Line, read: _Numbered, path: tuple[int, ...]) -> bool:
    """A paragraph that is bold only at its start is a heading where its number goes on after the last one."""
    return line.is_bold or line.is_heading or not path or path == (0,) or _follows(read.parts, path)


def _title_places(blocks: Sequence[Line | TablePlace], start: int) -> tuple[int, ...]:
    """A title that is printed in several lines."""
    end = start + 1
    while end < len(blocks) and _goes_with(blocks[end - 1], blocks[end]):
        end += 1
    return tuple(range(start, end))


def _wrapped_places(blocks: Sequence[Line | TablePlace], start: int) -> tuple[int, ...]:
    """A bold heading whose lines were broken into paragraphs: the next ones are bold and begin with a small letter."""
    end = start + 1
    while end < len(blocks) and _is_wrapped(blocks[start], blocks[end]):
        end += 1
    return tuple(range(start, end))


def _is_wrapped(line: Line | TablePlace, other: Line | TablePlace) -> bool:
    if isinstance(line, TablePlace) or isinstance(other, TablePlace):
        return False
    return line.is_bold and other.is_bold and not other.mark and other.text.strip()[:1].islower()


def _goes_with(line: Line | TablePlace, other: Line | TablePlace) -> bool:
    """True if a title goes on in the next centred bold line: it does not begin with a capital letter."""
    if isinstance(line, TablePlace) or isinstance(other, TablePlace):
        return False
    if not (other.is_bold and other.is_centered and not other.mark) or line.text.rstrip().endswith((".", "!", "?")):
        return False
    return other.text.strip()[:1].islower() or other.text.strip()[:1] in '«"“('


def _joined(blocks: Sequence[Line | TablePlace], places: Sequence[int]) -> str:
    return flat(" ".join(line.shown for line in _lines(blocks, places)))


def _lines(blocks: Sequence[Line | TablePlace], places: Sequence[int]) -> list[Line]:
    return [block for place in places if isinstance(block := blocks[place], Line)]


def _titles(blocks: Sequence[Line | TablePlace]) -> Iterator[Heading]:
    """Bold paragraphs and headings of a document that numbers none."""
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if isinstance(block, Line) and _is_bare_title(block):
            places = _title_places(blocks, place)
            text, tail = split_tail(_joined(blocks, places), 0, is_plain=False)
            yield Heading("", text, tail, 1, _joined(blocks, places), places)
            place = places[-1] + 1
        elif isinstance(block, Line) and 2 < block.bold_lead <= LONGEST_PLAIN and not block.mark:  # noqa: PLR2004
            text, tail = split_tail(block.text.strip(), block.bold_lead, is_plain=False)
            if tail and block.text[: block.bold_lead].rstrip().endswith((":", ".")):
                yield Heading("", text, tail, 1, shown(block), (place,))
            place += 1
        else:
            place += 1
