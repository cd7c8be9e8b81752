"""Every page in every look: nothing for axe to find, nothing wider than the screen; pictures where asked for.

`python3 manage.py test tests/e2e/test_pages.py --pictures FOLDER` keeps a picture of each page in each look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.words import filled_sheet, sign_in, this_month, word_plan
from tests.support.live import LivePortal

LOOKS = {
    "wide-light": (1440, "light", ""),
    "wide-dark": (1440, "dark", ""),
    "wide-low-vision": (1440, "light", "vision=on&size=large&spacing=wide"),
    "narrow-light": (390, "light", ""),
    "narrow-dark": (390, "dark", ""),
    "narrow-low-vision": (390, "light", "vision=on&size=large&spacing=wide"),
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
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
    stage = first_link(page, f"{overview}outline/", r"/stages/\d+/")
    work = first_link(page, f"{overview}outline/", r"/works/\d+/")
    result = first_link(page, f"{overview}matrix/", r"/results/\d+/")
    return {
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


def look_at(page: Page, address: str, picture: Path | None) -> list[str]:
    """What is wrong with a page: findings of axe, and a screen that scrolls sideways."""
    page.goto(address)
    if picture is not None:
        page.screenshot(path=picture, full_page=True)
    findings = Axe().run(page, options=RULES).response["violations"]
    wrong = [f"{finding['id']}: {finding['nodes'][0]['html'][:120]}" for finding in findings]
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*wrong, f"шире экрана на {width}"] if width > 0 else wrong


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest, chromium: Browser, live_portal: LivePortal) -> Iterator[tuple[str, Page]]:
    width, scheme, display = LOOKS[request.param]
    context = chromium.new_context(
        locale="ru-RU",
        timezone_id="Europe/Minsk",
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    if display:
        context.add_cookies([{"name": "display", "value": display, "url": live_portal.address}])
    yield request.param, context.new_page()
    context.close()


def walk(
    look: tuple[str, Page], portal: LivePortal, pages: dict[str, str], folder: Path | None
) -> dict[str, list[str]]:
    name, page = look
    found = {}
    for title, path in pages.items():
        picture = folder / f"{title}-{name}.png" if folder else None
        found[title] = look_at(page, f"{portal.address}{path}", picture)
    return {title: wrong for title, wrong in found.items() if wrong}


def test_pages_of_a_guest(look: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    pages = {"login": "/login/", "reset": "/password/reset/", "reset-done": "/password/reset/done/"}
    assert walk(look, live_portal, pages, pictures) == {}


def test_pages_of_a_coordinator(
    look: tuple[str, Page], live_portal: LivePortal, pictures: Path | None, tmp_path: Path
) -> None:
    sign_in(look[1], live_portal, "coordinator")
    pages = coordinator_pages(look[1], live_portal, tmp_path)
    assert walk(look, live_portal, pages, pictures) == {}


def test_pages_of_a_member(look: tuple[str, Page], live_portal: LivePortal, pictures: Path | None) -> None:
    sign_in(look[1], live_portal, "editor")
    pages = {"cabinet": "/cabinet/", "member-overview": "/projects/demo/", "forbidden": "/projects/demo/reports/"}
    assert walk(look, live_portal, pages, pictures) == {}
