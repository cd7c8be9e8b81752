"""Reads of reports: plans as facts for paper, lists of orders."""

from __future__ import annotations

from reports.queries.facts import plan_facts, report_content
from reports.queries.orders import (
    last_report,
    marks_since,
    newer_report,
    plan_of_day,
    project_plans,
    report_of_code,
    reports_at_work,
    reports_with_people,
)

__all__ = [
    "last_report",
    "marks_since",
    "newer_report",
    "plan_facts",
    "plan_of_day",
    "project_plans",
    "report_content",
    "report_of_code",
    "reports_at_work",
    "reports_with_people",
]
