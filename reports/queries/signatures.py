"""Signatures of the files of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reports.models import Report, ReportFile, ReportSignature
from reports.signing import GONE, SignatureState, check_detached, check_pdf


def signatures_of(report: Report) -> list[ReportSignature]:
    """All of them, file by file, in the order they were added."""
    rows = ReportSignature.objects.filter(file__report=report).select_related("file__report", "author__person")
    return list(rows.order_by("file", "pk"))


def file_of(report: Report, format_: str) -> ReportFile | None:
    """The finished file of a form, with its report."""
    files = ReportFile.objects.filter(report=report, format=format_).exclude(sha256="")
    return files.select_related("report__project").first()


def checked(signatures: Iterable[ReportSignature]) -> Mapping[int, SignatureState]:
    """How each signature stands against the bytes that are kept, by its id; takes a second or two."""
    return {each.pk: _checked(each) for each in signatures}


def _checked(signature: ReportSignature) -> SignatureState:
    try:
        with signature.signature.open("rb") as opened:
            content = opened.read()
        if signature.kind == ReportSignature.Kind.EMBEDDED:
            return check_pdf(content)[0]
        with signature.file.file.open("rb") as opened:
            return check_detached(content, opened)
    except FileNotFoundError:
        return SignatureState("", is_whole=False, words=GONE)
