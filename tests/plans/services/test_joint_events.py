"""Joint events: announced, changed, cancelled, registered for, ticked, made marks of the plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from network.models import Membership, Notification, Organization, User
from plans.models import CompletionMark, Event, EventLink, EventRegistration, Occurrence
from plans.queries.joint_events import event_rows
from plans.services import joint_events as services
from plans.services.attendance import NOTHING_CHOSEN, OVERTAKEN, mark_attendance, own_proposals
from plans.services.events import link_event, link_window
from plans.services.joint_events import EventInput, cancel_joint_event, change_joint_event, plan_joint_event
from plans.services.registrations import (
    FULL,
    MOST_REGISTERED,
    Guest,
    guests_of_lines,
    register,
    save_attendance,
    withdraw,
)
from projects.models import Project
from tests.makers import (
    make_event,
    make_group,
    make_guest,
    make_item,
    make_joint_event,
    make_mark,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_user,
)

pytestmark = pytest.mark.django_db

START = datetime(2022, 10, 15, 7, tzinfo=UTC)  # ten in Minsk
TODAY = date(2022, 10, 20)
LATER = datetime(2022, 10, 15, 12, tzinfo=UTC)


@pytest.fixture
def own() -> Organization:
    return make_organization("Центр «Радуга»")


@pytest.fixture
def other() -> Organization:
    return make_organization("Центр «Маяк»")


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def project(coordinator: User, own: Organization, other: Organization) -> Project:
    return make_project(coordinator=coordinator, members=[own, other], short_title="Сеть")


@pytest.fixture
def event(project: Project) -> Event:
    return make_joint_event(project)


def said(**fields: Any) -> EventInput:
    return EventInput(**{"title": "Встреча наставников", "starts_at": START, **fields})


def told() -> list[tuple[User, str]]:
    return [(each.user, each.text.replace("\N{NO-BREAK SPACE}", " ")) for each in Notification.objects.order_by("pk")]


def window_of(project: Project, *parties: Organization) -> Occurrence:
    """A window that the organisations tick."""
    group = make_group(project.organization, f"группа {len(parties)}", organizations=parties)
    return make_item(make_plan(project), "Семинар", responsible=group).occurrences.get()


def test_an_event_is_announced_to_the_editors_of_the_network(
    project: Project, coordinator: User, own: Organization
) -> None:
    editor = make_member(own)
    make_member(own, Membership.Role.VIEWER)
    make_member(make_organization())
    given = said(title="  Встреча ", registration_until=date(2022, 10, 14), organizer=own)
    event = plan_joint_event(project, given, actor=coordinator)
    assert (event.title, event.is_joint, event.state, event.organizer) == ("Встреча", True, "planned", own)
    words = "Новое событие: «Встреча», 15 октября 2022 г., 10:00. Заявки до 14 октября 2022 г."
    assert told() == [(editor, words)]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"title": " "}, {"title": [services.NO_TITLE]}),
        ({"starts_at": None}, {"starts_at": [services.NO_START]}),
        ({"ends_at": START - timedelta(minutes=1)}, {"ends_at": [services.ENDS_EARLY]}),
        (
            {"registration_until": date(2022, 10, 16)},
            {"registration_until": ["Последний день заявок позже самого события: оно начинается 15.10.2022."]},
        ),
    ],
)
def test_a_wrong_event_is_refused_by_field(
    project: Project, coordinator: User, fields: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    with pytest.raises(ValidationError) as refused:
        plan_joint_event(project, said(**fields), actor=coordinator)
    found = {
        name: [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]
        for name, texts in refused.value.message_dict.items()
    }
    assert (found, Event.objects.count(), told()) == (errors, 0, [])


def test_a_stranger_does_not_run_an_event(project: Project, coordinator: User) -> None:
    with pytest.raises(ValidationError) as refused:
        plan_joint_event(project, said(organizer=make_organization()), actor=coordinator)
    assert refused.value.message_dict == {"organizer": [services.FOREIGN_ORGANIZER]}


def test_another_hour_is_told_to_those_who_come_and_to_their_editors(
    event: Event, coordinator: User, own: Organization, other: Organization
) -> None:
    editor, visitor = make_member(own), make_person(organization=own)
    account = make_user(person=visitor)
    make_member(other)
    make_guest(event, own, person=visitor)
    change_joint_event(event, said(starts_at=START + timedelta(hours=1), place="Зал"), actor=coordinator, now=START)
    words = "Изменились время или место: «Встреча наставников» — 15 октября 2022 г., 11:00, Зал"
    assert sorted(told(), key=lambda each: each[0].pk) == [(editor, words), (account, words)]
    change_joint_event(
        event,
        said(starts_at=START + timedelta(hours=1), place="Зал", audience="все"),
        actor=coordinator,
        now=START + timedelta(hours=2),
    )
    assert len(told()) == 2


def test_cancelling_says_why_and_is_done_once(event: Event, coordinator: User, own: Organization) -> None:
    editor = make_member(own)
    make_guest(event, own)
    with pytest.raises(ValidationError) as refused:
        cancel_joint_event(event, "  ", actor=coordinator)
    assert refused.value.message_dict == {"reason": [services.NO_REASON]}
    found = cancel_joint_event(event, " Болеет ведущая ", actor=coordinator)
    assert (found.state, found.reason) == ("cancelled", "Болеет ведущая")
    words = "Событие отменено: «Встреча наставников», 15 октября 2022 г., 10:00. Причина: Болеет ведущая"
    assert told() == [(editor, words)]
    with pytest.raises(ValidationError, match=services.ALREADY):
        cancel_joint_event(event, "Ещё раз", actor=coordinator)


def test_names_one_a_line_with_a_position_after_the_comma() -> None:
    text = "Липская  Нина Петровна, методист, отдел 2\n\n  \r\nОсенний П.С.\n, педагог"
    assert guests_of_lines(text) == [Guest("Липская Нина Петровна", "методист, отдел 2"), Guest("Осенний П.С.")]


def test_who_is_registered_already_stays_as_she_is(event: Event, own: Organization, other: Organization) -> None:
    actor, person = make_member(own), make_person("Липская Н.П.", organization=own)
    first = [Guest("Липская Н.П.", "методист", person), Guest("Осенний П.С.")]
    assert len(register(event, own, first, actor=actor)) == 2
    again = [Guest("ЛИПСКАЯ Н. П.", "директор"), Guest("Летний К.И."), Guest("летний к.и")]
    assert [row.name for row in register(event, own, again, actor=actor)] == ["Летний К.И."]
    assert len(register(event, other, [Guest("Осенний П.С.")], actor=actor)) == 1
    rows = EventRegistration.objects.filter(organization=own).order_by("pk")
    assert list(rows.values_list("name", "position", "person", "author", "attended")) == [
        ("Липская Н.П.", "методист", person.pk, actor.pk, None),
        ("Осенний П.С.", "", None, actor.pk, None),
        ("Летний К.И.", "", None, actor.pk, None),
    ]


@pytest.mark.parametrize(
    ("guests", "sentence"),
    [
        ([], "Отметьте людей"),
        ([Guest("Осенний")] * 101, "не больше 100 человек"),
        ([Guest("О" * 201)], "Слишком длинно: «ООО"),
    ],
)
def test_a_wrong_list_registers_nobody(event: Event, own: Organization, guests: list[Guest], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        register(event, own, guests, actor=make_member(own))
    assert EventRegistration.objects.count() == 0


def test_an_organisation_registers_so_many_and_others_still_may(
    event: Event, own: Organization, other: Organization, coordinator: User
) -> None:
    there = [EventRegistration(event=event, organization=own, name=f"Гость {each}") for each in range(MOST_REGISTERED)]
    EventRegistration.objects.bulk_create(there[1:])
    register(event, own, [Guest("Летний К.И.")], actor=coordinator)
    with pytest.raises(ValidationError) as problem:
        register(event, own, [Guest("Осенний П.С.")], actor=coordinator)
    assert problem.value.messages == [FULL.format(most=MOST_REGISTERED, here=MOST_REGISTERED)]
    assert register(event, own, [Guest("Летний К.И.")], actor=coordinator) == []
    assert len(register(event, other, [Guest("Осенний П.С.")], actor=coordinator)) == 1
    assert EventRegistration.objects.count() == MOST_REGISTERED + 1


def test_who_left_the_network_is_told_no_more(
    project: Project, event: Event, own: Organization, other: Organization, coordinator: User
) -> None:
    editor = make_member(own)
    former = make_user()
    make_guest(event, own)
    make_guest(event, other, person=make_person(organization=other, user=former))
    make_member(other)
    project.participations.filter(organization=other).update(status="ended")
    cancel_joint_event(event, "Болезнь", actor=coordinator)
    assert [user for user, _ in told()] == [editor]


def test_a_cancelled_event_takes_nobody_and_no_attendance(event: Event, own: Organization, coordinator: User) -> None:
    make_guest(event, own)
    Event.objects.update(state=Event.State.CANCELLED)
    with pytest.raises(ValidationError, match="тем временем отменили"):
        register(event, own, [Guest("Осенний П.С.")], actor=coordinator)
    with pytest.raises(ValidationError, match="тем временем отменили"):
        save_attendance(event, [], actor=coordinator, now=LATER)


def test_attendance_is_said_of_everybody_and_may_be_corrected(
    event: Event, own: Organization, coordinator: User
) -> None:
    came, stayed = make_guest(event, own, "Липская Н.П."), make_guest(event, own, "Осенний П.С.")
    with pytest.raises(ValidationError, match="ещё не началось"):
        save_attendance(event, [came.pk], actor=coordinator, now=START - timedelta(minutes=1))
    assert save_attendance(event, [came.pk], actor=coordinator, now=LATER).state == "held"
    assert list(event.registrations.order_by("pk").values_list("attended", flat=True)) == [True, False]
    save_attendance(event, [stayed.pk, 999_999], actor=coordinator, now=LATER)
    assert list(event.registrations.order_by("pk").values_list("attended", flat=True)) == [False, True]


def test_attendance_of_nobody_is_refused(event: Event, coordinator: User) -> None:
    with pytest.raises(ValidationError, match="никто не записан"):
        save_attendance(event, [], actor=coordinator, now=LATER)


def test_who_came_stays_on_the_list(event: Event, own: Organization, coordinator: User) -> None:
    came, stayed = make_guest(event, own, attended=True), make_guest(event, own, "Осенний П.С.", attended=False)
    withdraw(stayed, actor=coordinator)
    with pytest.raises(ValidationError, match="Явка уже отмечена"):
        withdraw(came, actor=coordinator)
    assert list(EventRegistration.objects.all()) == [came]


def test_organisations_that_came_get_marks_of_their_own(
    event: Event, project: Project, coordinator: User, own: Organization, other: Organization
) -> None:
    absent, stranger = make_organization(), make_organization()
    window = window_of(project, own, other, absent)
    EventLink.objects.create(event=event, occurrence=window)
    for organization, name, attended in (
        (own, "А.", True),
        (own, "Б.", True),
        (own, "В.", False),
        (other, "А.", True),
        (absent, "А.", False),
        (stranger, "А.", True),
    ):
        make_guest(event, organization, name, attended=attended)
    make_mark(window, organization=other, text="Были сами")
    found = own_proposals(coordinator, event, TODAY)
    assert [(each.organization, each.participants, each.is_marked) for each in found] == [
        (other, 1, True),
        (own, 2, False),
    ]
    (mark,) = mark_attendance(event, found, {found[1].key}, author=coordinator, today=TODAY)
    assert (mark.organization, mark.state, mark.fact_on, mark.participants, mark.text) == (
        own,
        "done",
        date(2022, 10, 15),
        2,
        "Встреча наставников",
    )
    assert list(CompletionMark.objects.filter(organization=other).values_list("text", flat=True)) == ["Были сами"]


def test_a_mark_that_stands_is_never_written_over(
    event: Event, project: Project, coordinator: User, own: Organization
) -> None:
    window = window_of(project, own)
    EventLink.objects.create(event=event, occurrence=window)
    make_guest(event, own, attended=True)
    seen = own_proposals(coordinator, event, TODAY)
    make_mark(window, organization=own)
    fresh = own_proposals(coordinator, event, TODAY)
    with pytest.raises(ValidationError, match=OVERTAKEN):
        mark_attendance(event, fresh, {seen[0].key}, author=coordinator, today=TODAY)
    with pytest.raises(ValidationError, match=NOTHING_CHOSEN):
        mark_attendance(event, fresh, set(), author=coordinator, today=TODAY)
    assert CompletionMark.objects.count() == 1


def test_a_member_marks_her_own_organisation_only(
    event: Event, project: Project, own: Organization, other: Organization
) -> None:
    EventLink.objects.create(event=event, occurrence=window_of(project, own, other))
    for organization in (own, other):
        make_guest(event, organization, attended=True)
    assert [each.organization for each in own_proposals(make_member(own), event, TODAY)] == [own]
    assert own_proposals(make_member(own, Membership.Role.VIEWER), event, TODAY) == []


def test_a_window_nobody_ticks_is_marked_as_a_whole(
    event: Event, project: Project, coordinator: User, own: Organization, other: Organization
) -> None:
    window = make_item(make_plan(project), responsible=make_person()).occurrences.get()
    EventLink.objects.create(event=event, occurrence=window)
    for organization in (own, other):
        make_guest(event, organization, attended=True)
    found = own_proposals(coordinator, event, TODAY)
    assert [(each.organization, each.participants) for each in found] == [(None, 2)]


def test_a_window_brings_the_windows_it_is_shared_with(event: Event, project: Project, coordinator: User) -> None:
    windows = [make_item(make_plan(project)).occurrences.get() for _ in range(3)]
    make_event(windows[0], windows[1])
    link_window(event, windows[0], actor=coordinator)
    link_window(event, windows[2], actor=coordinator)
    link_window(event, windows[2], actor=coordinator)
    assert list(EventLink.objects.order_by("pk").values_list("event", "occurrence", "state")) == [
        (event.pk, windows[0].pk, "confirmed"),
        (event.pk, windows[1].pk, "confirmed"),
        (event.pk, windows[2].pk, "confirmed"),
    ]


def test_a_window_is_one_joint_event(event: Event, project: Project, coordinator: User) -> None:
    another = make_joint_event(project, "Слёт")
    first, second = (make_item(make_plan(project)).occurrences.get() for _ in range(2))
    link_window(another, first, actor=coordinator)
    link_window(event, second, actor=coordinator)
    with pytest.raises(ValidationError, match="другим совместным событием: «Слёт»"):
        link_window(event, first, actor=coordinator)
    with pytest.raises(ValidationError, match="другим совместным событием"):
        link_event(first, second, actor=coordinator)


def test_a_joint_event_outlives_a_union_with_an_older_one(event: Event, project: Project, coordinator: User) -> None:
    windows = [make_item(make_plan(project)).occurrences.get() for _ in range(3)]
    Event.objects.filter(pk=event.pk).delete()
    make_event(windows[0], windows[1])
    joint = make_joint_event(project)
    link_window(joint, windows[2], actor=coordinator)
    assert link_event(windows[0], windows[2], actor=coordinator) == joint
    assert list(Event.objects.all()) == [joint]


@pytest.mark.parametrize(
    ("past", "words", "found"),
    [
        (False, "", ["Сегодня", "Скоро"]),
        (True, "", ["Отменено", "Было"]),
        (False, "НАСТАВНИКИ", ["Скоро"]),
        (False, "рыбалка", []),
    ],
)
def test_what_is_to_come_and_what_is_over(project: Project, past: bool, words: str, found: list[str]) -> None:
    make_joint_event(project, "Скоро", on=date(2022, 10, 30), audience="Для наставников")
    make_joint_event(project, "Сегодня", on=TODAY)
    make_joint_event(project, "Было", on=date(2022, 10, 1))
    make_joint_event(project, "Отменено", on=date(2022, 12, 1), state=Event.State.CANCELLED)
    rows = event_rows(Event.objects.all(), [], TODAY, past=past, words=words)
    assert [row.event.title for row in rows] == found


def test_editors_of_those_who_came_are_told_of_the_marks_once(
    event: Event, project: Project, coordinator: User, own: Organization, other: Organization
) -> None:
    editor = make_member(own)
    make_member(other)
    EventLink.objects.create(event=event, occurrence=window_of(project, own, other))
    guest = make_guest(event, own)
    make_guest(event, other)
    for hours in (0, 1):
        save_attendance(event, [guest.pk], actor=coordinator, now=LATER + timedelta(hours=hours))
    words = "Явка на событии «Встреча наставников» отмечена: по ней можно поставить отметку вашей организации в плане."
    assert told() == [(editor, words)]
    assert Notification.objects.get().path == f"/joint-events/{event.pk}/marks/"
