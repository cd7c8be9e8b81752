"""A document to the bytes of a form; each form is imported when it is asked for, all are slow."""

from __future__ import annotations

from reports.content import Document


def rendered(document: Document, check_url: str, format_: str) -> tuple[bytes, int]:
    """The file and the number of its pages, 0 where a form has none of its own. Raises KeyError for another form."""
    if format_ == "docx":
        from reports.docx import document_to_docx

        return document_to_docx(document, check_url), 0
    if format_ == "xlsx":
        from reports.xlsx import document_to_xlsx

        return document_to_xlsx(document), 0
    if format_ == "pdf":
        from reports.pdf import html_to_pdf
        from reports.rendering import paper_html

        paper = html_to_pdf(paper_html(document, check_url))
        return paper.data, paper.pages
    raise KeyError(format_)
