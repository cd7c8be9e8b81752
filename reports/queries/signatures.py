"""Signatures of the files of a report."""

from __future__ import annotations

from reports.models import Report, ReportFile, ReportSignature


def signatures_of(report: Report) -> list[ReportSignature]:
    """All of them, file by file, in the order they were added."""
    rows = ReportSignature.objects.filter(file__report=report).select_related("file__report", "author__person")
    return list(rows.order_by("file", "pk"))


def file_of(report: Report, format_: str) -> ReportFile | None:
    """The finished file of a form, with its report."""
    files = ReportFile.objects.filter(report=report, format=format_).exclude(sha256="")
    return files.select_related("report__project").first()
