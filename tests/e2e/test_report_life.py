"""The life of a report: looked at, rewritten, ordered, taken, checked, approved, shared, the link revoked."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.words import pdf_words, sign_in
from tests.support.live import LivePortal

WORKER_TIMEOUT = 90_000
OWN_WORDS = "Мастерские работают в полную силу, наставники просят продолжения."


@pytest.fixture
def reports(page: Page, live_portal: LivePortal) -> str:
    sign_in(page, live_portal, "coordinator")
    return f"{live_portal.address}/projects/demo/reports/"


def rewrite_and_order(page: Page, reports: str) -> None:
    page.goto(reports)
    page.locator("label", has_text="Отчёт о ходе реализации").locator("input[type=radio]").check()
    page.get_by_role("checkbox", name="Word").check()
    page.get_by_role("button", name="Посмотреть и поправить текст").click()
    page.wait_for_url("**/reports/preview/?*")
    page.locator("#text-summary + .editing").get_by_role("link").click()
    page.get_by_label("Ваш текст").fill(OWN_WORDS)
    page.get_by_role("button", name="Сохранить абзац").click()
    expect(page.locator("#text-summary")).to_have_text(OWN_WORDS)
    page.get_by_role("button", name="Заказать").click()
    page.wait_for_url("**/reports/?order=*")


def taken(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).first.click()
    return Path(waiting.value.path()).read_bytes()


def test_report_is_ordered_left_found_again_checked_approved_and_shared(
    page: Page, reports: str, live_portal: LivePortal, chromium: Browser, tmp_path: Path
) -> None:
    rewrite_and_order(page, reports)
    ordered = page.url
    page.goto(f"{live_portal.address}/projects/demo/")
    page.goto(ordered)
    expect(page.get_by_role("link", name="Скачать Word").first).to_be_visible(timeout=WORKER_TIMEOUT)
    paper, word = taken(page, "Скачать PDF"), taken(page, "Скачать Word")
    assert OWN_WORDS in pdf_words(paper)
    assert OWN_WORDS in [
        paragraph.text.replace("\N{NO-BREAK SPACE}", " ") for paragraph in docx.Document(io.BytesIO(word)).paragraphs
    ]

    page.get_by_role("link", name="Открыть документ").first.click()
    detail = page.url
    expect(page.locator(".took li").first).to_contain_text("Word")
    page.get_by_role("link", name="Страница по QR-коду").click()
    check = page.url
    expect(page.locator(".kv")).to_contain_text("Черновик")
    (tmp_path / "same.pdf").write_bytes(paper)
    (tmp_path / "other.pdf").write_bytes(paper[:-9] + bytes([paper[-9] ^ 1]) + paper[-8:])
    page.locator("[data-sum-file]").set_input_files(tmp_path / "same.pdf")
    expect(page.locator("[data-sum-answer]")).to_contain_text("Файл тот же самый: PDF")
    page.locator("[data-sum-file]").set_input_files(tmp_path / "other.pdf")
    expect(page.locator("[data-sum-answer]")).to_contain_text("не тот")

    approve(chromium, live_portal, detail)
    page.goto(check)
    expect(page.locator(".kv")).to_contain_text("Утверждён")
    expect(page.locator(".kv")).to_contain_text("17-р")
    share_and_revoke(page, chromium, detail, paper)


def approve(chromium: Browser, portal: LivePortal, detail: str) -> None:
    context = chromium.new_context(locale="ru-RU", timezone_id="Europe/Minsk")
    page = context.new_page()
    sign_in(page, portal, "director")
    page.goto(detail)
    page.get_by_label("Номер").fill("17-р")
    page.get_by_role("button", name="Утвердить").click()
    page.locator("#confirm").get_by_role("button", name="Утвердить").click()
    expect(page.get_by_role("link", name="Исправить")).to_be_visible()
    context.close()


def share_and_revoke(page: Page, chromium: Browser, detail: str, paper: bytes) -> None:
    page.goto(f"{detail}links/")
    page.get_by_label("Для кого").fill("Районный отдел")
    page.get_by_role("button", name="Дать ссылку").click()
    link = page.get_by_label("Ссылка на документ").input_value()
    context = chromium.new_context(locale="ru-RU")
    guest = context.new_page()
    guest.goto(link)
    assert taken(guest, "PDF") == paper
    page.get_by_role("button", name="Отозвать: Районный отдел").click()
    page.locator("#confirm").get_by_role("button", name="Отозвать").click()
    expect(page.locator("main")).to_contain_text("тозвана")
    assert getattr(guest.goto(link), "status", None) == 404
    context.close()


def test_form_shows_only_what_the_genre_needs(page: Page, reports: str) -> None:
    page.goto(reports)
    page.locator("label", has_text="Активность участников").locator("input[type=radio]").check()
    expect(page.get_by_label("За период")).to_be_visible()
    expect(page.get_by_label("План", exact=True)).to_be_hidden()
    expect(page.get_by_label("С", exact=True)).to_be_hidden()
    page.get_by_label("За период").select_option(label="свои даты")
    expect(page.get_by_label("С", exact=True)).to_be_visible()
    expect(page.locator(".paper-mini")).to_contain_text("Документ появится здесь")


def test_order_works_without_scripts(page: Page, live_portal: LivePortal, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="ru-RU")
    plain = context.new_page()
    sign_in(plain, live_portal, "coordinator")
    plain.goto(f"{live_portal.address}/projects/demo/reports/")
    plain.locator("label", has_text="Матрица этапов и направлений").locator("input[type=radio]").check()
    plain.get_by_role("button", name="Сформировать").click()
    plain.wait_for_url("**/reports/?order=*")
    expect(plain.locator("h2", has_text="Матрица этапов и направлений").first).to_be_visible()
    context.close()
