"""Loading a passport from the shell."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from projects.models import PassportSection
from tests.makers import make_municipality, make_organization, make_project
from tests.plans.importing.passport.documents import DOCUMENT
from tests.plans.importing.word_files import p, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "паспорт.docx"
    file.write_bytes(DOCUMENT)
    return file


def load(path: Path, *options: str) -> list[str]:
    out = StringIO()
    call_command("import_passport", str(path), *options, stdout=out)
    return out.getvalue().splitlines()


def test_what_was_read_is_shown(path: Path) -> None:
    lines = load(path, "--dry-run")
    assert lines[:4] == [
        "Тема: Мастерская наставников",
        "  1 Тема проекта",
        "  2 Актуальность",
        "    2.1 Нормативно-правовое обеспечение проекта",
    ]
    assert lines[-1] == "Разделов: 10, нормативных актов: 3, участников: 2"
    assert PassportSection.objects.count() == 0


def test_what_was_read_is_shown_as_json(path: Path) -> None:
    got = json.loads("\n".join(load(path, "--dry-run", "--json")))
    assert (got["title"], len(got["sections"])) == ("Мастерская наставников", 10)
    assert PassportSection.objects.count() == 0


def test_a_passport_is_saved_once(path: Path) -> None:
    project = make_project()
    assert load(path, "--project", project.slug) == ["Добавлено: 10 разделов, 3 акта, 2 участника."]
    assert load(path, "--project", project.slug) == ["Всё это в проекте уже есть: ничего не добавлено."]
    assert project.passport_sections.count() == 10


def test_organisations_that_may_be_others_are_left_and_told(path: Path) -> None:
    project = make_project()
    make_organization("МКУ ИМЦ Речной район", municipality=make_municipality("Степной район"))
    assert load(path, "--project", project.slug) == [
        "Добавлено: 10 разделов, 3 акта, 1 участник.",
        "Не добавлены, похожие организации есть в справочнике: «МКУ «ИМЦ» Речной район».",
        "Загрузите документ на странице паспорта и скажите там, какие это организации.",
    ]


@pytest.mark.parametrize(
    ("options", "sentence"), [((), "Укажите проект"), (("--project", "net"), "Проекта с адресом «net» нет")]
)
def test_what_cannot_be_done_is_told_in_words(path: Path, options: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        load(path, *options)


def test_a_file_that_cannot_be_read_is_told_in_words(tmp_path: Path) -> None:
    empty = tmp_path / "слова.docx"
    empty.write_bytes(word(p("Слова.")))
    for path, sentence in (
        (tmp_path / "нет.docx", "нет. Проверьте путь"),
        (tmp_path, "не открывается"),
        (empty, "не нашлось ни одного раздела"),
    ):
        with pytest.raises(CommandError, match=sentence):
            load(path, "--dry-run")
