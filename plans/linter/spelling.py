"""Remarks about words: letters of two alphabets in one word, names and acts written in different ways."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plans.linter.model import Code, Finding, LintItem, LintPlan, Place, Severity
from portal.text.names import comparison_key, fold_lookalikes, has_mixed_scripts, person_key
from portal.text.russian import join_list

_WORD = re.compile(r"[^\W\d_]+")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ROMAN = re.compile(r"[IVXLCDMІХСМ]+")
_LATIN_ABBREVIATION = re.compile(r"[ABCEHKMOPTXY]{2,}")
_MOST_WORDS = 5
_ACT = re.compile(
    r"\b(?P<noun>приказ|постановлени|распоряжени|решени|загад|пастанов)\w*(?P<issuer>[^.;\n№]{0,120}?)\s"
    r"(?:от\s+(?P<on>\d\d?\.\d\d?\.\d{4}|\d\d?\s+[а-яё]+\s+\d{4})(?:\s*г(?:ода|\.)?)?\s*№\s*(?P<number>[\w/\-–]+)"
    r"|№\s*(?P<number2>[\w/\-–]+)\s+от\s+(?P<on2>\d\d?\.\d\d?\.\d{4}|\d\d?\s+[а-яё]+\s+\d{4}))"
    r"(?:\s*г(?:ода|\.)?)?(?P<title>\s*[«\"][^»\"\n]{4,200}[»\"])?",
    re.IGNORECASE,
)
_LEGAL = re.compile(r"\b(?:гуо|уо|уодо|мбоу|мбу|мку|мкоу|маоу|гбу|гбоу)\b[\s.,]*", re.IGNORECASE)


def spelling_findings(plan: LintPlan) -> Iterator[Finding]:
    """Remarks about look-alike letters, acts, organisations and people."""
    yield from _lookalikes(plan)
    yield from _acts(plan)
    yield from _organizations(plan)
    yield from _people(plan)


def _texts(plan: LintPlan) -> Iterator[tuple[str, Place]]:
    yield plan.title, plan.place
    for section in plan.sections:
        yield section.title, section.place
    for item in plan.items:
        for text in item.words:
            yield text, item.place


def _lookalikes(plan: LintPlan) -> Iterator[Finding]:
    """Words of Latin and Cyrillic letters, and Latin abbreviations that stand elsewhere in Cyrillic («TMC», «ТМС»)."""
    places: dict[str, dict[Place, None]] = defaultdict(dict)
    for text, place in _texts(plan):
        for word in _WORD.findall(unicodedata.normalize("NFC", text)):
            places[word][place] = None
    for word, found in places.items():
        if has_mixed_scripts(word) and not _ROMAN.fullmatch(word):
            latin = [letter for letter in word if "LATIN" in unicodedata.name(letter, "")]
            other = [letter for letter in word if "CYRILLIC" in unicodedata.name(letter, "")]
            few, alphabet = (latin, "латинские") if len(latin) <= len(other) else (other, "русские")
            letters = join_list(f"«{letter}»" for letter in dict.fromkeys(few))
            text = f"В слове «{word}» есть {alphabet} буквы ({letters}): его не найдёт поиск. Наберите слово заново."
            yield Finding(Code.LOOKALIKES, Severity.DOUBT, text, tuple(found))
        elif _LATIN_ABBREVIATION.fullmatch(word) and fold_lookalikes(word) in places:
            text = f"«{word}» набрано латинскими буквами, а в других местах — русскими: портал видит два разных слова."
            yield Finding(Code.LOOKALIKES, Severity.DOUBT, text, tuple(found))


@dataclass(frozen=True, slots=True)
class _Act:
    """A mention of an act: what it is and of which day, its number and its title."""

    words: str
    on: str
    number: str
    title: str
    place: Place


def _acts(plan: LintPlan) -> Iterator[Finding]:
    """One act with two numbers: the same title, or of the same issuer and day where no title tells them apart."""
    acts: dict[tuple[str, str, str], list[_Act]] = defaultdict(list)
    for text, place in _texts(plan):
        for found in _ACT.finditer(text):
            on = " ".join((found["on"] or found["on2"]).split())
            act = _Act(found[0].strip(), on, found["number"] or found["number2"], found["title"] or "", place)
            acts[found["noun"].casefold(), comparison_key(found["issuer"]), comparison_key(on)].append(act)
    for same in acts.values():
        for group in _by_title(same):
            numbers = {comparison_key(act.number): act for act in group}
            if len(numbers) > 1:
                named = join_list(f"«{act.words}»" for act in numbers.values())
                text = f"Один документ с разными номерами? {named}. Проверьте номер."
                places = tuple(dict.fromkeys(act.place for act in group))
                yield Finding(Code.ACT_NUMBERS, Severity.DOUBT, text, places)


def _by_title(acts: Iterable[_Act]) -> list[list[_Act]]:
    """Acts of one issuer and day, those with titles by their titles: a school signs many orders on one day."""
    titled: dict[str, list[_Act]] = defaultdict(list)
    for act in acts:
        titled[comparison_key(act.title)].append(act)
    return list(titled.values())


def _organizations(plan: LintPlan) -> Iterator[Finding]:
    """Spellings of one organisation: known to be one, or equal but for marks, quotes and legal form."""
    spellings: dict[str, dict[str, dict[Place, None]]] = defaultdict(lambda: defaultdict(dict))
    for item in plan.items:
        for party in item.parties:
            if party.kind == "organization" and party.name.strip():
                key = party.key or comparison_key(_LEGAL.sub("", party.name))
                spellings[key][_squeezed(party.name)][item.place] = None
    yield from _spelled(Code.ORGANIZATION_SPELLINGS, "Одна организация написана по-разному", spellings)


def _people(plan: LintPlan) -> Iterator[Finding]:
    """Spellings of one person: by letters («Семёнов», «Семенов»), with and without a second initial or full names."""
    spellings: dict[str, dict[str, dict[Place, None]]] = defaultdict(lambda: defaultdict(dict))
    for name, item in _named(plan):
        spellings[person_key(name)][_bare_name(name)][item.place] = None
    keys = sorted(key for key in spellings if key)
    for key in keys:
        longer = [other for other in keys if other != key and other.startswith(key) and len(other) - len(key) == 1]
        # «Иванова Н.» is «Иванова Н.А.» where no other Иванова Н. is named; a bare surname may be anybody.
        if len(longer) == 1 and _has_initial(spellings[key]):
            for name, found in spellings.pop(key).items():
                spellings[longer[0]][name] |= found
    yield from _spelled(Code.PERSON_SPELLINGS, "Один человек назван по-разному", spellings)


def _named(plan: LintPlan) -> Iterator[tuple[str, LintItem]]:
    for item in plan.items:
        for party in item.parties:
            if party.kind == "person" and party.name.strip():
                yield party.name, item


def _has_initial(names: Mapping[str, object]) -> bool:
    return any(len(_WORD.findall(name)) > 1 for name in names)


def _spelled(code: Code, words: str, spellings: Mapping[str, Mapping[str, Mapping[Place, None]]]) -> Iterator[Finding]:
    for key, names in spellings.items():
        if key and len(names) > 1:
            shown = join_list(f"«{name}»" for name in list(names)[:_MOST_WORDS])
            places = tuple(dict.fromkeys(place for found in names.values() for place in found))
            yield Finding(code, Severity.ADVICE, f"{words}: {shown}.", places)


def _squeezed(name: str) -> str:
    """A name without what nobody sees as a difference: blanks, kinds of quotes, the first capital."""
    text = re.sub(r"[\"“”„]", "", unicodedata.normalize("NFKC", name)).replace("«", "").replace("»", "")
    text = re.sub(r"\s*([.№])\s*", r"\1", " ".join(text.split())).strip(" .,")
    return text[:1].upper() + text[1:]


def _bare_name(name: str) -> str:
    """«Н. А. ИВАНОВА» and «Иванова Н.А» alike as «Иванова Н.А.»; ё and full names stay, they are seen."""
    words = [word.title() if word.isupper() and len(word) > 1 else word for word in _NAME_WORD.findall(name)]
    full = [word for word in words if len(word) > 1]
    return " ".join([*full, "".join(f"{word.upper()}." for word in words if len(word) == 1)]).strip()
