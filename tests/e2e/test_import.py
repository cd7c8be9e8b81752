"""The import wizard in a browser: a table pasted with its cells, a long one saved in the background."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.words import sign_in
from tests.support.live import LivePortal

PASTE = """(area, html) => {
  const given = new DataTransfer();
  given.setData("text/html", html);
  given.setData("text/plain", "№ Мероприятия Сроки");
  area.select();
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true }));
  area.value = given.getData("text/plain");
}"""
CELLS = (("№", "Мероприятия", "Сроки"), ("1", "Семинар<br>для наставников", "октябрь"), ("2", "Слёт", "май"))
HTML = f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in CELLS)}</table>"


def test_cells_of_a_pasted_table_are_kept_until_somebody_types(page: Page, live_portal: LivePortal) -> None:
    sign_in(page, live_portal, "coordinator")
    page.goto(f"{live_portal.address}/projects/demo/import/")
    area, cells = page.get_by_label("Вставьте таблицу"), page.locator("[name=pasted_html]")
    area.evaluate(PASTE, HTML)
    assert cells.input_value() == HTML
    area.press("End")
    area.type("!")
    assert cells.input_value() == ""
    area.evaluate(PASTE, HTML)
    page.get_by_role("button", name="Прочитать").click()
    page.wait_for_url("**/imports/**")
    preview = page.locator(".import-preview")
    expect(preview).to_contain_text("Семинар")
    expect(preview).to_contain_text("Слёт")
    page.get_by_role("button", name="Отказаться от загрузки").click()
    expect(page.locator("#messages")).to_contain_text("ничего не сохранено")


def test_a_long_table_is_saved_in_the_background_and_taken_back(page: Page, live_portal: LivePortal) -> None:
    sign_in(page, live_portal, "coordinator")
    page.goto(f"{live_portal.address}/projects/demo/import/")
    rows = "".join(f"{number}\tДело {number}\tоктябрь\n" for number in range(1, 400))
    page.get_by_label("Вставьте таблицу").fill(f"№\tМероприятия\tСроки\n{rows}")
    page.get_by_label("Период плана").fill("2030/2031")
    page.get_by_role("button", name="Прочитать").click()
    page.wait_for_url("**/imports/**")
    page.get_by_label("Заголовок плана").fill("Длинный план")
    page.get_by_role("button", name="Загрузить план").click()
    page.wait_for_url("**/progress/")
    expect(page.get_by_role("link", name="Открыть план")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("status").first).to_contain_text("Готово")
    page.get_by_role("button", name="Отменить загрузку").click()
    page.locator("#confirm [value=yes]").click()
    expect(page.locator("#messages")).to_contain_text("план убран", timeout=30_000)
