"""Reads of reports: plans as facts for paper, lists of orders."""

from __future__ import annotations

from reports.queries.choices import order_choices
from reports.queries.facts import plan_facts
from reports.queries.genres import GENRES
from reports.queries.life import (
    Stage,
    Standing,
    approved_reports,
    directors_of,
    downloads_of,
    newer_report,
    report_of_code,
    standing_of,
    standings,
    sums_of_code,
    versions_of,
)
from reports.queries.orders import (
    last_report,
    marks_since,
    plan_among,
    plan_of_day,
    project_plans,
    report_file,
    reports_at_work,
    reports_with_people,
)
from reports.queries.texts import paragraphs_of, report_content, report_with_paragraphs

__all__ = [
    "GENRES",
    "Stage",
    "Standing",
    "approved_reports",
    "directors_of",
    "downloads_of",
    "last_report",
    "marks_since",
    "newer_report",
    "order_choices",
    "paragraphs_of",
    "plan_among",
    "plan_facts",
    "plan_of_day",
    "project_plans",
    "report_content",
    "report_file",
    "report_of_code",
    "report_with_paragraphs",
    "reports_at_work",
    "reports_with_people",
    "standing_of",
    "standings",
    "sums_of_code",
    "versions_of",
]
