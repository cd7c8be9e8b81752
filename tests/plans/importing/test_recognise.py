"""Tables of real shapes become plans: heads in any order, sections, merged cells, several tables."""

from __future__ import annotations

import pytest

from plans.importing.draft import DraftPlan, PlanKind
from plans.importing.readers.docx import read_docx
from plans.importing.recognise import recognise
from tests.plans.importing.word_files import HEAD, p, plan_row, run, tbl, tc, tr, word


def drafts(*blocks: str) -> tuple[DraftPlan, ...]:
    return recognise(read_docx(word(*blocks)))


def draft(*blocks: str) -> DraftPlan:
    plans = drafts(*blocks)
    assert len(plans) == 1
    return plans[0]


def fields(plan: DraftPlan) -> list[str | None]:
    return [column.field for column in plan.columns]


def cells(plan: DraftPlan, *names: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(row, name) for name in names) for row in plan.rows]


# heads -------------------------------------------------------------------------------------------


def test_columns_in_any_order() -> None:
    plan = draft(
        tbl(
            ["Ответственные", "Отметка о выполнении", "Дата проведения", "Содержание работы", "№"],
            ["Соколова А.Б.", "", "5 мая", "Круглый стол", "1"],
        )
    )

    assert fields(plan) == ["responsible", "mark", "deadline", "title", "number"]
    assert cells(plan, "number", "title", "deadline", "responsible", "mark") == [
        ("1", "Круглый стол", "5 мая", "Соколова А.Б.", "")
    ]
    assert plan.problems == ()


def test_heads_broken_by_hyphens_capitals_and_latin_letters() -> None:
    plan = draft(
        tbl(
            ["№\nп/п", "М е р о п р и я т и я", "Cрок испол-\nнения", "ОТВЕТ-\nСТВЕННЫЙ*", "Отметка о выпол- нении"],
            ["1", "Круглый стол", "май", "Совет", ""],
        )
    )

    assert fields(plan) == ["number", "title", "deadline", "responsible", "mark"]
    assert [column.heading for column in plan.columns][2] == "Cрок испол- нения"


def test_belarusian_heads() -> None:
    plan = draft(
        tbl(["№ п/п", "Назва мерапрыемства", "Тэрмін правядзення", "Адказныя"], ["1", "Сустрэча", "май", "Рада"])
    )

    assert fields(plan) == ["number", "title", "deadline", "responsible"]


def test_head_over_two_rows() -> None:
    plan = draft(
        tbl(
            tr(
                tc("№", merge="restart"),
                tc("Мероприятия", merge="restart"),
                tc("Сроки", span=2),
                tc("Ответственный", merge="restart"),
            ),
            tr(tc("", merge="continue"), tc("", merge="continue"), "начало", "окончание", tc("", merge="continue")),
            ["1", "Набор группы", "01.09.2023", "30.09.2023", "Методист"],
        )
    )

    assert fields(plan) == ["number", "title", "start", "finish", "responsible"]
    assert cells(plan, "title", "start", "finish", "deadline_text") == [
        ("Набор группы", "01.09.2023", "30.09.2023", "01.09.2023 - 30.09.2023")
    ]


def test_head_over_two_rows_without_vertical_merging() -> None:
    plan = draft(
        tbl(
            tr("№", "Мероприятия", tc("Сроки", span=2), "Ответственный"),
            tr("", "", "Плановое начало", "Плановое окончание", ""),
            ["1", "Набор группы", "01.09.2023", "30.09.2023", "Методист"],
        )
    )

    assert fields(plan) == ["number", "title", "start", "finish", "responsible"]
    assert len(plan.rows) == 1


def test_heading_words_continued_in_the_next_row() -> None:
    plan = draft(
        tbl(["№", "Наименование", "Срок", "Ответ-"], ["п/п", "мероприятия", "исполнения", "ственный"], plan_row(1))
    )

    assert fields(plan) == ["number", "title", "deadline", "responsible"]
    assert [row.number for row in plan.rows] == ["1"]


def test_quarters_as_columns() -> None:
    plan = draft(
        tbl(
            tr(
                tc("№", merge="restart"),
                tc("Мероприятие", merge="restart"),
                tc("Срок проведения", span=4),
                tc("Исполнитель", merge="restart"),
            ),
            tr(
                tc("", merge="continue"),
                tc("", merge="continue"),
                "I кв.",
                "II кв.",
                "III кв.",
                "IV кв.",
                tc("", merge="continue"),
            ),
            ["1", "Мониторинг", "+", "", "+", "", "Методист"],
            tr("2", "Сайт", tc("в течение года", span=4), "Методист"),
            ["3", "Отчёт", "", "", "", "декабрь", "Методист"],
            ["4", "Без срока", "", "", "", "", "Методист"],
        )
    )

    assert fields(plan) == ["number", "title", "deadline", "deadline", "deadline", "deadline", "responsible"]
    assert cells(plan, "number", "deadline", "responsible") == [
        ("1", "I кв., III кв.", "Методист"),
        ("2", "в течение года", "Методист"),
        ("3", "декабрь", "Методист"),
        ("4", "", "Методист"),
    ]


def test_numbering_row_under_the_head_is_skipped() -> None:
    plan = draft(tbl(list(HEAD), ["1", "2", "3", "4"], plan_row(1), plan_row(2)))

    assert [row.number for row in plan.rows] == ["1", "2"]


def test_head_repeated_on_every_page_is_dropped() -> None:
    plan = draft(tbl(list(HEAD), plan_row(1), list(HEAD), ["1", "2", "3", "4"], plan_row(2)))

    assert [row.number for row in plan.rows] == ["1", "2"]


def test_title_and_section_above_the_head_inside_the_table() -> None:
    plan = draft(tbl(tr(tc("План работы лаборатории на 2023/2024 учебный год", span=4)), list(HEAD), plan_row(1)))

    assert plan.title == "План работы лаборатории на 2023/2024 учебный год"
    assert plan.period.school_year == "2023/2024"
    assert plan.sections == ()


def test_heading_of_unknown_words_is_kept_with_a_doubt() -> None:
    plan = draft(tbl(["№", "Мероприятия", "Срок", "Смета, руб."], ["1", "Выставка", "май", "100"]))

    assert fields(plan) == ["number", "title", "deadline", None]
    assert plan.rows[0].others == ((3, "100"),)
    assert [problem.text for problem in plan.problems] == ["Графа «Смета, руб.» не узнана: она останется как есть."]


def test_two_columns_that_could_be_the_title() -> None:
    plan = draft(tbl(["№", "Тема", "Мероприятия", "Срок"], ["1", "Чтение", "Семинар", "май"]))

    assert fields(plan) == ["number", None, "title", "deadline"]
    assert plan.columns[1].doubt == "Проверьте графу «Тема»: она похожа на графу «Мероприятия» и оставлена как есть."


def test_task_stands_for_the_title_where_nothing_else_does() -> None:
    plan = draft(tbl(["№", "Задачи", "Сроки", "Исполнители"], ["1", "Собрать совет", "май", "Методист"]))

    assert fields(plan) == ["number", "title", "deadline", "responsible"]
    assert not plan.columns[1].is_sure


@pytest.mark.parametrize(
    ("head", "absent"),
    [(("Мероприятия", "Сроки", "Ответственный"), "number"), (("№", "Мероприятия", "Сроки"), "responsible")],
)
def test_absent_column_is_none_and_not_empty(head: tuple[str, ...], absent: str) -> None:
    plan = draft(tbl(list(head), ["a"] * len(head)))

    assert getattr(plan.rows[0], absent) is None


def test_borders_shifted_a_little_do_not_move_cells() -> None:
    plan = draft(
        tbl(
            tr("№", tc("Мероприятия", span=2), "Сроки", "Ответственный"),
            tr("1", "Семинар", tc("май", span=2), "Методист"),
        )
    )

    assert cells(plan, "title", "deadline", "responsible") == [("Семинар", "май", "Методист")]


# rows --------------------------------------------------------------------------------------------


def test_sections_and_stages() -> None:
    plan = draft(
        tbl(
            list(HEAD),
            tr(tc("1 этап. Подготовка (2023 год)", span=4)),
            tr(tc("Раздел I. Документы", span=4)),
            plan_row(1),
            tr("II", tc("Обучение педагогов", span=3)),
            plan_row(2),
            tr(tc("Второй этап", span=4)),
            plan_row(3),
        )
    )

    assert [(section.text, section.is_stage) for section in plan.sections] == [
        ("1 этап. Подготовка (2023 год)", True),
        ("Раздел I. Документы", False),
        ("II Обучение педагогов", False),
        ("Второй этап", True),
    ]
    assert cells(plan, "number", "stage", "section") == [
        ("1", "1 этап. Подготовка (2023 год)", "Раздел I. Документы"),
        ("2", "1 этап. Подготовка (2023 год)", "II Обучение педагогов"),
        ("3", "Второй этап", None),
    ]


def test_municipal_stage_of_a_contest_is_a_section_and_not_a_stage() -> None:
    plan = draft(tbl(list(HEAD), tr(tc("2. Муниципальный этап конкурса «Родник»", span=4)), plan_row(1)))

    assert [section.is_stage for section in plan.sections] == [False]


def test_nested_sections_know_their_parents() -> None:
    plan = draft(
        tbl(
            list(HEAD),
            tr(tc("I. Работа с кадрами", span=4)),
            tr(tc("Педсоветы", span=4)),
            plan_row(1),
            tr(tc("Семинары", span=4)),
            plan_row(2),
            tr(tc("II. Работа с детьми", span=4)),
            plan_row(3),
        )
    )

    assert [section.parent for section in plan.sections] == [None, 0, 0, None]
    assert [row.section for row in plan.rows] == ["Педсоветы", "Семинары", "II. Работа с детьми"]


def test_bold_row_typed_into_ordinary_cells_is_a_section() -> None:
    plan = draft(tbl(list(HEAD), tr("", tc("Работа с семьями", bold=True), "", ""), plan_row(1)))

    assert [section.text for section in plan.sections] == ["Работа с семьями"]


def test_plain_row_with_only_a_title_is_an_item() -> None:
    plan = draft(tbl(list(HEAD), plan_row(1), ["2", "Консультации по запросу", "", ""], ["", "Выставка", "", ""]))

    assert cells(plan, "number", "title", "deadline") == [
        ("1", "Семинар для педагогов 1", "Октябрь"),
        ("2", "Консультации по запросу", ""),
        ("", "Выставка", ""),
    ]
    assert plan.sections == ()


def test_months_as_rows() -> None:
    plan = draft(tbl(list(HEAD), ["", "СЕНТЯБРЬ", "", ""], plan_row(1), tr(tc("Октябрь", span=4)), plan_row(2)))

    assert [row.section for row in plan.rows] == ["СЕНТЯБРЬ", "Октябрь"]


def test_month_as_key_of_the_row() -> None:
    plan = draft(tbl(["Месяц", "Мероприятия", "Ответственный"], ["Сентябрь", "Семинар", "Методист"]))

    assert fields(plan) == ["deadline", "title", "responsible"]


def test_merged_responsible_cell_counts_for_every_row() -> None:
    plan = draft(
        tbl(
            list(HEAD),
            tr("1", "Семинар", "май", tc("Методист", merge="restart")),
            tr("2", "Выставка", "июнь", tc("", merge="continue")),
        )
    )

    assert cells(plan, "title", "responsible") == [("Семинар", "Методист"), ("Выставка", "Методист")]


def test_rows_under_one_merged_title_are_one_item_with_lines() -> None:
    plan = draft(
        tbl(
            list(HEAD),
            tr(tc("1", merge="restart"), tc("Отчёты", merge="restart"), "май", "Методист"),
            tr(tc("", merge="continue"), tc("", merge="continue"), "июнь", "Психолог"),
            plan_row(2),
        )
    )

    assert cells(plan, "number", "title", "deadline", "responsible")[0] == (
        "1",
        "Отчёты",
        "май\nиюнь",
        "Методист\nПсихолог",
    )
    assert len(plan.rows) == 2


def test_total_and_footnote_rows_are_no_items() -> None:
    plan = draft(tbl(list(HEAD), plan_row(1), ["Итого", "", "1", ""], tr(tc("* сроки могут быть уточнены", span=4))))

    assert [row.number for row in plan.rows] == ["1"]
    assert plan.sections == ()
    assert [(problem.row, problem.code) for problem in plan.problems] == [(3, "total")]


def test_text_of_cells_is_kept_as_it_is() -> None:
    text = "Пед­совет  «Итоги»:\n- доклад ;\n—  прения"

    plan = draft(tbl(list(HEAD), ["1.", text, "до 01.09 ", "Соколова А. Б., Петренко В.Г"]))

    assert cells(plan, "number", "title", "deadline", "responsible") == [
        ("1.", text, "до 01.09 ", "Соколова А. Б., Петренко В.Г")
    ]


def test_automatic_numbers_are_shown() -> None:
    plan = draft(
        tbl(
            list(HEAD),
            tr(tc(p(listed=1)), "Семинар", "май", "Методист"),
            tr(tc(p(listed=1)), tc(p("доклад", listed=2) + p("прения", listed=2)), "май", "Методист"),
        )
    )

    assert cells(plan, "number", "title") == [("1.", "Семинар"), ("2.", "• доклад\n• прения")]


def test_doubts_name_table_row_and_column() -> None:
    plan = draft(tbl(list(HEAD), plan_row(1), ["1", "", "май", "Методист"]))

    assert [(p.table, p.row, p.column, p.text, p.is_blocking) for p in plan.problems] == [
        (1, 3, "Мероприятия", "В строке нет названия мероприятия.", True),
        (1, 2, "№ п/п", "Номер 1 повторяется.", False),
        (1, 3, "№ п/п", "Номер 1 повторяется.", False),
    ]


def test_head_without_rows() -> None:
    plan = draft(tbl(list(HEAD)))

    assert [(problem.code, problem.is_blocking) for problem in plan.problems] == [("no_rows", True)]


# several tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["", "Продолжение таблицы 1", "2"])
@pytest.mark.parametrize("has_head", [True, False])
def test_tables_that_continue_one_another(between: str, has_head: bool) -> None:
    second = [list(HEAD)] if has_head else []

    plan = draft(p("План работы"), tbl(list(HEAD), plan_row(1)), p(between), tbl(*second, plan_row(2), plan_row(3)))

    assert cells(plan, "table", "number") == [(1, "1"), (2, "2"), (2, "3")]
    assert plan.tables == (1, 2)


def test_row_torn_by_a_page_is_put_together() -> None:
    plan = draft(
        tbl(list(HEAD), plan_row(1), ["2", "Открытие выставки", "май", "Методист,"]),
        p(),
        tbl(["", "детских рисунков", "", "психолог"], plan_row(3)),
    )

    assert cells(plan, "number", "title", "responsible")[1] == (
        "2",
        "Открытие выставки\nдетских рисунков",
        "Методист,\nпсихолог",
    )


def test_month_headings_between_tables_are_sections_of_one_plan() -> None:
    plan = draft(
        p("План воспитательной работы на 2023/2024 учебный год", bold=True),
        p("СЕНТЯБРЬ"),
        tbl(list(HEAD), plan_row(1)),
        p("ОКТЯБРЬ"),
        tbl(list(HEAD), plan_row(2)),
    )

    assert plan.title == "План воспитательной работы на 2023/2024 учебный год"
    assert [row.section for row in plan.rows] == ["СЕНТЯБРЬ", "ОКТЯБРЬ"]


def test_tables_under_titles_of_their_own_are_different_plans() -> None:
    plans = drafts(
        p("План работы совета"), tbl(list(HEAD), plan_row(1)), p("Дорожная карта сети"), tbl(list(HEAD), plan_row(1))
    )

    assert [(plan.title, plan.kind) for plan in plans] == [
        ("План работы совета", PlanKind.CALENDAR),
        ("Дорожная карта сети", PlanKind.ROAD_MAP),
    ]


def test_signatures_under_the_plan_are_not_rows() -> None:
    plan = draft(
        tbl(list(HEAD), plan_row(1)),
        p(),
        tbl(["Директор", "________", "А.Б. Соколова"], borders=False),
    )

    assert [row.number for row in plan.rows] == ["1"]


def test_plan_inside_a_table_that_only_frames_it() -> None:
    inner = tbl(list(HEAD), plan_row(1))

    plan = drafts(tbl(tr(tc(p("План работы кружка") + inner + p()))))[-1]

    assert (plan.title, len(plan.rows)) == ("План работы кружка", 1)


def test_table_with_an_unknown_head_blocks() -> None:
    plan = draft(tbl(["Город", "Население"], ["Первый", "100"], ["Второй", "200"]))

    assert (plan.kind, plan.rows) == (PlanKind.OTHER, ())
    assert [problem.is_blocking for problem in plan.problems] == [True]


# what the tables are -----------------------------------------------------------------------------


def test_matrix_of_stages_and_directions() -> None:
    plan = draft(
        tbl(
            tr(tc("Этап", merge="restart"), tc("Направления", span=2), tc("Результаты", merge="restart")),
            tr(tc("", merge="continue"), "Работа с детьми", "Работа с семьями", tc("", merge="continue")),
            ["Начальный (январь 2020 – май 2020)", "1. Кружок\n- занятия\n2. Поход", "Беседы", "Опыт"],
        )
    )

    assert plan.kind == PlanKind.MATRIX
    assert [(row.direction, row.number, row.title) for row in plan.rows if row.title] == [
        ("Работа с детьми", "1.", "Кружок\n- занятия"),
        ("Работа с детьми", "2.", "Поход"),
        ("Работа с семьями", "", "Беседы"),
    ]
    assert (plan.period.start, plan.period.end) == ("2020-01", "2020-05")


def test_matrix_lying_on_its_side() -> None:
    plan = draft(tbl(["Направление", "1 этап", "2 этап"], ["Работа с детьми", "Кружок", "Поход"]))

    assert plan.kind == PlanKind.MATRIX
    assert [(row.stage, row.direction, row.title) for row in plan.rows] == [
        ("1 этап", "Работа с детьми", "Кружок"),
        ("2 этап", "Работа с детьми", "Поход"),
    ]


def test_network_plan_is_known_by_its_columns() -> None:
    plan = draft(tbl(["№", "Форма", "Тема", "Наименование организации"], ["1", "Вебинар", "Чтение", "Школа № 1"]))

    assert plan.kind == PlanKind.NETWORK


# Word --------------------------------------------------------------------------------------------


def test_tracked_changes_hidden_text_fields_and_links() -> None:
    title = (
        "<w:ins>" + run("Новый ") + "</w:ins><w:del><w:r><w:delText>старый </w:delText></w:r></w:del>"
        "<w:moveFrom>" + run("прежний ") + "</w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайный </w:t></w:r><w:hyperlink>" + run("семинар ") + "</w:hyperlink>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        "<w:r><w:t>код</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("2023") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:smartTag>"
        + run(" в школе")
        + "</w:smartTag><w:sdt><w:sdtContent>"
        + run(" № 1")
        + "</w:sdtContent></w:sdt>"
    )
    gone = tr("9", "Удалённая строка", "май", "Никто", properties="<w:del/>")

    plan = draft(tbl(list(HEAD), tr("1", tc(p(inner=title)), "май", "Методист"), gone))

    assert [row.title for row in plan.rows] == ["Новый семинар 2023 в школе № 1"]


def test_text_box_is_read_once() -> None:
    def box(kind: str, inner: str) -> str:
        return f"<mc:{kind}><w:txbxContent>{inner}</w:txbxContent></mc:{kind}>"

    text = p("УТВЕРЖДАЮ") + p("Директор школы") + p("____ А.Б. Соколова") + p("01.09.2023")
    anchor = f"<w:r><mc:AlternateContent>{box('Choice', text)}{box('Fallback', text)}</mc:AlternateContent></w:r>"

    plan = draft(p(inner=anchor), p("План работы"), tbl(list(HEAD), plan_row(1)))

    assert [(b.label, b.position, b.name, b.date) for b in plan.approvals] == [
        ("УТВЕРЖДАЮ", "Директор школы", "А.Б. Соколова", "01.09.2023")
    ]


def test_title_inside_a_layout_table() -> None:
    front = tr(tc("УТВЕРЖДАЮ\n____ А.Б. Соколова\n01.09.2023\nПлан работы\nна 2023/2024 учебный год"))

    plan = draft(tbl(front, borders=False), tbl(list(HEAD), plan_row(1)))

    assert plan.title == "План работы на 2023/2024 учебный год"
    assert [(block.name, block.date) for block in plan.approvals] == [("А.Б. Соколова", "01.09.2023")]


def test_title_in_one_paragraph_with_the_approval() -> None:
    plan = draft(
        p(inner=run("УТВЕРЖДАЮ\n____ А.Б. Соколова\n01.09.2023\n\nПлан работы\nкружка")), tbl(list(HEAD), plan_row(1))
    )

    assert (plan.title, [block.name for block in plan.approvals]) == ("План работы кружка", ["А.Б. Соколова"])


def test_section_typed_into_the_column_of_numbers() -> None:
    plan = draft(tbl(list(HEAD), ["1. Работа с кадрами", "", "", ""], plan_row(1)))

    assert [row.section for row in plan.rows] == ["1. Работа с кадрами"]


def test_section_with_a_roman_number_in_ordinary_cells() -> None:
    plan = draft(tbl(list(HEAD), ["II.", "Работа с кадрами", "", ""], plan_row(1)))

    assert [row.section for row in plan.rows] == ["II. Работа с кадрами"]


def test_section_with_a_number_that_its_items_continue() -> None:
    plan = draft(tbl(list(HEAD), ["1.", "Работа с кадрами", "", ""], plan_row("1.1"), ["1.2", "Беседа", "", ""]))

    assert [(row.section, row.number) for row in plan.rows] == [
        ("1. Работа с кадрами", "1.1"),
        ("1. Работа с кадрами", "1.2"),
    ]


def test_section_in_capitals() -> None:
    plan = draft(tbl(list(HEAD), ["", "РАБОТА С СЕМЬЯМИ", "", ""], plan_row(1)))

    assert [row.section for row in plan.rows] == ["РАБОТА С СЕМЬЯМИ"]


def test_numbers_under_no_heading() -> None:
    plan = draft(tbl(["", "Мероприятия", "Сроки"], ["1.", "Семинар", "май"], ["2.", "Выставка", "июнь"]))

    assert fields(plan) == ["number", "title", "deadline"]
    assert [problem.text for problem in plan.problems] == [
        "Проверьте первую графу: она без заголовка и принята за номера."
    ]


def test_title_under_a_heading_nobody_knows() -> None:
    plan = draft(tbl(["№", "Предмет заботы", "Сроки", "Ответственный"], plan_row(1)))

    assert fields(plan) == ["number", "title", "deadline", "responsible"]
    assert [problem.text for problem in plan.problems] == [
        "Проверьте графу «Предмет заботы»: она принята за названия мероприятий."
    ]


def test_date_under_the_mark_is_no_deadline() -> None:
    plan = draft(
        tbl(
            tr(tc("Мероприятия", merge="restart"), tc("Сроки", merge="restart"), tc("Отметка о выполнении", span=2)),
            tr(tc("", merge="continue"), tc("", merge="continue"), "дата", "подпись"),
            ["Семинар", "май", "05.05", "есть"],
        )
    )

    assert fields(plan) == ["title", "deadline", "mark", None]
    assert cells(plan, "deadline", "mark") == [("май", "05.05")]


def test_second_column_of_dates_is_kept_apart() -> None:
    plan = draft(tbl(["Мероприятия", "Сроки", "Дата проведения"], ["Семинар", "май", "5 мая"]))

    assert fields(plan) == ["title", "deadline", None]


def test_month_and_day_in_two_columns() -> None:
    plan = draft(tbl(["Месяц", "Дата", "Мероприятия"], ["Май", "05.05", "Семинар"]))

    assert fields(plan) == ["deadline", "deadline", "title"]
    assert cells(plan, "deadline") == [("Май, 05.05",)]


def test_cells_merged_in_the_old_way() -> None:
    section = (
        f'<w:tr><w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>{p("Раздел первый")}</w:tc>'
        + f"<w:tc><w:tcPr><w:hMerge/></w:tcPr>{p()}</w:tc>" * 3
        + "</w:tr>"
    )

    plan = draft(tbl(list(HEAD), section, plan_row(1)))

    assert [row.section for row in plan.rows] == ["Раздел первый"]


def test_days_under_months_as_columns() -> None:
    plan = draft(tbl(["Мероприятия", "Сентябрь", "Октябрь"], ["Семинар", "5", "10"], ["Выставка", "", "+"]))

    assert cells(plan, "deadline") == [("Сентябрь: 5, Октябрь: 10",), ("Октябрь",)]


def test_long_text_between_tables_parts_them() -> None:
    text = "Участники собираются раз в месяц и обсуждают сделанное. " * 6

    plans = drafts(tbl(list(HEAD), plan_row(1)), p(text), tbl(list(HEAD), plan_row(1)))

    assert [len(plan.rows) for plan in plans] == [1, 1]


def test_row_with_a_page_of_text_is_no_head() -> None:
    plan = draft(tbl(["№", "Мероприятия", "Сроки", "слово " * 40], list(HEAD), plan_row(1)))

    assert [row.number for row in plan.rows] == ["1"]


def test_long_table_of_approvals_is_a_table() -> None:
    plan = draft(tbl(*(["Утверждаю", str(number)] for number in range(13))))

    assert plan.kind == PlanKind.OTHER


def test_empty_lines_and_rows_of_a_matrix() -> None:
    plan = draft(tbl(["Направление", "1 этап", "2 этап"], ["", "", ""], ["Работа с детьми", "\nКружок\n", ""]))

    assert [(row.stage, row.title) for row in plan.rows] == [("1 этап", "Кружок")]


def test_title_with_a_deadline_alone_is_an_item() -> None:
    plan = draft(tbl(list(HEAD), ["", tc("Семинар", bold=True), tc("май", bold=True), ""], plan_row(1)))

    assert cells(plan, "title", "deadline")[0] == ("Семинар", "май")


def test_start_and_finish_named_only_with_their_group() -> None:
    plan = draft(
        tbl(
            tr(tc("Мероприятия", merge="restart"), tc("Период реализации", span=2)),
            tr(tc("", merge="continue"), "от начала", "до окончания"),
            ["Набор", "01.09.2023", "30.09.2023"],
        )
    )

    assert fields(plan) == ["title", "start", "finish"]


def test_row_above_the_head_is_a_section_when_the_title_stands_outside() -> None:
    plan = draft(
        p("План мероприятий"),
        tbl(tr(tc("Раздел 1. Работа с кадрами", span=4)), list(HEAD), plan_row(1)),
    )

    assert (plan.title, cells(plan, "section")) == ("План мероприятий", [("Раздел 1. Работа с кадрами",)])


@pytest.mark.parametrize("above", ["Муниципальное учреждение", "План мероприятий"])
def test_row_above_the_head_goes_on_with_the_title_when_it_says_so(above: str) -> None:
    plan = draft(p(above), tbl(tr(tc("План работы на 2023 год", span=4)), list(HEAD), plan_row(1)))

    assert (plan.title, plan.period.text, cells(plan, "section")) == (
        "План работы на 2023 год",
        "на 2023 год",
        [(None,)],
    )


def test_row_above_the_head_is_the_title_when_nothing_stands_outside() -> None:
    plan = draft(tbl(tr(tc(p("Работа с кадрами", bold=True), span=4)), list(HEAD), plan_row(1)))

    assert (plan.title, cells(plan, "section")) == ("Работа с кадрами", [(None,)])


def test_soft_hyphen_is_no_part_of_a_heading() -> None:
    plan = draft(tbl(["№ з/п", "Меро\u00adприятия", "Сроки", "Ответств."], plan_row(1)))

    assert [(column.heading, column.field) for column in plan.columns] == [
        ("№ з/п", "number"),
        ("Мероприятия", "title"),
        ("Сроки", "deadline"),
        ("Ответств.", "responsible"),
    ]


def test_tables_of_months_go_on_though_their_heads_are_worded_otherwise() -> None:
    plan = draft(
        p("План работы"),
        p("Сентябрь"),
        tbl(list(HEAD), plan_row(1)),
        p("Октябрь"),
        tbl(["№", "Мероприятие", "Срок", "Ответственные"], plan_row(1)),
    )

    assert cells(plan, "section", "number") == [("Сентябрь", "1"), ("Октябрь", "1")]


def test_tables_under_other_headings_with_other_heads_stay_apart() -> None:
    plans = drafts(
        p("План работы"),
        tbl(list(HEAD), plan_row(1)),
        p("Классные часы"),
        tbl(["№", "Мероприятие", "Срок", "Ответственные"], plan_row(1)),
    )

    assert [len(plan.rows) for plan in plans] == [1, 1]
