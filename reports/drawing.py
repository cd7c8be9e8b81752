"""A document to the bytes of a form; each form is imported when it is asked for, all are slow."""

from __future__ import annotations

from reports.content import Document
from reports.content.serial import content_bytes

ARCHIVAL = "pdf/a"
"""A PDF to be kept, with the frozen content inside."""


def rendered(document: Document, check_url: str, format_: str) -> tuple[bytes, int]:
    """The file and the number of its pages, 0 where a form has none of its own. Raises KeyError for another form."""
    if format_ == "docx":
        from reports.docx import document_to_docx

        return document_to_docx(document, check_url), 0
    if format_ == "xlsx":
        from reports.xlsx import document_to_xlsx

        return document_to_xlsx(document), 0
    if format_ in {"pdf", ARCHIVAL}:
        from reports.pdf import Source, html_to_pdf
        from reports.rendering import letter_sizes, paper_html

        source = Source(content_bytes(document), document.as_of) if format_ == ARCHIVAL else None
        for size in letter_sizes(document):
            paper = html_to_pdf(paper_html(document, check_url, size), source)
            if paper.pages == 1:
                break
        return paper.data, paper.pages
    raise KeyError(format_)
