"""Pages of signatures: who attaches, who signs, what is said when it does not go."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network.models import User
from projects.models import ProjectRole
from reports.models import Report, ReportFile, ReportSignature
from tests.makers import make_plan, make_project, make_role, make_user
from tests.reports.certificates import PASSPHRASE, detached, p12

pytestmark = pytest.mark.django_db
BYTES = b"%PDF-1.7 report"


@pytest.fixture
def coordinator() -> User:
    return make_user("coordinator@school.example")


@pytest.fixture
def report(coordinator: User) -> Report:
    plan = make_plan(make_project(coordinator=coordinator, slug="mentors"))
    day = timezone.localdate()
    report = Report.objects.create(project=plan.project, plan=plan, kind="progress", as_of=day, state="done")
    file = ReportFile(report=report, format="pdf", sha256=hashlib.sha256(BYTES).hexdigest(), size=len(BYTES), pages=1)
    file.file.save("x", ContentFile(BYTES))
    file.file.close()
    return report


@pytest.fixture
def page(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def sig(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("отчёт.sig", content)


def test_signature_is_attached_listed_downloaded_and_removed(page: Client, report: Report) -> None:
    address = reverse("reports:report_signatures", args=[report.pk])
    content = detached(BYTES)
    answer = page.post(address, {"format": "pdf", "file": sig(content)})
    kept = ReportSignature.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address)
    for listed in (address, reverse("reports:report_detail", args=[report.pk])):
        assert kept.sha256 in page.get(listed).content.decode()
    taken = page.get(reverse("reports:signature_download", args=[kept.pk]))
    assert b"".join(taken.streaming_content) == content  # type: ignore[attr-defined]
    assert taken["X-Content-Type-Options"] == "nosniff"
    page.post(reverse("reports:signature_remove", args=[kept.pk]))
    assert ReportSignature.objects.count() == 0


def test_signatures_are_checked_against_the_bytes_that_are_kept(page: Client, report: Report) -> None:
    address = reverse("reports:report_signatures", args=[report.pk])
    page.post(address, {"format": "pdf", "file": sig(detached(BYTES))})
    before = page.get(address, {"check": "1"}).content.decode()
    with report.files.get().file.open("r+b") as file:
        file.write(b"%PDF-1.6")
    after = page.get(address, {"check": "1"}).content.decode()
    assert "Подпись верна: она сделана к этому файлу." in before
    assert "Эта подпись сделана не к этому файлу." in after


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"file": sig(b"hello")}, "Это не файл подписи."),
        ({"file": sig(b"")}, "Файл пустой. Выберите другой."),
        ({}, "Выберите файл подписи."),
        ({"format": "docx", "file": sig(b"hello")}, "Выберите, какой файл подписан."),
    ],
)
def test_wrong_signature_says_why(page: Client, report: Report, fields: dict[str, Any], words: str) -> None:
    answer = page.post(reverse("reports:report_signatures", args=[report.pk]), {"format": "pdf", **fields})
    assert (answer.status_code, ReportSignature.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_key_that_does_not_open_is_told_and_never_shown(client: Client, report: Report) -> None:
    client.force_login(make_role(report.project, ProjectRole.Role.DIRECTOR))
    said = {"key": SimpleUploadedFile("key.p12", p12()), "passphrase": "неверный пароль"}
    answer = client.post(reverse("reports:report_sign", args=[report.pk]), said)
    assert answer.status_code == 422
    assert "Ключ не открылся" in answer.content.decode()
    assert "неверный пароль" not in answer.content.decode()


def test_only_a_director_signs_with_the_certificate(page: Client, report: Report) -> None:
    said = {"key": SimpleUploadedFile("key.p12", p12()), "passphrase": PASSPHRASE}
    assert page.post(reverse("reports:report_sign", args=[report.pk]), said).status_code == 403
    shown = page.get(reverse("reports:report_signatures", args=[report.pk])).content.decode()
    assert "Подписать PDF сертификатом" not in shown


@pytest.mark.parametrize("count", [1, 20])
def test_number_of_queries_does_not_grow(
    page: Client, report: Report, count: int, django_assert_num_queries: Any
) -> None:
    address = reverse("reports:report_signatures", args=[report.pk])
    page.get(address)
    for number in range(count):
        ReportSignature.objects.create(
            file=report.files.get(), name=f"{number}.sig", sha256=str(number), author=make_user()
        )
    with django_assert_num_queries(9):
        page.get(address)
