"""The main job, end to end: a Word plan in, marks in the browser, a PDF from the worker."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.words import pdf_cells, pdf_faces, pdf_words, sign_in, word_plan
from tests.support.live import LivePortal

MARKS = (
    ("Установочный семинар наставников", "Семинар прошёл, раздали памятки", "2022-09-19"),
    ("Открытые занятия", "Показали шесть занятий", "2022-11-24"),
    ("Выпуск сборника бесед", "Сборник отпечатан тиражом сорок штук", "2023-05-12"),
)
PAPER_FACES = {"PT-Serif", "PT-Serif-Bold", "PT-Serif-Italic", "PT-Sans", "PT-Sans-Bold"}
WORKER_TIMEOUT = 90_000


def load_plan(page: Page, portal: LivePortal, file: Path) -> None:
    page.goto(f"{portal.address}/projects/demo/import/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Прочитать").click()
    expect(page.get_by_role("heading", name="Прочитано так")).to_be_visible()
    expect(page.get_by_text("как получится").first).to_be_visible()  # the doubt stands on the page
    page.get_by_label("Вид плана").select_option(label="план этапа")
    page.get_by_role("button", name="Загрузить план").click()
    page.wait_for_url("**/plans/*/")


def mark(page: Page, title: str, text: str, fact: str) -> None:
    row = page.locator("tr.row", has_text=title)
    row.locator("a.mark").click()
    form = page.locator("form.mark-form")
    form.get_by_text("Выполнено", exact=True).click()
    form.get_by_label("Дата выполнения").fill(fact)
    form.get_by_label("Что сделано").fill(text)
    form.get_by_role("button", name="Сохранить отметку").click()
    expect(row.locator("a.mark")).to_contain_text("Выполнено")
    expect(row).to_contain_text(text)


def order(page: Page, kind: str) -> None:
    page.locator("label", has_text=kind).locator("input[type=radio]").check()
    page.get_by_label("План", exact=True).select_option(label="План этапа, 2022/2023")
    page.get_by_label("На дату").fill("2023-08-31")
    page.get_by_role("button", name="Сформировать").click()
    expect(page.get_by_role("link", name="Скачать PDF").first).to_be_visible(timeout=WORKER_TIMEOUT)


def download(page: Page, folder: Path, name: str) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Скачать PDF").first.click()
    file = folder / name
    waiting.value.save_as(file)
    return file


def missing_marks(file: Path) -> list[str]:
    """Texts of marks that stand in no cell of the paper."""
    cells = "\n".join(pdf_cells(file.read_bytes()))
    return [text for _, text, _ in MARKS if text not in cells]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return tmp_path


def test_word_plan_to_marks_to_report(live_portal: LivePortal, page: Page, paper: Path, pdftools: Path) -> None:
    title = "План работы школы наставников на 2022/2023 учебный год"
    sign_in(page, live_portal, "coordinator")
    load_plan(page, live_portal, word_plan(paper / "plan.docx", title))
    expect(page.locator("h1")).to_have_text(title)
    for found in MARKS:
        mark(page, *found)
    page.goto(f"{live_portal.address}/projects/demo/reports/")
    order(page, "Отчёт о ходе реализации")
    report = download(page, paper, "report.pdf")
    words = pdf_words(report.read_bytes())
    assert missing_marks(report) == []
    assert "наступил срок 4 пунктов плана из 5. Выполнено 3." in words
    assert pdf_faces(report, pdftools / "pdffonts") <= PAPER_FACES
    page.goto(f"{live_portal.address}/projects/demo/reports/")
    order(page, "Календарный план с отметками")
    plan = download(page, paper, "plan.pdf")
    words = pdf_words(plan.read_bytes())
    assert [part for part in ("УТВЕРЖДАЮ", "Директор Лесного дома творчества", title) if part not in words] == []
    assert missing_marks(plan) == []
    assert "нет отметки" in words
    assert pdf_faces(plan, pdftools / "pdffonts") <= PAPER_FACES


def test_mark_is_taken_back_from_the_toast(live_portal: LivePortal, page: Page) -> None:
    sign_in(page, live_portal, "coordinator")
    page.goto(f"{live_portal.address}/projects/demo/plans/")
    page.get_by_role("link", name="Календарный план, 2022/2023").first.click()
    page.wait_for_url("**/plans/*/")
    mark(page, "Выезды методического десанта", "Десант вернулся", "2023-05-20")
    page.locator(".toast").get_by_role("button", name="Отменить").click()
    row = page.locator("tr.row", has_text="Выезды методического десанта")
    expect(row).to_be_visible()
    expect(row).not_to_contain_text("Десант вернулся")


def test_pages_work_without_scripts(live_portal: LivePortal, page: Page) -> None:
    """Plain form posts do the same: open the mark form as a page, save, come back to the plan."""
    context = page.context.browser.new_context(java_script_enabled=False, locale="ru-RU")  # type: ignore[union-attr]
    plain = context.new_page()
    sign_in(plain, live_portal, "responsible")
    plain.goto(f"{live_portal.address}/cabinet/")
    plain.get_by_role("link", name="Отметить").first.click()
    expect(plain.get_by_role("button", name="Сохранить отметку")).to_be_visible()
    plain.get_by_text("В работе", exact=True).click()
    plain.get_by_label("Что сделано").fill("Готовим вопросы")
    plain.get_by_role("button", name="Сохранить отметку").click()
    expect(plain.locator(".toast")).to_contain_text("в работе")
    context.close()
