"""The portal's own script in a real browser: keys, bulk bar, typed text that outlives a session, dialogs."""

from __future__ import annotations

import re
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.support.live import LivePortal

LINK = re.compile(r"/plans/\d+/")


def sign_in(page: Page) -> None:
    page.fill("[name=login]", "coordinator@demo.example")
    page.fill("[name=password]", "demo-portal-2022")
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


@pytest.fixture
def desk(page: Page, live_portal: LivePortal) -> Page:
    """A coordinator before the plan of the demonstration."""
    page.goto(f"{live_portal.address}/login/")
    sign_in(page)
    page.goto(f"{live_portal.address}/projects/demo/plans/")
    if not LINK.search(page.url):
        page.locator("main a[href^='/plans/']").first.click()
    page.wait_for_url(LINK)  # waits for the script as well: a key pressed before it is lost
    return page


def test_rows_are_walked_and_ticked_by_keys_under_either_layout(desk: Page) -> None:
    bar = desk.locator(".bulk")
    expect(bar).to_be_hidden()
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("x")
    rows = desk.locator("tr.row")
    expect(rows.nth(1).locator(".chk")).to_be_checked()
    expect(bar.locator("[data-bulk-count]")).to_have_text("1")
    desk.locator("[data-all]").check()
    expect(bar.locator("[data-bulk-count]")).to_have_text(str(desk.locator("tr.row .chk").count()))
    desk.locator("[data-tick-none]").click()
    expect(bar).to_be_hidden()


def test_list_of_keys_opens_and_closes(desk: Page) -> None:
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("#keys")).to_be_hidden()
    desk.keyboard.press("/")
    expect(desk.locator("input[type=search], [data-search]").first).to_be_focused()


def test_keys_are_silent_when_switched_off(desk: Page, live_portal: LivePortal) -> None:
    desk.context.add_cookies([{"name": "display", "value": "keys=off", "url": live_portal.address}])
    desk.reload()
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_hidden()


def test_form_under_a_row_opens_by_key_and_closes_by_escape(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("m")
    form = desk.locator("tr.edit form")
    expect(form).to_be_visible()
    form.locator("textarea[name=text]").click()
    desk.keyboard.press("Escape")
    expect(form).to_have_count(0)


def test_typed_text_outlives_the_session(desk: Page, live_portal: LivePortal) -> None:
    address = desk.locator("a.mark").first.get_attribute("href")
    desk.goto(f"{live_portal.address}{address}")
    words = "Список собран, осталось подписать у участников"
    text = desk.locator("main textarea[name=text]")
    text.fill(words)
    desk.locator("main [name=fact_on]").fill("2022-10-03")
    desk.context.clear_cookies(name="sessionid")
    desk.get_by_role("button", name="Сохранить отметку").click()
    desk.wait_for_url("**/login/**")
    sign_in(desk)
    expect(text).to_have_value(words)
    expect(desk.locator("main [name=fact_on]")).to_have_value("2022-10-03")
    expect(desk.get_by_text("Восстановлено то, что вы набирали раньше.")).to_be_visible()


def test_typed_text_outlives_a_form_that_is_too_old(desk: Page, live_portal: LivePortal) -> None:
    address = desk.locator("a.mark").first.get_attribute("href")
    desk.goto(f"{live_portal.address}{address}")
    text = desk.locator("main textarea[name=text]")
    text.fill("Протокол подписан")
    desk.context.clear_cookies(name="csrftoken")
    desk.get_by_role("button", name="Сохранить отметку").click()
    expect(desk.get_by_role("heading", name="Страница устарела, ничего не сохранено")).to_be_visible()
    desk.goto(f"{live_portal.address}{address}")
    expect(text).to_have_value("Протокол подписан")


def test_session_that_ended_under_an_open_plan_leads_to_sign_in(desk: Page) -> None:
    desk.context.clear_cookies()
    desk.locator("a.mark").first.click()
    desk.wait_for_url("**/login/?next=%2Fplans%2F**")


def test_menu_closes_by_escape_and_by_a_click_elsewhere(desk: Page) -> None:
    menu = desk.locator(".top details[data-menu]")
    for close in (partial(desk.keyboard.press, "Escape"), desk.locator("h1").first.click):
        menu.locator("summary").click()
        expect(menu).to_have_attribute("open", "")
        close()
        expect(menu).not_to_have_attribute("open", "")


@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(242, 244, 243)"), ("dark", "rgb(16, 23, 30)")])
def test_theme_follows_the_system_until_it_is_chosen(
    page: Page, live_portal: LivePortal, scheme: str, colour: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{live_portal.address}/login/")
    expect(page.locator("body")).to_have_css("background-color", colour)


def test_version_for_the_visually_impaired_is_one_click_away(page: Page, live_portal: LivePortal) -> None:
    page.goto(f"{live_portal.address}/login/")
    page.get_by_role("button", name="Для слабовидящих").click()
    page.get_by_role("button", name="белым по чёрному").click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(0, 0, 0)")
    expect(page.locator("html")).to_have_css("font-size", "20px")
    page.get_by_role("button", name="Обычная версия").click()
    expect(page.locator("html")).to_have_css("font-size", "16px")
