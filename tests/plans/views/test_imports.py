"""The import wizard in the browser: a file, what was read, corrections, the plan, and the way back."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from network.models import Membership, Person, User
from plans.models import Plan, PlanImport, PlanItem
from plans.tasks import save_import
from projects.models import Project, ProjectRole
from tests.makers import make_mark, make_member, make_organization, make_person, make_project, make_role, make_user
from tests.plans.importing.word_files import p, tbl, tc, tr, word

pytestmark = pytest.mark.django_db

TITLE = "Календарный план на 2022/2023 учебный год"
HEAD = ["№ п/п", "Мероприятия", "Сроки", "Ответственный"]
DOUBTFUL = ["2.", "Круглый стол", "когда-нибудь потом", "Соколова А.Б."]


class Inputs(HTMLParser):
    """Values a browser would send with the form of the review, without the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.is_inside = False
        self.select = self.area = ""
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.is_inside = "novalidate" in given
        elif not self.is_inside:
            return
        elif tag == "input" and given.get("type") == "checkbox":
            if "checked" in given:
                self.values.setdefault(name, []).append("on")
        elif tag == "input" and name:
            self.values.setdefault(name, []).append(given.get("value") or "")
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option":
            self.options.append((given.get("value") or "", "selected" in given))
        elif tag == "textarea":
            self.area = name
            self.values[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag == "select" and self.is_inside:
            chosen = [value for value, is_chosen in self.options if is_chosen] or [self.options[0][0]]
            self.values[self.select] = chosen[:1]
        elif tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area and self.is_inside:
            self.values[self.area][0] += data


def sent(response: Any, **changes: str) -> dict[str, list[str]]:
    """What the browser would post from a page of the review, with some fields filled otherwise."""
    parser = Inputs()
    parser.feed(response.content.decode())
    values = {name: [v.removeprefix("\n") for v in found] for name, found in parser.values.items()}
    return {**values, **{name.replace("__", "-"): [value] for name, value in changes.items()}}


def plan_file(*rows: list[str], title: str = TITLE) -> bytes:
    return word(p(title), tbl(HEAD, *(rows or (["1.", "Семинар", "Октябрь 2022", "Соколова А.Б."], DOUBTFUL))))


def upload(client: Client, project: Project, data: bytes, **fields: str) -> Any:
    file = SimpleUploadedFile("план.docx", data)
    return client.post(reverse("plans:import_upload", args=[project.slug]), {"file": file, **fields})


def address(name: str, plan_import: PlanImport) -> str:
    return reverse(f"plans:{name}", args=[plan_import.pk])


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator)


@pytest.fixture
def browser(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


@pytest.fixture
def started(browser: Client, project: Project) -> PlanImport:
    upload(browser, project, plan_file())
    return PlanImport.objects.get()


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


# the way through ---------------------------------------------------------------------------------


def test_upload_leads_to_the_review_and_saves_no_plan(browser: Client, project: Project) -> None:
    response = upload(browser, project, plan_file())
    plan_import = PlanImport.objects.get()
    assert (response.status_code, response["Location"]) == (302, address("import_review", plan_import))
    assert (plan_import.filename, plan_import.state, Plan.objects.count()) == ("план.docx", "review", 0)


def test_review_shows_doubts_before_the_table(browser: Client, started: PlanImport) -> None:
    page = words(browser.get(address("import_review", started)))
    assert page.index("когда-нибудь потом") < page.index("Так план будет выглядеть") < page.rindex("Круглый стол")
    assert "1 строка с вопросами" in page
    assert "Это новый план" in page


def test_confirm_saves_the_plan_and_offers_undo(browser: Client, started: PlanImport) -> None:
    form = sent(browser.get(address("import_review", started)))
    response = browser.post(address("import_confirm", started), form)
    plan = Plan.objects.get()
    assert (response.status_code, response["Location"]) == (302, reverse("plans:plan_detail", args=[plan.pk]))
    assert list(plan.items.values_list("number", "title")) == [("1.", "Семинар"), ("2.", "Круглый стол")]
    started.refresh_from_db()
    assert (started.state, started.plan) == ("confirmed", plan)
    page = words(browser.get(reverse("plans:import_upload", args=[started.project.slug])))
    assert address("import_undo", started) in page
    assert "План загружен: 2 пункта." in page


def test_undo_takes_the_whole_plan_back(browser: Client, started: PlanImport) -> None:
    browser.post(address("import_confirm", started), sent(browser.get(address("import_review", started))))
    response = browser.post(address("import_undo", started), follow=True)
    assert "Загрузка отменена: план убран." in words(response)
    assert (Plan.objects.count(), PlanItem.objects.count()) == (0, 0)
    started.refresh_from_db()
    assert (started.state, started.plan) == ("undone", None)


def test_undo_is_refused_once_something_is_marked(browser: Client, started: PlanImport) -> None:
    browser.post(address("import_confirm", started), sent(browser.get(address("import_review", started))))
    make_mark(PlanItem.objects.order_by("order")[0])
    response = browser.post(address("import_undo", started), follow=True)
    assert "в плане есть отметки" in words(response)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("state", [Plan.State.APPROVED, Plan.State.CLOSED])
def test_undo_is_refused_once_the_plan_is_no_draft(browser: Client, started: PlanImport, state: Plan.State) -> None:
    browser.post(address("import_confirm", started), sent(browser.get(address("import_review", started))))
    Plan.objects.update(state=state)
    response = browser.post(address("import_undo", started), follow=True)
    assert "план утверждён или закрыт" in words(response)
    assert Plan.objects.count() == 1


def test_cancel_leaves_nothing(browser: Client, started: PlanImport) -> None:
    response = browser.post(address("import_cancel", started), follow=True)
    assert "ничего не сохранено" in words(response)
    assert (PlanImport.objects.count(), Plan.objects.count(), Person.objects.count()) == (0, 0, 0)


def test_settled_import_leads_to_its_plan_or_to_the_start(browser: Client, started: PlanImport) -> None:
    form = sent(browser.get(address("import_review", started)))
    browser.post(address("import_confirm", started), form)
    plan = reverse("plans:plan_detail", args=[Plan.objects.get().pk])
    assert browser.get(address("import_review", started))["Location"] == plan
    assert browser.post(address("import_confirm", started), form)["Location"] == plan
    assert Plan.objects.count() == 1
    assert "уже завершена" in words(browser.post(address("import_cancel", started), follow=True))
    browser.post(address("import_undo", started))
    start = reverse("plans:import_upload", args=[started.project.slug])
    assert browser.get(address("import_review", started))["Location"] == start
    assert "уже завершена" in words(browser.post(address("import_undo", started), follow=True))


# corrections -------------------------------------------------------------------------------------


def test_a_deadline_corrected_in_place(browser: Client, started: PlanImport) -> None:
    form = sent(
        browser.get(address("import_review", started)),
        row__1__3__kind="date-range",
        row__1__3__start="2022-11-01",
        row__1__3__end="2022-11-20",
    )
    response = browser.post(address("import_review", started), form)
    assert response.status_code == 302
    page = words(browser.get(response["Location"]))
    assert "01.11–20.11.2022" in page
    browser.post(address("import_confirm", started), sent(browser.get(response["Location"])))
    deadline = PlanItem.objects.get(number="2.").deadline
    assert (deadline.text, deadline.starts_on, deadline.source) == ("когда-нибудь потом", date(2022, 11, 1), "manual")


@pytest.mark.parametrize(
    ("kind", "start", "end", "sentence"),
    [
        ("date-range", "2022-11-20", "2022-11-01", "Срок не может закончиться раньше, чем начался."),
        ("date-range", "2022-11-20", "", "Укажите оба дня; для одного дня — одинаковые."),
        ("bound", "", "", "Укажите последний день."),
        ("bound", "", "2022-11-31", "Такой даты нет. Напишите её так: 31.12.2022."),
    ],
)
def test_an_impossible_deadline_is_told_and_nothing_typed_is_lost(
    browser: Client, started: PlanImport, kind: str, start: str, end: str, sentence: str
) -> None:
    form = sent(
        browser.get(address("import_review", started)),
        title="Новый заголовок",
        row__1__3__kind=kind,
        row__1__3__start=start,
        row__1__3__end=end,
    )
    response = browser.post(address("import_review", started), form)
    assert response.status_code == 422
    assert sentence in words(response)
    again = sent(response)
    assert (again["title"], again["row-1-3-kind"]) == (["Новый заголовок"], [kind])
    assert (again["row-1-3-start"], again["row-1-3-end"]) == ([start], [end])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("bound", ("bound", None, date(2022, 12, 5))),
        ("all-year", ("all-year", date(2022, 9, 1), date(2023, 8, 31))),
        ("on-demand", ("on-demand", None, None)),
        ("unknown", ("unknown", None, None)),
    ],
)
def test_kinds_of_a_corrected_deadline(
    browser: Client, started: PlanImport, kind: str, expected: tuple[str, date | None, date | None]
) -> None:
    form = sent(
        browser.get(address("import_review", started)),
        row__1__3__kind=kind,
        row__1__3__end="2022-12-05",
    )
    browser.post(address("import_confirm", started), form)
    deadline = PlanItem.objects.get(number="2.").deadline
    assert (deadline.kind, deadline.starts_on, deadline.ends_on) == expected


def test_a_row_without_a_doubt_can_be_corrected_too(browser: Client, started: PlanImport) -> None:
    page = browser.get(address("import_review", started))
    assert "row-1-2-title" not in sent(page)
    response = browser.post(address("import_review", started), {**sent(page), "edit": "1-2"})
    assert response["Location"].endswith("?table=1&edit=1-2#row-1-2")
    form = sent(browser.get(response["Location"]), row__1__2__title="Большой семинар", row__1__2__number="1а")
    browser.post(address("import_confirm", started), form)
    assert Plan.objects.get().items.values_list("number", "title")[0] == ("1а", "Большой семинар")


@pytest.mark.parametrize(
    "asked",
    [
        {"table": "9" * 5000},
        {"table": "-1"},
        {"edit": "9" * 5000 + "-1"},
        {"edit": "1-999"},
        {"shown": "x"},
        {"edit": "²-1"},
    ],
)
def test_an_address_made_by_hand_shows_the_page(browser: Client, started: PlanImport, asked: dict[str, str]) -> None:
    assert browser.get(address("import_review", started), asked).status_code == 200
    form = sent(browser.get(address("import_review", started)))
    assert browser.post(address("import_review", started), {**form, **asked}).status_code == 302


def test_typed_words_are_cleaned_and_line_ends_are_no_change(browser: Client, project: Project) -> None:
    upload(browser, project, plan_file(["1.", "Семинар\nдля наставников", "когда-то", ""]))
    plan_import = PlanImport.objects.get()
    page = browser.get(address("import_review", plan_import))
    form = sent(page, title="План\x0bшколы", row__1__2__title="Семинар\r\nдля наставников")
    browser.post(address("import_confirm", plan_import), form)
    plan = Plan.objects.get()
    assert (plan.title, plan.items.get().title) == ("План\nшколы", "Семинар\nдля наставников")


def test_period_and_columns_are_read_anew(browser: Client, project: Project) -> None:
    head = ["№", "Мероприятия", "Сроки", "Шифр дела"]
    upload(browser, project, word(p("Календарный план"), tbl(head, ["1", "Семинар", "март", "05-12"])))
    plan_import = PlanImport.objects.get()
    page = browser.get(address("import_review", plan_import))
    assert "В документе не написано, на какой период план" in words(page)
    form = sent(page, period="2023/2024", column__3="note")
    response = browser.post(address("import_review", plan_import), form)
    page = browser.get(response["Location"])
    assert "В документе не написано" not in words(page)
    assert "март 2024" in words(page)
    browser.post(address("import_confirm", plan_import), sent(page))
    item = Plan.objects.get().items.get()
    assert (item.note, item.deadline.ends_on) == ("05-12", date(2024, 3, 31))


def test_period_told_with_the_file_serves_a_document_without_one(browser: Client, project: Project) -> None:
    upload(browser, project, plan_file(["1", "Семинар", "март", ""], title="Календарный план"), period="2023/2024")
    plan_import = PlanImport.objects.get()
    browser.post(address("import_confirm", plan_import), sent(browser.get(address("import_review", plan_import))))
    assert Plan.objects.get().starts_on == date(2023, 9, 1)


def test_a_period_that_cannot_be_read_is_told(browser: Client, started: PlanImport) -> None:
    form = sent(browser.get(address("import_review", started)), period="в том году")
    response = browser.post(address("import_review", started), form)
    assert response.status_code == 422
    assert "Период плана «в том году» не понят" in words(response)
    assert sent(response)["period"] == ["в том году"]


def test_a_namesake_is_chosen_by_the_person(browser: Client, project: Project) -> None:
    make_person("Соколова А.Б.", organization=project.organization, position="методист")
    second = make_person("Соколова А.Б.", organization=project.organization, position="психолог")
    upload(browser, project, plan_file())
    plan_import = PlanImport.objects.get()
    page = browser.get(address("import_review", plan_import))
    assert "Людей с таким именем несколько" in words(page)
    browser.post(address("import_confirm", plan_import), sent(page, person__0=str(second.pk)))
    assert [party.person for item in PlanItem.objects.all() for party in item.responsibilities.all()] == [second] * 2


def test_a_person_of_another_institution_cannot_be_chosen(browser: Client, started: PlanImport) -> None:
    stranger = make_person("Соколова А.Б.", organization=make_organization())
    form = sent(browser.get(address("import_review", started)), person__0=str(stranger.pk))
    response = browser.post(address("import_confirm", started), form)
    assert (response.status_code, Plan.objects.count()) == (422, 0)


def test_a_blocking_problem_stops_the_confirmation(browser: Client, project: Project) -> None:
    upload(browser, project, plan_file(["1", "Семинар", "Май 2023", ""], ["2", "", "Май 2023", "Соколова А.Б."]))
    plan_import = PlanImport.objects.get()
    page = browser.get(address("import_review", plan_import))
    response = browser.post(address("import_confirm", plan_import), sent(page))
    assert response.status_code == 422
    assert "Таблица 1, строка 3, графа «Мероприятия»: В строке нет названия мероприятия." in words(response)
    assert (Plan.objects.count(), Person.objects.count()) == (0, 0)
    skipped = {**sent(page), "row-1-3-skip": ["on"]}
    response = browser.post(address("import_confirm", plan_import), skipped, follow=True)
    assert "План загружен: 1 пункт." in words(response)
    assert PlanItem.objects.count() == 1


def test_repeated_numbers_are_a_doubt(browser: Client, project: Project) -> None:
    upload(browser, project, plan_file(["1", "Семинар", "Май 2023", ""], ["1", "Совет", "Май 2023", ""]))
    page = words(browser.get(address("import_review", PlanImport.objects.get())))
    assert page.count("Номер 1 повторяется.") == 2


# what is there already ---------------------------------------------------------------------------


def test_the_same_plan_is_compared_and_not_loaded_twice_by_chance(browser: Client, project: Project) -> None:
    upload(browser, project, plan_file())
    first = PlanImport.objects.get()
    browser.post(address("import_confirm", first), sent(browser.get(address("import_review", first))))
    rows = (["1.", "Семинар", "Ноябрь 2022", ""], ["3.", "Выставка", "Май 2023", ""])
    upload(browser, project, plan_file(*rows))
    second = PlanImport.objects.get(state="review")
    page = browser.get(address("import_review", second))
    assert "новых пунктов 1, изменённых 1, таких же 0; нет в файле 1" in words(page)
    response = browser.post(address("import_confirm", second), sent(page))
    assert (response.status_code, Plan.objects.count()) == (422, 1)
    assert "Такой план уже загружен. Если нужен ещё один, поставьте галочку." in words(response)
    browser.post(address("import_confirm", second), {**sent(page), "again": ["on"]})
    assert Plan.objects.count() == 2


# several tables ----------------------------------------------------------------------------------


def several() -> bytes:
    criteria = tbl(["Критерии", "Показатели"], ["Охват", "Число педагогов"], ["Качество", "Отзывы"])
    return word(
        p("Критерии эффективности проекта"),
        criteria,
        p(TITLE),
        tbl(HEAD, ["1", "Семинар", "Май 2023", ""]),
        p("Дорожная карта проекта на 2022-2024 годы"),
        tbl(HEAD, tr(tc("1 этап. Начало", span=4)), ["1", "Совет", "Май 2023", ""]),
    )


def test_tables_are_loaded_one_by_one(browser: Client, project: Project) -> None:
    upload(browser, project, several())
    plan_import = PlanImport.objects.get()
    page = browser.get(address("import_review", plan_import))
    assert "Таблицы документа" in words(page)
    browser.post(address("import_confirm", plan_import), sent(page))
    rest = PlanImport.objects.get(state="review")
    browser.post(address("import_confirm", rest), sent(browser.get(address("import_review", rest))))
    assert list(Plan.objects.order_by("pk").values_list("kind", flat=True)) == ["calendar", "road_map"]
    left = PlanImport.objects.get(state="review")
    assert [table["kind"] for table in left.draft["tables"]] == ["criteria"]


def test_the_table_of_the_address_is_shown(browser: Client, project: Project) -> None:
    upload(browser, project, several())
    plan_import = PlanImport.objects.get()
    page = browser.get(address("import_review", plan_import), {"table": "3"})
    assert sent(page)["title"] == ["Дорожная карта проекта на 2022-2024 годы"]


def test_a_table_of_criteria_is_named_and_becomes_no_plan(browser: Client, project: Project) -> None:
    upload(browser, project, several())
    plan_import = PlanImport.objects.get()
    page = words(browser.get(address("import_review", plan_import), {"table": "1"}))
    assert address("import_outcome", plan_import) in page
    response = browser.post(address("import_confirm", plan_import), {"table": "1", "version": "1"})
    assert (response.status_code, Plan.objects.count()) == (422, 0)


# two windows -------------------------------------------------------------------------------------


def test_the_slower_of_two_windows_loses_nothing(browser: Client, started: PlanImport) -> None:
    page = browser.get(address("import_review", started))
    browser.post(address("import_review", started), sent(page, title="Правка из первого окна"))
    response = browser.post(address("import_review", started), sent(page, title="Правка из второго окна"))
    assert response.status_code == 409
    assert "уже изменили в другом окне" in words(response)
    assert sent(response)["title"] == ["Правка из второго окна"]
    assert browser.post(address("import_review", started), sent(response)).status_code == 302


def test_confirming_what_moved_on_saves_nothing(browser: Client, started: PlanImport) -> None:
    page = browser.get(address("import_review", started))
    browser.post(address("import_review", started), sent(page))
    response = browser.post(address("import_confirm", started), sent(page))
    assert (response.status_code, Plan.objects.count()) == (409, 0)


# size --------------------------------------------------------------------------------------------


def test_long_plans_are_shown_by_the_hundred(browser: Client, project: Project) -> None:
    upload(browser, project, plan_file(*([str(n), f"Дело {n}", "когда-то", ""] for n in range(1, 251))))
    plan_import = PlanImport.objects.get()
    page = browser.get(address("import_review", plan_import))
    assert len(sent(page)["row"]) == 100
    assert "Показано 100 из 250" in words(page)
    response = browser.post(address("import_review", plan_import), {**sent(page), "shown": "200"})
    assert response["Location"].endswith("?table=1&shown=200")
    assert len(sent(browser.get(response["Location"]))["row"]) == 200


def test_five_thousand_rows_go_all_the_way(browser: Client, project: Project) -> None:
    rows = ([str(n), f"Дело {n}", "Октябрь 2022", f"Соколова А.Б., отдел {n % 30}"] for n in range(1, 5001))
    upload(browser, project, plan_file(*rows))
    plan_import = PlanImport.objects.get()
    response = browser.post(
        address("import_confirm", plan_import),
        sent(browser.get(address("import_review", plan_import))),
    )
    assert (response.status_code, response["Location"]) == (302, address("import_progress", plan_import))
    assert (PlanItem.objects.count(), PlanImport.objects.get().state) == (0, "saving")
    save_import(str(plan_import.pk))
    assert (PlanItem.objects.count(), PlanImport.objects.get().state) == (5000, "confirmed")


@pytest.mark.parametrize("count", [1, 20])
def test_review_takes_a_fixed_number_of_queries(
    browser: Client, project: Project, django_assert_num_queries: Any, count: int
) -> None:
    rows = ([str(n), f"Дело {n}", "когда-то", f"Соколова {chr(1039 + n)}.Б."] for n in range(1, count + 1))
    upload(browser, project, plan_file(*rows))
    plan_import = PlanImport.objects.get()
    with django_assert_num_queries(13):
        browser.get(address("import_review", plan_import))


# rights ------------------------------------------------------------------------------------------


@pytest.fixture
def member(project: Project) -> User:
    organization = make_organization()
    project.participations.create(organization=organization)
    return make_member(organization, Membership.Role.EDITOR)


def visitor(kind: str, project: Project, member: User) -> User:
    if kind == "member":
        return member
    return make_role(project, ProjectRole.Role.OBSERVER) if kind == "observer" else make_user()


@pytest.mark.parametrize(("kind", "status"), [("member", 403), ("observer", 403), ("stranger", 404)])
@pytest.mark.parametrize("method", ["get", "post"])
def test_upload_is_for_coordinators(
    client: Client, project: Project, member: User, kind: str, status: int, method: str
) -> None:
    client.force_login(visitor(kind, project, member))
    response = getattr(client, method)(reverse("plans:import_upload", args=[project.slug]))
    assert response.status_code == status


@pytest.mark.parametrize("kind", ["member", "observer", "stranger"])
@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("import_review", "get"),
        ("import_review", "post"),
        ("import_confirm", "post"),
        ("import_cancel", "post"),
        ("import_undo", "post"),
    ],
)
def test_an_import_is_there_for_coordinators_only(
    client: Client, started: PlanImport, project: Project, member: User, kind: str, name: str, method: str
) -> None:
    client.force_login(visitor(kind, project, member))
    assert getattr(client, method)(address(name, started)).status_code == 404
    assert (PlanImport.objects.get().state, Plan.objects.count()) == ("review", 0)


@pytest.mark.parametrize("name", ["import_confirm", "import_cancel", "import_undo"])
def test_a_look_changes_nothing(browser: Client, started: PlanImport, name: str) -> None:
    assert browser.get(address(name, started)).status_code == 405


def test_an_import_with_nothing_in_it_says_so(browser: Client, project: Project, coordinator: User) -> None:
    empty = PlanImport.objects.create(project=project, author=coordinator, filename="план.docx", draft={})
    response = browser.get(address("import_review", empty))
    assert response.status_code == 200
    assert "В этой загрузке ничего нет" in words(response)
    assert browser.post(address("import_review", empty)).status_code == 422
    assert browser.post(address("import_confirm", empty)).status_code == 422
