"""Every page in every look: nothing for axe to find, nothing wider than the screen; pictures where asked for.

`python3 manage.py test tests/e2e/test_pages.py --pictures FOLDER` keeps a picture of each page in each look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.project_pages import project_pages
from tests.e2e.report_pages import report_pages
from tests.e2e.words import filled_sheet, sign_in, this_month, word_passport, word_plan
from tests.support.live import LivePortal

LOOKS: dict[str, dict[int, tuple[str, ...]]] = {
    "": {1440: ("light", "dark"), 390: ("light", "dark")},
    "vision=on&size=large&spacing=wide": {1440: ("light",), 390: ("light",)},
}
"""Widths and schemes by the kind of display; a page is loaded once for each width, schemes are changed in place."""

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
PLAN, ITEM, MOVE = r"/plans/\d+/", r"/items/\d+/", r"/occurrences/\d+/move/"


def first_link(page: Page, address: str, pattern: str) -> str:
    """The first link of a page that leads to an address of the given form."""
    page.goto(address)
    found = [link.get_attribute("href") or "" for link in page.locator("main a[href]").all()]
    return next(link for link in found if re.fullmatch(pattern, link.split("?")[0]))


def coordinator_pages(page: Page, portal: LivePortal, folder: Path) -> dict[str, str]:
    """Pages a coordinator meets, an import under review among them."""
    overview = f"{portal.address}/projects/demo/"
    plan = first_link(page, f"{overview}plans/", PLAN)
    item = first_link(page, f"{portal.address}{plan}", ITEM)
    coming = first_link(page, f"{portal.address}{plan}?state=plan&order=urgency", ITEM)
    move = first_link(page, f"{portal.address}{coming}", MOVE)
    page.goto(f"{overview}import/")
    file = word_plan(folder / "plan.docx", "План работы студии наставников на 2021/2022 учебный год")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Прочитать").click()
    page.wait_for_url("**/imports/**")
    review = page.url.removeprefix(portal.address)
    page.goto(f"{overview}import/?plan={plan.strip('/').split('/')[-1]}")
    page.get_by_label("Вставьте таблицу").fill("№\tМероприятия\tСроки\n1\tВыставка\tмай\n2\tСлёт\tкогда-нибудь\n")
    page.get_by_role("button", name="Прочитать").click()
    page.wait_for_url("**/imports/**")
    merge = page.url.removeprefix(portal.address)
    page.goto(f"{portal.address}{plan}mark-sheet/")
    page.locator("input[type=file]").set_input_files(filled_sheet(page, portal, plan, folder / "sheet.xlsx"))
    page.get_by_role("button", name="Сравнить с порталом").click()
    page.wait_for_url("**/mark-sheets/**")
    sheet = page.url.removeprefix(portal.address)
    page.goto(f"{overview}passport/import/")
    page.locator("input[type=file]").set_input_files(word_passport(folder / "passport.docx"))
    page.get_by_role("button", name="Прочитать").click()
    page.wait_for_url("**/imports/**")
    passport = page.url.removeprefix(portal.address)
    stage = first_link(page, f"{overview}outline/", r"/stages/\d+/")
    work = first_link(page, f"{overview}outline/", r"/works/\d+/")
    result = first_link(page, f"{overview}matrix/", r"/results/\d+/")
    return project_pages(page, portal) | {
        "matrix": "/projects/demo/matrix/",
        "outline": "/projects/demo/outline/",
        "stage": stage,
        "work": work,
        "work-add": "/projects/demo/works/new/",
        "result": result,
        "criteria": "/projects/demo/criteria/",
        "item-works": f"{item}works/",
        "feeds": "/cabinet/calendars/",
        "letters": "/account/letters/",
        "overview": "/projects/demo/",
        "overview-2022": "/projects/demo/?on=2022-11-14",
        "plans": "/projects/demo/plans/",
        "plan": plan,
        "plan-late": f"{plan}?view=late",
        "plan-filtered": f"{plan}?state=plan&lacks=responsible&q=наставник",
        "calendar": "/projects/demo/calendar/",
        "calendar-list": "/projects/demo/calendar/?view=list&month=2022-12&on=2022-11-14",
        "calendar-2022": "/projects/demo/calendar/?month=2022-12&on=2022-11-14",
        "year": "/projects/demo/year/",
        "year-2022": "/projects/demo/year/?on=2022-11-14",
        "search": "/search/?q=наставники",
        "search-empty": "/search/",
        "item": item,
        "item-mark": f"{item}mark/",
        "item-edit": f"{item}edit/",
        "occurrence-add": f"{item}occurrences/",
        "occurrence-move": move,
        "events": "/projects/demo/events/",
        "school-years": "/projects/demo/school-years/",
        "school-year": "/projects/demo/school-years/2022/",
        "deadlines-reread": "/projects/demo/school-years/deadlines/",
        "item-split": f"{item}split/",
        "structure": f"{plan}structure/",
        "columns": f"{plan}columns/",
        "plan-edit": f"{plan}edit/",
        "plan-check": f"{plan}check/",
        "plan-approve": f"{plan}approve/",
        "plan-changes": f"{plan}changes/",
        "plan-close": f"{plan}close/",
        "plan-copy": f"{plan}copy/",
        "person-replace": "/projects/demo/replace/",
        "plan-create": "/projects/demo/plans/new/",
        "import": "/projects/demo/import/",
        "import-review": review,
        "import-merge": merge,
        "passport-import": "/projects/demo/passport/import/",
        "passport-review": passport,
        "extract": f"{plan}extract/",
        "extract-month": f"{plan}extract/?month={this_month()}",
        "mark-sheet": f"{plan}mark-sheet/",
        "mark-sheet-review": sheet,
        "reports": "/projects/demo/reports/",
        "director": "/projects/demo/director/",
        "account": "/account/",
        "password": "/password/change/",
        "missing": "/projects/no-such/",
    }


def review_pages(page: Page, portal: LivePortal) -> dict[str, str]:
    """Pages of the scheme and of reviews that a coordinator meets; the round is the demo's that still goes on."""
    page.goto(f"{portal.address}/projects/demo/reviews/")
    going = page.locator("main a[href]", has_text="Рецензирование, этот квартал")
    round_ = going.first.get_attribute("href") or ""
    review = first_link(page, f"{portal.address}{round_}", r"/reviews/\d+/")
    change = first_link(page, f"{portal.address}{round_}", r"/reviews/\d+/reviewer/")
    return {
        "scheme": "/projects/demo/scheme/",
        "scheme-wrong": "/projects/demo/scheme/?since=2023-01-01&until=2022-01-01",
        "scheme-empty": "/projects/demo/scheme/?since=2001-01-01&until=2002-01-01",
        "review-rounds": "/projects/demo/reviews/",
        "review-round-add": "/projects/demo/reviews/new/",
        "review-criteria": "/projects/demo/reviews/criteria/",
        "review-round": round_,
        "review-read": review,
        "review-change": change,
    }


def access_pages(page: Page, portal: LivePortal) -> dict[str, str]:
    """Papers of participation, invitations, who has access, somebody who leaves."""
    project = "/projects/demo/"
    page.goto(f"{portal.address}{project}leave/")
    page.get_by_label("Кто уходит").select_option(index=1)
    page.get_by_role("button", name="Показать дела").click()
    page.wait_for_url("**leaving=**")
    return {
        "person-leave": page.url.removeprefix(portal.address),
        "agreements": f"{project}agreements/",
        "agreement": first_link(page, f"{portal.address}{project}agreements/", r"/agreements/\d+/"),
        "agreement-add": f"{project}agreements/new/",
        "invitations": f"{project}invitations/",
        "invitation-add": f"{project}invitations/new/",
        "invitation-list": f"{project}invitations/list/",
        "people": f"{project}people/",
    }


def together_pages(page: Page, portal: LivePortal) -> dict[str, str]:
    """Joint events in their states, an item people talk about, notifications."""
    project, event = "/projects/demo/", r"/joint-events/\d+/"
    coming = first_link(page, f"{portal.address}{project}joint-events/", event)
    held = first_link(page, f"{portal.address}{project}joint-events/?show=past&q=занятие", event)
    cancelled = first_link(page, f"{portal.address}{project}joint-events/?show=past&q=голос", event)
    page.goto(f"{portal.address}/notifications/")
    talk = page.locator(".told a.t", has_text="подскажите").first.get_attribute("href") or ""
    return {
        "notifications": "/notifications/",
        "notifications-new": "/notifications/?show=new",
        "talk": talk,
        "joint-events": f"{project}joint-events/",
        "joint-events-past": f"{project}joint-events/?show=past",
        "joint-events-none": f"{project}joint-events/?q=рыбалка",
        "joint-event-add": f"{project}joint-events/new/",
        "joint-event": coming,
        "joint-event-held": held,
        "joint-event-cancelled": cancelled,
        "joint-event-edit": f"{coming}edit/",
        "joint-event-cancel": f"{coming}cancel/",
        "joint-event-file": f"{coming}files/",
        "joint-event-register": f"{coming}register/",
        "joint-event-attendance": f"{held}attendance/",
        "joint-event-marks": f"{held}marks/",
        "joint-event-links": f"{held}links/",
    }


def monitoring_pages(page: Page, portal: LivePortal) -> dict[str, str]:
    """Joint reports in their states, and months of activity open and closed."""
    project = "/projects/demo/"
    page.goto(f"{portal.address}{project}dues/")
    dues = [link.get_attribute("href") or "" for link in page.locator("main .ask a.b").all()]
    part = first_link(page, f"{portal.address}{dues[1]}", r"/dues/\d+/parts/\d+/")
    page.goto(f"{portal.address}{project}activity/")
    month = page.locator("#month option", has_text="закрыт").first.get_attribute("value")
    facts = first_link(page, f"{portal.address}{project}activity/?month={month}", rf"{project}activity/\d+/")
    return {
        "dues": f"{project}dues/",
        "due-new": f"{project}dues/new/",
        "due": dues[1],
        "due-edit": f"{dues[1]}edit/",
        "due-close": f"{dues[1]}close/",
        "part": part,
        "activity": f"{project}activity/",
        "activity-closed": f"{project}activity/?month={month}",
        "activity-facts": f"{facts}?month={month}",
    }


def participant_pages(page: Page, portal: LivePortal) -> dict[str, str]:
    """The list of a network, the card of one with a person of hers, groups, districts, two that are one."""
    project = "/projects/demo/"
    page.goto(f"{portal.address}{project}participants/?q=Ольшанский РМК")
    card = page.locator("main tbody a").first.get_attribute("href") or ""
    owner = first_link(page, f"{portal.address}{project}participants/", rf"{project}organizations/\d+/")
    person = first_link(page, f"{portal.address}{owner}", rf"{project}persons/\d+/")
    page.goto(f"{portal.address}{card}merge/")
    page.get_by_label("Это то же самое, что").select_option(index=1)
    page.get_by_role("button", name="Показать, что перейдёт").click()
    page.wait_for_url("**other=**")
    return {
        "organization-merge": page.url.removeprefix(portal.address),
        "participants": f"{project}participants/",
        "participants-none": f"{project}participants/?q=ничего-такого",
        "participant-add": f"{project}participants/new/",
        "participant-edit": first_link(page, f"{portal.address}{card}", r"/participants/\d+/edit/"),
        "organization": card,
        "organization-edit": f"{card}edit/",
        "person": person,
        "person-edit": f"{person}edit/",
        "groups": f"{project}groups/",
        "group": first_link(page, f"{portal.address}{project}groups/", rf"{project}groups/\d+/"),
        "municipalities": f"{project}municipalities/",
        "municipality": first_link(page, f"{portal.address}{project}municipalities/", r".*/municipalities/\d+/"),
    }


def measure_pages(page: Page, portal: LivePortal) -> dict[str, str]:
    """Indicators with their values and figures; products in their states and the list of publications."""
    project = "/projects/demo/"
    board, words = f"{portal.address}{project}indicators/", f"{portal.address}{project}criteria/"
    page.goto(board)
    counted = page.locator("main a[href*='/facts/']").first.get_attribute("href") or ""
    indicator = first_link(page, board, r"/indicators/\d+/")
    period = first_link(page, f"{portal.address}{project}periods/", r"/periods/\d+/")
    value = first_link(page, f"{portal.address}{project}values/", r"/values/\d+/return/")
    states = {
        state: first_link(page, f"{portal.address}{project}products/?state={state}", r"/products/\d+/")
        for state in ("submitted", "approved", "published")
    }
    return {
        "indicators": f"{project}indicators/",
        "indicator": indicator,
        "indicator-facts": counted,
        "indicator-targets": f"{indicator}targets/",
        "indicator-edit": f"{indicator}edit/",
        "indicator-add": first_link(page, words, r"/criteria/\d+/indicators/new/"),
        "criterion-edit": first_link(page, words, r"/criteria/\d+/"),
        "periods": f"{project}periods/",
        "period": period,
        "values": f"{period}values/",
        "value-review": f"{project}values/",
        "value-return": value,
        "products": f"{project}products/",
        "products-none": f"{project}products/?q=ничего-такого",
        "product-add": f"{project}products/new/",
        "product": states["submitted"],
        "product-edit": f"{states['submitted']}edit/",
        "product-publish": f"{states['approved']}publish/",
        "product-published": states["published"],
        "publications": f"{project}publications/",
    }


def look_at(page: Page, look: str, picture: Path | None) -> list[str]:
    """What is wrong with a page as it is shown: findings of axe, and a screen that scrolls sideways."""
    if picture is not None:
        page.screenshot(path=picture, full_page=True)
    findings = page.evaluate("async (rules) => (await axe.run(document, rules)).violations", RULES)
    wrong = [f"{look}: {finding['id']}: {finding['nodes'][0]['html'][:120]}" for finding in findings]
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*wrong, f"{look}: шире экрана на {over}"] if over > 0 else wrong


@pytest.fixture(params=LOOKS, ids=["plain", "low-vision"])
def display(request: pytest.FixtureRequest, chromium: Browser, live_portal: LivePortal) -> Iterator[tuple[str, Page]]:
    context = chromium.new_context(locale="ru-RU", timezone_id="Europe/Minsk", reduced_motion="reduce")
    if request.param:
        context.add_cookies([{"name": "display", "value": request.param, "url": live_portal.address}])
    yield request.param, context.new_page()
    context.close()


def walk(
    display: tuple[str, Page], portal: LivePortal, pages: dict[str, str], folder: Path | None
) -> dict[str, list[str]]:
    """What is wrong with pages, by their titles, in all looks of a display."""
    kind, page = display
    found: dict[str, list[str]] = {title: [] for title in pages}
    for width, schemes in LOOKS[kind].items():
        page.set_viewport_size({"width": width, "height": 900})
        for title, path in pages.items():
            page.goto(f"{portal.address}{path}")
            page.evaluate(AXE)
            for scheme in schemes:
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                look = f"{width}-low-vision" if kind else f"{width}-{scheme}"
                picture = folder / f"{title}-{look}.png" if folder else None
                found[title] += look_at(page, look, picture)
    return {title: wrong for title, wrong in found.items() if wrong}


def test_pages_of_a_guest(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    pages = {"login": "/login/", "reset": "/password/reset/", "reset-done": "/password/reset/done/"}
    assert walk(display, live_portal, pages, pictures) == {}


def test_pages_of_a_coordinator(
    display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None, tmp_path: Path
) -> None:
    sign_in(display[1], live_portal, "coordinator")
    pages = coordinator_pages(display[1], live_portal, tmp_path)
    assert walk(display, live_portal, pages, pictures) == {}


def test_pages_of_measures(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    sign_in(display[1], live_portal, "coordinator")
    assert walk(display, live_portal, measure_pages(display[1], live_portal), pictures) == {}


def test_pages_of_access(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    sign_in(display[1], live_portal, "coordinator")
    assert walk(display, live_portal, access_pages(display[1], live_portal), pictures) == {}


def test_pages_of_working_together(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    sign_in(display[1], live_portal, "coordinator")
    assert walk(display, live_portal, together_pages(display[1], live_portal), pictures) == {}


def test_pages_of_participants(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    sign_in(display[1], live_portal, "coordinator")
    assert walk(display, live_portal, participant_pages(display[1], live_portal), pictures) == {}


def test_pages_of_papers(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    sign_in(display[1], live_portal, "director")
    assert walk(display, live_portal, report_pages(display[1], live_portal), pictures) == {}


def test_page_of_an_invitation(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    page = display[1]
    sign_in(page, live_portal, "coordinator")
    page.goto(f"{live_portal.address}/projects/demo/invitations/new/")
    page.get_by_label("Организация").select_option(index=1)
    page.get_by_role("button", name="Создать ссылку").click()
    link = page.get_by_label("Ссылка-приглашение").input_value()
    page.context.clear_cookies(name="sessionid")
    pages = {"join": f"/join/{link.split('/join/')[1]}", "join-unknown": "/join/nothing/"}
    assert walk(display, live_portal, pages, pictures) == {}


def test_pages_of_a_member(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    sign_in(display[1], live_portal, "editor")
    pages = {"cabinet": "/cabinet/", "member-overview": "/projects/demo/", "forbidden": "/projects/demo/reports/"}
    assert walk(display, live_portal, pages, pictures) == {}


def test_pages_of_monitoring(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    sign_in(display[1], live_portal, "coordinator")
    assert walk(display, live_portal, monitoring_pages(display[1], live_portal), pictures) == {}


def test_pages_of_a_member_s_part(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    sign_in(display[1], live_portal, "editor")
    dues = f"{live_portal.address}/projects/demo/dues/"
    part = first_link(display[1], dues, r"/dues/\d+/parts/\d+/edit/")
    pages = {
        "own-dues": "/projects/demo/dues/",
        "part-edit": part,
        "own-part": part.removesuffix("edit/"),
        "own-activity": "/projects/demo/activity/",
    }
    assert walk(display, live_portal, pages, pictures) == {}


def test_pages_of_reviews(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    sign_in(display[1], live_portal, "coordinator")
    assert walk(display, live_portal, review_pages(display[1], live_portal), pictures) == {}


def test_pages_of_an_expert(display: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    sign_in(display[1], live_portal, "expert")
    review = first_link(display[1], f"{live_portal.address}/projects/demo/reviews/", r"/reviews/\d+/")
    pages = {"own-reviews": "/projects/demo/reviews/", "review": review, "review-decline": f"{review}decline/"}
    assert walk(display, live_portal, pages, pictures) == {}
