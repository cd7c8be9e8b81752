"""Pages around one report: its form, links to it, signatures, schedules."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.support.live import LivePortal


def report_pages(page: Page, portal: LivePortal) -> dict[str, str]:
    """Pages a director meets; a report is ordered and a link to it given, a schedule is made."""
    project = "/projects/demo/"
    page.goto(f"{portal.address}{project}reports/")
    page.get_by_role("button", name="Сформировать").click()
    job = page.locator("[id^=job-]").first
    expect(job.get_by_role("link", name=re.compile("PDF|Скачать")).first).to_be_visible(timeout=120_000)
    number = (job.get_attribute("id") or "").removeprefix("job-")
    report = f"/reports/{number}/"
    page.goto(f"{portal.address}{report}links/")
    page.get_by_label("Для кого").fill("Управление образования")
    page.get_by_role("button", name="Дать ссылку").click()
    shared = page.get_by_label("Ссылка на документ").input_value()
    page.goto(f"{portal.address}{project}schedules/new/")
    page.get_by_label("День месяца").fill("5")
    page.get_by_role("button", name="Сохранить").click()
    edit = page.locator("main tbody a").first.get_attribute("href") or ""
    page.goto(f"{portal.address}{report}")
    check = page.get_by_role("link", name="Страница по QR-коду").get_attribute("href") or ""
    page.goto(f"{portal.address}{project}reports/")
    page.get_by_role("button", name="Посмотреть и поправить текст").click()
    page.wait_for_url("**/preview/?*")
    preview = page.url.removeprefix(portal.address)
    return {
        "report": report,
        "report-read": f"{report}read/",
        "report-check": check,
        "report-preview": preview,
        "report-preview-edit": f"{preview}&edit=summary",
        "report-preview-scheme": preview.replace("kind=progress", "kind=scheme"),
        "report-preview-matrix": preview.replace("kind=progress", "kind=matrix"),
        "report-order-activity": f"{project}reports/?kind=activity&period=own",
        "report-order-wrong": preview.replace("as_of=", "as_of=2999-"),
        "paper-form": f"{project}paper/",
        "report-links": f"{report}links/",
        "report-signatures": f"{report}signatures/",
        "shared-report": f"/s/{shared.split('/s/')[1]}",
        "shared-gone": "/s/nothing/",
        "schedules": f"{project}schedules/",
        "schedule-new": f"{project}schedules/new/",
        "schedule-edit": edit,
    }
