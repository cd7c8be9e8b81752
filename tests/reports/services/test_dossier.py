"""The archive of a dossier: everything once, the same bytes each time, nothing left out in silence."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import CompletionMark, Evidence, Plan
from plans.progress import MarkState
from projects.models import Product, Project, ProjectFile
from reports import services
from reports.content import Document
from reports.content.dossier import MOST_BYTES
from reports.models import Contribution, Report, ReportDue
from reports.queries import report_content
from reports.services.dossier import pack_dossier
from reports.services.sandbox import RenderFailed
from tests.makers import make_item, make_mark, make_organization, make_plan, make_product

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)
REPORT = "01 Отчёт о ходе реализации инновационного проекта"


@pytest.fixture
def plan() -> Plan:
    plan = make_plan()
    proved(make_mark(make_item(plan, "Семинар наставников", number="1.")), "Приказ № 5", b"order")
    return plan


def proved(mark: CompletionMark, title: str, content: bytes) -> Evidence:
    proof = Evidence(mark=mark, title=title, content_type="application/pdf", size=len(content))
    proof.file.save("x", ContentFile(content))
    return proof


def kept(plan: Plan, title: str, content: bytes) -> ProjectFile:
    file = ProjectFile(project=plan.project, title=title, content_type="application/pdf", size=len(content))
    file.file.save("x", ContentFile(content))
    return file


def document(plan: Plan) -> Document:
    report = order(plan).report(plan.project, None)
    report.pk = 1
    return report_content(report)


def order(plan: Plan) -> services.Order:
    return services.Order("dossier", DAY, plan, formats=("zip",))


def drawn(paper: Document, form: str) -> bytes:
    return f"{form} {paper.kind}".encode()


def packed(made: Document) -> bytes:
    target = io.BytesIO()
    pack_dossier(made, target, drawn, lambda: None)
    return target.getvalue()


def made(plan: Plan) -> Report:
    report = services.order_report(plan.project, order(plan), author=None)
    services.produce_report(report.pk)
    report.refresh_from_db()
    return report


def test_order_gives_an_archive_with_report_index_and_proofs(plan: Plan) -> None:
    report = made(plan)
    file = report.files.get()
    with file.file.open("rb") as opened:
        data = opened.read()
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert report.state == "done"
    assert (file.size, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert archive.namelist() == [
        "00 Опись.pdf",
        f"{REPORT}.pdf",
        f"{REPORT}.docx",
        "02 Подтверждения/001 Приказ № 5.pdf",
    ]
    assert [archive.read(name)[:4] for name in archive.namelist()] == [b"%PDF", b"%PDF", b"PK\x03\x04", b"orde"]
    assert archive.testzip() is None


def test_same_dossier_shares_its_file_until_a_proof_is_added(plan: Plan) -> None:
    first, second = made(plan), made(plan)
    proved(CompletionMark.objects.get(), "Фото", b"picture")
    third = made(plan)
    names = [report.files.get().file.name for report in (first, second, third)]
    assert names[0] == names[1] != names[2]


def test_files_of_accepted_parts_and_approved_products_are_in_it(plan: Plan) -> None:
    due = ReportDue.objects.create(
        project=plan.project, title="Квартал", starts_on=plan.starts_on, ends_on=DAY, due_on=DAY
    )
    for place, state in enumerate((Contribution.State.ACCEPTED, Contribution.State.SUBMITTED)):
        school = make_organization(f"Школа № {place + 5}")
        part = Contribution.objects.create(due=due, organization=school, state=state, text="Провели")
        part.files.add(kept(plan, f"Отзыв {place}", b"part"))
    for stands in (Product.State.APPROVED, Product.State.DRAFT):
        product = make_product(f"Памятка {stands.value}", project=plan.project, state=stands)
        product.files.add(kept(plan, stands.value, b"product"))
    names = zipfile.ZipFile(io.BytesIO(packed(document(plan)))).namelist()
    assert names[3:] == [
        "02 Подтверждения/001 Приказ № 5.pdf",
        "03 Сведения участников/001 Школа № 5, Отзыв 0.pdf",
        "04 Продукты/001 approved.pdf",
    ]


def test_what_was_decided_later_was_not_decided_yet(plan: Plan) -> None:
    """The day is the project's own: at 15:00 by Greenwich it is the next one there."""
    due = ReportDue.objects.create(
        project=plan.project, title="Квартал", starts_on=plan.starts_on, ends_on=DAY, due_on=DAY
    )
    Project.objects.update(time_zone="Asia/Vladivostok")
    plan.refresh_from_db()
    for place, hour in enumerate((12, 15)):
        moment = datetime(2022, 11, 14, hour, tzinfo=UTC)
        school = make_organization(f"Школа № {place + 5}")
        part = Contribution.objects.create(due=due, organization=school, state="accepted", decided_at=moment)
        part.files.add(kept(plan, f"Отзыв {place}", b"part"))
        product = make_product(f"Памятка {place}", project=plan.project, state="approved", decided_at=moment)
        product.files.add(kept(plan, f"Памятка {place}", b"product"))
    enclosed = document(plan).enclosures
    assert enclosed is not None
    assert [file.path for file in enclosed.files[1:]] == [
        "03 Сведения участников/001 Школа № 5, Отзыв 0.pdf",
        "04 Продукты/001 Памятка 0.pdf",
    ]


def test_preview_reads_no_file(plan: Plan) -> None:
    shown = report_content(order(plan).report(plan.project, None))
    assert shown.tables[0].rows[-1].cells[4].lines == ("будет посчитана при сборке",)


def test_proofs_of_a_mark_that_was_taken_back_are_left_out(plan: Plan) -> None:
    mark = CompletionMark.objects.get()
    make_mark(mark.occurrence, MarkState.NONE, on=date(2022, 11, 1), undoes=mark)
    enclosed = document(plan).enclosures
    assert enclosed is not None
    assert enclosed.files == ()


def test_missing_file_is_listed_as_missing(plan: Plan) -> None:
    default_storage.delete(Evidence.objects.get().file.name)
    listed = document(plan)
    assert listed.tables[0].rows[-1].cells[2].lines[1] == "файл не найден на портале, в архив не вошёл"
    assert len(zipfile.ZipFile(io.BytesIO(packed(listed))).namelist()) == 3


@pytest.mark.parametrize("damage", ["gone", "other"])
def test_file_that_changes_meanwhile_stops_the_archive(plan: Plan, damage: str) -> None:
    listed = document(plan)
    name = Evidence.objects.get().file.name
    default_storage.delete(name)
    if damage == "other":
        default_storage.save(name, ContentFile(b"ordex"))
    with pytest.raises(RenderFailed, match=r"Приказ № 5\.pdf» пропал или изменился, пока собиралось досье"):
        packed(listed)


def test_too_much_is_refused_in_words(plan: Plan) -> None:
    listed = document(plan)
    assert listed.enclosures is not None
    huge = tuple(replace(file, size=MOST_BYTES + 1) for file in listed.enclosures.files)
    with pytest.raises(RenderFailed, match="помещается 500 МБ"):
        packed(replace(listed, enclosures=replace(listed.enclosures, files=huge)))


def test_files_too_large_together_are_not_even_read(plan: Plan) -> None:
    Evidence.objects.update(size=MOST_BYTES + 1)
    default_storage.delete(Evidence.objects.get().file.name)
    default_storage.save(Evidence.objects.get().file.name, ContentFile(b"x"))
    enclosed = document(plan).enclosures
    assert enclosed is not None
    assert enclosed.files[0].sha256 == ""


def test_same_document_gives_the_same_bytes(plan: Plan) -> None:
    listed = document(plan)
    assert packed(listed) == packed(listed)


def test_document_without_enclosures_is_no_dossier(plan: Plan) -> None:
    with pytest.raises(ValueError, match="nothing is enclosed"):
        packed(replace(document(plan), enclosures=None))


def test_number_of_queries_does_not_grow(plan: Plan) -> None:
    def fill(count: int) -> None:
        for number in range(count):
            proved(make_mark(make_item(plan)), f"Протокол {number}", b"minutes")
            product = make_product(f"Памятка {number}", project=plan.project, state=Product.State.APPROVED)
            product.files.add(kept(plan, f"Файл {number}", b"product"))

    counts = []
    for more in (1, 19):
        fill(more)
        known = Plan.objects.select_related("project__organization").get(pk=plan.pk)
        with CaptureQueriesContext(connection) as found:
            enclosed = document(known).enclosures
        counts.append((len(enclosed.files) if enclosed else 0, len(found)))
    assert [files for files, _ in counts] == [3, 41]
    assert counts[0][1] == counts[1][1]
