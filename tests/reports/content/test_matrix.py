"""The matrix on paper: cells in the document's words, what serves them, tables that fit a sheet."""

from __future__ import annotations

from datetime import date

from plans.progress import ItemState
from reports.content import Cell, Document, Heading, Ref, Sheet
from reports.content.matrix import MatrixFacts, ServingItem, StageFacts, Work, matrix_content

DAY = date(2022, 11, 14)
DONE = ServingItem("№ 1", ItemState.DONE, 11)
PLANS = (
    (ItemState.DONE, 1, "календарный план, 2021/2022"),
    (ItemState.LATE, 2, "календарный план, 2022/2023"),
)
LATE = ServingItem("№ 2", ItemState.LATE, 12)


def made(*stages: StageFacts, directions: tuple[str, ...] = ("Методическое",), plans: tuple[str, ...] = ()) -> Document:
    return matrix_content(MatrixFacts("Дворец", "«Сеть мастерских»", DAY, directions, stages, plans))


def stage(
    *cells: tuple[Work, ...], title: str = "Практический", word: str = "Впереди", is_current: bool = False
) -> StageFacts:
    return StageFacts(title, "2022 год", word, cells, is_current=is_current)


def words_of(document: Document) -> str:
    return document.paragraphs[0].text.replace("\N{NO-BREAK SPACE}", " ")


def test_cell_says_the_works_verbatim_and_what_serves_them() -> None:
    works = (Work("1. Положение:\nправа\nнагрузка", (DONE, LATE)), Work("2. Договоры"))
    document = made(stage(works))
    cell = document.tables[0].rows[0].cells[1]
    lines = (
        "1. Положение:",
        "•\N{NO-BREAK SPACE}права",
        "•\N{NO-BREAK SPACE}нагрузка",
        "Пункты плана: № 1 — выполнен, № 2 — просрочен.",
        "2. Договоры",
        "Пунктов плана нет.",
    )
    assert cell == Cell(lines, "Выполнено 1 из 2")
    assert document.tables[0].rows[0].refs == (Ref("item", 11, "№ 1"), Ref("item", 12, "№ 2"))


def test_items_of_several_plans_stand_by_plan() -> None:
    old, new = (ServingItem("№ 1", state, pk, plan) for state, pk, plan in PLANS)
    cell = made(stage((Work("Положение", (old, new)),))).tables[0].rows[0].cells[1]
    told = ("Календарный план, 2021/2022: № 1 — выполнен.", "Календарный план, 2022/2023: № 1 — просрочен.")
    assert cell == Cell(("Положение", *told), "Выполнено 1 из 2")


def test_marks_of_the_document_are_kept() -> None:
    cell = made(stage((Work("Диагностика:\n- анкета\n- беседа"),))).tables[0].rows[0].cells[1]
    assert cell == Cell(("Диагностика:", "- анкета", "- беседа"))


def test_item_that_serves_no_work_stands_by_its_title_and_cancelled_ones_are_not_counted() -> None:
    gone = ServingItem("№ 3", ItemState.CANCELLED, 13)
    works = (Work("Семинар", (DONE,), is_item=True), Work("Сбор", (gone,), is_item=True))
    cell = made(stage(works)).tables[0].rows[0].cells[1]
    assert cell == Cell(("Пункт № 1: Семинар — выполнен", "Пункт № 3: Сбор — отменён"), "Выполнено 1 из 1")


def test_cell_without_items_says_so_once_and_an_empty_one_has_a_dash() -> None:
    works = (Work("1. Одно"), Work("2. Другое"))
    row = made(stage(works, (), (Work("Своё", (DONE,)),)), directions=("А", "Б", "В")).tables[0].rows[0]
    assert row.cells[1:3] == (Cell(("1. Одно", "2. Другое", "Пунктов плана нет.")), Cell(("—",)))


def test_sentences_name_the_current_stage_and_count() -> None:
    now = stage((Work("1", (DONE,)), Work("2")), title="Практический", word="Идёт", is_current=True)
    assert words_of(made(now, plans=("календарный план, 2022/2023",))) == (
        "Идёт этап: Практический. Работ по этапам 2, пункты плана есть у 1 из них. "
        "Им служит 1 пункт плана (календарный план, 2022/2023), выполнено 1."
    )
    assert words_of(made(stage((Work("1"),)))) == "Работ по этапам 1, с пунктами плана они не связаны."


def test_project_without_stages_says_so() -> None:
    document = made()
    assert (words_of(document), document.tables) == ("Этапы и направления проекта не записаны.", ())


def test_results_stand_last_with_their_state() -> None:
    results = (("1. Положение", "достигнут", "приказ\nот 01.09.2022"), ("2. Сборник", "", ""))
    document = made(StageFacts("Первый", "", "", ((),), results))
    cell = document.tables[0].rows[0].cells[-1]
    assert cell.lines == ("1. Положение", "Достигнут: приказ от 01.09.2022", "2. Сборник")
    assert [column.heading for column in document.tables[0].columns][-1] == "Планируемые результаты"


def test_wide_matrix_is_turned_and_one_too_large_both_ways_divided() -> None:
    nine = tuple(f"Направление {number}" for number in range(1, 10))
    row = tuple((Work(f"Работа {number}"),) for number in range(1, 10))
    turned = made(stage(*row, word="Идёт"), directions=nine)
    divided = made(*(stage(*row) for _ in range(8)), directions=nine)
    assert [column.heading for column in turned.tables[0].columns] == ["Направление", "Практический (2022 год), идёт"]
    assert [len(table.columns) for table in divided.tables] == [6, 5]
    assert [block.text for block in divided.blocks if isinstance(block, Heading)] == [
        "Направления 1–5",
        "Направления 6–9",
    ]
    assert turned.sheet is Sheet.LARGE
