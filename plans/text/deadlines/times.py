"""Times of day among the tokens: «19.00» after a date, «14.00-14.10», «в 15 часов»."""

from __future__ import annotations

from plans.text.deadlines.token import Token

_BEFORE_TIME = frozenset("IN FROM TO BY K LATER NOT DASH".split())  # noqa: SIM905
_TIMELY = frozenset({"TIME", "SHORT"})
_HOURS = frozenset({"ч", "час", "часа", "часов"})
_WORKING_HOURS = range(7, 22)
_BETWEEN_TIMES = frozenset("DASH TO BY".split())  # noqa: SIM905


def _hours(tokens: list[Token], place: int) -> bool:
    """Tell whether «15 часов», «15 ч.» stand at the place."""
    if tokens[place].kind != "NUM" or place + 1 >= len(tokens):
        return False
    return tokens[place + 1].text in _HOURS


def without_times(tokens: list[Token]) -> list[Token]:
    """Return the tokens without times of day; a pair of which one can only be a time is a pair of times."""
    for token in tokens:
        if token.kind in _TIMELY or token.text in _HOURS:
            break
    else:
        return tokens
    marked = _paired(tokens)
    out: list[Token] = []
    place = 0
    while place < len(marked):
        token = _told(marked, place, out)
        if token.kind == "TIME" or _hours(marked, place):
            place = _skip_time(marked, place, out)
        else:
            out.append(token)
            place += 1
    return out


def _paired(tokens: list[Token]) -> list[Token]:
    """Return the tokens, «15.10» in «14.00-15.10» known as a time since its neighbour can only be one."""
    marked = list(tokens)
    for place in range(len(marked) - 2):
        first, middle, last = marked[place : place + 3]
        if middle.kind in _BETWEEN_TIMES and {first.kind, last.kind} == {"TIME", "SHORT"}:
            marked[place] = first._replace(kind="TIME")
            marked[place + 2] = last._replace(kind="TIME")
    return marked


def _told(tokens: list[Token], place: int, out: list[Token]) -> Token:
    """Return «15.10» as a time where words say so, as unreadable where it may be either."""
    token = tokens[place]
    if token.kind != "SHORT":
        return token
    is_hour = place + 1 < len(tokens) and tokens[place + 1].text in _HOURS
    if is_hour or (out and out[-1].kind == "IN" and _has_date(out)):
        return token._replace(kind="TIME")
    return token._replace(kind="BAD") if _may_be_next_time(tokens, place) else token


def _skip_time(tokens: list[Token], place: int, out: list[Token]) -> int:
    """Drop a time with the prepositions before it; return the place behind it.

    A preposition that may belong to a date behind the time as well («до 10.00 15 октября») leaves a BAD token.
    """
    start = place
    after_time = place > 1 and tokens[place - 2].kind == "TIME"
    dropped = set()
    while out and out[-1].kind in _BEFORE_TIME:
        dropped.add(out.pop().kind)
    place += 2 if place + 1 < len(tokens) and tokens[place + 1].text in _HOURS else 1
    while place < len(tokens) and tokens[place].kind == "TIME":
        place += 1
    is_bound = "TO" in dropped and not after_time and _date_follows(tokens, place)
    if is_bound or ("FROM" in dropped and _goes_on(tokens, place)):
        out.append(Token("BAD", 0, tokens[start].text))
    return place


def _may_be_next_time(tokens: list[Token], place: int) -> bool:
    """Tell whether «15.10» in «14.00, 15.10» may as well be the next time of day."""
    before = place - 1 if place and tokens[place - 1].kind != "COMMA" else place - 2
    value = tokens[place].value
    is_time_like = isinstance(value, tuple) and value[0] in _WORKING_HOURS and value[1] % 5 == 0
    return is_time_like and before >= 0 and tokens[before].kind == "TIME"


def _date_follows(tokens: list[Token], place: int) -> bool:
    """Tell whether «до 10.00» is followed by its day, so that «до» belongs to the day as well."""
    return place < len(tokens) and tokens[place].kind in {"NUM", "SHORT", "FULL"}


def _goes_on(tokens: list[Token], place: int) -> bool:
    """Tell whether «с 10.00» is followed by «до» and something that is not a time."""
    if place + 1 >= len(tokens) or tokens[place].kind not in _BETWEEN_TIMES:
        return False
    return tokens[place + 1].kind != "TIME" and not _hours(tokens, place + 1)


def _has_date(tokens: list[Token]) -> bool:
    return any(token.kind in {"FULL", "SHORT", "MONTH"} for token in tokens)
