"""Pages of the passport of a project and of its registers, for the walk over all looks."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.support.live import LivePortal

PROJECT = "/projects/demo/"


def project_pages(page: Page, portal: LivePortal) -> dict[str, str]:
    """Pages a coordinator meets, by name."""

    def link(listed: str, pattern: str) -> str:
        page.goto(f"{portal.address}{listed}")
        found = [each.get_attribute("href") or "" for each in page.locator("main a[href]").all()]
        return next(each for each in found if re.fullmatch(pattern, each.split("?")[0]))

    section = link(f"{PROJECT}passport/", r"/sections/\d+/text/")
    objective = link(f"{PROJECT}passport/", r"/objectives/\d+/items/")
    council = link(f"{PROJECT}councils/", r"/councils/\d+/")
    return {
        "passport": f"{PROJECT}passport/",
        "passport-section": section,
        "passport-section-texts": section.replace("/text/", "/texts/"),
        "passport-section-add": f"{PROJECT}passport/new/",
        "passport-removed": f"{PROJECT}passport/removed/",
        "objective-items": f"{objective}?q=наставник",
        "objective-edit": objective.removesuffix("items/"),
        "coverage": f"{PROJECT}coverage/",
        "acts": f"{PROJECT}acts/",
        "acts-paste": f"{PROJECT}acts/new/",
        "act-edit": link(f"{PROJECT}acts/", r"/acts/\d+/"),
        "risks": f"{PROJECT}risks/",
        "risk-edit": link(f"{PROJECT}risks/", r"/risks/\d+/"),
        "councils": f"{PROJECT}councils/",
        "council": council,
        "council-members": f"{council}members/",
        "meeting-add": f"{council}meetings/new/",
        "meeting-edit": link(council, r"/meetings/\d+/"),
        "project-about": f"{PROJECT}about/",
        "project-state": f"{PROJECT}state/",
        "project-create": "/new-project/",
    }
