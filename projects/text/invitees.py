"""A list of people to invite, as it stands in a table: which column is what, what is doubtful in each row. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from portal.text.clean import one_line
from portal.text.names import comparison_key

NAME, EMAIL, ORGANIZATION, ROLE = "name", "email", "organization", "role"
FIELDS: Final = (NAME, EMAIL, ORGANIZATION, ROLE)
LOOKED_AT: Final = 15
MOST_ROWS: Final = 300
MOST_LETTERS: Final = 200
DEFAULT_ROLE: Final = "editor"

# How a heading may begin.
_HEADINGS: Final = {
    NAME: ("фио", "фамилия", "имя", "сотрудник", "участник", "представитель"),
    EMAIL: ("почта", "адрес эл", "электронн", "эл", "email", "e-mail", "mail", "емейл", "имейл"),
    ORGANIZATION: ("организац", "учреждени", "место работы", "наименование учр", "наименование орг", "школа"),
    ROLE: ("роль", "кем", "права", "доступ"),
}
_STARTS: Final = {name: tuple(comparison_key(start) for start in starts) for name, starts in _HEADINGS.items()}
_ROLES: Final = {
    "editor": ("редактор", "участник", "участник сети", "методист", "исполнитель", "ответственный"),
    "viewer": ("читатель", "только чтение", "чтение", "просмотр"),
    "head": ("руководитель", "руководитель организации", "заведующий", "директор учреждения"),
    "coordinator": ("координатор", "координатор проекта"),
    "director": ("директор", "директор проекта"),
    "expert": ("эксперт", "рецензент"),
    "observer": ("наблюдатель",),
}
_ROLE_BY_KEY: Final = {comparison_key(word): role for role, words in _ROLES.items() for word in words}
_ADDRESS: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")

NO_TABLE: Final = (
    "В файле нет таблицы с людьми: не найдена строка с заголовками «ФИО» и «Почта» или «Организация». "
    "Добавьте её первой строкой и загрузите файл снова."
)
TOO_LONG: Final = "В списке больше 300 человек. Разделите его на несколько файлов."
EMPTY: Final = "Под заголовками таблицы нет ни одного человека."
NO_NAME: Final = "Не указано, кто это."
WRONG_EMAIL: Final = "Почта «{text}» написана неверно."
MANY_EMAILS: Final = "В ячейке несколько адресов: взят первый."
UNKNOWN_ROLE: Final = "Роль «{text}» портал не знает: взят редактор."
TWICE: Final = "Эта почта уже стоит в строке {row}."


class ListRefused(Exception):  # noqa: N818 - the name says what happened to the list
    """The table is no list of people; the words say what to mend."""


@dataclass(frozen=True, slots=True)
class Invitee:
    """A row of the list: `row` as the sheet numbers it, the organisation as written, `role` one the portal knows."""

    row: int
    name: str
    email: str
    organization: str
    role: str
    doubts: tuple[str, ...] = field(default=())


def read_invitees(rows: Sequence[Sequence[str]], first_row: int = 1) -> list[Invitee]:
    """People of a table, empty rows left out; `first_row`: how the sheet numbers the first of the rows.

    Raises ListRefused without a row of headings, without people, or for more than 300 of them.
    """
    head = next((place for place, row in enumerate(rows[:LOOKED_AT]) if _is_head(_columns(row))), None)
    if head is None:
        raise ListRefused(NO_TABLE)
    columns = _columns(rows[head])
    found: list[Invitee] = []
    seen: dict[str, int] = {}
    for place, row in enumerate(rows[head + 1 :], first_row + head + 1):
        said = {name: _cell(row, column) for name, column in columns.items()}
        if any(said.values()):
            found.append(_invitee(place, said, seen))
    if not found:
        raise ListRefused(EMPTY)
    if len(found) > MOST_ROWS:
        raise ListRefused(TOO_LONG)
    return found


def role_named(text: str) -> str | None:
    """The role a word means, an editor's for no word; None for one the portal does not know."""
    key = comparison_key(text)
    if not key:
        return DEFAULT_ROLE
    return _ROLE_BY_KEY.get(key)


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which column holds what; the first one that fits counts."""
    found: dict[str, int] = {}
    for place, text in enumerate(row):
        key = comparison_key(text)
        name = next((name for name, starts in _STARTS.items() if key.startswith(starts)), None) if key else None
        if name is not None and len(text) <= MOST_LETTERS:
            found.setdefault(name, place)
    return found


def _is_head(columns: dict[str, int]) -> bool:
    return NAME in columns and (EMAIL in columns or ORGANIZATION in columns)


def _cell(row: Sequence[str], column: int) -> str:
    return one_line(row[column])[:MOST_LETTERS] if column < len(row) else ""


def _invitee(place: int, said: dict[str, str], seen: dict[str, int]) -> Invitee:
    doubts = []
    if not said.get(NAME):
        doubts.append(NO_NAME)
    email, doubt = _address(said.get(EMAIL, ""))
    if doubt:
        doubts.append(doubt)
    if email and email in seen:
        doubts.append(TWICE.format(row=seen[email]))
    elif email:
        seen[email] = place
    role = role_named(said.get(ROLE, ""))
    if role is None:
        doubts.append(UNKNOWN_ROLE.format(text=said[ROLE]))
    return Invitee(
        row=place,
        name=said.get(NAME, ""),
        email=email,
        organization=said.get(ORGANIZATION, ""),
        role=role or DEFAULT_ROLE,
        doubts=tuple(doubts),
    )


def _address(text: str) -> tuple[str, str]:
    """The address of a cell in small letters, and what is doubtful about it; one that is wrong is kept as written."""
    if not text:
        return "", ""
    found = _ADDRESS.findall(text.replace("mailto:", ""))
    if not found:
        return text, WRONG_EMAIL.format(text=text)
    return found[0].lower(), MANY_EMAILS if len(found) > 1 else ""
