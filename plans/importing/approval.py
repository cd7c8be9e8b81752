"""Approval blocks: «УТВЕРЖДАЮ», «СОГЛАСОВАНО», «ЗАЦВЯРДЖАЮ», «УТВЕРЖДЕНО приказом …»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plans.importing.draft import DraftApproval
from plans.importing.titles import is_genre_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plans.importing.source import SourceTable

MAX_LINES = 12
MAX_LINE = 200
LABEL = re.compile(
    r"""^\s*["«“„']?\s*(?P<label>утверждаю|утвержд[её]н(?:[аоы]|ный|ная)?|согласован[оаы]?|согласовываю|принят[оаы]?|
    рассмотрен[оаы]?|рекомендован[оаы]?|одобрен[оаы]?|зацвярджаю|зацверджан[аоы]?|узгоднен[аоы]?|
    прынят[аоы]?|разгледжан[аоы]?|бекітемін|бекітілді|келісілді)\s*["»”“']?\s*[:.]?(?=$|\s)\s*(?P<rest>.*)$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
LETTER = "[А-ЯЁІЎA-Z]"
NAME = re.compile(
    rf"{LETTER}\.\s?{LETTER}?\.?\s?{LETTER}[а-яёіўa-z'’]+(?:-{LETTER}[а-яёіў]+)?"
    rf"|{LETTER}[а-яёіўa-z'’]+(?:-{LETTER}[а-яёіў]+)?\s{LETTER}\.\s?{LETTER}?\.?"
)
FULL_NAME = re.compile(
    r"\b[А-ЯЁІЎ][а-яёіў]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁІЎ][а-яёіў]+ [А-ЯЁІЎ][а-яёіў]+(?:вич|вна|віч|ўна|чна|оглы|кызы)\b"
)
MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|"
    r"студз|лют|сакав|красав|трав|чэрв|ліп|жні|верас|кастр|ліста|снеж)\w*"
)
DATE = re.compile(
    rf"""[«"“„']?\s*(?:_+|\d{{1,2}})\s*(?:[»"”“']\s*_+|[»"”“']?\s*{MONTH}|(?<=_)[»"”“']?\s*_+)"""
    r"""\s*(?:20\s?[\d_]{0,2}|_+)?\s*_*\s*(?:г(?:ода?|\.)?)?\.?"""
    r"""|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?:\s*(?:г(?:ода?|\.)?))?|\b20\d\d\s*(?:г\.|года?)""",
    re.IGNORECASE,
)
SIGNATURE = re.compile(r"_{2,}")
ACT = re.compile(
    r"^(?:приказ|постановлен|решен|протокол|распоряжен|загад|пастанов|рашэн|общим собран|на заседан|педагогическ|"
    r"советом|на педагог|заседан|пед)",
    re.IGNORECASE,
)
SPLIT = re.compile(r"\t+|\s{3,}")


def read_approvals(lines: Sequence[str], tables: Iterable[SourceTable] = ()) -> tuple[DraftApproval, ...]:
    """Every approval block above a plan: first those in layout tables, then those in the text."""
    blocks: list[DraftApproval] = []
    for table in tables:
        columns: list[list[str]] = [[] for _ in range(table.columns)]
        for cell in table.cells:
            columns[cell.column] += _flat([line.text for line in cell.lines])
        for column in columns:
            blocks += _blocks(column)
    blocks += _blocks(_flat(lines))
    return tuple(blocks)


def _flat(lines: Iterable[str]) -> list[str]:
    return [part for line in lines for part in line.split("\n") if part.strip()]


def _blocks(lines: Sequence[str]) -> list[DraftApproval]:
    blocks: list[DraftApproval] = []
    place = 0
    while place < len(lines):
        parts = SPLIT.split(lines[place].strip())
        if len(parts) > 1 and sum(bool(LABEL.match(part)) for part in parts) > 1:
            taken = _take_side_by_side(lines[place:], len(parts))
            columns: list[list[str]] = [[] for _ in parts]
            for line in lines[place : place + taken]:
                cut = SPLIT.split(line.strip("\n "))
                for column, part in zip(columns, cut, strict=False):
                    if part.strip():
                        column.append(part.strip())
            blocks += [_read(column) for column in columns if column and LABEL.match(column[0])]
            place += taken
        elif LABEL.match(lines[place]) and len(lines[place]) <= MAX_LINE:
            block = _take(lines[place:])
            blocks.append(_read([line.strip() for line in block]))
            place += len(block)
        else:
            place += 1
    return blocks


def _take_side_by_side(lines: Sequence[str], width: int) -> int:
    taken = 1
    while taken < min(len(lines), MAX_LINES) and len(SPLIT.split(lines[taken].strip("\n "))) == width:
        taken += 1
    return taken


def _take(lines: Sequence[str]) -> list[str]:
    """The lines of the block that begins here: to the date after the name, or to what follows."""
    block = [lines[0]]
    has_name = False
    for line in lines[1:MAX_LINES]:
        if LABEL.match(line) or is_genre_line(line) or len(line) > MAX_LINE:
            break
        is_date = _date(line) is not None
        if has_name and not is_date:
            break
        block.append(line)
        has_name = has_name or bool(NAME.search(line) or FULL_NAME.search(line))
        if is_date and (has_name or _is_act(block)):
            break
    return block


def _date(text: str) -> re.Match[str] | None:
    """A date or a blank for it; a bare line for the signature is not one."""
    return next((found for found in DATE.finditer(text) if found.group().strip("\t _")), None)


def _is_act(block: Sequence[str]) -> bool:
    label = LABEL.match(block[0])
    rest = label["rest"] if label else ""
    return bool(ACT.match(rest) or (len(block) > 1 and ACT.match(block[1].strip())))


def _read(block: Sequence[str]) -> DraftApproval:
    label = LABEL.match(block[0])
    word = label["label"] if label else block[0]
    rest = [part for part in ((label["rest"] if label else "").strip(), *block[1:]) if part]
    lines = tuple(block)
    if _is_act(block):
        act = " ".join(rest)
        date = _date(act)
        return DraftApproval(word, date=date.group().strip() if date else None, basis=act, lines=lines)
    position: list[str] = []
    signature = name = date_text = None
    for line in rest:
        text = line
        found = _date(text)
        if found and date_text is None:
            date_text = found.group().strip()
            text = text.replace(found.group(), " ")
        person = NAME.search(text) or FULL_NAME.search(text)
        if person and name is None:
            name = person.group().strip()
            text = text.replace(person.group(), " ")
        line_mark = SIGNATURE.search(text)
        if line_mark and signature is None:
            signature = line_mark.group()
        text = " ".join(SIGNATURE.sub(" ", text).split()).strip(" /,")
        if (text and name is None) or (text and not position):
            position.append(text)
    return DraftApproval(word, " ".join(position) or None, signature, name, date_text, None, lines)
