"""The grammar of «Сроки»: tokens into a phrase, or a refusal where something with a meaning stays unread."""

from __future__ import annotations

from plans.text.deadlines.cursor import Cursor, Unread
from plans.text.deadlines.dated import parse_dated
from plans.text.deadlines.lexer import Token
from plans.text.deadlines.nodes import AllYear, Detail, Event, Node, Phrase, Repeat, Stretch, Unit, Unresolved
from plans.text.deadlines.recurring import parse_repeat
from plans.text.deadlines.typos import looks_like_time
from plans.text.deadlines.undated import parse_all_year, parse_by_plan, parse_event, parse_holidays, parse_on_demand

_PARSERS = (
    parse_repeat,
    parse_all_year,
    parse_by_plan,
    parse_on_demand,
    parse_holidays,
    parse_dated,
    parse_event,
)
_SEPARATORS = frozenset("COMMA AND DASH LP RP NL PLUS COLON SLASH".split())  # noqa: SIM905
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
        if not nodes:
            _tail(cursor, phrase, start)
            break
        _check_joint(marks, phrase.nodes, nodes)
        _place(nodes, line=line, is_bracketed=depth > 0)
        phrase.nodes += nodes
    if year is not None:
        _give_year(phrase.nodes, year)
    return phrase


def _separators(cursor: Cursor, depth: int) -> tuple[set[str], int, int]:
    marks: set[str] = set()
    lines = 0
    while cursor.at(*_SEPARATORS) or _is_also(cursor):
        token = cursor.next()
        marks.add(token.kind)
        lines += token.kind == "NL"
        depth = max(0, depth + (token.kind == "LP") - (token.kind == "RP"))
    return marks, lines, depth


def _is_also(cursor: Cursor) -> bool:
    """Tell «а также» from a word of the tail."""
    return cursor.at("ALSO") or (cursor.peek().text == "а" and cursor.peek(1).kind == "ALSO")


def _nodes(cursor: Cursor) -> list[Node]:
    for parse_node in _PARSERS:
        nodes = parse_node(cursor)
        if nodes:
            return nodes
    return []


def _check_joint(marks: set[str], before: list[Node], after: list[Node]) -> None:
    """Refuse joints whose sense is open: «октябрь/ноябрь», a dash that made no range, «и после …»."""
    if not before:
        if "SLASH" in marks or ("DASH" in marks and isinstance(after[0], Stretch)):
            raise Unread
        return
    both_dated = isinstance(before[-1], Stretch) and isinstance(after[0], Stretch)
    if both_dated and marks & {"SLASH", "DASH"}:
        raise Unread
    if isinstance(after[0], Event) and marks & {"COMMA", "AND", "PLUS", "NL", "SLASH"}:
        raise Unread


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
    if not cursor.take("WEEKDAY"):
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
    return True


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
            if point.is_explicit or point.school is not None:
                raise Unread
            point.year, point.is_explicit = year, True


def _tail(cursor: Cursor, phrase: Phrase, start: int) -> None:
    """Take the rest as place or audience if nothing in it speaks of time; else refuse the whole text."""
    if not phrase.nodes or any(isinstance(node, Event | Unresolved) for node in phrase.nodes):
        raise Unread
    while not cursor.is_over:
        token = cursor.next()
        if token.kind == "NUM":
            if not _is_counted(cursor):
                raise Unread
        elif token.kind not in _TAIL or (token.kind == "WORD" and looks_like_time(token.text)):
            raise Unread
    phrase.tail = cursor.text(start)
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
