"""Reads of reports: plans as facts for paper, lists of orders."""

from __future__ import annotations

from reports.queries.facts import plan_facts
from reports.queries.genres import GENRES, report_content
from reports.queries.orders import (
    last_report,
    marks_since,
    newer_report,
    plan_of_day,
    project_plans,
    report_file,
    report_of_code,
    reports_at_work,
    reports_with_people,
)

__all__ = [
    "GENRES",
    "last_report",
    "marks_since",
    "newer_report",
    "plan_facts",
    "plan_of_day",
    "project_plans",
    "report_content",
    "report_file",
    "report_of_code",
    "reports_at_work",
    "reports_with_people",
]
