"""Sheets of marks: taken away, filled in as people do, brought back, compared, written and taken back as one."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django.fixtures import DjangoAssertNumQueries

from network.models import Organization, User
from plans.marksheet import HEADINGS, NO_STATE, REASON_OUT_OF_PLACE
from plans.models import CompletionMark, Evidence, MarkSheet, Plan, PlanItem
from plans.progress import MarkState
from tests.makers import (
    make_group,
    make_item,
    make_mark,
    make_member,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_user,
)
from tests.plans.importing.office_files import ods

pytestmark = pytest.mark.django_db
PLACES = {field: place for place, field in enumerate(HEADINGS, 1)}
HEAD_ROW = 3
OCTOBER_20 = date(2022, 10, 20)
Fill = Callable[[Worksheet], None]


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def plan(coordinator: User) -> Plan:
    """Three items: unmarked, done, monthly."""
    plan = make_plan(make_project(coordinator=coordinator))
    make_item(plan, "Семинар", responsible="специалисты")
    make_mark(make_item(plan, "Педсовет"), participants=12)
    make_item(plan, "Итоги", windows=[(date(2022, 9, 1), date(2022, 9, 30)), (date(2022, 10, 1), date(2022, 10, 31))])
    return plan


def taken(client: Client, plan: Plan, **query: str) -> bytes:
    response = client.get(reverse("plans:mark_sheet", args=[plan.pk]), query)
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def filled(data: bytes, fill: Fill) -> bytes:
    """The sheet as a person saves it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    fill(book["Отметки"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def write(sheet: Worksheet, line: int, **words: object) -> None:
    """Fill in cells of a line, counted from 1."""
    for field, value in words.items():
        sheet.cell(HEAD_ROW + line, PLACES[field]).value = value  # type: ignore[assignment]


def words(sheet: Worksheet, line: int) -> list[object]:
    return [sheet.cell(HEAD_ROW + line, place).value for place in range(1, len(HEADINGS))]


def upload(client: Client, plan: Plan, data: bytes, name: str = "ведомость.xlsx") -> Any:
    return client.post(
        reverse("plans:mark_sheet_upload", args=[plan.pk]), {"file": SimpleUploadedFile(name, data)}, follow=True
    )


def brought(client: Client, plan: Plan, fill: Fill, **query: str) -> Any:
    """The review of a sheet that was taken, filled in and brought back."""
    response = upload(client, plan, filled(taken(client, plan, **query), fill))
    assert response.status_code == 200
    return response.context["review"]


def outcomes(review: Any) -> list[str]:
    return [row.outcome.value for row in review.rows]


def confirm(client: Client, review: Any, **choices: str) -> Any:
    sheet = MarkSheet.objects.latest("created_at")
    data = {"seen": review.digest} | choices
    return client.post(reverse("plans:mark_sheet_confirm", args=[sheet.pk]), data)


def test_sheet_has_a_row_for_each_window_and_what_is_marked(client: Client, plan: Plan) -> None:
    book = openpyxl.load_workbook(io.BytesIO(taken(client, plan)))
    sheet = book["Отметки"]
    assert [cell.value for cell in sheet[HEAD_ROW]] == list(HEADINGS.values())
    blank = [None] * 6
    done = ["выполнено", datetime(2022, 10, 20), None, "Проведено, протокол подписан", None, 12]  # noqa: DTZ001
    assert [words(sheet, line) for line in range(1, sheet.max_row - HEAD_ROW + 1)] == [
        ["1", "Семинар", "октябрь 2022", "Октябрь 2022", "специалисты", *blank],
        ["2", "Педсовет", "октябрь 2022", "Октябрь 2022", None, *done],
        ["3", "Итоги", "сентябрь 2022", "Октябрь 2022", None, *blank],
        ["3", "Итоги", "октябрь 2022", "Октябрь 2022", None, *blank],
    ]


def test_sheet_helps_to_fill_it_in(client: Client, plan: Plan) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, plan)))["Отметки"]
    checks = {str(check.sqref): check.type for check in sheet.data_validations.dataValidation}
    assert checks == {"F4:F7": "list", "G4:G7 H4:H7": "date", "K4:K7": "whole"}
    assert sheet.data_validations.dataValidation[0].formula1 == '"выполнено,частично,в работе,перенесено,отменено"'
    assert (sheet.column_dimensions["L"].hidden, sheet.freeze_panes, sheet.protection.sheet) == (True, "C4", True)
    assert sheet.protection.password is None
    assert [sheet[place].protection.locked for place in ("B4", "F4", "K7", "L4")] == [True, False, False, True]
    assert (sheet["G4"].number_format, sheet.print_title_rows) == ("dd.mm.yyyy", "$3:$3")


def test_sheet_has_a_name_that_tells_what_it_is(client: Client, plan: Plan) -> None:
    response = client.get(reverse("plans:mark_sheet", args=[plan.pk]))
    list(response.streaming_content)  # type: ignore[attr-defined]
    name = unquote(response["Content-Disposition"].partition("''")[2])
    assert name == "Ведомость отметок Календарный план, 2022-2023. Весь план.xlsx"


def test_only_what_is_still_to_be_marked(client: Client, plan: Plan) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, plan, open="on")))["Отметки"]
    assert [sheet.cell(row, 2).value for row in range(4, sheet.max_row + 1)] == ["Семинар", "Итоги", "Итоги"]


def test_untouched_sheet_changes_nothing(client: Client, plan: Plan) -> None:
    review = brought(client, plan, lambda _: None)
    assert outcomes(review) == ["blank", "same", "blank", "blank"]
    assert (CompletionMark.objects.count(), confirm(client, review).status_code) == (1, 422)


def test_filled_sheet_is_written_only_after_the_review(client: Client, plan: Plan, coordinator: User) -> None:
    def fill(sheet: Worksheet) -> None:
        write(sheet, 1, state="выполнено", fact_on=OCTOBER_20, text="Прошёл", participants=30)
        write(sheet, 2, state="частично", reason="Не все выступили")
        write(sheet, 4, state="перенесено", moved_to="01.12.2022", reason="Карантин")

    review = brought(client, plan, fill)
    assert (outcomes(review), CompletionMark.objects.count()) == (["new", "changed", "blank", "new"], 1)
    response = confirm(client, review)
    assert (response.status_code, response["Location"]) == (302, reverse("plans:plan_detail", args=[plan.pk]))
    marks = CompletionMark.objects.order_by("pk")[1:]
    assert [
        (mark.occurrence.item.title, mark.state, mark.fact_on, mark.moved_to, mark.text, mark.reason, mark.participants)
        for mark in marks
    ] == [
        ("Семинар", "done", OCTOBER_20, None, "Прошёл", "", 30),
        ("Педсовет", "partly", OCTOBER_20, None, "Проведено, протокол подписан", "Не все выступили", 12),
        ("Итоги", "moved", None, date(2022, 12, 1), "", "Карантин", None),
    ]
    assert ({mark.author for mark in marks}, len({mark.batch for mark in marks})) == ({coordinator}, 1)


def test_one_undo_takes_the_whole_sheet_back(client: Client, plan: Plan) -> None:
    def fill(sheet: Worksheet) -> None:
        write(sheet, 1, state="в работе")
        write(sheet, 2, state="отменено", reason="Карантин")

    confirm(client, brought(client, plan, fill))
    batch = MarkSheet.objects.get().batch
    page = client.get(reverse("plans:plan_detail", args=[plan.pk])).content.decode()
    assert reverse("plans:marks_undo", args=[batch]) in page
    client.post(reverse("plans:marks_undo", args=[batch]))
    assert [mark.state for mark in CompletionMark.objects.order_by("-pk")[:2]] == ["done", "none"]


def test_proofs_stay_with_a_corrected_mark(client: Client, plan: Plan) -> None:
    Evidence.objects.create(mark=CompletionMark.objects.get(), title="Протокол", number="7")
    confirm(client, brought(client, plan, lambda sheet: write(sheet, 2, text="Проведено ещё раз")))
    mark = CompletionMark.objects.latest("pk")
    assert (mark.text, [proof.number for proof in mark.evidence.all()]) == ("Проведено ещё раз", ["7"])


def test_rows_may_be_moved_and_deleted_and_columns_added(client: Client, plan: Plan) -> None:
    def fill(sheet: Worksheet) -> None:
        write(sheet, 1, state="в работе")
        write(sheet, 3, state="отменено", reason="Карантин")
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD_ROW)]
        sheet.delete_rows(1, sheet.max_row)
        for row in (rows[0], rows[3], [], rows[1]):
            sheet.append(["своё", *reversed(row), "ещё"] if row else [None])
        sheet.append(["Итого", "2"])

    review = brought(client, plan, fill)
    found = [(row.subject.row.item.title, row.outcome.value) for row in review.rows]
    assert found == [("Итоги", "new"), ("Семинар", "new")]


def test_sheet_saved_as_opendocument_is_taken_too(client: Client, plan: Plan) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, plan)))["Отметки"]
    write(sheet, 1, state="выполнено", fact_on="20.10.2022")
    grid = [["" if cell is None else _shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    review = upload(client, plan, ods(grid), "ведомость.ods").context["review"]
    assert outcomes(review) == ["new", "same", "blank", "blank"]


def _shown(value: object) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, datetime) else str(value)


def test_what_is_wrong_is_named_by_row_and_column(client: Client, plan: Plan) -> None:
    def fill(sheet: Worksheet) -> None:
        write(sheet, 1, state="выполнно", fact_on="31.02.2022")
        write(sheet, 2, state="частично")
        write(sheet, 3, state="выполнено", fact_on=date(2099, 1, 1))
        write(sheet, 4, text="Забыли выбрать")

    review = brought(client, plan, fill)
    today = f"{review.today:%d.%m.%Y}"
    assert [(row.row.row, list(row.errors)) for row in review.errors] == [
        (
            4,
            [
                ("Отметка", "Слова «выполнно» портал не знает. Может быть, «выполнено»?"),
                ("Дата выполнения", "Такой даты нет: «31.02.2022». Напишите её так: 31.12.2022."),
            ],
        ),
        (5, [("Причина", "Напишите причину: она попадёт в отчёт.")]),
        (6, [("Дата выполнения", f"Дата выполнения ещё не наступила: сегодня {today}.")]),
        (
            7,
            [("Отметка", NO_STATE)],
        ),
    ]


def test_good_rows_are_written_beside_wrong_ones(client: Client, plan: Plan) -> None:
    def fill(sheet: Worksheet) -> None:
        write(sheet, 1, state="в работе")
        write(sheet, 3, state="ура")

    assert confirm(client, brought(client, plan, fill)).status_code == 302
    assert [mark.state for mark in CompletionMark.objects.order_by("pk")[1:]] == ["in_progress"]


def disputed(client: Client, plan: Plan) -> Any:
    """The review of a sheet whose first row was marked on the portal since."""
    data = filled(taken(client, plan), lambda sheet: write(sheet, 1, state="отменено", reason="Карантин"))
    make_mark(plan.items.get(title="Семинар"), text="Уже провели")
    return upload(client, plan, data).context["review"]


def test_mark_set_meanwhile_stays_unless_asked_otherwise(client: Client, plan: Plan) -> None:
    review = disputed(client, plan)
    [row] = review.conflicts
    assert (row.said.reason, row.stands.text) == ("Карантин", "Уже провели")
    assert confirm(client, review).status_code == 422
    assert CompletionMark.objects.latest("pk").text == "Уже провели"


def test_mark_set_meanwhile_gives_way_when_asked(client: Client, plan: Plan) -> None:
    review = disputed(client, plan)
    assert confirm(client, review, **{review.conflicts[0].code: "take"}).status_code == 302
    assert CompletionMark.objects.latest("pk").reason == "Карантин"


def test_row_nobody_touched_is_no_conflict(client: Client, plan: Plan) -> None:
    data = taken(client, plan)
    make_mark(plan.items.get(title="Педсовет"), MarkState.CANCELLED)
    assert outcomes(upload(client, plan, data).context["review"]) == ["blank", "same", "blank", "blank"]


def test_mark_that_came_while_looking_is_shown_first(client: Client, plan: Plan) -> None:
    review = brought(client, plan, lambda sheet: write(sheet, 1, state="в работе"))
    make_mark(plan.items.get(title="Семинар"), text="Уже провели")
    response = confirm(client, review)
    assert (response.status_code, len(response.context["review"].conflicts)) == (409, 1)
    assert "Пока вы смотрели" in response.content.decode()
    assert (
        confirm(
            client, response.context["review"], **{response.context["review"].conflicts[0].code: "take"}
        ).status_code
        == 302
    )


def test_emptied_row_takes_nothing_back(client: Client, plan: Plan) -> None:
    def fill(sheet: Worksheet) -> None:
        write(sheet, 2, state=None, fact_on=None, text=None, participants=None)

    review = brought(client, plan, fill)
    assert (outcomes(review)[1], len(review.emptied)) == ("blank", 1)


def test_sheet_is_written_once(client: Client, plan: Plan) -> None:
    review = brought(client, plan, lambda sheet: write(sheet, 1, state="в работе"))
    statuses = [confirm(client, review).status_code for _ in range(2)]
    assert (statuses, CompletionMark.objects.filter(state="in_progress").count()) == ([302, 302], 1)


def test_sheet_brought_again_changes_nothing(client: Client, plan: Plan) -> None:
    data = filled(taken(client, plan), lambda sheet: write(sheet, 1, state="в работе"))
    confirm(client, upload(client, plan, data).context["review"])
    assert outcomes(upload(client, plan, data).context["review"])[0] == "same"


def test_sheet_may_be_thrown_away(client: Client, plan: Plan) -> None:
    brought(client, plan, lambda sheet: write(sheet, 1, state="в работе"))
    client.post(reverse("plans:mark_sheet_cancel", args=[MarkSheet.objects.get().pk]))
    assert (MarkSheet.objects.count(), CompletionMark.objects.count()) == (0, 1)


def refusal(client: Client, plan: Plan, data: bytes, name: str = "ведомость.xlsx") -> str:
    response = upload(client, plan, data, name)
    assert (response.status_code, MarkSheet.objects.count()) == (422, 0)
    [error] = response.context["form"].errors["file"]
    return str(error)


def test_sheet_of_another_plan_is_refused(client: Client, plan: Plan, coordinator: User) -> None:
    other = make_plan(plan.project)
    make_item(other)
    assert refusal(client, plan, taken(client, other)).startswith("Это ведомость другого плана.")


def test_forged_keys_are_refused(client: Client, plan: Plan) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(HEAD_ROW + 1, sheet.max_row + 1):
            key = str(sheet.cell(row, PLACES["key"]).value)
            sheet.cell(row, PLACES["key"]).value = "9" + key

    assert refusal(client, plan, filled(taken(client, plan), fill)).startswith("Ключи строк в файле испорчены")


def test_row_of_another_plan_among_others_is_told(client: Client, plan: Plan) -> None:
    other = make_plan(plan.project)
    make_item(other)
    key = openpyxl.load_workbook(io.BytesIO(taken(client, other)))["Отметки"].cell(4, PLACES["key"]).value

    def fill(sheet: Worksheet) -> None:
        write(sheet, 1, state="в работе", key=key)

    [row] = brought(client, plan, fill).errors
    assert row.errors == (("Ключ строки", "Это строка другого плана."),)


def test_row_of_an_item_that_is_gone_is_told(client: Client, plan: Plan) -> None:
    data = filled(taken(client, plan), lambda sheet: write(sheet, 1, state="в работе"))
    PlanItem.objects.get(title="Семинар").delete()
    [row] = upload(client, plan, data).context["review"].errors
    assert (row.row.row, row.errors[0][1].startswith("Этого пункта или срока в плане больше нет")) == (4, True)


def test_row_that_stands_twice_is_told(client: Client, plan: Plan) -> None:
    def fill(sheet: Worksheet) -> None:
        write(sheet, 1, state="в работе")
        write(sheet, 2, state="отменено", reason="Иначе", key=sheet.cell(4, PLACES["key"]).value)

    review = brought(client, plan, fill)
    assert outcomes(review)[:2] == ["new", "error"]


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (b"", "Файл пустой"),
        (b"PK\x03\x04" + b"\x00" * 100, "Файл повреждён"),
        ("№;Отметка\r\n1;выполнено\r\n".encode(), "Это не таблица Excel."),
        (b"%PDF-1.7\n", "Это не таблица Excel."),
    ],
)
def test_other_files_are_refused_in_words(client: Client, plan: Plan, data: bytes, start: str) -> None:
    assert refusal(client, plan, data).startswith(start)


def test_plain_table_is_refused_in_words(client: Client, plan: Plan) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.delete_rows(HEAD_ROW, 1)

    assert refusal(client, plan, filled(taken(client, plan), fill)).startswith("В файле нет таблицы ведомости")


def test_sheet_without_keys_is_refused_in_words(client: Client, plan: Plan) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.delete_cols(PLACES["key"])

    assert refusal(client, plan, filled(taken(client, plan), fill)).startswith("В файле нет ключей строк")


def test_formula_in_a_filled_sheet_is_only_words(client: Client, plan: Plan) -> None:
    def fill(sheet: Worksheet) -> None:
        write(sheet, 1, state="в работе", text="@СУММ(1)")

    confirm(client, brought(client, plan, fill))
    assert CompletionMark.objects.latest("pk").text == "@СУММ(1)"
    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, plan)))["Отметки"]
    assert (sheet.cell(4, PLACES["text"]).value, sheet.cell(4, PLACES["text"]).data_type) == ("@СУММ(1)", "s")


@pytest.fixture
def network(client: Client) -> tuple[Plan, Organization, Organization]:
    """A plan whose first item two organisations tick, and whose second only the other one does."""
    a, b = make_organization("Центр А"), make_organization("Центр Б")
    coordinator = make_user()
    plan = make_plan(make_project(coordinator=coordinator, members=[a, b]))
    group = make_group(plan.project.organization, organizations=[a, b])
    shared = make_item(plan, "Общая встреча", responsible=group)
    make_item(plan, "Только Б", responsible=b)
    make_item(plan, "Ничьё")
    for organization in (a, b):
        make_mark(shared, organization=organization, text=f"канарейка {organization}")
    client.force_login(coordinator)
    return plan, a, b


def test_coordinator_chooses_whose_sheet(client: Client, network: tuple[Plan, Organization, Organization]) -> None:
    plan, _, b = network
    page = client.get(reverse("plans:mark_sheet_upload", args=[plan.pk]))
    assert [label for _, label in page.context["choice"].fields["who"].choices] == [
        "Весь план",
        "Центр А",
        "Центр Б",
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, plan, who=str(b.pk))))["Отметки"]
    assert [(sheet.cell(row, 2).value, sheet.cell(row, 9).value) for row in (4, 5)] == [
        ("Общая встреча", "канарейка Центр Б"),
        ("Только Б", None),
    ]


def test_coordinator_who_closes_for_others_says_why(
    client: Client, network: tuple[Plan, Organization, Organization]
) -> None:
    plan = network[0]

    def fill(sheet: Worksheet) -> None:
        write(sheet, 1, state="выполнено", fact_on=OCTOBER_20)
        write(sheet, 2, state="выполнено", fact_on=OCTOBER_20)
        write(sheet, 3, state="выполнено", fact_on=OCTOBER_20, reason="Лишнее")

    review = brought(client, plan, fill)
    assert [(row.outcome.value, row.errors) for row in review.rows] == [
        ("new", ()),
        (
            "error",
            (("Причина", "Отметились не все, нет отметки: Центр Б. Напишите, почему закрываете пункт за всех."),),
        ),
        ("error", (("Причина", REASON_OUT_OF_PLACE),)),
    ]
    review = brought(
        client, plan, lambda sheet: write(sheet, 2, state="выполнено", fact_on=OCTOBER_20, reason="Центр закрыт")
    )
    confirm(client, review)
    mark = CompletionMark.objects.latest("pk")
    assert (mark.reason, mark.text) == ("Центр закрыт", "Не отметились: Центр Б.")


def test_member_gets_her_own_sheet_and_marks_for_her_organization(
    client: Client, network: tuple[Plan, Organization, Organization]
) -> None:
    plan, a, b = network
    client.force_login(make_member(b))
    data = taken(client, plan)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Отметки"]
    everything = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert [f"канарейка {name}" in everything for name in (a, b)] == [False, True]
    confirm(client, brought(client, plan, lambda sheet: write(sheet, 2, state="в работе")))
    mark = CompletionMark.objects.latest("pk")
    assert (mark.organization, mark.occurrence.item.title) == (b, "Только Б")


def test_member_takes_no_sheet_of_others(client: Client, network: tuple[Plan, Organization, Organization]) -> None:
    plan, a, b = network
    client.force_login(make_member(b))
    asked = [client.get(reverse("plans:mark_sheet", args=[plan.pk]), {"who": who}) for who in (str(a.pk), "item", "x")]
    assert [response.status_code for response in asked] == [404, 404, 404]


def test_member_cannot_bring_in_a_sheet_of_others(
    client: Client, network: tuple[Plan, Organization, Organization]
) -> None:
    plan, a, b = network
    data = filled(taken(client, plan, who=str(a.pk)), lambda sheet: write(sheet, 1, text="Чужими руками"))
    client.force_login(make_member(b))
    response = upload(client, plan, data)
    review = response.context["review"]
    assert (outcomes(review), "канарейка Центр А" in response.content.decode()) == (["error"], False)
    assert (confirm(client, review).status_code, CompletionMark.objects.count()) == (422, 2)


def test_responsible_person_gets_her_items(client: Client) -> None:
    user = make_user()
    plan = make_plan()
    make_item(plan, "Чужое")
    make_item(plan, "Своё", responsible=make_person(user=user))
    client.force_login(user)
    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, plan)))["Отметки"]
    assert [sheet.cell(row, 2).value for row in range(4, sheet.max_row + 1)] == ["Своё"]


def test_who_may_take_and_bring_sheets(client: Client, network: tuple[Plan, Organization, Organization]) -> None:
    plan, a, _ = network
    brought(client, plan, lambda sheet: write(sheet, 3, state="в работе"))
    page = reverse("plans:mark_sheet_upload", args=[plan.pk])
    review = reverse("plans:mark_sheet_review", args=[MarkSheet.objects.get().pk])
    found = {}
    for name, user in {"member": make_member(a), "stranger": make_user()}.items():
        client.force_login(user)
        found[name] = (client.get(page).status_code, client.get(review).status_code)
    assert found == {"member": (200, 404), "stranger": (404, 404)}


def test_closed_plan_takes_no_sheet(client: Client, plan: Plan) -> None:
    Plan.objects.update(state=Plan.State.CLOSED)
    assert client.get(reverse("plans:mark_sheet_upload", args=[plan.pk])).status_code == 403


@pytest.mark.parametrize("rows", [1, 20])
def test_review_costs_the_same_for_any_length(
    client: Client, coordinator: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan(make_project(coordinator=coordinator))
    party = make_group(plan.project.organization, organizations=[make_organization()])
    for _ in range(rows):
        make_mark(make_item(plan, responsible=party), author=coordinator)

    def fill(sheet: Worksheet) -> None:
        for line in range(1, rows + 1):
            write(sheet, line, text="Иначе")

    brought(client, plan, fill)
    with django_assert_num_queries(16):
        client.get(reverse("plans:mark_sheet_review", args=[MarkSheet.objects.get().pk]))


def test_long_review_shows_its_beginning_and_writes_everything(
    client: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (1, 3, 4):
            write(sheet, line, state="в работе")

    monkeypatch.setattr("plans.forms.marksheets.SHOWN", 2)
    response = upload(client, plan, filled(taken(client, plan), fill))
    assert "Показаны первые 2, внесены будут все 3." in response.content.decode()
    confirm(client, response.context["review"])
    assert CompletionMark.objects.filter(state="in_progress").count() == 3


def test_too_long_sheet_is_not_made(client: Client, coordinator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = make_plan(make_project(coordinator=coordinator))
    make_monthly_item(plan)
    monkeypatch.setattr("plans.views.marksheets.MOST_ROWS", 8)
    response = client.get(reverse("plans:mark_sheet", args=[plan.pk]), follow=True)
    assert "больше 4 900 строк" in response.content.decode()
