"""Documents as Word files: the words of the PDF in the same order, in real tables and styles."""

from __future__ import annotations

import io

from portal.packages import steady_bytes
from reports.content import Document
from reports.docx.blocks import add_blocks
from reports.docx.head import add_head, add_signatures
from reports.docx.page import Paper, new_paper


def document_to_docx(document: Document, check_url: str) -> bytes:
    """The file; the same document gives the same bytes.

    Words are bound and cleaned as on paper; charts stand as pictures with their figures said for those who do not see.
    """
    paper: Paper = new_paper(document, check_url)
    add_head(paper)
    add_blocks(paper)
    add_signatures(paper)
    made = io.BytesIO()
    paper.file.save(made)
    return steady_bytes(made.getvalue(), document.as_of)
