"""A PDF that is to be kept: PDF/A-3 with the frozen content inside, never shared with a plain one."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from typing import Any

import pypdf
import pytest

from plans.models import Plan
from reports import services
from reports.models import Report
from tests.makers import make_item, make_mark, make_plan

DAY = date(2022, 11, 14)
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    plan = make_plan()
    make_mark(make_item(plan))
    return plan


def made(plan: Plan, **options: Any) -> Report:
    order = services.Order("progress", DAY, plan, options=options, formats=("pdf", "docx"))
    report = services.order_report(plan.project, order, None)
    services.produce_report(report.pk)
    report.refresh_from_db()
    return report


def data_of(report: Report, format_: str = "pdf") -> bytes:
    with report.files.get(format=format_).file.open("rb") as file:
        return bytes(file.read())


def test_kept_pdf_holds_what_it_was_made_of(plan: Plan) -> None:
    report = made(plan, archive=True)
    reader = pypdf.PdfReader(io.BytesIO(data_of(report)))
    root: Any = reader.trailer["/Root"]
    inside = reader.attachments["content.json"][0]
    attached = root["/AF"][0].get_object()
    assert isinstance(inside, bytes)
    assert json.loads(inside) == report.content
    assert hashlib.sha256(inside).hexdigest() == report.content_hash
    assert (attached["/AFRelationship"], attached["/EF"]["/F"]["/Subtype"]) == ("/Source", "/application/json")
    assert b'pdfaid:part="3" pdfaid:conformance="A"' in root["/Metadata"].get_object().get_data()
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("ru", True)


def test_kept_and_plain_are_files_of_their_own(plan: Plan) -> None:
    plain, kept, again = made(plan), made(plan, archive=True), made(plan, archive=True)
    assert plain.content_hash == kept.content_hash == again.content_hash
    assert pypdf.PdfReader(io.BytesIO(data_of(plain))).attachments == {}
    assert data_of(kept) == data_of(again)
    assert kept.files.get(format="pdf").file.name == again.files.get(format="pdf").file.name
    assert kept.files.get(format="pdf").file.name != plain.files.get(format="pdf").file.name
    assert (plain.code == kept.code, kept.code == again.code) == (False, True)
