"""What reports say: plain data from which PDF, Word and screen are drawn alike. No Django, no clock, no database."""

from __future__ import annotations

from reports.content.facts import ItemFacts, MarkFacts, PlanFacts
from reports.content.model import (
    Approval,
    Bar,
    Cell,
    Column,
    Figure,
    Month,
    PlanContent,
    ProgressContent,
    Row,
    Signer,
    StripCell,
    Table,
)
from reports.content.plan import plan_content
from reports.content.progress import progress_content
from reports.content.scheme import SchemeContent, SchemeKey, SchemeLink, SchemePart, scheme_title
from reports.content.serial import ReportContent, content_from_json, content_hash, content_to_json

__all__ = [
    "Approval",
    "Bar",
    "Cell",
    "Column",
    "Figure",
    "ItemFacts",
    "MarkFacts",
    "Month",
    "PlanContent",
    "PlanFacts",
    "ProgressContent",
    "ReportContent",
    "Row",
    "SchemeContent",
    "SchemeKey",
    "SchemeLink",
    "SchemePart",
    "Signer",
    "StripCell",
    "Table",
    "content_from_json",
    "content_hash",
    "content_to_json",
    "plan_content",
    "progress_content",
    "scheme_title",
]
