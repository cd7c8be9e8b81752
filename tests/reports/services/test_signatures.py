"""Signatures of files of reports: attached, made, taken away."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from network.models import User
from reports import services
from reports.models import Report, ReportFile, ReportSignature
from reports.services.signatures import MOST, attach_signature, remove_signature, sign_file
from reports.signing import check_pdf
from tests.makers import make_item, make_plan, make_user
from tests.reports.certificates import PASSPHRASE, SIGNER, detached, p12

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 11, 14, tzinfo=UTC)
BYTES = b"%PDF-1.7 report"


@pytest.fixture
def actor() -> User:
    return make_user()


@pytest.fixture
def file() -> ReportFile:
    plan = make_plan()
    report = Report.objects.create(project=plan.project, plan=plan, kind="progress", as_of=NOW.date(), state="done")
    made = ReportFile(report=report, format="pdf", sha256=hashlib.sha256(BYTES).hexdigest(), size=len(BYTES), pages=1)
    made.file.save("x", ContentFile(BYTES))
    made.file.close()
    return made


def test_attached_signature_is_kept_as_it_was_brought(file: ReportFile, actor: User) -> None:
    content = detached(BYTES)
    kept, state = attach_signature(file, "C:\\ключи\\отчёт.sig", content, actor=actor)
    assert state.is_whole
    assert (kept.kind, kept.name, kept.signer, kept.author) == ("detached", "отчёт.sig", SIGNER, actor)
    assert (kept.size, kept.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    with kept.signature.open("rb") as opened:
        assert opened.read() == content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hello", "Это не файл подписи"),
        (detached(b"another"), "сделана не к этому файлу"),
        (b"\x30" * (1024 * 1024 + 1), "больше 1 МБ"),
    ],
)
def test_what_is_no_signature_of_the_file_is_refused(file: ReportFile, actor: User, content: bytes, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        attach_signature(file, "x.sig", content, actor=actor)
    assert ReportSignature.objects.count() == 0


def test_same_signature_is_attached_once(file: ReportFile, actor: User) -> None:
    content = detached(BYTES)
    attach_signature(file, "x.sig", content, actor=actor)
    with pytest.raises(ValidationError, match="уже приложена"):
        attach_signature(file, "y.sig", content, actor=actor)


def test_signatures_of_a_file_are_bounded(file: ReportFile, actor: User) -> None:
    for number in range(MOST):
        ReportSignature.objects.create(file=file, name=str(number), sha256=str(number), author=actor)
    with pytest.raises(ValidationError, match="уже 20 подписей"):
        attach_signature(file, "x.sig", detached(BYTES), actor=actor)


def test_report_that_is_not_ready_or_lost_its_file_is_not_signed(file: ReportFile, actor: User) -> None:
    file.report.state = Report.State.FAILED
    with pytest.raises(ValidationError, match="готовый документ"):
        attach_signature(file, "x.sig", detached(BYTES), actor=actor)
    file.report.state = Report.State.DONE
    file.file.storage.delete(file.file.name)
    with pytest.raises(ValidationError, match="на месте нет"):
        attach_signature(file, "x.sig", detached(BYTES), actor=actor)


def test_pdf_signed_with_the_certificate_stands_beside_the_plain_one(actor: User) -> None:
    plan = make_plan()
    make_item(plan)
    report = services.order_report(plan.project, services.Order("calendar-plan", NOW.date(), plan), author=None)
    assert services.produce_report(report.pk) == Report.State.DONE
    file = ReportFile.objects.select_related("report__project").get(report=report)
    made = sign_file(file, p12(), PASSPHRASE, now=NOW, actor=actor)
    assert (made.kind, made.signer, made.name.endswith(", подписан.pdf")) == ("embedded", SIGNER, True)
    with made.signature.open("rb") as opened:
        content = opened.read()
    assert hashlib.sha256(content).hexdigest() == made.sha256 != file.sha256
    assert [state.is_whole for state in check_pdf(content)] == [True]


def test_wrong_passphrase_and_other_forms_are_told(file: ReportFile, actor: User) -> None:
    with pytest.raises(ValidationError, match="Ключ не открылся"):
        sign_file(file, p12(), "нет", now=NOW, actor=actor)
    with pytest.raises(ValidationError, match="больше 64 КБ"):
        sign_file(file, b"x" * 70_000, "нет", now=NOW, actor=actor)
    file.format = "docx"
    with pytest.raises(ValidationError, match="только PDF"):
        sign_file(file, p12(), PASSPHRASE, now=NOW, actor=actor)


def test_own_signature_is_taken_away_until_the_report_is_approved(
    file: ReportFile, actor: User, django_capture_on_commit_callbacks: object
) -> None:
    kept, _ = attach_signature(file, "x.sig", detached(BYTES), actor=actor)
    with pytest.raises(ValidationError, match="тот, кто её добавил"):
        remove_signature(kept, actor=make_user())
    Report.objects.update(approved_at=NOW, approved_on=NOW.date())
    with pytest.raises(ValidationError, match="утверждён"):
        remove_signature(kept, actor=actor)
    Report.objects.update(approved_at=None)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_signature(kept, actor=actor)
    assert ReportSignature.objects.count() == 0
    assert not kept.signature.storage.exists(kept.signature.name)
