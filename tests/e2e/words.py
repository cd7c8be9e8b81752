"""What the end-to-end tests do again and again: sign in, make a Word plan, read a PDF."""

from __future__ import annotations

import io
import subprocess
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import openpyxl
import pdfplumber
from playwright.sync_api import Page

from tests.support.live import LivePortal

PASSWORD = "demo-portal-2022"
ACCOUNTS = {
    "coordinator": "coordinator@demo.example",
    "director": "director@demo.example",
    "editor": "editor@demo.example",
    "responsible": "responsible@demo.example",
    "expert": "expert@demo.example",
    "administrator": "admin@demo.example",
}
HEADINGS = ("№ п/п", "Наименование мероприятия", "Срок исполнения", "Ответственные", "Отметка о выполнении")
ROWS = (
    ("1", "Установочный семинар наставников", "до 20.09.2022", "Ромашкина К.Л., директор"),
    ("2", "Встречи наставнических пар", "1 раз в месяц", "Пихтова А.Б., методист, педагоги-наставники"),
    ("3", "Открытые занятия", "ноябрь 2022", "Пихтова А.Б."),
    ("4", "Выпуск сборника бесед", "Май 2023", "Ромашкина К.Л."),
    ("5", "Круглый стол", "как получится", "Ромашкина К.Л."),
)

ACTS = (
    "Федеральный уровень: Закон от 29.12.2012 № 273-ФЗ «Об образовании»; "
    "Приказ Министерства просвещения от 01.02.2031 № 7 «О наставниках»"
)
PASSPORT = (
    ("1. Актуальность", "Молодым педагогам нужен наставник.\nПроект поможет:\nнайти наставника;\nпровести занятия."),
    ("1.1. Нормативно-правовое обеспечение", ACTS),
    ("2. Сеть", "Состав участников сети: Лесной район, школа № 5; Луговой район, центр «Лад»"),
    ("3. План работы", ""),
)


def sign_in(page: Page, portal: LivePortal, role: str) -> None:
    """Sign in as the demonstration's account of the role."""
    page.goto(f"{portal.address}/login/")
    page.get_by_label("Электронная почта").fill(ACCOUNTS[role])
    page.get_by_label("Пароль", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url(lambda url: "/login/" not in url)


def word_plan(path: Path, title: str) -> Path:
    """A calendar plan as people make it in Word: approval block, title, a table with an empty last column."""
    document = docx.Document()
    for line in ("УТВЕРЖДАЮ", "Директор Лесного дома творчества", "_______ К.Л. Ромашкина", "«__» ________ 2022 г."):
        document.add_paragraph(line)
    document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(HEADINGS))
    for row in (HEADINGS, *((*row, "") for row in ROWS)):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def word_passport(path: Path) -> Path:
    """A passport with a title page, sections in two levels, acts, participants and a table."""
    document = docx.Document()
    for line in ("Форум «Точка роста - 2031»", "Номинация", "«Сети и площадки»", "г. Лесной, 2031 г."):
        document.add_paragraph(line)
    for heading, text in PASSPORT:
        document.add_paragraph().add_run(heading).bold = True
        for line in filter(None, text.split("\n")):
            document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    for cell, heading in zip(table.rows[0].cells, ("Мероприятия", "Сроки"), strict=True):
        cell.text = heading
    document.save(str(path))
    return path


def filled_sheet(page: Page, portal: LivePortal, plan: str, path: Path) -> Path:
    """The sheet of marks of a plan, its first empty row marked, the next one with a slip of the pen."""
    data = page.request.get(f"{portal.address}{plan}mark-sheet.xlsx").body()
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Отметки"]
    empty = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 6).value is None]
    for row, word in zip(empty, ("в работе", "выполнно"), strict=False):
        sheet.cell(row, 6).value = word
    book.save(path)
    return path


def this_month() -> str:
    """«2022-10» of today: the plan of the demonstration is of the present school year."""
    return f"{datetime.now(ZoneInfo('Europe/Minsk')):%Y-%m}"


def pdf_words(data: bytes) -> str:
    """All words of a PDF in reading order, joined by single spaces."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return " ".join(" ".join(page.extract_text() or "" for page in pdf.pages).split())


def pdf_cells(data: bytes) -> list[str]:
    """Texts of all table cells of a PDF, words broken at line ends joined again."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        cells = [cell for page in pdf.pages for table in page.extract_tables() for row in table for cell in row if cell]
    return [" ".join(cell.replace("-\n", "").split()) for cell in cells]


def pdf_faces(path: Path, pdffonts: Path) -> set[str]:
    """Faces a PDF uses, without the subset tags; read by poppler, not by what made the file."""
    out = subprocess.run([pdffonts, path], capture_output=True, text=True, check=True).stdout
    return {line.split()[0].split("+")[-1] for line in out.splitlines()[2:] if line.strip()}
