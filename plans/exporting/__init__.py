"""Tables of a plan as files to take away: what they say, and one writer for each format."""

from __future__ import annotations

from plans.exporting.content import Approval, Column, ExportTable, Format, Heading, Line
from plans.exporting.files import CONTENT_TYPES, write_file, write_mark_sheet
from plans.exporting.rows import extract_file, file_name, mark_lines, plan_file

__all__ = [
    "CONTENT_TYPES",
    "Approval",
    "Column",
    "ExportTable",
    "Format",
    "Heading",
    "Line",
    "extract_file",
    "file_name",
    "mark_lines",
    "plan_file",
    "write_file",
    "write_mark_sheet",
]
