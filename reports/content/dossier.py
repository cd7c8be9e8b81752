"""The dossier of a project: an index of what an archive holds, names of its files that every system bears."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from portal.text.clean import clean_text
from portal.text.russian import NBSP, date_short, join_list, plural
from reports.content.document import (
    Document,
    Enclosure,
    Enclosures,
    Paragraph,
    Sentence,
    Sheet,
    TableBlock,
    TitleLine,
)
from reports.content.model import Cell, Column, Ref, Row, Signer

KIND = "dossier"
TITLE = "Опись досье проекта"
INDEX = "00 Опись.pdf"
REPORT = "01 {name}"
MOST_BYTES = 500 * 2**20
LONGEST_NAME = 120  # letters of the whole path: archives are unpacked deep inside other folders
LONGEST_ENDING = 6
COLUMNS = (
    Column("number", "№"),
    Column("proof", "Что подтверждает"),
    Column("file", "Файл или адрес"),
    Column("size", "Размер"),
    Column("sum", "SHA-256"),
    Column("page", "Страница на портале"),
)
MISSING = "файл не найден на портале, в архив не вошёл"
NO_FILE = "файл не приложен"
DRAWN = "собран порталом"
UNSUMMED = "будет посчитана при сборке"
EMPTY = "Подтверждений, сведений участников и продуктов с файлами пока нет: в архиве только отчёт."
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+')
_BLANKS = re.compile(r"\s+")


class Part(StrEnum):
    """Folders of the archive in their order; the value is the name of the folder."""

    PROOFS = "02 Подтверждения"
    PARTS = "03 Сведения участников"
    PRODUCTS = "04 Продукты"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that proves: a file, an address or only words.

    `about`: what it proves; `name`: the name of its file with its ending; `source`: by which the storage knows it,
    empty where there is no file; `sha256` is empty until it is counted; `is_missing`: there was a file and the storage
    does not give it. `page`: path of the page on the portal.
    """

    part: Part
    about: str
    name: str
    page: str = ""
    source: str = ""
    size: int = 0
    sha256: str = ""
    url: str = ""
    is_missing: bool = False
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """A project with its report and all that proves it, in the order of the index."""

    organization: str
    project: str
    as_of: date
    report: Document
    entries: tuple[Entry, ...] = ()
    signers: tuple[Signer, ...] = field(default=())


def dossier_content(facts: DossierFacts) -> Document:
    """The index; its `enclosures` are what is packed with it. What has no file is listed all the same."""
    name = safe_name(facts.report.title[0].text.split("\n")[0])
    named = tuple(zip(facts.entries, _paths(facts.entries), strict=True))
    report = replace(facts.report, rules=replace(facts.report.rules, has_code=False))
    files = tuple(Enclosure(path, entry.source, entry.size, entry.sha256) for entry, path in named if path)
    return Document(
        kind=KIND,
        organization=facts.organization,
        as_of=facts.as_of,
        title=(TitleLine(TITLE, is_strong=True), TitleLine(facts.project), TitleLine(f"на {date_short(facts.as_of)}")),
        docname=f"{TITLE} · на {date_short(facts.as_of)}",
        blocks=(
            Paragraph(tuple(_sentences(facts.entries))),
            TableBlock(COLUMNS, tuple(_rows(named, REPORT.format(name=name))), TITLE),
        ),
        sheet=Sheet.WIDE,
        signers=facts.signers,
        enclosures=Enclosures(report, REPORT.format(name=name), files),
    )


def safe_name(words: str, longest: int = LONGEST_NAME) -> str:
    """Words as a name of a file: without what Windows forbids, of no more letters than `longest`, never empty."""
    plain = _BLANKS.sub(" ", _FORBIDDEN.sub(" ", clean_text(words)))
    return plain[:longest].strip(" .") or "Файл"


def file_size(size: int) -> str:
    """«12 КБ», «3,4 МБ»; nothing is said to be of 0 КБ."""
    if size >= 2**20:
        return f"{size / 2**20:.1f}".replace(".", ",") + f"{NBSP}МБ"
    return f"{max(1, round(size / 1024))}{NBSP}КБ"


def _paths(entries: Sequence[Entry]) -> Iterable[str]:
    """A path for each entry with a file that is there, empty for the others; numbers tell equal names apart."""
    numbers: Counter[Part] = Counter()
    for entry in entries:
        if not entry.source or entry.is_missing:
            yield ""
            continue
        numbers[entry.part] += 1
        stem, dot, ending = entry.name.rpartition(".")
        if not stem or len(ending) > LONGEST_ENDING:
            stem, dot, ending = entry.name, "", ""
        start, tail = f"{entry.part.value}/{numbers[entry.part]:03} ", f"{dot}{safe_name(ending) if ending else ''}"
        yield f"{start}{safe_name(stem, LONGEST_NAME - len(start) - len(tail))}{tail}"


def _sentences(entries: Sequence[Entry]) -> Iterable[Sentence]:
    yield Sentence("В архиве отчёт в PDF и Word и всё, чем он подтверждён.")
    if not entries:
        yield Sentence(EMPTY)
        return
    files = [entry for entry in entries if entry.source and not entry.is_missing]
    size = f" ({file_size(sum(entry.size for entry in files))})" if files else ""
    links = sum(bool(entry.url) for entry in entries if not entry.source)
    bare = sum(not entry.source and not entry.url for entry in entries)
    told = [f"{len(files)}{NBSP}{plural(len(files), 'файл', 'файла', 'файлов')}{size}"]
    told += [f"{links}{NBSP}{plural(links, 'ссылка', 'ссылки', 'ссылок')}"] if links else []
    told += [f"{bare}{NBSP}{plural(bare, 'запись', 'записи', 'записей')} без файла"] if bare else []
    yield Sentence(f"Перечислено: {join_list(told)}.")
    missing = sum(entry.is_missing for entry in entries)
    if missing:
        verb, word = plural(missing, "найден", "найдены", "найдено"), plural(missing, "файл", "файла", "файлов")
        yield Sentence(f"Не {verb} на портале и в архив не вошли: {missing}{NBSP}{word}, они отмечены в таблице.")


def _rows(named: Sequence[tuple[Entry, str]], report: str) -> Iterable[Row]:
    yield Row(heading="Отчёт")
    number = 0
    for ending in ("pdf", "docx"):
        number += 1
        words = (str(number), "Отчёт о выполнении плана", f"{report}.{ending}", DRAWN, "—", "—")
        yield Row(tuple(Cell((text,)) for text in words))
    part = None
    for entry, path in named:
        if entry.part is not part:
            part = entry.part
            yield Row(heading=part.value)
        number += 1
        there = bool(path)
        cells = (
            Cell((str(number),)),
            Cell(tuple(entry.about.split("\n"))),
            Cell(_file_lines(entry, path)),
            Cell((file_size(entry.size) if there else "—",)),
            Cell(_sum_lines(entry) if there else ("—",)),
            Cell((entry.page or "—",)),
        )
        yield Row(cells, refs=entry.refs)


def _sum_lines(entry: Entry) -> tuple[str, ...]:
    return (entry.sha256[:32], entry.sha256[32:]) if entry.sha256 else (UNSUMMED,)


def _file_lines(entry: Entry, path: str) -> tuple[str, ...]:
    if path:
        return (path.rpartition("/")[2],)
    if entry.is_missing:
        return (entry.name, MISSING)
    return (entry.name, entry.url) if entry.url else (entry.name, NO_FILE)
