"""The order of a document: what each genre needs, what is ignored, what is kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import timezone

from projects.models import Project, ProjectRole
from reports.forms.orders import NO_DUE, OrderForm, first_words, order_query, typed_words, words_of
from reports.models import Report, ReportDue
from reports.queries import GENRES, order_choices
from reports.services import Order
from tests.makers import (
    make_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_responsibility,
    make_role,
)

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 20)


@pytest.fixture
def project() -> Project:
    return make_project(slug="mentors", starts_on=date(2022, 9, 1), ends_on=date(2024, 8, 31))


def form_of(project: Project, query: str) -> OrderForm:
    return OrderForm(QueryDict(query), choices=order_choices(project), today=TODAY)


def order_of(project: Project, query: str) -> Order:
    form = form_of(project, f"as_of=2022-11-14&{query}")
    assert form.errors == {}
    return form.order()


def errors_of(project: Project, query: str) -> dict[str, list[str]]:
    found = form_of(project, f"as_of=2022-11-14&{query}").errors
    return {name: [str(word) for word in words] for name, words in found.items()}


def test_every_genre_is_offered_in_its_order(project: Project) -> None:
    assert [kind for kind, *_ in form_of(project, "").kinds] == list(GENRES)


def test_order_of_a_plan_has_the_pdf_where_nothing_else_is_said(project: Project) -> None:
    plan = make_plan(project)
    order = order_of(project, f"kind=progress&plan={plan.pk}")
    assert (order.plan, order.formats, order.options, order.starts_on) == (plan, ("pdf",), {}, None)


def test_what_the_genre_does_not_need_is_ignored(project: Project) -> None:
    plan = make_plan(project)
    order = order_of(
        project, f"kind=progress&plan={plan.pk}&period=month&party=organization-{project.organization_id}&brief=on"
    )
    assert (order.starts_on, order.organization, order.options) == (None, None, {})
    assert order_of(project, f"kind=matrix&plan={plan.pk}").plan is None


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("month", date(2022, 11, 1), date(2022, 11, 30)),
        ("last-month", date(2022, 10, 1), date(2022, 10, 31)),
        ("quarter", date(2022, 10, 1), date(2022, 12, 31)),
        ("year", date(2022, 9, 1), date(2023, 8, 31)),
        ("project", date(2022, 9, 1), date(2024, 8, 31)),
        ("own&starts_on=2022-10-03&ends_on=09.11.2022", date(2022, 10, 3), date(2022, 11, 9)),
    ],
)
def test_periods_by_name(project: Project, period: str, start: date, end: date) -> None:
    order = order_of(project, f"kind=activity&period={period}")
    assert (order.starts_on, order.ends_on) == (start, end)


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("kind=progress", {"plan": ["Выберите план."]}),
        ("kind=progress&plan=9999", {"plan": ["Этого плана в проекте нет."]}),
        ("kind=network", {"due": [NO_DUE]}),
        (
            "kind=activity&period=own&starts_on=2022-10-01",
            {"starts_on": ["Укажите обе даты периода или выберите период по названию."]},
        ),
        (
            "kind=activity&period=own&starts_on=2022-10-02&ends_on=2022-10-01",
            {"ends_on": ["Период не может закончиться раньше, чем начался."]},
        ),
        ("kind=activity&period=century", {"period": ["Выберите период из списка."]}),
        ("kind=matrix&formats=exe", {"formats": ["Такого вида файла нет."]}),
        ("kind=matrix&approver=77", {"approver": ["Этого директора в проекте нет."]}),
        ("kind=matrix&replaces=77", {"replaces": ["Исправить можно только утверждённый документ этого проекта."]}),
        (
            "kind=extract&plan=&party=person-9",
            {"party": ["Выберите из списка: такого в проекте нет."], "plan": ["Выберите план."]},
        ),
    ],
)
def test_what_is_wrong_is_said(project: Project, query: str, errors: dict[str, list[str]]) -> None:
    assert errors_of(project, query) == errors


def test_parts_that_were_unticked_are_left_out(project: Project) -> None:
    plan = make_plan(project)
    parts = list(GENRES["progress"].parts)
    ticked = "&".join(f"parts=progress:{key}" for key in parts[1:])
    order = order_of(project, f"kind=progress&plan={plan.pk}&parts_shown=1&{ticked}")
    assert order.options == {"without": [parts[0]]}
    assert order_of(project, f"kind=progress&plan={plan.pk}&parts_shown=1").options == {"without": sorted(parts)}
    whole = f"{ticked}&parts=progress:{parts[0]}"
    assert order_of(project, f"kind=progress&plan={plan.pk}&parts_shown=1&{whole}").options == {}


def test_approver_archive_and_brief_go_into_the_order(project: Project) -> None:
    director = make_role(project, ProjectRole.Role.DIRECTOR)
    make_person(user=director)
    plan = make_plan(project)
    order = order_of(project, f"kind=calendar-plan&plan={plan.pk}&approver={director.pk}&archive=on&brief=on")
    assert order.options == {"approver": str(director.pk), "archive": True, "brief": True}
    assert order_of(project, "kind=matrix&approver=form&archive=on&formats=docx").options == {}
    assert order_of(project, "kind=matrix&approver=none").options == {"approver": "none"}


def test_director_without_a_card_has_no_name_to_print(project: Project) -> None:
    director = make_role(project, ProjectRole.Role.DIRECTOR)
    found = errors_of(project, f"kind=matrix&approver={director.pk}")
    assert found == {"approver": ["Этого директора в проекте нет."]}
    assert str(director.pk) not in dict(form_of(project, "").fields["approver"].choices)  # type: ignore[attr-defined]


def test_files_are_those_the_genre_has(project: Project) -> None:
    plan = make_plan(project)
    assert order_of(project, f"kind=progress&plan={plan.pk}&formats=xlsx&formats=pdf").formats == ("pdf", "xlsx")
    assert order_of(project, f"kind=dossier&plan={plan.pk}&formats=pdf").formats == ("zip",)


def test_extract_is_about_somebody_of_the_project(project: Project) -> None:
    plan = make_plan(project)
    person, organization = make_person(), make_organization()
    item = make_item(plan)
    make_responsibility(item, person)
    make_responsibility(item, organization)
    make_organization("Чужая")
    choices = order_choices(project)
    assert (choices.persons, set(choices.organizations)) == ([person], {organization, project.organization})
    assert order_of(project, f"kind=extract&plan={plan.pk}&party=person-{person.pk}").person == person
    assert (
        order_of(project, f"kind=extract&plan={plan.pk}&party=organization-{organization.pk}").organization
        == organization
    )


def test_joint_report_is_one_of_the_project(project: Project) -> None:
    days = {"starts_on": date(2022, 9, 1), "ends_on": date(2022, 12, 31), "due_on": date(2023, 1, 15)}
    due = ReportDue.objects.create(project=project, title="За полугодие", **days)
    foreign = ReportDue.objects.create(project=make_project(), title="Чужой", **days)
    assert order_of(project, f"kind=network&due={due.pk}").due == due
    assert errors_of(project, f"kind=network&due={foreign.pk}") == {"due": ["Этого совместного отчёта в проекте нет."]}


def test_correction_starts_from_what_it_corrects(project: Project) -> None:
    plan = make_plan(project)
    director = make_role(project, ProjectRole.Role.DIRECTOR)
    now = "2022-11-15T09:00:00Z"
    report = Report.objects.create(
        project=project,
        plan=plan,
        kind="progress",
        as_of=date(2022, 11, 14),
        state="done",
        approved_at=now,
        approved_on=TODAY,
        options={"without": ["charts"], "approver": str(director.pk)},
        formats=["pdf", "docx"],
    )
    words = words_of(report)
    form = OrderForm(initial=words, choices=order_choices(project), today=TODAY)
    ticked = {value for value, _, is_ticked, is_own in form.part_ticks if is_ticked and is_own}
    assert ticked == {f"progress:{key}" for key in GENRES["progress"].parts} - {"progress:charts"}
    assert [value for value, _, is_ticked in form.format_ticks if is_ticked] == ["pdf", "docx"]
    assert order_of(project, f"kind=progress&plan={plan.pk}&replaces={report.pk}").replaces == report


def test_fresh_order_has_all_parts_ticked(project: Project) -> None:
    form = OrderForm(initial=first_words("progress", None, TODAY), choices=order_choices(project), today=TODAY)
    assert {is_ticked for _, _, is_ticked, _ in form.part_ticks} == {True}
    assert [value for value, _, is_ticked in form.format_ticks if is_ticked] == ["pdf"]


def test_what_was_typed_is_shown_again(project: Project) -> None:
    typed = typed_words(QueryDict("kind=activity&formats=pdf&formats=docx&as_of=когда-нибудь&page=3&parts_shown=1"))
    assert typed == {"kind": "activity", "formats": ["pdf", "docx"], "as_of": "когда-нибудь", "parts_shown": "1"}


def test_query_of_an_order_holds_nothing_of_the_page() -> None:
    said = QueryDict("kind=progress&csrfmiddlewaretoken=s&look=1&edit=summary&plan=&formats=pdf&formats=docx")
    assert order_query(said) == "kind=progress&formats=pdf&formats=docx"


def test_choices_ask_as_often_for_many_rows(project: Project, django_assert_num_queries: object) -> None:
    for number in range(20):
        make_responsibility(make_item(make_plan(project)), make_person(f"Человек {number}"))
    with django_assert_num_queries(6):  # type: ignore[operator]
        order_choices(project)


def approved_report(project: Project, **fields: object) -> Report:
    signed = {"state": "done", "approved_at": timezone.now(), "approved_on": TODAY}
    return Report.objects.create(**{"project": project, "kind": "progress", "as_of": TODAY} | signed | fields)


def test_correction_is_the_same_document_about_the_same(project: Project) -> None:
    plan, other = make_plan(project), make_plan(project)
    former = approved_report(project, plan=plan)
    said = f"replaces={former.pk}"
    assert order_of(project, f"kind=progress&plan={plan.pk}&{said}").replaces == former
    kind = "Исправляется «Отчёт о ходе реализации»: исправление — такой же документ."
    assert errors_of(project, f"kind=final&plan={plan.pk}&{said}")["replaces"][0].startswith(kind)
    bare = approved_report(project, plan=plan, kind="matrix")
    assert order_of(project, f"kind=matrix&replaces={bare.pk}").replaces == bare
    about = errors_of(project, f"kind=progress&plan={other.pk}&{said}")["replaces"][0]
    assert about.startswith("Исправляется документ о другом")


def test_replaced_paper_is_corrected_by_the_one_that_took_its_place(project: Project) -> None:
    plan = make_plan(project)
    former = approved_report(project, plan=plan, order_key="first")
    later = approved_report(project, plan=plan, replaces=former, approval_number="6")
    said = f"kind=progress&plan={plan.pk}"
    assert errors_of(project, f"{said}&replaces={former.pk}")["replaces"][0].startswith("Этот документ уже заменён")
    assert order_of(project, f"{said}&replaces={later.pk}").replaces == later


@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31"])
def test_day_before_every_project_is_refused(project: Project, day: str) -> None:
    form = form_of(project, f"kind=activity&period=last-month&as_of={day}")
    assert form.errors["as_of"] == ["Укажите дату с 01.01.1990 по 31.12.2100."]


def test_own_days_have_bounds_too(project: Project) -> None:
    found = errors_of(project, "kind=activity&period=own&starts_on=0001-01-01&ends_on=9999-12-31")
    assert found == {name: ["Укажите дату с 01.01.1990 по 31.12.2100."] for name in ("starts_on", "ends_on")}
