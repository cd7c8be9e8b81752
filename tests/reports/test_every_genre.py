"""Every genre in every form it has, for the demonstration: Word says what the PDF says, Excel opens."""

from __future__ import annotations

import io
from datetime import date
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command

from network.models import Organization
from plans.models import Plan
from projects.models import Project
from reports.content import Charts, Document, content_from_json, content_to_json
from reports.content.told import chart_tables
from reports.docx import document_to_docx
from reports.models import Report, ReportDue
from reports.queries import GENRES, report_content
from reports.xlsx import document_to_xlsx
from tests.reports.office import TEXT, converted, words_of_paper, words_of_text

URL = "https://portal.example/r/AbCdEf123456"
TODAY = date(2025, 11, 21)
pytestmark = pytest.mark.django_db


def of_demo(kind: str) -> Document:
    """The document of a genre as an order of all it may ask for would have it."""
    project = Project.objects.get(slug="demo")
    report = Report(
        project=project,
        plan=Plan.objects.filter(project=project, starts_on__lte=TODAY).order_by("-starts_on").first(),
        kind=kind,
        as_of=TODAY,
        starts_on=date(2025, 8, 1),
        ends_on=date(2025, 9, 30),
        organization=Organization.objects.filter(participations__project=project).order_by("pk").first(),
        due=ReportDue.objects.filter(project=project).order_by("due_on").first(),
    )
    return content_from_json(content_to_json(report_content(report)))


def test_word_says_what_the_pdf_says_and_excel_opens(tmp_path: Path) -> None:
    call_command("load_demo", "--today", TODAY.isoformat(), stdout=StringIO(), stderr=StringIO())
    documents = {kind: of_demo(kind) for kind in GENRES}
    read = converted({kind: document_to_docx(document, URL) for kind, document in documents.items()}, tmp_path, TEXT)
    for kind, document in documents.items():
        assert words_of_text(read[kind], document) == words_of_paper(document, URL), kind
        sheets = openpyxl.load_workbook(io.BytesIO(document_to_xlsx(document))).sheetnames
        charts = [table for block in document.blocks if isinstance(block, Charts) for table in chart_tables(block)]
        assert len(sheets) == 1 + len(document.tables) + len(charts), kind
