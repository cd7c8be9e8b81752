"""A month of a network: somebody is invited, marks, writes, reviews; it comes back, is accepted and counted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, expect

from tests.e2e.words import ACCOUNTS, PASSWORD, sign_in, word_plan
from tests.support.live import LivePortal

ORGANIZATION = "Липовский РМК"
NAME, EMAIL, SECRET = "Ясенева Л.Д.", "yaseneva@demo.example", "Тихий-берег-1987"
PART, BETTER = "Провели две встречи наставников.", "Провели две встречи наставников, пришли 14 человек."
REASON = "Сколько человек пришло?"
PRODUCT, REPORT, ROUND = "Как начать разговор с наставником", "Сведения за осень", "Осенний круг"
PROJECT = "/projects/demo"


def today() -> date:
    return datetime.now(ZoneInfo("Europe/Minsk")).date()


def invite(page: Page, portal: LivePortal) -> str:
    """The coordinator makes a link; gives its address."""
    page.goto(f"{portal.address}{PROJECT}/invitations/new/")
    page.get_by_label("Организация").select_option(label=ORGANIZATION)
    page.get_by_label("Кем").select_option("editor")
    page.get_by_label("Кого приглашаем").fill(NAME)
    page.get_by_role("button", name="Создать ссылку").click()
    link = page.get_by_label("Ссылка-приглашение").input_value()
    return f"/join/{link.rstrip('/').rpartition('/')[2]}/"


def sign_up(page: Page, portal: LivePortal, link: str) -> None:
    """A new member comes by the link, makes a slip, mends it and is in her cabinet."""
    page.goto(f"{portal.address}{link}")
    expect(page.get_by_label("Как к вам обращаться")).to_have_value(NAME)
    page.get_by_label("Электронная почта").fill(EMAIL)
    page.get_by_label("Пароль", exact=True).fill("1234")
    page.get_by_label("Пароль ещё раз").fill("1234")
    page.get_by_role("button", name="Принять приглашение").click()
    expect(page.get_by_label("Электронная почта")).to_have_value(EMAIL)
    page.get_by_label("Пароль", exact=True).fill(SECRET)
    page.get_by_label("Пароль ещё раз").fill(SECRET)
    page.get_by_role("button", name="Принять приглашение").click()
    expect(page.get_by_role("heading", name="От вас ждут")).to_be_visible()
    expect(page.locator("h1")).to_contain_text(ORGANIZATION)


def mark_tick(page: Page, portal: LivePortal) -> None:
    """The first item of the network's plan that waits for the organisation is marked from the cabinet."""
    page.goto(f"{portal.address}/cabinet/")
    page.get_by_role("link", name="Отметить").first.click()
    form = page.locator("form.mark-form")
    form.get_by_text("Выполнено", exact=True).click()
    form.get_by_label("Дата выполнения").fill(today().isoformat())
    form.get_by_label("Что сделано").fill("Собрались у нас")
    form.get_by_role("button", name="Сохранить отметку").click()
    expect(page.locator("main")).to_contain_text("Собрались у нас" if "/items/" in page.url else "От вас ждут")


def ask_for_parts(page: Page, portal: LivePortal) -> None:
    page.goto(f"{portal.address}{PROJECT}/dues/new/")
    page.get_by_label("Название").fill(REPORT)
    page.get_by_label("Сдать до").fill(f"{today() + timedelta(days=9):%d.%m.%Y}")
    page.get_by_role("button", name="Запросить").click()
    expect(page.locator("main")).to_contain_text(REPORT)


def write_part(page: Page, portal: LivePortal, text: str) -> None:
    """The member finds what is asked for in her cabinet, writes and hands it in."""
    page.goto(f"{portal.address}/cabinet/")
    page.locator("li", has_text=REPORT).get_by_role("link", name="Заполнить").or_(
        page.locator("li", has_text=REPORT).get_by_role("link", name="Исправить")
    ).first.click()
    page.get_by_label("Что сделано").fill(text)
    page.get_by_role("button", name="Сдать", exact=True).click()
    expect(page.locator("main")).to_contain_text(text)


def open_part(page: Page, portal: LivePortal) -> None:
    page.goto(f"{portal.address}{PROJECT}/dues/")
    page.get_by_role("link", name=REPORT).first.click()
    page.get_by_role("link", name=ORGANIZATION, exact=True).click()


def give_product(page: Page, portal: LivePortal, file: Path) -> None:
    """A member of another district hands a product in."""
    page.goto(f"{portal.address}{PROJECT}/products/new/")
    page.get_by_label("Название").fill(PRODUCT)
    page.get_by_label("Автор 1").first.fill("Ольхова Н.П.")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Сохранить черновик").click()
    page.get_by_role("button", name="Подать").click()
    expect(page.locator("main")).to_contain_text("Подан")


def share_out(page: Page, portal: LivePortal) -> None:
    """The coordinator opens a blind round: one product, the new member reviews it."""
    page.goto(f"{portal.address}{PROJECT}/reviews/new/")
    page.get_by_label("Название").fill(ROUND)
    page.get_by_label("Рецензий на продукт").fill("1")
    for tick in page.locator("fieldset.picks input[type=checkbox]").all():
        tick.uncheck()
    page.get_by_label(PRODUCT).check()
    page.get_by_label(NAME).check()
    page.get_by_role("button", name="Распределить").click()
    expect(page.locator("main")).to_contain_text(NAME)
    page.get_by_role("button", name="Начать круг").click()
    expect(page.locator("main")).to_contain_text("идёт")


def review(page: Page, portal: LivePortal) -> None:
    page.goto(f"{portal.address}/cabinet/")
    page.locator("li", has_text=PRODUCT).get_by_role("link").last.click()
    for score in page.locator("fieldset.scores input[type=number]").all():
        score.fill("4")
    page.get_by_label("рекомендовать", exact=True).check()
    page.get_by_label("Отзыв авторам").fill("Коротко и по делу.")
    page.get_by_role("button", name="Сдать рецензию").click()
    expect(page.locator("li", has_text=PRODUCT)).to_contain_text("рецензия готова")


def test_a_month_of_a_network(live_portal: LivePortal, page: Page, chromium: Browser, tmp_path: Path) -> None:
    guest = chromium.new_context(locale="ru-RU", timezone_id="Europe/Minsk").new_page()
    author = chromium.new_context(locale="ru-RU", timezone_id="Europe/Minsk").new_page()
    sign_in(page, live_portal, "coordinator")
    link = invite(page, live_portal)
    sign_up(guest, live_portal, link)
    author.goto(f"{live_portal.address}{link}")
    expect(author.locator("main")).to_contain_text("ссылка действует один раз")

    mark_tick(guest, live_portal)
    ask_for_parts(page, live_portal)
    write_part(guest, live_portal, PART)
    sign_in(author, live_portal, "editor")
    give_product(author, live_portal, word_plan(tmp_path / "product.docx", PRODUCT))
    share_out(page, live_portal)
    review(guest, live_portal)

    open_part(page, live_portal)
    page.get_by_role("button", name="Вернуть с замечанием").click()
    page.get_by_label("Что исправить").fill(REASON)
    page.get_by_role("button", name="Вернуть с замечанием").click()
    expect(page.locator("main")).to_contain_text(REASON)
    write_part(guest, live_portal, BETTER)
    open_part(page, live_portal)
    page.get_by_role("button", name="Принять").click()
    expect(page.locator("main")).to_contain_text("приняты")

    page.goto(f"{live_portal.address}{PROJECT}/activity/?month={today():%Y-%m}")
    row = page.get_by_role("row", name=ORGANIZATION)
    for column in ("Рецензии", "Сведения в срок"):
        expect(row.locator(f"td[data-head='{column}']")).to_have_text("1")
    ticks = row.locator("td[data-head^='Отмечено']").all_inner_texts()
    assert sum(int(text) for text in ticks if text.strip().isdigit()) > 0
    page.goto(f"{live_portal.address}{PROJECT}/scheme/")
    expect(page.get_by_role("row", name=ORGANIZATION)).to_contain_text(str(today().year))
    guest.goto(f"{live_portal.address}{PROJECT}/products/")
    assert ACCOUNTS["editor"] not in guest.content()
    assert PASSWORD not in guest.content()
