"""The wizard for a plan that is there, for pasted tables, for rows with sub-items and for long files."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from network.models import Membership, User
from plans.importing.draft import DraftColumn, DraftPlan
from plans.importing.plain import to_plain
from plans.models import Plan, PlanImport, PlanItem
from plans.queries.importing.state import ImportState
from plans.services.importing.saving import save_plan
from projects.models import Project
from tests.makers import make_mark, make_member, make_organization, make_plan, make_project, make_user
from tests.plans.importing.drafts import FIELDS, HEADINGS, TITLE, draft_plan
from tests.plans.views.test_imports import address, sent, words

pytestmark = pytest.mark.django_db

ROWS = (
    ["1.", "Семинар для наставников", "Октябрь 2022", "Соколова А.Б.", ""],
    ["2.", "Круглый стол по итогам года", "Май 2023", "Соколова А.Б.", ""],
    ["3.", "Родительское собрание", "Ежемесячно", "педагоги", ""],
)
REWORDED = ["1.", "Семинар для молодых наставников", "Ноябрь 2022", "Соколова А.Б.", ""]
NEW = ["4.", "Отчёт о работе", "Май 2023", "", ""]
OTHER = ["2.", "Выставка рисунков", "Апрель 2023", "", ""]
TABLE = "№\tМероприятия\tСроки\tОтветственный\n1\tСеминар\tОктябрь 2022\tСоколова А.Б.\n2\tВстреча\tМай 2023\t\n"


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator)


@pytest.fixture
def plan(project: Project, coordinator: User) -> Plan:
    return save_plan(draft_plan(*ROWS), project=project, actor=coordinator)


@pytest.fixture
def browser(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def started(project: Project, draft: DraftPlan, target: Plan | None = None) -> PlanImport:
    state = to_plain(ImportState(tables=(draft,)))
    author = project.roles.get().user
    return PlanImport.objects.create(project=project, author=author, filename="план.xlsx", draft=state, target=target)


def merging(plan: Plan, *rows: list[str]) -> PlanImport:
    return started(plan.project, draft_plan(*rows), plan)


def confirmed(browser: Client, plan_import: PlanImport, **changes: str) -> Any:
    form = sent(browser.get(address("import_review", plan_import)), **changes)
    return browser.post(address("import_confirm", plan_import), form)


# what the page shows -----------------------------------------------------------------------------


def test_the_difference_is_shown_cell_by_cell(browser: Client, plan: Plan) -> None:
    page = words(browser.get(address("import_review", merging(plan, REWORDED, ROWS[1], NEW))))
    assert "новых 1, изменённых 1, таких же 1, нет в файле 1" in page
    assert "<del" in page
    assert page.index("Семинар для наставников</del>") < page.index("Семинар для молодых наставников</ins>")
    assert page.index("Октябрь 2022</del>") < page.index("Ноябрь 2022</ins>")
    assert "3. Родительское собрание" in page
    assert "Дополнить план" in page
    assert PlanItem.objects.get(number="1.").title == "Семинар для наставников"


def test_rows_that_say_the_same_are_no_doubts(browser: Client, project: Project) -> None:
    doubtful = ["1.", "Семинар", "когда-нибудь потом", "", ""]
    plan = save_plan(draft_plan(doubtful), project=project, actor=None)
    page = words(browser.get(address("import_review", merging(plan, doubtful, NEW))))
    assert "Сомнений нет" in page
    assert "row-1-2-title" not in page


def test_a_column_the_plan_lacks_is_told(browser: Client, plan: Plan) -> None:
    draft = draft_plan(*ROWS, NEW)
    wider = (*draft.columns, DraftColumn(5, "Шифр дела", None))
    page = words(browser.get(address("import_review", started(plan.project, DraftPlan(**_fields(draft, wider)), plan))))
    assert "Графы «Шифр дела» в плане нет: её слова в пункты не попадут." in page


def _fields(draft: DraftPlan, columns: tuple[DraftColumn, ...]) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in DraftPlan.__dataclass_fields__} | {"columns": columns}


@pytest.mark.parametrize("count", [1, 20])
def test_the_difference_takes_a_fixed_number_of_queries(
    browser: Client, project: Project, django_assert_num_queries: Any, count: int
) -> None:
    rows = [[str(n), f"Дело {n}", "Октябрь 2022", f"Соколова {chr(1039 + n)}.Б.", ""] for n in range(1, count + 1)]
    plan = save_plan(draft_plan(*rows), project=project, actor=None)
    plan_import = merging(plan, *([row[0], f"{row[1]} и отчёт", *row[2:]] for row in rows))
    with django_assert_num_queries(18):
        browser.get(address("import_review", plan_import))


# what is confirmed -------------------------------------------------------------------------------


def test_confirmed_rows_go_into_the_plan_and_marks_stay(browser: Client, plan: Plan) -> None:
    mark = make_mark(plan.items.get(number="1."))
    response = confirmed(browser, merging(plan, REWORDED, *ROWS[1:], NEW))
    assert response["Location"] == reverse("plans:plan_detail", args=[plan.pk])
    assert list(plan.items.values_list("number", "title")) == [
        ("1.", "Семинар для молодых наставников"),
        ("2.", "Круглый стол по итогам года"),
        ("3.", "Родительское собрание"),
        ("4.", "Отчёт о работе"),
    ]
    mark.refresh_from_db()
    assert (mark.occurrence.item.number, mark.occurrence.starts_on) == ("1.", date(2022, 10, 1))
    page = words(browser.get(response["Location"]))
    assert "План дополнен: добавлено 1, изменено 1." in page
    assert "/undo/" in page


def test_one_undo_takes_all_of_it_back(browser: Client, plan: Plan) -> None:
    plan_import = merging(plan, REWORDED, *ROWS[1:], NEW)
    confirmed(browser, plan_import)
    response = browser.post(address("import_undo", plan_import), follow=True)
    assert response.redirect_chain[0][0] == reverse("plans:plan_detail", args=[plan.pk])
    assert "план такой же, как был до неё" in words(response)
    assert list(plan.items.values_list("title", "deadline__text")) == [(row[1], row[2]) for row in ROWS]


def test_undo_says_which_items_were_marked_since(browser: Client, plan: Plan) -> None:
    plan_import = merging(plan, REWORDED, *ROWS[1:])
    confirmed(browser, plan_import)
    make_mark(plan.items.get(number="1.").occurrences.get())
    response = browser.post(address("import_undo", plan_import), follow=True)
    assert "после неё отметили пункты: «1. Семинар для наставников»" in words(response)
    assert plan.items.get(number="1.").title == "Семинар для молодых наставников"


def test_a_row_without_its_tick_is_left(browser: Client, plan: Plan) -> None:
    plan_import = merging(plan, REWORDED, *ROWS[1:], NEW)
    form = sent(browser.get(address("import_review", plan_import)))
    del form["take-1-2"]
    browser.post(address("import_confirm", plan_import), form)
    assert [item.title for item in plan.items.all()][::3] == ["Семинар для наставников", "Отчёт о работе"]


def test_an_item_the_file_lacks_is_removed_only_when_ticked(browser: Client, plan: Plan) -> None:
    gone = plan.items.get(number="3.")
    plan_import = merging(plan, *ROWS[:2])
    response = confirmed(browser, plan_import)
    assert response.status_code == 422
    assert "сохранять нечего" in words(response)
    confirmed(browser, plan_import, removed=str(gone.pk))
    assert list(plan.items.values_list("number", flat=True)) == ["1.", "2."]


def test_a_foreign_item_cannot_be_removed(browser: Client, plan: Plan) -> None:
    foreign = save_plan(draft_plan(*ROWS), project=make_project(), actor=None).items.first()
    assert foreign is not None
    response = confirmed(browser, merging(plan, *ROWS[:2]), removed=str(foreign.pk))
    assert response.status_code == 422
    assert PlanItem.objects.filter(pk=foreign.pk).exists()


def test_a_person_is_asked_which_item_a_row_is(browser: Client, plan: Plan) -> None:
    plan_import = merging(plan, ROWS[0], OTHER, ROWS[2])
    item = plan.items.get(number="2.")
    page = browser.get(address("import_review", plan_import))
    assert "это пункт «2. Круглый стол по итогам года»" in words(page)
    browser.post(address("import_confirm", plan_import), sent(page, match__1__3=str(item.pk)))
    item.refresh_from_db()
    assert (item.title, plan.items.count()) == ("Выставка рисунков", 3)


def test_an_approved_plan_asks_why(browser: Client, plan: Plan) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    plan_import = merging(plan, REWORDED, *ROWS[1:])
    response = confirmed(browser, plan_import)
    assert response.status_code == 422
    assert "напишите причину изменения" in words(response)
    assert plan.items.get(number="1.").title == "Семинар для наставников"
    assert confirmed(browser, plan_import, reason="Приказ № 5").status_code == 302
    assert plan.changes.values_list("reason", flat=True).distinct().get() == "Приказ № 5"


def test_a_wrong_row_is_told_and_its_neighbours_are_kept(browser: Client, plan: Plan) -> None:
    plan_import = merging(plan, *ROWS, ["5" * 51, "Отчёт", "Май 2023", "", ""])
    page = browser.get(address("import_review", plan_import))
    assert "Номер: Убедитесь, что это значение содержит не более 50 символов" in words(page)
    response = browser.post(address("import_confirm", plan_import), sent(page))
    assert response.status_code == 422
    assert "В строках файла есть ошибки" in words(response)


# two windows at once -----------------------------------------------------------------------------


def test_a_plan_that_moved_on_is_compared_again_before_it_is_changed(browser: Client, plan: Plan) -> None:
    plan_import = merging(plan, REWORDED, *ROWS[1:])
    form = sent(browser.get(address("import_review", plan_import)), reason="Моя причина")
    item = plan.items.get(number="1.")
    PlanItem.objects.filter(pk=item.pk).update(title="Семинар для новых наставников", version=item.version + 1)
    response = browser.post(address("import_confirm", plan_import), form)
    assert response.status_code == 409
    page = words(response)
    assert "Пока вы сверяли, план изменили." in page
    assert "Семинар для новых наставников</del>" in page
    assert plan.items.get(number="1.").title == "Семинар для новых наставников"
    assert browser.post(address("import_confirm", plan_import), sent(response)).status_code == 302
    assert plan.items.get(number="1.").title == "Семинар для молодых наставников"


def test_corrections_of_two_windows_do_not_overwrite_each_other(browser: Client, plan: Plan) -> None:
    plan_import = merging(plan, REWORDED, *ROWS[1:], NEW)
    form = sent(browser.get(address("import_review", plan_import)))
    other = {name: value for name, value in form.items() if name != "take-1-2"}
    assert browser.post(address("import_review", plan_import), other).status_code == 302
    response = browser.post(address("import_confirm", plan_import), form)
    assert response.status_code == 409
    assert "уже изменили в другом окне" in words(response)
    assert plan.items.count() == 3


def test_after_a_refusal_the_page_may_be_sent_again(browser: Client, plan: Plan) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    plan_import = merging(plan, REWORDED, *ROWS[1:])
    refused = confirmed(browser, plan_import)
    again = browser.post(address("import_confirm", plan_import), sent(refused, reason="Приказ № 5"))
    assert again.status_code == 302


# sub-items ---------------------------------------------------------------------------------------


def test_a_row_with_several_deadlines_is_offered_in_parts(browser: Client, project: Project) -> None:
    row = ["1.", "Занятия:\n1) вводное;\n2) практикум.", "Октябрь 2022\nмай 2023", "", ""]
    plan_import = started(project, draft_plan(row))
    page = browser.get(address("import_review", plan_import))
    assert "Разбить на подпункты: 2 даты и 2 подпункта" in words(page)
    browser.post(address("import_confirm", plan_import), sent(page, row__1__2__split="on"))
    item = PlanItem.objects.select_related("deadline").get()
    assert [(window.title, window.label) for window in item.occurrences.order_by("order")] == [
        ("1) вводное;", "октябрь 2022"),
        ("2) практикум.", "май 2023"),
    ]
    assert (item.title, item.deadline.text, item.deadline.source) == (row[1], row[2], "manual")


def test_without_the_tick_the_row_stays_whole(browser: Client, project: Project) -> None:
    row = ["1.", "Занятия:\n1) вводное;\n2) практикум.", "Октябрь 2022\nмай 2023", "", ""]
    plan_import = started(project, draft_plan(row))
    confirmed(browser, plan_import)
    assert set(PlanItem.objects.get().occurrences.values_list("title", flat=True)) == {""}


def test_numbers_that_differ_are_told_and_not_split(browser: Client, project: Project) -> None:
    row = ["1.", "Занятия:\n1) вводное;\n2) практикум.", "Октябрь 2022\nноябрь 2022\nмай 2023", "", ""]
    page = words(browser.get(address("import_review", started(project, draft_plan(row)))))
    assert "В ячейке «Сроки» 3 строки, а подпунктов 2" in page
    assert "Разбить на подпункты" not in page


# weak columns ------------------------------------------------------------------------------------


def test_weak_columns_stand_first_with_their_selects(browser: Client, project: Project) -> None:
    doubt = "Проверьте графу «Когда»: портал считает её сроками."
    columns = tuple(
        DraftColumn(index, heading, field, doubt=doubt if field == "deadline" else "")
        for index, (field, heading) in enumerate(zip(FIELDS, HEADINGS, strict=True))
    )
    response = browser.get(address("import_review", started(project, draft_plan(*ROWS, columns=columns))))
    page = words(response)
    places = [page.index(text) for text in ('name="column-2"', doubt, "Графы</h3>", 'name="column-1"')]
    assert places == sorted(places)
    browser.post(address("import_confirm", PlanImport.objects.get()), sent(response, column__2="note"))
    assert PlanItem.objects.get(number="1.").note == "Октябрь 2022"


# known plans -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("title", "is_known"), [(TITLE, True), ("Другой план на 2022/2023 учебный год", False)])
def test_a_plan_is_loaded_already_only_under_the_same_title(
    browser: Client, plan: Plan, title: str, is_known: bool
) -> None:
    plan_import = started(plan.project, draft_plan(*ROWS, title=title))
    assert ("Такой план уже загружен" in words(browser.get(address("import_review", plan_import)))) is is_known


# pasted tables -----------------------------------------------------------------------------------


def pasted(browser: Client, project: Project, **fields: str) -> Any:
    return browser.post(reverse("plans:import_upload", args=[project.slug]), fields)


def test_a_pasted_table_is_read_as_a_file_is(browser: Client, project: Project) -> None:
    response = pasted(browser, project, pasted=TABLE)
    plan_import = PlanImport.objects.get()
    assert response["Location"] == address("import_review", plan_import)
    assert (plan_import.filename, plan_import.target) == ("Вставленная таблица", None)
    assert "2 пункта" in words(browser.get(response["Location"]))


def test_cells_of_the_program_go_before_the_text(browser: Client, project: Project) -> None:
    rows = (("№", "Мероприятия", "Сроки"), ("1", "Семинар<br>школы", "Май 2023"))
    html = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    pasted(browser, project, pasted="№ Мероприятия Сроки", pasted_html=f"<table>{html}</table>")
    read = PlanImport.objects.get().draft["tables"][0]["rows"]
    assert [row["title"] for row in read] == ["Семинар\nшколы"]


def test_a_pasted_table_goes_into_a_plan(browser: Client, plan: Plan) -> None:
    response = pasted(browser, plan.project, pasted=TABLE, target=str(plan.pk))
    assert PlanImport.objects.get().target == plan
    assert "Сверка с планом" in words(browser.get(response["Location"]))


def test_a_pasted_table_without_a_title_is_saved_in_a_plan(browser: Client, plan: Plan) -> None:
    pasted(browser, plan.project, pasted="№\tМероприятия\tСроки\n9\tСлёт мастеров\tМай 2023\n", target=str(plan.pk))
    response = confirmed(browser, PlanImport.objects.get())
    assert response.status_code == 302, words(response)
    assert plan.items.filter(title="Слёт мастеров").count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Выберите файл плана или вставьте таблицу."),
        ({"pasted": "просто слова"}, "таблиц"),
        ({"pasted": TABLE, "period": "когда-то"}, "Период плана «когда-то» не понят"),
    ],
)
def test_what_cannot_be_read_is_told_and_what_was_typed_stays(
    browser: Client, project: Project, fields: dict[str, str], sentence: str
) -> None:
    response = pasted(browser, project, **fields)
    assert response.status_code == 422
    assert sentence in words(response)
    assert all(value.split("\t")[0] in words(response) for value in fields.values())
    assert PlanImport.objects.count() == 0


def test_only_plans_of_the_project_that_still_change_are_offered(browser: Client, plan: Plan) -> None:
    closed = make_plan(plan.project, title="Закрытый", state=Plan.State.CLOSED)
    foreign = make_plan(make_project())
    for other in (closed, foreign):
        response = pasted(browser, plan.project, pasted=TABLE, target=str(other.pk))
        assert response.status_code == 422
    page = words(browser.get(reverse("plans:import_upload", args=[plan.project.slug]), {"plan": plan.pk}))
    assert f'<option value="{plan.pk}" selected>' in page
    assert f'value="{closed.pk}"' not in page


# the page of a long import -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"state": "saving"}, "В очереди"),
        ({"state": "saving", "done": 250, "total": 1000}, "250 из 1000"),
        ({"state": "saving", "done": 1000, "total": 1000}, "план записывается целиком"),
        ({"state": "failed", "failure": "План закрыт."}, "План закрыт."),
    ],
)
def test_the_progress_page_says_how_far_it_came(
    browser: Client, project: Project, fields: dict[str, Any], shown: str
) -> None:
    plan_import = started(project, draft_plan(*ROWS))
    PlanImport.objects.update(**{"total": 3, **fields})
    page = words(browser.get(address("import_progress", plan_import)))
    assert shown in page
    assert ("every 1s" in page) is (fields["state"] == "saving")
    assert browser.get(address("import_review", plan_import))["Location"] == address("import_progress", plan_import)
    assert address("import_progress", plan_import) in words(
        browser.get(reverse("plans:import_upload", args=[project.slug]))
    )


def test_a_page_that_polls_is_told_to_stop(browser: Client, project: Project) -> None:
    plan_import = started(project, draft_plan(*ROWS))
    PlanImport.objects.update(state="saving", total=3)
    asked = {"hx-request": "true"}
    assert browser.get(address("import_progress", plan_import), headers=asked).status_code == 200
    PlanImport.objects.update(state="failed", failure="План закрыт.")
    response = browser.get(address("import_progress", plan_import), headers=asked)
    assert (response.status_code, "<html" in words(response)) == (286, False)


def test_a_failed_import_is_tried_again_or_corrected(browser: Client, project: Project) -> None:
    plan_import = started(project, draft_plan(*ROWS))
    PlanImport.objects.update(state="failed", failure="План закрыт.", total=3)
    response = browser.post(address("import_retry", plan_import))
    plan_import.refresh_from_db()
    assert (response["Location"], plan_import.state) == (address("import_progress", plan_import), "saving")
    PlanImport.objects.update(state="failed")
    response = browser.post(address("import_reopen", plan_import))
    plan_import.refresh_from_db()
    assert (response["Location"], plan_import.state) == (address("import_review", plan_import), "review")
    assert "уже завершена" in words(browser.post(address("import_retry", plan_import), follow=True))


@pytest.mark.parametrize("name", ["import_progress", "import_retry", "import_reopen"])
def test_members_and_strangers_see_no_import(client: Client, project: Project, name: str) -> None:
    member = make_organization()
    project.participations.create(organization=member)
    plan_import = started(project, draft_plan(*ROWS))
    for user in (make_member(member, Membership.Role.EDITOR), make_user()):
        client.force_login(user)
        method = client.get if name == "import_progress" else client.post
        assert method(address(name, plan_import)).status_code == 404
