"""The grammar of «Сроки»: tokens into a phrase, or a refusal where something with a meaning stays unread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plans.text.deadlines.cursor import Cursor, Unread
from plans.text.deadlines.dated import parse_dated
from plans.text.deadlines.joints import check_joint, check_slashes
from plans.text.deadlines.nodes import AllYear, Detail, Event, Node, Phrase, Repeat, Stretch, Unit, Unresolved
from plans.text.deadlines.points import whole
from plans.text.deadlines.recurring import parse_repeat
from plans.text.deadlines.token import Token
from plans.text.deadlines.typos import looks_like_time
from plans.text.deadlines.undated import parse_all_year, parse_by_plan, parse_event, parse_holidays, parse_on_demand

if TYPE_CHECKING:
    from collections.abc import Callable

_PARSERS = (
    parse_repeat,
    parse_all_year,
    parse_by_plan,
    parse_on_demand,
    parse_holidays,
    parse_dated,
    parse_event,
)
_BY_FIRST = {
    **dict.fromkeys(("MONTH", "FULL", "SHORT", "MY", "SEASON"), (parse_dated,)),
    **dict.fromkeys(("NUM", "ROMAN", "ORDINAL", "LAST"), (parse_repeat, parse_dated)),
    **dict.fromkeys(("MONTHLY", "QUARTERLY", "WEEKLY", "YEARLY", "SCHOOLQLY", "HALFLY", "TIMES"), (parse_repeat,)),
    "WORD": (parse_by_plan,),
    "SOGLASNO": (parse_by_plan,),
    "CONST": (parse_all_year,),
    "FROM": (parse_dated,),
    "TO": (parse_dated, parse_event),
    "EVERY": (parse_repeat,),
}
_SEPARATORS = frozenset("COMMA AND DASH LP RP NL PLUS COLON SLASH LATERON".split())  # noqa: SIM905
_ALSO = frozenset({"а", "но"})
_TAIL = frozenset(
    [
        "WORD",
        "COMMA",
        "LP",
        "RP",
        "DASH",
        "COLON",
        "NO",
        "AND",
        "IN",
        "FROM",
        "BY",
        "ON",
        "G",
        "SCHOOL",
        "FOR",
        "PRI",
        "NEED",
        "SROK",
        "PLAN",
        "NL",
        "K",
        "SLASH",
        "PLUS",
        "DOT",
        "NOT",
        "FIXED",
        "OT",
        "ALL",
    ],
)
_LINE_END = Token("NL", 0, "\n")
_NAMES = frozenset({"WEEK", "DECADE", "DAY", "LAST"})  # «неделя математики», «День знаний», «последний звонок»
_COUNTABLE = [
    "класс",
    "кл",
    "группа",
    "групп",
    "гр",
    "школ",
    "сш",
    "гуо",
    "мбоу",
    "каб",
    "аудитор",
    "ауд",
    "корпус",
    "этаж",
    "зал",
    "кабинет",
    "человек",
    "чел",
    "час",
    "уч",
    "участник",
    "шк",
    "параллел",
    "сад",
    "лицей",
    "гимназ",
    "сош",
    "доу",
    "поток",
    "смен",
]


def parse(tokens: list[Token]) -> Phrase:
    """Return what the tokens say. Raises Unread when the sense could be other than what was read."""
    cursor = Cursor(tokens)
    phrase = Phrase()
    line = depth = 0
    year = _leading_year(cursor)
    while not cursor.is_over:
        marks, line_step, depth = _separators(cursor, depth)
        line += line_step
        if cursor.is_over:
            break
        if _weekday_beside_date(cursor, phrase.nodes):
            continue
        start = cursor.place
        nodes = _nodes(cursor)
        if not nodes and depth and phrase.nodes and _remark(cursor, phrase):
            continue
        if not nodes:
            _tail(cursor, phrase, start)
            break
        check_joint(marks, phrase.nodes, nodes)
        _place(nodes, line=line, is_bracketed=depth > 0)
        _take_weekday(cursor.tokens[:start], phrase.nodes, nodes[0])
        phrase.nodes += nodes
    check_slashes(phrase.nodes)
    if year is not None:
        _give_year(phrase.nodes, year)
    return phrase


def ways_to_parse(tokens: list[Token]) -> list[Callable[[], Phrase]]:
    """Return the ways to read a cell, the most likely first; each may raise Unread.

    Several lines are first read as a list, then as one line that was broken anywhere («до 1⏎октября»), at last each
    for itself, when every line has its own date and perhaps words beside it. Dashes before all lines are bullets; a
    dash before some of them may be a bullet or a range, so such lines are not joined.
    """
    lines = _lines(tokens)
    if lines and all(line[0].kind == "DASH" for line in lines):
        lines = [line[1:] for line in lines if line[1:]]
        tokens = [token for line in lines for token in (*line, _LINE_END)][:-1]
    as_it_is = partial(parse, tokens)
    if len(lines) < 2:  # noqa: PLR2004 - several lines
        return [as_it_is]
    if any(line[0].kind == "DASH" for line in lines):
        return [as_it_is, partial(_line_by_line, lines)]
    return [as_it_is, partial(parse, [token for line in lines for token in line]), partial(_line_by_line, lines)]


def _lines(tokens: list[Token]) -> list[list[Token]]:
    lines: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "NL":
            lines.append([])
        else:
            lines[-1].append(token)
    return [line for line in lines if line]


def _line_by_line(lines: list[list[Token]]) -> Phrase:
    whole = Phrase()
    for number, line in enumerate(lines):
        phrase = parse(line)
        if len(phrase.nodes) != 1 or not isinstance(phrase.nodes[0], Stretch):
            raise Unread
        phrase.nodes[0].line = number
        whole.nodes += phrase.nodes
        whole.warnings += phrase.warnings
    return whole


def _separators(cursor: Cursor, depth: int) -> tuple[set[str], int, int]:
    marks: set[str] = set()
    lines = 0
    while cursor.peek().kind in _SEPARATORS or _is_also(cursor):
        token = cursor.next()
        marks.add(token.kind)
        lines += token.kind == "NL" and "COMMA" not in marks
        depth = max(0, depth + (token.kind == "LP") - (token.kind == "RP"))
    return marks, lines, depth


def _is_also(cursor: Cursor) -> bool:
    """Tell «а также» and «но не реже …» from words of the tail."""
    word = cursor.peek().text
    if word not in _ALSO:
        return cursor.at("ALSO")
    following = cursor.peek(1).kind
    return (word == "а" and following == "ALSO") or (word == "но" and following == "NOT")


def _nodes(cursor: Cursor) -> list[Node]:
    for parse_node in _BY_FIRST.get(cursor.peek().kind, _PARSERS):
        nodes = parse_node(cursor)
        if nodes:
            return nodes
    return []


def _place(nodes: list[Node], *, line: int, is_bracketed: bool) -> None:
    for node in nodes:
        if isinstance(node, Stretch):
            node.line = line
        if isinstance(node, Stretch | AllYear):
            node.is_bracketed = is_bracketed


def _weekday_beside_date(cursor: Cursor, nodes: list[Node]) -> bool:
    """Step over «(среда)» after a date and «в среду,» before one; refuse a day of the week that stands alone."""
    start = cursor.place
    cursor.take("IN")
    weekday = cursor.take("WEEKDAY")
    if weekday is None:
        cursor.place = start
        return False
    after_day = bool(nodes) and (
        (isinstance(nodes[-1], Stretch) and nodes[-1].points[-1].unit is Unit.DAY)
        or isinstance(nodes[-1], Repeat | Detail)
    )
    cursor.take("COMMA", "DASH")
    before_day = cursor.peek().kind in {"FULL", "SHORT"} or cursor.sees("NUM", "MONTH")
    if not after_day and not before_day:
        raise Unread
    if not before_day and isinstance(nodes[-1], Stretch):
        nodes[-1].weekday = whole(weekday)
    return True


def _take_weekday(passed: list[Token], before: list[Node], node: Node) -> None:
    """Give «среда, 14.09» its day of the week; one that stands between two dates may belong to either."""
    while passed and passed[-1].kind in {"COMMA", "DASH"}:
        passed.pop()
    if passed and passed[-1].kind == "WEEKDAY" and not before and isinstance(node, Stretch):
        node.weekday = whole(passed[-1])


def _leading_year(cursor: Cursor) -> int | None:
    """Step over «2022 г.:» before a month or a day; the year then stands for all that follow."""
    if not cursor.at("YEAR"):
        return None
    ahead = 1
    while cursor.peek(ahead).kind in {"G", "COLON", "COMMA", "DASH", "NL"}:
        ahead += 1
    if cursor.peek(ahead).kind != "MONTH" or any(token.kind == "YEAR" for token in cursor.tokens[1:]):
        return None
    year = cursor.peek().value
    cursor.place = ahead
    return int(year) if isinstance(year, int) else None


def _give_year(nodes: list[Node], year: int) -> None:
    for node in nodes:
        for point in node.points if isinstance(node, Stretch) else []:
            if point.is_explicit:
                raise Unread
            point.year, point.is_explicit = year, True


def _remark(cursor: Cursor, phrase: Phrase) -> bool:
    """Step over words in brackets that say nothing of time: «октябрь (школьный этап), декабрь»."""
    start = cursor.place
    while _is_remark(cursor):
        cursor.next()
    if cursor.place == start or not cursor.at("RP") or isinstance(phrase.nodes[-1], Event | Unresolved):
        cursor.place = start
        return False
    phrase.warnings.append(f"не учтены слова «{cursor.text(start, cursor.place)}»")
    return True


def _is_remark(cursor: Cursor) -> bool:
    word = cursor.peek()
    if word.kind == "SCHOOL":
        return cursor.peek(1).kind == "WORD"
    return word.kind == "WORD" and not looks_like_time(word.text)


def _tail(cursor: Cursor, phrase: Phrase, start: int) -> None:
    """Take the rest as place or audience if nothing in it speaks of time; else refuse the whole text."""
    if not phrase.nodes or any(isinstance(node, Event | Unresolved) for node in phrase.nodes):
        raise Unread
    while not cursor.is_over:
        token = cursor.next()
        if token.kind == "NUM":
            if not _is_counted(cursor):
                raise Unread
        elif token.kind in _NAMES and cursor.at("WORD"):
            continue
        elif token.kind not in _TAIL or (token.kind == "WORD" and looks_like_time(token.text)):
            raise Unread
    phrase.tail = cursor.text(start).rstrip(" ),;")
    phrase.warnings.append(f"не учтены слова «{phrase.tail}»")


def _is_counted(cursor: Cursor) -> bool:
    """Tell whether a number belongs to a class, a room or a school rather than to the calendar."""
    before = cursor.tokens[cursor.place - 2]
    if before.kind == "NO" or before.text.startswith(tuple(_COUNTABLE)):
        return True
    ahead = 0
    while cursor.peek(ahead).kind in {"NUM", "DASH", "COMMA", "AND"}:
        ahead += 1
    return cursor.peek(ahead).text.startswith(tuple(_COUNTABLE))
