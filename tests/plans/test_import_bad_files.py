"""Files that are no plan, through the form of the browser: each refused in its own words, nothing kept."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plans.importing.guard import OLE
from plans.models import Plan, PlanImport
from projects.models import Project
from tests.makers import make_project, make_user
from tests.plans.importing.office_files import csv, xlsx
from tests.plans.importing.word_files import HEAD, TYPES, p, package, plan_row, tbl, word

pytestmark = pytest.mark.django_db

PLAN = tbl(list(HEAD), plan_row(1))
MEGABYTE = 1024 * 1024


@pytest.fixture
def project() -> Project:
    return make_project(coordinator=make_user("coordinator@school.example"))


@pytest.fixture
def browser(client: Client, project: Project) -> Client:
    client.force_login(project.roles.get().user)
    return client


def upload(browser: Client, project: Project, data: bytes | None, name: str = "план.docx", **fields: str) -> Any:
    file = {} if data is None else {"file": SimpleUploadedFile(name, data)}
    return browser.post(reverse("plans:import_upload", args=[project.slug]), {**file, **fields})


def ole(name: str) -> bytes:
    return OLE + bytes(500) + name.encode("utf-16-le") + bytes(500)


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ха"}">' for n in range(9))
    return word(PLAN, document=f'<?xml version="1.0"?><!DOCTYPE w [{levels}]><w>&e8;</w>')


def with_macros_and_links() -> bytes:
    stream = io.BytesIO(word(p("План на 2022/2023 учебный год"), PLAN))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", OLE + b"macro")
        archive.writestr("word/embeddings/oleObject1.bin", OLE)
    return stream.getvalue()


CASES = {
    "empty": (b"", "Файл пустой"),
    "text": ("Дорогие коллеги!\nПлан пришлём позже.\n".encode(), "В документе нет ни одной таблицы"),
    "letters": (bytes(range(0xC0, 0xFF)) * 4, "Буквы в файле не читаются"),
    "page": (b"<html><p>plan</p></html>", "Это веб-страница или файл XML"),
    "slides": (package({"[Content_Types].xml": TYPES, "ppt/presentation.xml": "<a/>"}), "Это презентация PowerPoint"),
    "picture": (b"\x89PNG\r\n\x1a\n", "Это картинка"),
    "archive": (package({"план.docx": word(PLAN)}), "Это архив, а не план"),
    "damaged": (word(PLAN)[:-200], "Файл повреждён"),
    "old": (ole("WordDocument"), "старого образца (.doc)"),
    "password": (ole("EncryptedPackage"), "Документ закрыт паролем"),
    "no head": (word(tbl(["Яблоки", "Груши"], ["3", "5"], ["2", "9"])), "не узнаны заголовки граф"),
    "bomb": (word(PLAN, media=bytes(45 * MEGABYTE)), "становится слишком большим"),
    "entities": (entity_bomb(), "В файл вписаны служебные определения"),
    "far cell": (xlsx([["План"], *[[]] * 6000, ["пробел"]]), "Лист слишком большой: в строке 6002"),
    "too wide": (csv([[str(number) for number in range(70)]]), "слишком много столбцов"),
    "scan": (b"%PDF-1.7\n%%EOF", "PDF"),
    "too many rows": (
        word(tbl(list(HEAD), *(plan_row(n) for n in range(5100)))),
        "слишком много строк: 5101",
    ),
}


def test_every_bad_file_has_words_of_its_own(browser: Client, project: Project) -> None:
    errors = {
        name: str(upload(browser, project, data).context["form"].errors["file"][0]) for name, (data, _) in CASES.items()
    }
    assert len(set(errors.values())) == len(CASES)


@pytest.mark.parametrize("name", CASES)
def test_bad_file_is_refused_in_words(browser: Client, project: Project, name: str) -> None:
    data, sentence = CASES[name]
    response = upload(browser, project, data, period="2022/2023")
    (error,) = response.context["form"].errors["file"]
    assert response.status_code == 422
    assert sentence in error
    assert 'value="2022/2023"' in response.content.decode()
    assert (PlanImport.objects.count(), Plan.objects.count()) == (0, 0)


def test_hundred_megabytes_are_refused(browser: Client, project: Project) -> None:
    response = upload(browser, project, bytes(100 * MEGABYTE))
    assert response.status_code == 422
    assert "больше 10 МБ" in response.context["form"].errors["file"][0]
    assert PlanImport.objects.count() == 0


def test_no_file_at_all(browser: Client, project: Project) -> None:
    response = upload(browser, project, None)
    assert response.status_code == 422
    assert response.context["form"].errors["file"] == ["Выберите файл плана или вставьте таблицу."]


def test_bad_period_is_told_before_the_file_is_read(browser: Client, project: Project) -> None:
    response = upload(browser, project, word(PLAN), period="когда-то")
    assert response.status_code == 422
    assert "не понят" in response.context["form"].errors["period"][0]
    assert PlanImport.objects.count() == 0


def test_macros_and_links_are_left_aside(browser: Client, project: Project) -> None:
    assert upload(browser, project, with_macros_and_links()).status_code == 302
    assert PlanImport.objects.count() == 1


def test_name_of_the_file_is_only_shown(browser: Client, project: Project) -> None:
    upload(browser, project, word(PLAN), name="../../<b>план</b>.docx")
    kept = PlanImport.objects.get()
    page = browser.get(reverse("plans:import_review", args=[kept.pk])).content.decode()
    assert "<b>план</b>" not in page


def test_a_matrix_is_named_and_makes_no_plan(browser: Client, project: Project) -> None:
    table = tbl(["Направление", "1 этап", "2 этап"], ["Работа с педагогами", "Семинар", "Курсы"])
    upload(browser, project, word(p("Этапы и направления"), table))
    kept = PlanImport.objects.get()
    page = browser.get(reverse("plans:import_review", args=[kept.pk])).content.decode()
    assert "Матрица этапов и направлений" in page
    response = browser.post(reverse("plans:import_confirm", args=[kept.pk]), {"table": "1", "version": "1"})
    assert (response.status_code, Plan.objects.count()) == (422, 0)
