"""Rows of a plan typed one after another with Enter, moved by keys, taken out and brought back; without scripts too."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.words import sign_in
from tests.support.live import LivePortal


def new_plan(page: Page, portal: LivePortal, title: str) -> None:
    """An empty plan, its page of rows open with the field for the first one in focus."""
    page.goto(f"{portal.address}/projects/demo/plans/new/")
    page.get_by_label("Заголовок плана").fill(title)
    page.get_by_label("Период").fill("2022/2023")
    page.get_by_role("button", name="Создать план").click()
    page.wait_for_url("**/structure/**")


def titles(page: Page) -> list[str]:
    """Headings and titles as they stand, with the numbers."""
    rows = page.locator("#structure tr[data-row]").all()
    return [" ".join(row.locator(".c-no, .t, .c-head").all_inner_texts()).strip() for row in rows]


def test_rows_are_added_with_enter_and_moved_by_keys(live_portal: LivePortal, page: Page) -> None:
    sign_in(page, live_portal, "coordinator")
    new_plan(page, live_portal, "План студии")
    for number, title in enumerate(("Первый сбор", "Второй сбор", "Третий сбор"), 1):
        field = page.locator("#new input[name=title]")
        expect(field).to_be_focused()
        field.fill(title)
        if number == 1:
            page.locator("#new input[name=deadline]").fill("до 15 мая")
            page.locator("#new input[name=responsible]").fill("методисты")
        field.press("Enter")
        expect(page.locator("#structure tr[data-row]")).to_have_count(number)
    assert titles(page) == ["1. Первый сбор", "2. Второй сбор", "3. Третий сбор"]
    expect(page.locator("tr", has_text="Первый сбор")).to_contain_text("понято так: до 15.05.2023")
    row = page.locator("tr[data-row]", has_text="Третий сбор")
    row.locator("a.t").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#structure tr[data-row]").nth(1)).to_contain_text("Третий сбор")
    expect(page.locator("tr[data-row]", has_text="Третий сбор")).to_be_focused()
    page.locator("tr[data-row]", has_text="Первый сбор").get_by_label("Добавить строку под").click()
    page.locator("#new input[name=title]").fill("Раздел сборов")
    page.locator("#new").get_by_role("button", name="Раздел").click()
    expect(page.locator("tr.sec")).to_have_count(1)
    assert titles(page) == ["1. Первый сбор", "Раздел сборов", "2. Третий сбор", "3. Второй сбор"]


def test_row_taken_out_comes_back_from_the_toast(live_portal: LivePortal, page: Page) -> None:
    sign_in(page, live_portal, "coordinator")
    new_plan(page, live_portal, "План кружка")
    page.locator("#new input[name=title]").fill("Единственный сбор")
    page.keyboard.press("Enter")
    row = page.locator("tr[data-row]", has_text="Единственный сбор")
    row.get_by_label("Ещё").click()
    page.get_by_role("button", name="Убрать из плана").click()
    expect(page.locator("#structure tr[data-row]")).to_have_count(0)
    page.locator(".toast").get_by_role("button", name="Отменить").click()
    expect(page.locator("tr[data-row]", has_text="Единственный сбор")).to_be_visible()


def test_rows_are_changed_without_scripts(live_portal: LivePortal, page: Page) -> None:
    context = page.context.browser.new_context(java_script_enabled=False, locale="ru-RU")  # type: ignore[union-attr]
    plain = context.new_page()
    sign_in(plain, live_portal, "coordinator")
    new_plan(plain, live_portal, "План без скриптов")
    for title in ("Первый сбор", "Второй сбор"):
        expect(plain.locator("#new input[name=title]")).to_be_focused()
        plain.locator("#new input[name=title]").fill(title)
        plain.keyboard.press("Enter")
        expect(plain.locator("tr[data-row]", has_text=title)).to_be_visible()
    plain.locator("tr[data-row]", has_text="Второй сбор").get_by_label("Выше").click()
    expect(plain.locator("#structure tr[data-row]").first).to_contain_text("Второй сбор")
    assert titles(plain) == ["1. Второй сбор", "2. Первый сбор"]
    context.close()
