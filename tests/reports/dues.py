"""Makers of joint reports and their parts."""

from __future__ import annotations

from datetime import date
from typing import Any

from network.models import Organization
from projects.models import Project
from reports.models import Contribution, ReportDue


def make_due(project: Project, *organizations: Organization, **fields: Any) -> ReportDue:
    """A report on the autumn of 2022, due by 12 December; without organisations everybody is asked."""
    defaults = {
        "title": "Совместный отчёт за осень",
        "starts_on": date(2022, 9, 1),
        "ends_on": date(2022, 11, 30),
        "due_on": date(2022, 12, 12),
    }
    due = ReportDue.objects.create(project=project, **{**defaults, **fields})
    due.organizations.set(organizations)
    return due


def make_part(due: ReportDue, organization: Organization, state: str = "draft", **fields: Any) -> Contribution:
    """A part with some words in it; one that was returned says why."""
    defaults = {
        "text": "Провели три встречи наставников",
        "return_reason": "Добавьте число участников" if state == "returned" else "",
        "version": 1,
    }
    return Contribution.objects.create(due=due, organization=organization, state=state, **{**defaults, **fields})
