"""Names of people as they are typed: surname with initials in any order, full names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from plans.text.people.abbreviations import (
    COMPLETING,
    DIRECTIONS,
    GROUP_ABBREVIATIONS,
    LEGAL_FORMS,
    ORGANIZATION_ABBREVIATIONS,
    keys,
)
from plans.text.people.lexicon import (
    HEADS,
)
from plans.text.people.words import LOWER, UPPER, fold, is_known
from portal.text.names import fold_lookalikes

_SUFFIX: Final = r"(?:оглы|оглу|о[гғ]лы|кызы|қызы|гызы|улы|ұлы|угли)"
_INITIAL: Final = rf"(?:[{UPPER}]|Дж|Дз)"
_SURNAME: Final = (
    rf"(?:[{UPPER}]['’ʼ])?[{UPPER}][{LOWER}'’ʼ]+(?:\s?[-‑–]\s?[{UPPER}][{LOWER}'’ʼ]+|-[{LOWER}]{{2,}}){{0,2}}"
    rf"|[{UPPER}]{{3,}}(?:-[{UPPER}]{{3,}})?"
)
_END: Final = rf"(?![{LOWER}{UPPER}])"
_SURNAME_FIRST: Final = re.compile(
    rf"(?P<surname>{_SURNAME})(?:\s+(?P<early>{_SUFFIX}))?[,.]?\s*"
    rf"(?P<one>{_INITIAL})\s?(?:\.{{1,2}},?|,(?=[{UPPER}]\.))(?P<hyphened>-{_INITIAL}\.)?(?:\s?-)?\s*"
    rf"(?:(?P<two>{_INITIAL}){_END}(?!-[{LOWER}])\s?\.?(?P<third>-{_INITIAL}\.)?)?"
    rf"(?:\s*(?P<late>{_SUFFIX}){_END})?"
)
_SMALL_LETTERS: Final = re.compile(
    rf"(?P<surname>[{LOWER}]{{3,}})\s(?P<one>[{LOWER}{UPPER}])\.\s?(?P<two>[{LOWER}{UPPER}]){_END}\.?+"
    rf"(?!\s?[{UPPER}][{LOWER}'’ʼ]+{_END}(?!\s[{UPPER}]\.))"
)
_GLUED_INITIALS: Final = re.compile(rf"(?P<surname>{_SURNAME})\s(?P<one>[{UPPER}])(?P<two>[{UPPER}]){_END}(?!-)\.?")
_SPACED_INITIALS: Final = re.compile(rf"(?P<surname>{_SURNAME})\s(?P<one>[{UPPER}])\s(?P<two>[{UPPER}]){_END}(?![-.])")
_GLUED_NAME: Final = re.compile(
    rf"(?P<surname>[{UPPER}][{LOWER}]{{3,}})(?P<one>[{UPPER}])(?P<two>[{UPPER}])?{_END}(?!-)\.?"
)
_INITIALS_FIRST: Final = re.compile(
    rf"(?P<one>{_INITIAL})\s?\.\s*(?:(?P<two>{_INITIAL})\s?\.?\s*)?(?P<surname>{_SURNAME}){_END}"
)
_TWO_LETTERS: Final = (DIRECTIONS, COMPLETING, LEGAL_FORMS, GROUP_ABBREVIATIONS, ORGANIZATION_ABBREVIATIONS)
_WORD: Final = rf"[{UPPER}][{LOWER}'’ʼ]+(?:-[{UPPER}]?[{LOWER}]+)*"
_PATRONYMIC: Final = (
    rf"(?:[{UPPER}][{LOWER}]+(?:вич|вна|ична|инична|ьич|льич|мич|кич|нич|тич|авіч|евіч|овіч|ўна"
    rf"|ұлы|қызы|улы|кызы|оглы))"
)
_FULL_NAME: Final = re.compile(
    rf"(?P<first>{_SURNAME})\s+(?P<second>{_WORD})"
    rf"(?:\s+(?P<third>{_PATRONYMIC}|{_WORD}\s+{_SUFFIX}))?{_END}"
)
_NAME_AND_PATRONYMIC: Final = re.compile(
    rf"(?P<first>{_WORD})\s+(?P<second>{_PATRONYMIC})(?:\s+(?P<third>{_SURNAME}))?{_END}"
)
_STRICT_ENDINGS: Final = re.compile(
    r"(?:[оеё]в|[ыи]н|[оеё]ва|[ыи]на|[сц]кий|[сц]кая|[сц]кі|енко|анко|юк|чук|ович|евич|швили|дзе)$"
)
_ENDINGS: Final = re.compile(
    r"(?:[оеё]в|[ыи]н|ев|ва|на|кий|кая|ой|ый|ий|их|ых|ко|[уюя]к|ик|ич|ян|швили|дзе|ль|ец|ая|оль"
    r"|ук|ло|ба|ка|лю|ря|ман|берг|штейн|ер|ид|аш|ум|ол|оол|ай|ей|як|[лрнмт]о|[бвгдзлмнрст]и"
    r"|нц|[кх]а|ёк|ек|ша|га|ёнок|енок|нь|рь|ба|да|за|ла|ма|ра|са|та|ца|ча|ня|ля|дя|хин|[уи]с)$"
)
_GIVEN: Final = keys("""
    анна мария елена ольга наталья наталия татьяна ирина светлана людмила галина надежда любовь
    вера юлия екатерина марина алла лариса оксана валентина нина инна яна дарья анастасия ксения
    полина алена елизавета виктория евгения александра лилия жанна тамара зоя раиса лидия алина
    диана кристина эльвира гульнара айгуль динара асель сауле гульмира александр алексей андрей
    сергей дмитрий владимир николай иван михаил василий виктор юрий игорь олег павел петр максим
    евгений константин роман денис антон артем илья кирилл станислав валерий виталий вячеслав
    геннадий борис григорий анатолий федор егор тимур руслан марат ерлан нурлан асхат серик
    болат айдар ильдар рустам алеся таццяна вольга кацярына ганна наталля святлана мікалай
    аляксандр сяргей юлія марыя
""")


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a text: its end, its normal form, whether it may be a mistake."""

    end: int
    text: str
    is_doubtful: bool = False


def find_name(text: str, start: int) -> Name | None:
    """Return the name that begins at `start`, or None.

    Initials are written «Фамилия И.О.» whatever their order and dots; a full name stays full.
    """
    if not text[start].isupper():
        return _in_small_letters(text, start)
    return (
        _with_initials(text, start)
        or _initials_first(text, start)
        or _full_name(text, start)
        or _without_dots(text, start)
    )


def looks_like_surname(word: str) -> bool:
    """Tell whether a lone capitalised word ends as Russian surnames most often do."""
    return bool(_STRICT_ENDINGS.search(fold(word))) and not is_known(word)


def _with_initials(text: str, start: int) -> Name | None:
    match = _SURNAME_FIRST.match(text, start)
    if not match or is_known(match["surname"]) or _is_foreign_capitals(match["surname"]):
        return None
    if match["two"] is None and _is_known_word_after(text, match.start("one")):
        return None
    following = _INITIALS_FIRST.match(text, match.start("one"))
    if (
        following
        and match["two"]
        and not _ENDINGS.search(fold(match["surname"]))
        and _ENDINGS.search(fold(following["surname"]))
        and not is_known(following["surname"])
        and not _SURNAME_FIRST.match(text, following.start("surname"))
    ):
        return None
    suffix = match["early"] or match["late"] or ""
    return Name(_trimmed_end(text, match), _joined(match, suffix))


def _initials_first(text: str, start: int) -> Name | None:
    match = _INITIALS_FIRST.match(text, start)
    if not match or is_known(match["surname"]) or _is_foreign_capitals(match["surname"]):
        return None
    return Name(match.end(), _joined(match))


def _full_name(text: str, start: int) -> Name | None:
    for pattern in (_FULL_NAME, _NAME_AND_PATRONYMIC):
        match = pattern.match(text, start)
        if not match or any(is_known(word) for word in match.groups() if word):
            continue
        is_whole = pattern is _NAME_AND_PATRONYMIC or match["third"]
        first, second = fold(match["first"]), fold(match["second"])
        is_pair = (second in _GIVEN and _ENDINGS.search(first)) or (first in _GIVEN and _ENDINGS.search(second))
        if is_whole or is_pair:
            return Name(match.end(), " ".join(match[0].split()))
    return None


def _without_dots(text: str, start: int) -> Name | None:
    match = _GLUED_INITIALS.match(text, start) or _SPACED_INITIALS.match(text, start)
    if match and not is_known(match["surname"]) and _ENDINGS.search(fold(match["surname"])):
        key = fold(match["one"] + match["two"])
        known = key in HEADS or any(key in abbreviations for abbreviations in _TWO_LETTERS)
        if not known or looks_like_surname(match["surname"]):
            return Name(match.end(), _joined(match), is_doubtful=known)
    glued = _GLUED_NAME.match(text, start)
    if glued and not is_known(glued["surname"]) and _ENDINGS.search(fold(glued["surname"])):
        return Name(glued.end(), _joined(glued), is_doubtful=True)
    return None


def _in_small_letters(text: str, start: int) -> Name | None:
    match = _SMALL_LETTERS.match(text, start)
    if not match or not looks_like_surname(match["surname"]):
        return None
    return Name(match.end(), _joined(match).title())


def _is_foreign_capitals(surname: str) -> bool:
    """Tell whether a surname in capitals is rather an abbreviation."""
    return surname.isupper() and not _ENDINGS.search(fold(surname))


def _is_known_word_after(text: str, start: int) -> bool:
    """Tell whether a lone «initial» is the start of a shortened word such as «И.о. директора»."""
    return bool(re.match(r"[ИиВв]\.\s?[оО]\.", text[start:]))


def _trimmed_end(text: str, match: re.Match[str]) -> int:
    """Return the end without the space that was looked through for a second initial."""
    return match.start() + len(text[match.start() : match.end()].rstrip())


def _joined(match: re.Match[str], suffix: str = "") -> str:
    surname = re.sub(r"\s?[-‑–]\s?", "-", match["surname"])
    groups = match.groupdict()
    order = ("one", "hyphened", "two", "third")
    initials = "".join(f"{groups[key].rstrip('.')}." for key in order if groups.get(key))
    if not surname.isascii():
        initials = fold_lookalikes(initials)
    return " ".join(filter(None, (surname, initials, suffix)))
