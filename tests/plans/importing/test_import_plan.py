"""The shell command that shows what is read out of a plan."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.plans.importing import office_files as office
from tests.plans.importing.word_files import HEAD, p, plan_row, tbl, tc, tr, word


def shown(path: Path, *options: str) -> str:
    stream = io.StringIO()
    call_command("import_plan", str(path), *options, stdout=stream)
    return stream.getvalue()


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "план.docx"
    rows = [plan_row(1, deadline="октябрь"), plan_row(1, deadline="")]
    path.write_bytes(word(p("План на 2023/2024 учебный год"), tbl(list(HEAD), tr(tc("1 этап", span=4)), *rows)))
    return path


def test_json_of_a_plan(plan_file: Path) -> None:
    (table,) = json.loads(shown(plan_file, "--dry-run", "--json"))["tables"]

    assert table["title"] == "План на 2023/2024 учебный год"
    assert table["approval"] is None
    assert table["period"] == {
        "text": "на 2023/2024 учебный год",
        "school_year": "2023/2024",
        "from": None,
        "to": None,
    }
    assert table["columns"] == {
        "№ п/п": "number",
        "Мероприятия": "title",
        "Сроки": "deadline",
        "Ответственный": "responsible",
    }
    assert table["stages"] == [{"stage": "1 этап"}]
    assert table["rows"][1] == {
        "number": "1",
        "section": None,
        "stage": "1 этап",
        "direction": None,
        "title": "Семинар для педагогов 1",
        "form": None,
        "deadline": "",
        "audience": None,
        "responsible": "Соколова А.Б.",
        "expected_result": None,
        "mark": None,
    }


def test_words_for_a_person(plan_file: Path) -> None:
    assert shown(plan_file, "--dry-run").splitlines() == [
        "Таблица 1: План на 2023/2024 учебный год",
        "  Строк: 2, вопросов: 3",
        "  строка 3, графа «№ п/п»: Номер 1 повторяется.",
        "  строка 4, графа «№ п/п»: Номер 1 повторяется.",
        "  строка 4, графа «Сроки»: Срок не указан.",
    ]


GRID: list[Sequence[office.At | str]] = [
    [office.At("План на 2023/2024 учебный год", span=4)],
    [],
    list(HEAD),
    plan_row(1, deadline="октябрь"),
    plan_row(2, deadline="до 01.12.2023"),
]
TITLE, TABLE = "План на 2023/2024 учебный год", GRID[2:]
FILES = {
    "план.xlsx": office.xlsx(GRID),
    "план.ods": office.ods(GRID),
    "план.csv": office.csv(GRID, encoding="cp1251"),
    "план.odt": office.odt(office.para(TITLE), office.odf_table(TABLE)),
    "план.docx": word(p(TITLE), tbl(*([office.at(cell).text for cell in row] for row in TABLE))),
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])

    (table,) = json.loads(shown(path, "--dry-run", "--json"))["tables"]

    assert (table["title"], table["problems"]) == (TITLE, [])
    assert [(row["number"], row["title"], row["deadline"]) for row in table["rows"]] == [
        ("1", "Семинар для педагогов 1", "октябрь"),
        ("2", "Семинар для педагогов 2", "до 01.12.2023"),
    ]


def test_rows_are_told_as_the_sheet_numbers_them(tmp_path: Path) -> None:
    path = tmp_path / "план.xlsx"
    path.write_bytes(office.xlsx([*GRID[:3], plan_row(1, deadline="")], names=["Осень"]))

    assert shown(path, "--dry-run").splitlines() == [
        "Таблица 1, лист «Осень»: План на 2023/2024 учебный год",
        "  Строк: 1, вопросов: 1",
        "  строка 4, графа «Сроки»: Срок не указан.",
    ]


def test_matrix_is_named(tmp_path: Path) -> None:
    path = tmp_path / "матрица.docx"
    path.write_bytes(word(tbl(["Направление", "1 этап", "2 этап"], ["Работа с детьми", "Кружок", "Поход"])))

    assert shown(path, "--dry-run").splitlines()[:2] == [
        "Таблица 1: без названия",
        "  Это матрица этапов и направлений, а не план.",
    ]


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"нет\. Проверьте путь\."):
        shown(tmp_path / "нет.docx", "--dry-run")


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"не открывается\."):
        shown(tmp_path, "--dry-run")


def test_file_that_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "пусто.docx"
    path.touch()

    with pytest.raises(CommandError, match="Файл пустой"):
        shown(path, "--dry-run", "--json")
