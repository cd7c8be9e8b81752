"""The papers that the portal itself makes can be read back."""

from __future__ import annotations

from plans.importing.readers.pdf import read_pdf
from plans.importing.recognise import recognise
from reports.content import plan_content, progress_content
from reports.pdf import html_to_pdf
from reports.rendering import paper_html
from tests.reports.facts import COLUMNS, item, plan, twenty_seven

URL = "https://portal.example/r/AbCdEf123456"


def test_paper_of_a_plan_gives_back_its_rows() -> None:
    titles = [
        "Инструктивно-методическое совещание «Ведение документации в ходе инновационной деятельности»",
        "Разработка учебно-методических материалов и согласование их с педагогами-наставниками",
        "Публикация результатов инновационной деятельности",
    ] * 12
    items = [item(str(number), title) for number, title in enumerate(titles, 1)]
    content = plan_content(plan(*items))

    (table,) = read_pdf(html_to_pdf(paper_html(content, URL)).data)
    (draft,) = recognise([table])

    assert [(row.number, row.title, row.deadline, row.responsible) for row in draft.rows] == [
        (str(number), title, "Сентябрь 2022", "Ковалёва А.П.") for number, title in enumerate(titles, 1)
    ]
    assert [column.heading for column in draft.columns] == [column.heading for column in COLUMNS]
    assert [(approval.label, approval.name) for approval in draft.approvals] == [("УТВЕРЖДАЮ", "Л.В. Полевая")]


def test_tables_of_a_report_are_found_one_by_one() -> None:
    tables = read_pdf(html_to_pdf(paper_html(progress_content(twenty_seven()), URL)).data)

    heads = [" | ".join(cell.text for cell in table.row_cells(0)) for table in tables]
    assert [head for head in heads if head.startswith("№")] == [
        "№ | Мероприятие | Срок | Ответственный | Отметка, результат, подтверждение",
        "№ | Мероприятие | Срок | Ответственный | Отметка, результат, подтверждение",
        "№ | Мероприятие | Срок | Ответственный",
        "№ | Мероприятие | Срок | Ответственный | Просрочка, ход, причина",
    ]
