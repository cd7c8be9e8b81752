"""A year of a plan: a sheet of sixty rows in, approved, worked on, changed, copied to the next year, read back."""

from __future__ import annotations

import io
import re
from pathlib import Path

import icalendar
import openpyxl
from playwright.sync_api import Page, expect

from tests.e2e.words import sign_in
from tests.support.live import LivePortal

TITLE = "План работы сети мастерских на 2022/2023 учебный год"
HEADINGS = ("№ п/п", "Наименование мероприятия", "Срок исполнения", "Ответственные", "Отметка о выполнении")
MONTHS = ("сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март", "апрель", "май")
MONTHLY, DOUBTFUL = "Встречи наставнических пар", "Выставка работ мастерских"
REASON = "Приказ от 12.01.2023 № 7"


def sheet_of_sixty(path: Path) -> Path:
    """A plan as people keep it in Excel: the title in the first row, then the head, then sixty rows."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("План", 0)
    sheet["A1"] = TITLE
    sheet.append([])
    sheet.append(HEADINGS)
    sheet.append((1, MONTHLY, "1 раз в месяц", "Ромашкина К.Л.", ""))
    sheet.append((2, DOUBTFUL, "когда будет зал", "Пихтова А.Б.", ""))
    for number in range(3, 61):
        month = MONTHS[number % 9]
        year = 2022 if number % 9 < 4 else 2023
        sheet.append((number, f"Мастерская № {number}", f"{month} {year}", "Пихтова А.Б., методист", ""))
    book.save(path)
    return path


def load(page: Page, portal: LivePortal, file: Path) -> str:
    """Load the sheet, say by hand what its doubtful deadline means; gives the address of the plan."""
    page.goto(f"{portal.address}/projects/demo/import/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Прочитать").click()
    expect(page.get_by_role("heading", name="Прочитано так")).to_be_visible()
    row = page.locator(".import-row", has_text="когда будет зал")
    row.get_by_label("Как понимать срок").select_option("bound")
    row.get_by_label("По", exact=True).fill("2022-12-20")
    page.get_by_role("button", name="Проверить ещё раз").last.click()
    expect(page.locator(".import-row", has_text="когда будет зал").get_by_label("Как понимать срок")).to_have_value(
        "bound"
    )
    page.get_by_role("button", name="Загрузить план").click()
    page.wait_for_url("**/plans/*/")
    expect(page.locator("h1")).to_have_text(TITLE)
    return page.url.removeprefix(portal.address)


def approve(page: Page) -> None:
    page.get_by_role("link", name="Проверка и утверждение").click()
    page.get_by_role("link", name="Утвердить").first.click()
    page.get_by_label("Должность").fill("Директор дворца")
    page.get_by_label("Кто утвердил").fill("Лесная О.П.")
    page.get_by_role("button", name="Утвердить").click()
    expect(page.get_by_text("Утверждён").first).to_be_visible()


def mark_window(page: Page, label: str, fact: str) -> None:
    """Mark one window of the item on the screen."""
    page.get_by_role("link", name=re.compile(rf"Отметить\s*: {label}")).click()
    form = page.locator("form.mark-form")
    form.get_by_text("Выполнено", exact=True).click()
    form.get_by_label("Дата выполнения").fill(fact)
    form.get_by_label("Что сделано").fill(f"Встретились, {label}")
    form.get_by_role("button", name="Сохранить отметку").click()
    expect(page.locator("h1")).to_contain_text(MONTHLY)


def postpone(page: Page, label: str, day: str) -> None:
    page.get_by_role("link", name=re.compile(rf"Перенести\s*: {label}")).click()
    page.get_by_role("textbox", name="Новый срок").fill(day)
    page.get_by_label("Причина").fill("Морозы")
    page.get_by_role("button", name="Перенести", exact=True).click()


def reword(page: Page, portal: LivePortal, plan: str) -> None:
    """Change an item of the approved plan, with a reason."""
    page.goto(f"{portal.address}{plan}")
    page.get_by_role("link", name="Мастерская № 60", exact=True).click()
    page.get_by_role("link", name="Изменить", exact=True).click()
    page.get_by_label("Мероприятие").fill("Мастерская № 60, выездная")
    page.get_by_label("Причина изменения").fill(REASON)
    page.get_by_role("button", name="Сохранить").first.click()


def hand_in(page: Page, portal: LivePortal, plan: str, file: Path) -> None:
    """Take the sheet of marks, fill in the first empty window of the monthly item by hand, bring it back."""
    book = openpyxl.load_workbook(io.BytesIO(page.request.get(f"{portal.address}{plan}mark-sheet.xlsx").body()))
    sheet = book["Отметки"]
    words = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"Встретились, октябрь 2022", "Морозы"} <= words
    rows = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 2).value == MONTHLY]
    empty = next(row for row in rows if sheet.cell(row, 6).value is None)
    sheet.cell(empty, 6).value, sheet.cell(empty, 7).value = "выполнено", "20.12.2022"
    book.save(file)
    page.goto(f"{portal.address}{plan}mark-sheet/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Сравнить с порталом").click()
    page.wait_for_url("**/mark-sheets/**")
    page.get_by_role("button", name="Внести").click()
    page.wait_for_url(f"**{plan}**")


def read_calendar(page: Page, portal: LivePortal) -> icalendar.Calendar:
    page.goto(f"{portal.address}/cabinet/calendars/")
    page.get_by_role("button", name="Создать ссылку").click()
    link = page.get_by_label("Ссылка на календарь").input_value()
    return icalendar.Calendar.from_ical(page.request.get(f"{portal.address}/calendar/{link.rpartition('/')[2]}").body())


def test_a_year_of_a_plan(live_portal: LivePortal, page: Page, tmp_path: Path) -> None:
    sign_in(page, live_portal, "coordinator")
    plan = load(page, live_portal, sheet_of_sixty(tmp_path / "plan.xlsx"))
    approve(page)
    page.goto(f"{live_portal.address}{plan}")
    page.get_by_role("link", name=MONTHLY, exact=True).click()
    for label, fact in (("сентябрь 2022", "2022-09-20"), ("октябрь 2022", "2022-10-18"), ("ноябрь 2022", "2022-11-15")):
        mark_window(page, label, fact)
    postpone(page, "январь 2023", "2023-02-08")
    expect(page.locator(".windows")).to_contain_text("08.02.2023")
    expect(page.locator(".over").first).to_contain_text("3 из 9")
    reword(page, live_portal, plan)

    page.goto(f"{live_portal.address}{plan}changes/")
    expect(page.locator("main")).to_contain_text(REASON)
    expect(page.locator("main")).to_contain_text("Мастерская № 60, выездная")
    expect(page.locator("main")).to_contain_text("Морозы")

    page.goto(f"{live_portal.address}{plan}copy/")
    page.get_by_role("button", name="Создать черновик плана").click()
    page.wait_for_url(lambda url: "/copy/" not in url)
    following = re.search(r"/plans/\d+/", page.url)
    assert following is not None
    assert following[0] != plan
    page.goto(f"{live_portal.address}{following[0]}")
    expect(page.locator("h1")).to_have_text(TITLE.replace("2022/2023", "2023/2024"))
    expect(page.locator("table.plan")).to_contain_text("октябрь 2023")

    hand_in(page, live_portal, plan, tmp_path / "marks.xlsx")
    page.goto(f"{live_portal.address}{plan}")
    expect(page.locator("tr.row", has_text=MONTHLY)).to_contain_text("4 из 9")


def test_calendar_of_a_person_is_read_by_programs(live_portal: LivePortal, page: Page) -> None:
    sign_in(page, live_portal, "responsible")
    calendar = read_calendar(page, live_portal)
    events = calendar.walk("VEVENT")
    assert events
    assert len({str(event["UID"]) for event in events}) == len(events)
