"""Finding things in the browser: the key of the search, a filter that is kept, the year drawn."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.words import sign_in
from tests.support.live import LivePortal


def test_slash_leads_to_the_search_of_the_portal(page: Page, live_portal: LivePortal) -> None:
    sign_in(page, live_portal, "coordinator")
    page.goto(f"{live_portal.address}/projects/demo/plans/")
    expect(page.locator("html.js")).to_be_attached()
    page.keyboard.press("/")
    expect(page.locator("#search-all")).to_be_focused()
    page.keyboard.type("консультации")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("main mark").first).to_have_text("консультации", ignore_case=True)


def test_filter_is_kept_under_a_name_and_shown_again(page: Page, live_portal: LivePortal) -> None:
    sign_in(page, live_portal, "coordinator")
    page.goto(f"{live_portal.address}/projects/demo/plans/")
    page.locator("main .cards a").first.click()
    page.wait_for_url("**/plans/*/")
    page.get_by_text("Ещё отборы").click()
    page.get_by_label("Состояние").select_option("plan")
    page.wait_for_url("**state=plan**")
    page.get_by_text("Сохранить отбор").click()
    page.get_by_label("Название отбора").fill("Что впереди")
    page.get_by_role("button", name="Сохранить", exact=True).click()
    kept = page.get_by_role("link", name="Что впереди", exact=True)
    expect(kept).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Сбросить").click()
    expect(kept).not_to_have_attribute("aria-current", "true")
    kept.click()
    page.wait_for_url("**state=plan**")


def test_year_is_a_picture_with_links(page: Page, live_portal: LivePortal) -> None:
    sign_in(page, live_portal, "director")
    page.goto(f"{live_portal.address}/projects/demo/calendar/")
    page.get_by_role("link", name="Год", exact=True).click()
    page.wait_for_url("**/year/**")
    page.locator("svg.year a").first.click()
    page.wait_for_url("**/items/*/")


def test_months_are_turned_by_keys(page: Page, live_portal: LivePortal) -> None:
    sign_in(page, live_portal, "director")
    page.goto(f"{live_portal.address}/projects/demo/calendar/?month=2022-12&on=2022-11-14")
    expect(page.locator("html.js")).to_be_attached()
    page.keyboard.press("]")
    page.wait_for_url("**month=2023-01**")
    page.keyboard.press("[")
    page.wait_for_url("**month=2022-12**")
