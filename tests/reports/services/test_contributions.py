"""Parts of joint reports: saved, given, taken back, decided upon."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from network.models import Membership, Notification, Organization, User
from projects.models import Project
from reports.models import Contribution, ReportDue
from reports.queries.contributions import contribution_log
from reports.services.contributions import (
    Conflict,
    Locked,
    PartInput,
    accept_contribution,
    return_contribution,
    save_contribution,
    submit_contribution,
    withdraw_contribution,
)
from tests.makers import make_item, make_mark, make_member, make_organization, make_plan, make_project, make_user
from tests.reports.dues import make_due, make_part

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 12, 5, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=10)


@pytest.fixture
def organization() -> Organization:
    return make_organization("Центр «Радуга»")


@pytest.fixture
def coordinator() -> User:
    return make_user("coordinator@school.example")


@pytest.fixture
def project(organization: Organization, coordinator: User) -> Project:
    return make_project(members=[organization], coordinator=coordinator)


@pytest.fixture
def due(project: Project) -> ReportDue:
    return make_due(project)


@pytest.fixture
def editor(organization: Organization) -> User:
    return make_member(organization)


def save(due: ReportDue, organization: Organization, editor: User, text: str, version: int = 0) -> Contribution:
    return save_contribution(due, organization, PartInput(text, version=version), actor=editor)


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_draft_is_kept_with_picked_marks_of_ones_own(
    due: ReportDue, project: Project, organization: Organization, editor: User
) -> None:
    plan = make_plan(project)
    own = make_mark(make_item(plan), organization=organization)
    foreign = make_mark(make_item(plan), organization=make_organization())
    part = save_contribution(due, organization, PartInput(" Встречи\r\n", [own.pk, foreign.pk]), actor=editor)
    assert (part.text, part.state, part.version, part.author) == ("Встречи", "draft", 1, editor)
    assert list(part.marks.all()) == [own]


def test_two_tabs_do_not_overwrite_each_other(due: ReportDue, organization: Organization, editor: User) -> None:
    first = save(due, organization, editor, "Первая вкладка")
    with pytest.raises(Conflict) as problem:
        save(due, organization, editor, "Вторая вкладка")
    assert problem.value.current == first
    assert Contribution.objects.get().text == "Первая вкладка"


@pytest.mark.django_db(transaction=True)
def test_of_two_first_saves_at_once_the_second_is_told() -> None:
    organization = make_organization()
    due, editors = make_due(make_project(members=[organization])), [make_member(organization) for _ in range(4)]
    start = Barrier(len(editors))

    def write(editor: User) -> str:
        start.wait()
        try:
            return save(due, organization, editor, f"Слова {editor.pk}").text
        except Conflict as conflict:
            return f"{conflict.current.text}!"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(editors)) as pool:
        ends = sorted(pool.map(write, editors))
    kept = Contribution.objects.get().text
    assert ends == [kept, *[f"{kept}!"] * 3]


def test_same_words_from_an_old_page_are_no_conflict(due: ReportDue, organization: Organization, editor: User) -> None:
    save(due, organization, editor, "То же самое")
    assert save(due, organization, editor, "То же самое").version == 2


def test_automatic_saves_leave_one_line_of_history(due: ReportDue, organization: Organization, editor: User) -> None:
    part = save_contribution(due, organization, PartInput("Н"), actor=editor, is_auto=True)
    for version in (1, 2, 3):
        said = PartInput(f"Набрано {version}", version=version)
        part = save_contribution(due, organization, said, actor=editor, is_auto=True)
    assert (part.version, part.text, part.history.count()) == (4, "Набрано 3", 1)  # type: ignore[attr-defined]


def test_words_of_another_person_leave_a_line_when_they_are_overwritten(
    due: ReportDue, organization: Organization, editor: User
) -> None:
    colleague = make_member(organization)
    for number in range(3):
        said = PartInput(f"Слова коллеги {number}", version=number)
        save_contribution(due, organization, said, actor=colleague, is_auto=True)
    part = save_contribution(due, organization, PartInput("Мои слова", version=3), actor=editor, is_auto=True)
    texts = [row.text for row in part.history.order_by("history_id")]  # type: ignore[attr-defined]
    assert texts == ["Слова коллеги 0", "Слова коллеги 2"]


def test_file_of_another_kind_is_refused_and_nothing_saved(
    due: ReportDue, organization: Organization, editor: User
) -> None:
    said = PartInput("Текст", file_name="отчёт.pdf", content=b"MZ program")
    with pytest.raises(ValidationError):
        save_contribution(due, organization, said, actor=editor)
    assert Contribution.objects.count() == 0


def test_given_part_is_locked_until_it_comes_back(
    due: ReportDue, organization: Organization, editor: User, coordinator: User
) -> None:
    part = submit_contribution(save(due, organization, editor, "Готово"), actor=editor, now=NOW)
    assert told(coordinator) == ["Центр «Радуга»: сданы сведения для отчёта «Совместный отчёт за осень»"]
    with pytest.raises(Locked, match="уже на проверке"):
        save(due, organization, editor, "Ещё", part.version)
    withdraw_contribution(part, actor=editor)
    part.refresh_from_db()
    assert (part.state, part.submitted_at) == ("draft", None)
    assert save(due, organization, editor, "Ещё", part.version).text == "Ещё"


def test_whoever_does_it_herself_is_not_told(due: ReportDue, organization: Organization, coordinator: User) -> None:
    Membership.objects.create(user=coordinator, organization=organization, role=Membership.Role.EDITOR)
    part = submit_contribution(save(due, organization, coordinator, "Готово"), actor=coordinator, now=NOW)
    part = return_contribution(part, "Где число участников?", actor=coordinator, now=NOW)
    part = submit_contribution(part, actor=coordinator, now=NOW)
    accept_contribution(part, actor=coordinator, now=NOW)
    assert told(coordinator) == []


def test_empty_part_is_not_given(due: ReportDue, organization: Organization, editor: User) -> None:
    with pytest.raises(ValidationError, match="сдавать пока нечего"):
        submit_contribution(save(due, organization, editor, "  "), actor=editor, now=NOW)


def test_returned_part_keeps_its_reason_its_first_day_and_its_steps(
    due: ReportDue, organization: Organization, editor: User, coordinator: User
) -> None:
    part = submit_contribution(save(due, organization, editor, "Готово"), actor=editor, now=NOW)
    part = return_contribution(part, " Сколько было участников? ", actor=coordinator, now=NOW)
    assert (part.state, part.return_reason) == ("returned", "Сколько было участников?")
    assert told(editor) == ["Сведения вернули с замечанием: Совместный отчёт за осень"]
    part = save(due, organization, editor, "Готово, было 20", part.version)
    part = submit_contribution(part, actor=editor, now=LATER)
    assert part.submitted_at == NOW
    part = accept_contribution(part, actor=coordinator, now=LATER)
    assert (part.state, part.decided_at, part.return_reason) == ("accepted", LATER, "")
    assert [(line.state, line.author, line.reason) for line in contribution_log(part)] == [
        ("draft", editor, ""),
        ("submitted", editor, ""),
        ("returned", coordinator, "Сколько было участников?"),
        ("submitted", editor, ""),
        ("accepted", coordinator, ""),
    ]


def test_return_needs_a_reason(due: ReportDue, organization: Organization, coordinator: User) -> None:
    part = make_part(due, organization, "submitted")
    with pytest.raises(ValidationError, match="что исправить"):
        return_contribution(part, " ", actor=coordinator, now=NOW)


@pytest.mark.parametrize("state", ["draft", "returned", "accepted", "absent"])
def test_only_what_waits_is_accepted_or_taken_back(
    due: ReportDue, organization: Organization, coordinator: User, editor: User, state: str
) -> None:
    part = make_part(due, organization, state)
    with pytest.raises(Locked):
        accept_contribution(part, actor=coordinator, now=NOW)
    with pytest.raises(Locked):
        withdraw_contribution(part, actor=editor)


def test_closed_report_takes_nothing(due: ReportDue, organization: Organization, editor: User) -> None:
    ReportDue.objects.update(state="closed")
    due.refresh_from_db()
    with pytest.raises(Locked, match="Отчёт закрыт"):
        save(due, organization, editor, "Опоздали")


def test_mark_written_after_the_period_cannot_be_picked(
    due: ReportDue, project: Project, organization: Organization, editor: User
) -> None:
    late = make_mark(make_item(make_plan(project)), organization=organization, on=date(2022, 12, 1))
    part = save_contribution(due, organization, PartInput("Текст", [late.pk]), actor=editor)
    assert list(part.marks.all()) == []
