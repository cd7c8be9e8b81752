"""Paragraphs of reports that coordinators rewrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reports.content import Document, Edit, EditableParagraph, editable_paragraphs, with_edits
from reports.content.fitting import on_one_sheet
from reports.models import Report, ReportText
from reports.queries.genres import GENRES, generated_content
from reports.queries.genres.genre import Subject


def subject_of(report: Report) -> str:
    """What a report is about, whatever its day: «plan:5», «due:3», «2022-09-01:2022-12-31»; empty for a whole project.

    Words written for one report stand in every later one of the same subject; what its genre does not ask for does
    not part them.
    """
    asked = GENRES[report.kind].subjects
    named = (
        (Subject.PLAN, "plan", report.plan_id),
        (Subject.DUE, "due", report.due_id),
        (Subject.PARTY, "organization", report.organization_id),
        (Subject.PARTY, "person", report.person_id),
    )
    parts = [f"{name}:{pk}" for subject, name, pk in named if pk and subject in asked]
    days = (report.starts_on, report.ends_on)
    if Subject.PERIOD in asked and any(days):
        parts.append(":".join(day.isoformat() if day else "" for day in days))
    return ";".join(parts)


def texts_of(report: Report) -> Mapping[str, ReportText]:
    """Rewritten paragraphs of the report's subject by key; the row may be one that is not written yet."""
    rows = ReportText.objects.filter(project=report.project, kind=report.kind, subject=subject_of(report))
    return {row.key: row for row in rows.select_related("author__person")}


def report_content(report: Report) -> Document:
    """What a report says, with the words its coordinator wrote; the row may be one that is not written yet.

    The number of queries does not grow with rows. Raises KeyError for a genre nobody makes.
    """
    return _finished(generated_content(report), _edits(texts_of(report)))


def paragraphs_of(report: Report) -> list[EditableParagraph]:
    """Paragraphs of the report that may be rewritten, with the words of the portal as they are now.

    One with neither her words nor the portal's is among them: on paper it is left out, on screen it can be begun.
    """
    return report_with_paragraphs(report)[1]


def report_with_paragraphs(report: Report) -> tuple[Document, list[EditableParagraph]]:
    """What a report says and its paragraphs, read once for a page that shows both."""
    generated = generated_content(report)
    texts = texts_of(report)
    edits = _edits(texts)
    paragraphs = [
        replace(paragraph, version=texts[paragraph.key].version) if paragraph.key in texts else paragraph
        for paragraph in editable_paragraphs(generated, edits)
    ]
    return _finished(generated, edits), paragraphs


def _finished(generated: Document, edits: Mapping[str, Edit]) -> Document:
    edited = with_edits(generated, edits)
    return on_one_sheet(edited) if edited.is_single else edited


def _edits(texts: Mapping[str, ReportText]) -> dict[str, Edit]:
    return {key: Edit(row.text, row.base) for key, row in texts.items()}
