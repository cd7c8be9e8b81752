"""A draft saved as a plan: every text as written, everything that follows from it, nothing on failure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from network.models import Group, Organization, Person
from plans.importing import read_plan
from plans.importing.correction import (
    KEPT,
    ColumnChoice,
    Corrections,
    DeadlineChoice,
    PersonChoice,
    RowChange,
)
from plans.importing.draft import DraftPlan, PlanKind
from plans.layout import cell_text
from plans.models import ApprovalBlock, Deadline, Occurrence, Plan, PlanItem, Responsibility, Section
from plans.services.importing.saving import save_plan
from plans.text.period import PlanPeriod
from portal.text.names import person_key
from projects.models import Project
from tests.makers import make_group, make_organization, make_person, make_project, make_stage, make_user
from tests.plans.importing.word_files import p, tbl, tc, tr, word

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).resolve().parents[4].parent / "shared" / "samples" / "docs"
HEAD = ["№ п/п", "Мероприятия", "Сроки", "Ответственный", "Отметка о выполнении"]


def draft_of(*blocks: str) -> DraftPlan:
    return read_plan(word(*blocks), "план.docx")[0]


def plain(*rows: list[str], title: str = "Календарный план на 2022/2023 учебный год") -> DraftPlan:
    return draft_of(p(title), tbl(HEAD, *rows))


def row(number: int, deadline: str = "Октябрь 2022", people: str = "", mark: str = "") -> list[str]:
    return [f"{number}.", f"Семинар № {number}", deadline, people, mark]


def saved(draft: DraftPlan, project: Project | None = None, corrections: Corrections | None = None) -> Plan:
    return save_plan(draft, project=project or make_project(), actor=make_user(), corrections=corrections)


def test_texts_columns_and_numbers_stay_as_written() -> None:
    plan = saved(
        plain(row(1, people="Соколова А.Б.,  методист", mark="Проведён 12.10"), row(2, deadline=" окт. 2022 г."))
    )
    assert plan.title == "Календарный план на 2022/2023 учебный год"
    assert [column["heading"] for column in plan.layout] == HEAD
    assert [column["field"] for column in plan.layout] == ["number", "title", "deadline", "responsible", "mark"]
    items = list(plan.items.select_related("deadline"))
    assert [[cell_text(item, column["field"]) for column in plan.layout] for item in items] == [
        ["1.", "Семинар № 1", "Октябрь 2022", "Соколова А.Б.,  методист", "Проведён 12.10"],
        ["2.", "Семинар № 2", " окт. 2022 г.", "", ""],
    ]


def test_a_filled_mark_is_kept_as_words_and_is_no_mark() -> None:
    plan = saved(plain(row(1, mark="Выполнено")))
    item = plan.items.get()
    assert item.mark_text == "Выполнено"
    assert item.occurrences.get().marks.count() == 0


def test_period_is_that_of_the_title() -> None:
    plan = saved(plain(row(1)))
    assert (plan.starts_on, plan.ends_on, plan.period_kind) == (date(2022, 9, 1), date(2023, 8, 31), "school")
    assert plan.period_text == "на 2022/2023 учебный год"


def test_without_a_printed_period_the_given_one_serves_and_then_the_term_of_the_project() -> None:
    draft = plain(row(1, deadline="март"), title="Календарный план")
    project = make_project(starts_on=date(2021, 9, 1), ends_on=date(2024, 8, 31))
    given = save_plan(draft, project=project, actor=None, period=PlanPeriod.school(2023))
    assert (given.starts_on, given.items.get().deadline.ends_on) == (date(2023, 9, 1), date(2024, 3, 31))
    assumed = save_plan(draft, project=project, actor=None)
    assert (assumed.starts_on, assumed.ends_on, assumed.period_kind) == (date(2021, 9, 1), date(2024, 8, 31), "span")


def test_deadlines_and_occurrences_follow_the_grammar() -> None:
    plan = saved(plain(row(1), row(2, deadline="Ежемесячно"), row(3, deadline="когда-нибудь потом")))
    deadlines = Deadline.objects.filter(item__plan=plan).order_by("item__order")
    assert [(d.kind, d.starts_on, d.ends_on) for d in deadlines] == [
        ("month", date(2022, 10, 1), date(2022, 10, 31)),
        ("recurrence", date(2022, 9, 1), date(2023, 5, 31)),
        ("unknown", None, None),
    ]
    counts = [item.occurrences.count() for item in plan.items.all()]
    assert counts == [1, 9, 1]


def test_a_corrected_deadline_is_manual_and_keeps_its_words() -> None:
    draft = plain(row(1, deadline="когда-нибудь потом"), row(2))
    key = (draft.rows[0].table, draft.rows[0].index)
    change = RowChange(*key, deadline=DeadlineChoice("date-range", "2022-11-01", "2022-11-20"))
    plan = saved(draft, corrections=Corrections(rows=(change,)))
    first, second = Deadline.objects.filter(item__plan=plan).order_by("item__order")
    assert (first.text, first.kind, first.source) == ("когда-нибудь потом", "date-range", "manual")
    assert (first.starts_on, first.ends_on) == (date(2022, 11, 1), date(2022, 11, 20))
    assert first.item.occurrences.get().label == "01.11–20.11.2022"
    assert second.source == "parsed"


def test_a_period_corrected_reads_deadlines_anew() -> None:
    plan = saved(plain(row(1, deadline="март")), corrections=Corrections(period="2024/2025"))
    assert plan.items.get().deadline.ends_on == date(2025, 3, 31)


def test_sections_and_stages_stand_as_in_the_document() -> None:
    project = make_project()
    stage = make_stage(project, "Подготовительный")
    plan = saved(
        draft_of(
            p("Дорожная карта на 2022-2024 годы"),
            tbl(
                HEAD,
                tr(tc("1 этап. Подготовительный", span=5)),
                tr(tc("I. Документы", span=5)),
                row(1),
                tr(tc("2 этап. Практический", span=5)),
                row(2),
            ),
        ),
        project,
    )
    sections = list(Section.objects.filter(plan=plan).order_by("order"))
    assert [(s.title, s.kind, s.parent and s.parent.title, s.stage) for s in sections] == [
        ("1 этап. Подготовительный", "stage", None, stage),
        ("I. Документы", "section", "1 этап. Подготовительный", None),
        ("2 этап. Практический", "stage", None, None),
    ]
    items = list(plan.items.select_related("section", "stage"))
    assert [(item.section.title if item.section else "", item.stage) for item in items] == [
        ("I. Документы", stage),
        ("2 этап. Практический", None),
    ]


def test_approval_block_is_kept_line_by_line() -> None:
    plan = saved(
        draft_of(
            p("УТВЕРЖДАЮ"),
            p("Директор Заречного дворца"),
            p("_____ М.П. Лозинская"),
            p("«__» _____ 2022 г."),
            p("Календарный план на 2022/2023 учебный год", center=True),
            tbl(HEAD, row(1)),
        ),
    )
    block = ApprovalBlock.objects.get(plan=plan)
    assert (block.kind, block.label, block.name) == ("approved", "УТВЕРЖДАЮ", "М.П. Лозинская")
    assert block.text.split("\n") == [
        "УТВЕРЖДАЮ",
        "Директор Заречного дворца",
        "_____ М.П. Лозинская",
        "«__» _____ 2022 г.",
    ]


def test_a_person_is_one_in_all_spellings() -> None:
    plan = saved(plain(row(1, people="Соколова А.Б., методист"), row(2, people="Соколова А. Б")))
    person = Person.objects.get()
    assert (person.surname, person.given_name, person.patronymic, person.position) == (
        "Соколова",
        "А.",
        "Б.",
        "методист",
    )
    assert person.organization == plan.project.organization
    parties = Responsibility.objects.filter(item__plan=plan).order_by("item__order")
    assert [(party.person, party.position) for party in parties] == [(person, "методист"), (person, "")]


def test_known_person_group_and_organization_are_found_not_made() -> None:
    owner, member = make_organization(), make_organization("Ольшанский РМК")
    project = make_project(organization=owner, members=[member])
    person = make_person("Соколова Анна Борисовна".replace(" Анна Борисовна", " А.Б."), organization=owner)
    group = make_group(owner, "Методисты")
    plan = saved(plain(row(1, people="Соколова А.Б., методисты, Ольшанский РМК")), project)
    parties = plan.items.get().responsibilities.order_by("order")
    assert [(x.person, x.group, x.organization) for x in parties] == [
        (person, None, None),
        (None, group, None),
        (None, None, member),
    ]
    assert (Person.objects.count(), Group.objects.count(), Organization.objects.count()) == (1, 1, 2)


def test_a_namesake_of_another_institution_is_not_taken() -> None:
    stranger = make_person("Соколова А.Б.", organization=make_organization())
    plan = saved(plain(row(1, people="Соколова А.Б.")))
    assert plan.items.get().responsibilities.get().person != stranger


def test_of_two_namesakes_nobody_is_guessed() -> None:
    owner = make_organization()
    first = make_person("Соколова А.Б.", organization=owner, position="методист")
    make_person("Соколова А.Б.", organization=owner, position="психолог")
    project = make_project(organization=owner)
    plan = saved(plain(row(1, people="Соколова А.Б."), row(2, people="Соколова А.Б., методист")), project)
    unsure, sure = Responsibility.objects.filter(item__plan=plan).order_by("item__order")
    assert (unsure.person, unsure.text) == (None, "Соколова А.Б.")
    assert sure.person == first


def test_a_person_chosen_in_the_review_counts() -> None:
    owner = make_organization()
    make_person("Соколова А.Б.", organization=owner, position="методист")
    second = make_person("Соколова А.Б.", organization=owner, position="психолог")
    project = make_project(organization=owner)
    choice = PersonChoice(person_key("Соколова А.Б."), person=second.pk)
    plan = saved(plain(row(1, people="Соколова А.Б.")), project, Corrections(people=(choice,)))
    assert plan.items.get().responsibilities.get().person == second


def test_a_person_may_stay_words() -> None:
    choice = PersonChoice(person_key("Соколова А.Б."), is_text=True)
    plan = saved(plain(row(1, people="Соколова А.Б., методист")), corrections=Corrections(people=(choice,)))
    assert plan.items.get().responsibilities.get().text == "Соколова А.Б. методист"
    assert Person.objects.count() == 0


def test_a_post_without_a_name_and_an_unknown_organization_stay_words() -> None:
    plan = saved(plain(row(1, people="Директор, ГУО «Верхняя школа»")))
    parties = plan.items.get().responsibilities.order_by("order")
    assert [(x.text, x.position) for x in parties] == [("Директор", "Директор"), ("ГУО «Верхняя школа»", "")]


def test_group_of_the_network_gets_the_members_that_take_part() -> None:
    members = [make_organization(f"Школа № {number}") for number in range(1, 4)]
    project = make_project(members=members)
    saved(plain(row(1, people="участники сети"), row(2, people="педагоги")), project)
    assert set(Group.objects.get(name="участники сети").organizations.all()) == set(members)
    assert Group.objects.get(name="педагоги").organizations.count() == 0


def test_unknown_columns_start_and_finish_are_kept_and_printed() -> None:
    head = ["№", "Мероприятия", "Плановое начало", "Плановое окончание", "Шифр дела"]
    plan = saved(
        draft_of(p("План на 2022/2023 учебный год"), tbl(head, ["1", "Семинар", "01.10.2022", "15.10.2022", "05-12"]))
    )
    item = plan.items.get()
    assert [cell_text(item, column["field"]) for column in plan.layout] == [
        "1",
        "Семинар",
        "01.10.2022",
        "15.10.2022",
        "05-12",
    ]
    assert (item.deadline.starts_on, item.deadline.ends_on) == (date(2022, 10, 1), date(2022, 10, 15))


def test_a_column_taken_for_another_field_moves_its_words() -> None:
    draft = draft_of(
        p("План на 2022/2023 учебный год"),
        tbl(["№", "Мероприятия", "Сроки", "Шифр дела"], ["1", "Семинар", "Октябрь 2022", "05-12"]),
    )
    as_note = Corrections(columns=(ColumnChoice(3, "note"), ColumnChoice(2, KEPT)))
    item = saved(draft, corrections=as_note).items.get()
    assert (item.note, item.extra, item.deadline.kind) == ("05-12", {"2": "Октябрь 2022"}, "unknown")


def test_number_and_title_corrected_and_row_skipped() -> None:
    draft = plain(row(1), row(1), row(2))
    keys = [(r.table, r.index) for r in draft.rows]
    changes = (RowChange(*keys[1], number="1а", title="Круглый стол"), RowChange(*keys[2], is_skipped=True))
    plan = saved(draft, corrections=Corrections(rows=changes))
    assert list(plan.items.values_list("number", "title")) == [("1.", "Семинар № 1"), ("1а", "Круглый стол")]


@pytest.mark.parametrize(
    ("numbers", "numbering"),
    [
        (["1.", "2.", "3."], Plan.Numbering.CONTINUOUS),
        (["1.1", "1.2", "2.1"], Plan.Numbering.HIERARCHICAL),
        (["", "", ""], Plan.Numbering.NONE),
        (["1", "", "3"], Plan.Numbering.MANUAL),
        (["5", "7", "1"], Plan.Numbering.MANUAL),
    ],
)
def test_numbering_is_recognised(numbers: list[str], numbering: Plan.Numbering) -> None:
    rows = [[number, f"Дело {place}", "Май 2023", "", ""] for place, number in enumerate(numbers)]
    assert saved(plain(*rows)).numbering == numbering


def test_numbering_anew_in_each_section() -> None:
    sections = [tr(tc("I. Первый раздел", span=5)), row(1), row(2), tr(tc("II. Второй раздел", span=5)), row(1)]
    assert saved(draft_of(p("План на 2022/2023 учебный год"), tbl(HEAD, *sections))).numbering == "per_section"


def test_words_in_place_of_a_number_are_not_cut() -> None:
    long = "Раздел первый, подраздел второй, пункт третий, подпункт четвёртый"
    plan = saved(plain([long, "Семинар", "Май 2023", "", ""]))
    item = plan.items.get()
    assert (item.number, cell_text(item, plan.layout[0]["field"])) == ("", long)


def test_history_names_the_author() -> None:
    actor = make_user()
    plan = save_plan(plain(row(1, people="Соколова А.Б., педагоги")), project=make_project(), actor=actor)
    item = plan.items.get()
    rows: list[Any] = [plan, item, item.deadline, *item.occurrences.all(), *item.responsibilities.all()]
    rows += [Person.objects.get(), Group.objects.get()]
    assert {row.history.get().history_user for row in rows} == {actor}


def test_matrix_is_refused() -> None:
    with pytest.raises(ValidationError, match="не план"):
        saved(replace(plain(row(1)), kind=PlanKind.MATRIX))


def test_a_row_without_a_title_blocks_and_nothing_is_saved() -> None:
    draft = plain(row(1), ["2.", "", "Май 2023", "Соколова А.Б.", ""])
    with pytest.raises(ValidationError, match="Таблица 1, строка 3, графа «Мероприятия»: В строке нет названия"):
        saved(draft)
    assert (Plan.objects.count(), PlanItem.objects.count(), Person.objects.count()) == (0, 0, 0)


def test_failure_in_the_middle_leaves_nothing() -> None:
    draft = plain(row(1, people="Соколова А.Б."))
    broken = replace(draft, rows=(replace(draft.rows[0], section_index=7, stage_index=9),))
    with pytest.raises(IndexError):
        saved(broken)
    assert (Plan.objects.count(), Section.objects.count(), PlanItem.objects.count()) == (0, 0, 0)


def test_all_rows_skipped_is_refused() -> None:
    draft = plain(row(1))
    change = RowChange(draft.rows[0].table, draft.rows[0].index, is_skipped=True)
    with pytest.raises(ValidationError, match="не осталось ни одной строки"):
        saved(draft, corrections=Corrections(rows=(change,)))


def test_table_whose_title_column_was_taken_away_is_refused() -> None:
    with pytest.raises(ValidationError, match="в какой графе мероприятия"):
        saved(plain(row(1)), corrections=Corrections(columns=(ColumnChoice(1, KEPT),)))


def test_rows_are_written_in_batches(django_assert_max_num_queries: Any) -> None:
    draft = plain(*(row(number, people=f"Соколова А.Б., отдел {number % 40}") for number in range(1, 1001)))
    project = make_project()
    # SQLite takes at most 999 values a statement, some fifty items.
    with django_assert_max_num_queries(200):
        plan = save_plan(draft, project=project, actor=None)
    assert (plan.items.count(), Occurrence.objects.count()) == (1000, 1000)


@pytest.mark.skipif(not SAMPLES.exists(), reason="samples are not beside the checkout")
@pytest.mark.parametrize(
    ("name", "counts"),
    [("001-calendar-plan", [27]), ("002-support-plan", [13]), ("004-project", [8, 3, 13, 20])],
)
def test_samples_are_saved_word_for_word(name: str, counts: list[int]) -> None:
    drafts = [draft for draft in read_plan((SAMPLES / f"{name}.docx").read_bytes(), name) if draft.is_plan]
    project = make_project()
    plans = [save_plan(draft, project=project, actor=None) for draft in drafts]
    assert [plan.items.count() for plan in plans] == counts
    for draft, plan in zip(drafts, plans, strict=True):
        items = plan.items.select_related("deadline")
        fields = {column.field: place for place, column in enumerate(draft.columns) if column.field}
        shown = [[cell_text(item, column["field"]) for column in plan.layout] for item in items]
        read = [[getattr(row, field) or "" for field in fields] for row in draft.rows]
        assert shown == read
