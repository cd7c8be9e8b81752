"""Lines of text one below the other put together to paragraphs, as they were before they were printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from plans.importing.readers.pdf_lines import HYPHENS, SOFT_HYPHEN, TextLine
from plans.importing.source import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plans.importing.readers.pdf_hyphens import HyphenJudge

GLUED = frozenset({"№", "п.", "ст."})
BULLETS = frozenset("•▪◦‣·●○■□➢➤❖✓✔")
DASHES = frozenset("-–—−")
NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]$")
NUMBERED = re.compile(r"(?:№|\b(?:п|пп|ст|ч|стр|гл))\.?$")
LETTER = "[А-ЯЁІЎ]"
NAME_START = re.compile(rf"^{LETTER}[а-яёіў]+(?:-{LETTER}[а-яёіў]+)? {LETTER}\. ?{LETTER}\.")
NAME_FIRST = re.compile(NAME_START.pattern + r"\s*[,–-]")
NAME_END = re.compile(rf"{LETTER}\. ?{LETTER}\.$")
MONTH = (
    "январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|"
    "студзен|лют|сакавік|красавік|ма[йя]|чэрвен|ліпен|жнівен|верасен|кастрычнік|лістапад|снежан"
)
MONTH_START = re.compile(rf"^(?:{MONTH})", re.IGNORECASE)
BARE_YEAR_END = re.compile(rf"(?:{MONTH})[а-яіў]*\s20\d\d(?:\s?г(?:\.|ода?)?)?$", re.IGNORECASE)
YEAR_END = re.compile(BARE_YEAR_END.pattern[:-1] + r"\s?[.,;]?$", re.IGNORECASE)
OPEN_ENDS = ",-–(:"
OPENING = '«"“„('
ENDING = ".;:!?,"
SENTENCE_END = ".!?;"
CAPITALS = 6
SPACE = 0.25
SLACK = 0.3
SPREAD = 1.45
INDENT = 0.9
EVEN = 0.35
MIDDLE = 1.2
FAR = 8.0
ONE_LETTER = 0.85


@dataclass(frozen=True, slots=True)
class Room:
    """The column that text fills: its left and right limits in points."""

    left: float
    right: float

    def is_centered(self, line: TextLine) -> bool:
        """True if a line stands in the middle, away from both limits."""
        before, behind = line.x0 - self.left, self.right - line.x1
        return min(before, behind) > MIDDLE * line.size and abs(before - behind) <= EVEN * line.size * 2

    def is_on_the_right(self, line: TextLine) -> bool:
        """True if a line is pushed to the right limit, far away from the left one."""
        return self.right - line.x1 <= EVEN * line.size and line.x0 - self.left > FAR * line.size

    def left_over(self, line: TextLine, *, is_centered: bool = False) -> float:
        """How much more would have gone into a line."""
        if is_centered:
            return line.x0 - self.left + self.right - line.x1
        return self.right - line.x1


def paragraphs(lines: Sequence[TextLine], room: Room, judge: HyphenJudge, *, is_cell: bool = True) -> tuple[Line, ...]:
    """The lines as paragraphs: text, a bullet as its mark, bold and centred marks.

    A cell is centred as a whole or not at all; text outside tables is judged line by line.
    """
    found: list[Line] = []
    for group in split(lines, room, is_cell=is_cell):
        words = [word for line in group for word in line.words]
        mark = ""
        if len(words) > 1 and words[0].text in BULLETS:
            mark = words[0].text
            rest = [_without_first(group[0]), *group[1:]]
            group = [line for line in rest if line.words]  # noqa: PLW2901 - the same paragraph without its bullet
        lettered = [line for line in group if _has_letters(line)] or group
        found.append(
            Line(
                join(group, judge, room),
                mark,
                is_bold=all(line.is_bold for line in lettered),
                is_centered=all(room.is_centered(line) for line in group),
                bold_lead=_bold_lead(group, judge, room),
            )
        )
    return tuple(found)


def _bold_lead(group: Sequence[TextLine], judge: HyphenJudge, room: Room) -> int:
    """How many characters of a paragraph its bold words at the start take; 0 where none or all are bold."""
    lead: list[TextLine] = []
    for line in group:
        words = tuple(takewhile(lambda word: word.is_bold, line.words))
        if words:
            lead.append(replace(line, words=words))
        if len(words) < len(line.words):
            return len(join(lead, judge, room))
    return 0


def split(lines: Sequence[TextLine], room: Room, *, is_cell: bool = True) -> list[list[TextLine]]:
    """Groups of lines, each one paragraph."""
    groups: list[list[TextLine]] = []
    step = _usual_step(lines)
    all_centered = is_cell and all(room.is_centered(line) for line in lines)
    for line in lines:
        if groups:
            is_centered = all_centered or (not is_cell and room.is_centered(line) and room.is_centered(groups[-1][-1]))
            if not is_cell and _looks_other(groups[-1][-1], line, room):
                groups.append([line])
                continue
        if groups and not _begins(groups[-1], line, room, step, is_centered=is_centered):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def is_filled(line: TextLine, below: TextLine, room: Room, *, is_centered: bool = False) -> bool:
    """True if the first word of the line below did not fit into the line, so the text flows on."""
    first = below.words[0]
    width = first.x1 - first.x0
    if first.text in GLUED and len(below.words) > 1:
        width = below.words[1].x1 - first.x0
    cut = min(
        (first.text.find(sign) for sign in HYPHENS if 0 < first.text.find(sign) < len(first.text) - 1), default=-1
    )
    if cut > 0:
        width *= (cut + 1) / len(first.text)
    blank = 0.0 if line.words[-1].text[-1:] in HYPHENS else SPACE * line.size
    return room.left_over(line, is_centered=is_centered) <= blank + width + SLACK * line.size


def join(lines: Sequence[TextLine], judge: HyphenJudge, room: Room) -> str:
    """One paragraph as one line of text, broken words put together again from the last line upwards."""
    if not lines:
        return ""
    text = lines[-1].text
    for place in range(len(lines) - 2, -1, -1):
        line = lines[place]
        above = lines[place - 1].words[-1].text if place and len(line.words) == 1 else ""
        last, first = line.words[-1], text.partition(" ")[0]
        is_broken = last.text[-1:] in HYPHENS and len(last.text) > 1
        if line.ends_blank and last.text[-1:] != SOFT_HYPHEN:
            text = f"{line.text} {text}"
        elif is_broken and judge.joins(last.text, first, is_detached=last.is_detached, above=above):
            text = line.text[:-1] + text
        elif _stick_together(last.text, first) or (_is_side_to_side(line, room) and judge.is_torn(last.text, first)):
            text = line.text + text
        else:
            text = f"{line.text} {text}"
    return text.replace(SOFT_HYPHEN, "")


def _is_side_to_side(line: TextLine, room: Room) -> bool:
    """True for one word that leaves no room for a letter more."""
    return line.is_lone and room.right - line.x1 < ONE_LETTER * line.size


def _stick_together(left: str, right: str) -> bool:
    """True if no blank stood where a line was cut: after a hyphen or a slash."""
    return right[:1].isalnum() and (left[-1:] == "/" or (left[-1:] in HYPHENS and len(left) > 1))


def _begins(group: list[TextLine], line: TextLine, room: Room, step: float, *, is_centered: bool) -> bool:
    """True if a line begins a paragraph of its own below the lines of `group`."""
    last = group[-1]
    if last.page == line.page and step and line.base - last.base > SPREAD * step:
        return True
    if line.page - last.page > 1:
        return True
    is_new = not is_filled(last, line, room, is_centered=is_centered) or (_is_capital(last) and not _is_capital(line))
    if _is_marked(last, line, is_new=is_new) or _is_list(group, line):
        return True
    left = min(other.x0 for other in group)
    if line.x0 - left > INDENT * line.size and last.text[-1:] in SENTENCE_END and not is_centered and len(group) > 1:
        return True
    if last.words[-1].text[-1:] in HYPHENS and len(last.words[-1].text) > 1 and line.text[:1].islower():
        return False
    return is_new


def _looks_other(last: TextLine, line: TextLine, room: Room) -> bool:
    """True if a line outside tables is written or placed in another way than the line above it."""
    if (last.is_bold or line.is_bold) and last.words[-1].is_bold != line.words[0].is_bold:
        return True
    return room.is_on_the_right(last) and abs(last.x0 - line.x0) > INDENT * line.size


def _is_capital(line: TextLine) -> bool:
    """True for a line of capital letters, as labels and headings are written."""
    return line.text.isupper() and len(line.text) >= CAPITALS


def _is_marked(last: TextLine, line: TextLine, *, is_new: bool) -> bool:
    """True if a line opens with a bullet, a dash or a number that marks an item of a list."""
    first = line.words[0].text
    if first in BULLETS:
        return True
    ends = is_new or last.text[-1:] in ENDING
    if first in DASHES or (first[0] in DASHES and first[1:2].isalpha()):
        return ends
    if len(line.words) > 1 and NUMBER.match(first) and not NUMBERED.search(last.text):
        after = line.words[1].text[:1]
        return ends and (after.isupper() or after in OPENING)
    return False


def _is_list(group: list[TextLine], line: TextLine) -> bool:
    """True if a line goes on with a list of like things that no sentence puts side by side: names, dates."""
    last = group[-1]
    if NAME_START.match(line.text):
        is_list = bool(NAME_FIRST.match(" ".join(one.text for one in group[:2]))) and last.text[-1:] not in OPEN_ENDS
        if is_list or NAME_END.search(last.text):
            return True
    return bool(
        MONTH_START.match(line.text) and (YEAR_END if line.text[0].isupper() else BARE_YEAR_END).search(last.text)
    )


def _usual_step(lines: Sequence[TextLine]) -> float:
    """The usual distance of lines; 0 where there is nothing to compare."""
    steps = sorted(
        below.base - above.base
        for above, below in pairwise(lines)
        if above.page == below.page and below.base > above.base
    )
    return steps[len(steps) // 3] if steps else 0.0


def _without_first(line: TextLine) -> TextLine:
    return TextLine(line.words[1:], line.base, line.size, line.page)


def _has_letters(line: TextLine) -> bool:
    return any(letter.isalnum() for letter in line.text)
