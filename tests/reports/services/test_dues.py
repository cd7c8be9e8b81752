"""Joint reports: asked for, changed, closed without those who did not answer."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from network.models import Membership, Notification, Organization, User
from projects.models import Project
from reports.models import Contribution, Report, ReportDue
from reports.services.dues import DueInput, add_dues, close_due, delete_due, edit_due, reopen_due
from tests.makers import make_member, make_organization, make_project, make_user
from tests.reports.dues import make_due, make_part

pytestmark = pytest.mark.django_db
START, AUTUMN, WINTER = date(2022, 9, 1), date(2022, 10, 5), date(2022, 12, 12)
AFTER = date(2022, 12, 13)
SAID = DueInput("Совместный отчёт", "Расскажите о встречах")


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def members() -> list[Organization]:
    return [make_organization(name) for name in ("Центр «Азимут»", "Центр «Берег»", "Центр «Вектор»")]


@pytest.fixture
def project(members: list[Organization], coordinator: User) -> Project:
    return make_project(members=members, coordinator=coordinator)


def told(user: User) -> list[tuple[str, str]]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("text", "path"))


def test_one_report_a_day_and_editors_are_told_once_of_all(
    project: Project, members: list[Organization], coordinator: User
) -> None:
    editor = make_member(members[0])
    dues = add_dues(project, SAID, START, [WINTER, AUTUMN], actor=coordinator)
    assert [(due.starts_on, due.ends_on, due.due_on) for due in dues] == [
        (START, AUTUMN, AUTUMN),
        (date(2022, 10, 6), WINTER, WINTER),
    ]
    assert list(Notification.objects.values_list("user", "text", "path")) == [
        (
            editor.pk,
            "Совместный отчёт: у вас запросили 2 отчёта, сведения для ближайшего ждут до 05.10.2022",
            f"/dues/{dues[0].pk}/parts/{members[0].pk}/edit/",
        )
    ]


def test_whoever_acts_for_two_organisations_is_told_of_both_parts_but_not_of_what_she_did(
    project: Project, members: list[Organization]
) -> None:
    editor, actor = make_member(members[0]), make_member(members[0])
    Membership.objects.create(user=editor, organization=members[1], role=Membership.Role.EDITOR)
    (due,) = add_dues(project, SAID, START, [AUTUMN], actor=actor)
    words = "Совместный отчёт: ваши сведения ждут до 05.10.2022"
    assert told(editor) == [(words, f"/dues/{due.pk}/parts/{each.pk}/edit/") for each in members[:2]]
    assert told(actor) == []


def test_another_day_is_told_each_time_to_those_who_have_not_answered(
    project: Project, members: list[Organization], coordinator: User
) -> None:
    waited, answered = make_member(members[0]), make_member(members[1])
    due = make_due(project, *members)
    make_part(due, members[1], "submitted")
    for day in (AUTUMN, AUTUMN, WINTER, AUTUMN):
        edit_due(due, DueInput("Отчёт", "", members), START, START, day, actor=coordinator)
    path = f"/dues/{due.pk}/parts/{members[0].pk}/edit/"
    assert told(waited) == [
        (f"Отчёт: срок изменился, ваши сведения ждут до {day}", path)
        for day in ("05.10.2022", "12.12.2022", "05.10.2022")
    ]
    assert told(answered) == []


def test_whoever_is_asked_later_is_told_so(project: Project, members: list[Organization], coordinator: User) -> None:
    known, new = make_member(members[0]), make_member(members[1])
    due = make_due(project, members[0])
    edit_due(due, DueInput("Отчёт", "", members[:2]), START, AUTUMN, due.due_on, actor=coordinator)
    assert told(new) == [
        ("Отчёт: ваши сведения ждут до 12.12.2022", f"/dues/{due.pk}/parts/{members[1].pk}/edit/"),
    ]
    assert told(known) == []


def test_closing_and_opening_again_are_told_to_those_who_did_not_answer(
    project: Project, members: list[Organization], coordinator: User
) -> None:
    absent, given = make_member(members[0]), make_member(members[1])
    due = make_due(project, *members[:2])
    make_part(due, members[1], "accepted")
    close_due(due, actor=coordinator, today=AFTER)
    reopen_due(due, actor=coordinator)
    reopen_due(due, actor=coordinator)
    path = f"/dues/{due.pk}/parts/{members[0].pk}/"
    assert told(absent) == [
        ("Совместный отчёт за осень: отчёт закрыт без ваших сведений", path),
        ("Совместный отчёт за осень: отчёт снова открыт, ваши сведения ждут", f"{path}edit/"),
    ]
    assert told(given) == []


def test_day_before_the_period_is_refused(project: Project, coordinator: User) -> None:
    with pytest.raises(ValidationError, match="раньше, чем начался период"):
        add_dues(project, SAID, WINTER, [AUTUMN], actor=coordinator)
    assert ReportDue.objects.count() == 0


def test_whoever_has_answered_is_not_left_out(project: Project, members: list[Organization], coordinator: User) -> None:
    due = make_due(project)
    make_part(due, members[0], "submitted")
    with pytest.raises(ValidationError, match="убрать из списка нельзя: Центр «Азимут»"):
        edit_due(due, DueInput("Отчёт", "", members[1:]), START, AUTUMN, AUTUMN, actor=coordinator)
    edit_due(due, DueInput("Отчёт", "", members[:2]), START, AUTUMN, AUTUMN, actor=coordinator)
    assert (ReportDue.objects.get().title, list(due.organizations.order_by("pk"))) == ("Отчёт", members[:2])


def test_closing_names_those_who_did_not_answer(
    project: Project, members: list[Organization], coordinator: User
) -> None:
    due = make_due(project)
    make_part(due, members[0], "accepted")
    make_part(due, members[1], "draft", text="Не дописали")
    assert close_due(due, actor=coordinator, today=AFTER) == members[1:]
    states = dict(Contribution.objects.values_list("organization__short_name", "state"))
    assert states == {"Центр «Азимут»": "accepted", "Центр «Берег»": "absent", "Центр «Вектор»": "absent"}
    assert ReportDue.objects.get().state == "closed"
    reopen_due(due, actor=coordinator)
    states = dict(Contribution.objects.values_list("organization__short_name", "state"))
    assert states == {"Центр «Азимут»": "accepted", "Центр «Берег»": "draft"}


def test_nobody_is_closed_out_before_the_day(project: Project, members: list[Organization], coordinator: User) -> None:
    due = make_due(project)
    with pytest.raises(ValidationError, match=r"сведения ждут до 12\.12\.2022"):
        close_due(due, actor=coordinator, today=WINTER)
    for organization in members:
        make_part(due, organization, "accepted")
    assert close_due(due, actor=coordinator, today=date(2022, 12, 1)) == []


def test_what_waits_is_decided_first(project: Project, members: list[Organization], coordinator: User) -> None:
    due = make_due(project)
    make_part(due, members[2], "submitted")
    with pytest.raises(ValidationError, match="примите или верните то, что уже прислали: Центр «Вектор»"):
        close_due(due, actor=coordinator, today=AFTER)


def test_only_a_report_nobody_has_begun_is_taken_back(
    project: Project, members: list[Organization], coordinator: User
) -> None:
    begun, mistaken = make_due(project), make_due(project)
    make_part(begun, members[0])
    delete_due(mistaken, actor=coordinator)
    with pytest.raises(ValidationError, match="Центр «Азимут»"):
        delete_due(begun, actor=coordinator)
    assert list(ReportDue.objects.all()) == [begun]


@pytest.mark.parametrize("state", ["queued", "failed", "done"])
def test_request_of_which_a_paper_was_ordered_is_not_taken_back(
    project: Project, coordinator: User, state: str
) -> None:
    due = make_due(project)
    report = Report.objects.create(project=project, due=due, kind="network", as_of=AFTER, state=state)
    with pytest.raises(ValidationError, match="Запрос можно закрыть, но не удалить"):
        delete_due(due, actor=coordinator)
    assert (ReportDue.objects.get(), Report.objects.get()) == (due, report)
