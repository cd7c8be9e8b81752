"""Pages of joint events: what each reader sees of an event and may do about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from network.models import Membership, Organization, User
from plans.models import CompletionMark, Event, EventLink, EventRegistration
from projects.models import Project, ProjectFile
from tests.makers import (
    make_group,
    make_guest,
    make_item,
    make_joint_event,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_user,
)

pytestmark = pytest.mark.django_db

SOON = timedelta(days=10)


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
    return make_project(coordinator=coordinator, members=[own, other])


@pytest.fixture
def event(project: Project) -> Event:
    """An event to come in ten days."""
    return make_joint_event(project, starts_at=timezone.now() + SOON)


@pytest.fixture
def editor(own: Organization) -> User:
    return make_member(own)


def url(name: str, event: Event, query: str = "") -> str:
    return reverse(f"plans:{name}", args=[event.pk]) + query


def ask(client: Client, user: User, path: str, **posted: Any) -> Any:
    client.force_login(user)
    return client.post(path, posted) if posted else client.get(path)


def names(answer: Any) -> list[str]:
    return [person.name for party in answer.context["parties"] for person in party.people]


def test_a_member_reads_names_of_her_own_and_counts_of_the_rest(
    client: Client, event: Event, editor: User, coordinator: User, own: Organization, other: Organization
) -> None:
    make_guest(event, own, "Липская Н.П.")
    make_guest(event, other, "Маяков М.М.")
    mine = ask(client, editor, url("joint_event_detail", event))
    assert names(mine) == ["Липская Н.П."]
    assert (mine.context["registered"], mine.context["organizations"]) == (2, 2)
    assert "Маяков" not in mine.content.decode()
    assert names(ask(client, coordinator, url("joint_event_detail", event))) == ["Маяков М.М.", "Липская Н.П."]


def test_the_organisation_that_runs_it_reads_all_names_and_keeps_the_sheet(
    client: Client, event: Event, editor: User, own: Organization, other: Organization
) -> None:
    Event.objects.update(organizer=own, starts_at=timezone.now() - timedelta(days=1))
    guest = make_guest(event, other, "Маяков М.М.")
    assert names(ask(client, editor, url("joint_event_detail", event))) == ["Маяков М.М."]
    answer = ask(client, editor, url("joint_event_attendance", event), came=[str(guest.pk)])
    guest.refresh_from_db()
    assert (answer.status_code, guest.attended) == (302, True)
    assert ask(client, make_member(other), url("joint_event_attendance", event)).status_code == 403
    assert ask(client, editor, url("joint_event_edit", event)).status_code == 403


def test_an_event_is_added_in_the_hours_of_its_project(client: Client, coordinator: User, project: Project) -> None:
    Project.objects.update(time_zone="Asia/Almaty")
    path = reverse("plans:joint_event_add", args=[project.slug])
    answer = ask(client, coordinator, path, title="Слёт", on="2022-11-20", starts="10:30", ends="12.00", last_on="")
    event = Event.objects.get()
    assert (answer.status_code, event.title, event.is_joint) == (302, "Слёт", True)
    assert event.starts_at is not None
    assert event.ends_at is not None
    assert [each.isoformat() for each in (event.starts_at, event.ends_at)] == [
        "2022-11-20T04:30:00+00:00",
        "2022-11-20T06:00:00+00:00",
    ]
    page = ask(client, coordinator, url("joint_event_edit", event)).content.decode()
    assert ('value="10:30"' in page, 'value="2022-11-20"' in page) == (True, True)


def test_a_wrong_event_comes_back_with_all_that_was_typed(client: Client, coordinator: User, project: Project) -> None:
    path = reverse("plans:joint_event_add", args=[project.slug])
    answer = ask(client, coordinator, path, title="Слёт", on="2022-11-20", starts="25:99", description="О разном")
    page = answer.content.decode()
    assert (answer.status_code, Event.objects.count()) == (422, 0)
    assert [text in page for text in ("Такого часа нет.", "Слёт", "О разном", "2022-11-20")] == [True] * 4
    early = ask(client, coordinator, path, title="Слёт", on="2022-11-20", starts="12:00", ends="10:00")
    assert early.context["form"].errors == {"ends": ["Событие не может закончиться раньше, чем началось."]}


def test_several_people_are_registered_at_once(client: Client, event: Event, editor: User, own: Organization) -> None:
    person = make_person("Липская Н.П.", organization=own, position="методист")
    posted = {"people": [str(person.pk)], "names": "Осенний П.С., педагог\nЛетний К.И."}
    answer = ask(client, editor, url("joint_event_register", event), **posted)
    assert answer.status_code == 302
    rows = EventRegistration.objects.order_by("pk")
    assert list(rows.values_list("organization", "name", "position", "person")) == [
        (own.pk, "Липская Н.П.", "методист", person.pk),
        (own.pk, "Осенний П.С.", "педагог", None),
        (own.pk, "Летний К.И.", "", None),
    ]
    form = client.get(url("joint_event_register", event)).context["form"]
    assert list(form.fields["people"].choices) == []


def test_nobody_named_is_told_so(client: Client, event: Event, editor: User) -> None:
    answer = ask(client, editor, url("joint_event_register", event), names=" \n ")
    assert (answer.status_code, "Отметьте людей из списка или впишите" in answer.content.decode()) == (422, True)


def test_a_member_registers_for_no_other_organisation(
    client: Client, event: Event, editor: User, other: Organization
) -> None:
    path = url("joint_event_register", event, f"?organization={other.pk}")
    assert ask(client, editor, path, names="Осенний П.С.").status_code == 404
    assert EventRegistration.objects.count() == 0


def test_after_the_last_day_only_the_coordinator_registers(
    client: Client, event: Event, editor: User, coordinator: User, own: Organization
) -> None:
    Event.objects.update(registration_until=timezone.localdate() - timedelta(days=1))
    answer = ask(client, editor, url("joint_event_register", event))
    assert (answer.status_code, "Заявки принимали до" in answer.content.decode()) == (403, True)
    path = url("joint_event_register", event, f"?organization={own.pk}")
    assert ask(client, coordinator, path, names="Осенний П.С.").status_code == 302
    guest = EventRegistration.objects.get()
    assert ask(client, editor, reverse("plans:registration_withdraw", args=[guest.pk]), x="1").status_code == 403
    assert ask(client, coordinator, reverse("plans:registration_withdraw", args=[guest.pk]), x="1").status_code == 302
    assert EventRegistration.objects.count() == 0


def test_who_only_reads_registers_nobody(client: Client, event: Event, own: Organization) -> None:
    viewer = make_member(own, Membership.Role.VIEWER)
    answer = ask(client, viewer, url("joint_event_register", event))
    assert (answer.status_code, "Записывать на событие могут" in answer.content.decode()) == (403, True)


def test_from_the_sheet_to_marks_and_back(
    client: Client, event: Event, project: Project, coordinator: User, own: Organization
) -> None:
    Event.objects.update(starts_at=timezone.now() - timedelta(days=2))
    group = make_group(project.organization, organizations=[own])
    window = make_item(make_plan(project), responsible=group).occurrences.get()
    EventLink.objects.create(event=event, occurrence=window)
    make_guest(event, own, "А.")
    make_guest(event, own, "Б.")
    sheet = ask(client, coordinator, url("joint_event_attendance", event), action="all")
    assert sheet["Location"] == url("joint_event_marks", event)
    preview = client.get(url("joint_event_marks", event))
    assert preview.context["ticked"] == {f"{window.pk}-{own.pk}"}
    none = client.post(url("joint_event_marks", event))
    assert (none.status_code, CompletionMark.objects.count()) == (422, 0)
    client.post(url("joint_event_marks", event), {"mark": f"{window.pk}-{own.pk}"})
    mark = CompletionMark.objects.get()
    assert (mark.organization, mark.state, mark.participants) == (own, "done", 2)
    client.post(reverse("plans:marks_undo", args=[mark.batch]))
    assert [each.state for each in CompletionMark.objects.order_by("pk")] == ["done", "none"]


def test_the_sheet_of_an_event_to_come_is_refused_and_keeps_its_ticks(
    client: Client, event: Event, coordinator: User, own: Organization
) -> None:
    guest = make_guest(event, own)
    answer = ask(client, coordinator, url("joint_event_attendance", event), came=[str(guest.pk)])
    assert (answer.status_code, answer.context["ticked"]) == (422, {guest.pk})
    assert "Событие ещё не началось" in answer.content.decode()


def test_who_has_nothing_to_mark_is_told_so(client: Client, event: Event, editor: User) -> None:
    answer = ask(client, editor, url("joint_event_marks", event))
    assert (answer.status_code, "вам отмечать нечего" in answer.content.decode()) == (403, True)


def test_cancelling_asks_why(client: Client, event: Event, coordinator: User, editor: User) -> None:
    assert ask(client, editor, url("joint_event_cancel", event)).status_code == 403
    assert ask(client, coordinator, url("joint_event_cancel", event), reason=" ").status_code == 422
    ask(client, coordinator, url("joint_event_cancel", event), reason="Болеет ведущая")
    page = client.get(url("joint_event_detail", event)).content.decode()
    assert "Причина: Болеет ведущая" in page
    assert ask(client, editor, url("joint_event_register", event)).status_code == 403


def test_a_file_is_open_to_the_network_until_it_is_taken_away(
    client: Client, event: Event, coordinator: User, editor: User
) -> None:
    bad = SimpleUploadedFile("вирус.exe", b"MZ")
    answer = ask(client, coordinator, url("joint_event_material", event), file=bad)
    assert (answer.status_code, "не подходит" in answer.content.decode()) == (422, True)
    good = SimpleUploadedFile("программа.pdf", b"%PDF-1.7\nstartxref\n0\n%%EOF")
    ask(client, coordinator, url("joint_event_material", event), file=good, title="Программа встречи")
    kept = ProjectFile.objects.get()
    assert (kept.title, kept.audience, list(event.materials.all())) == ("Программа встречи", "network", [kept])
    assert "Программа встречи" in ask(client, editor, url("joint_event_detail", event)).content.decode()
    assert ask(client, editor, url("joint_event_material_remove", event), file=str(kept.pk)).status_code == 403
    ask(client, coordinator, url("joint_event_material_remove", event), file=str(kept.pk))
    assert ProjectFile.objects.count() == 0


def test_windows_are_proposed_by_days_and_found_by_words(
    client: Client, event: Event, project: Project, coordinator: User
) -> None:
    plan, today = make_plan(project), timezone.localdate()
    near = make_item(plan, "Семинар", windows=[(today, today + timedelta(days=20))]).occurrences.get()
    far = make_item(plan, "Круглый стол наставников").occurrences.get()
    path = url("joint_event_links", event)
    assert ask(client, coordinator, path).context["proposed"] == [near]
    assert client.get(path, {"q": "наставники"}).context["proposed"] == [far]
    client.post(path, {"occurrence": str(far.pk)})
    link = EventLink.objects.get()
    assert (link.event, link.occurrence) == (event, far)
    client.post(reverse("plans:event_unlink", args=[link.pk]), {"next": path})
    assert client.get(path).context["links"] == []
    foreign = make_item(make_plan()).occurrences.get()
    assert client.post(path, {"occurrence": str(foreign.pk)}).status_code == 404


def test_an_event_of_several_plans_alone_has_no_page(client: Client, event: Event, coordinator: User) -> None:
    Event.objects.update(is_joint=False)
    assert ask(client, coordinator, url("joint_event_detail", event)).status_code == 404


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same_for_any_length(
    client: Client,
    project: Project,
    editor: User,
    own: Organization,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        make_guest(make_joint_event(project, starts_at=timezone.now() + SOON, organizer=own), own)
    client.force_login(editor)
    client.get(reverse("network:account"))
    with django_assert_num_queries(7):
        client.get(reverse("plans:joint_events", args=[project.slug]))


@pytest.mark.parametrize("rows", [1, 20])
def test_the_event_costs_the_same_for_any_number_of_guests(
    client: Client,
    event: Event,
    editor: User,
    own: Organization,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        make_guest(event, own, f"Гость {number}", person=make_person(organization=own))
    client.force_login(editor)
    client.get(reverse("network:account"))
    with django_assert_num_queries(15):
        client.get(url("joint_event_detail", event))


@pytest.mark.parametrize("rows", [1, 20])
def test_linking_costs_the_same_for_any_number_of_windows(
    client: Client, project: Project, coordinator: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    event = make_joint_event(project)
    for number in range(rows):
        plan = make_plan(project, title=f"План {number}")
        EventLink.objects.create(event=event, occurrence=make_item(plan, "Слёт").occurrences.get())
        make_item(plan, "Семинар")
    client.force_login(coordinator)
    client.get(reverse("network:account"))
    for query, queries in (("", 8), ("?q=семинар", 9)):
        with django_assert_num_queries(queries):
            answer = client.get(url("joint_event_links", event, query))
        assert (len(answer.context["links"]), len(answer.context["proposed"])) == (rows, rows)


@pytest.mark.parametrize("rows", [1, 20])
def test_marks_of_attendance_cost_the_same_for_any_number_of_windows(
    client: Client,
    project: Project,
    coordinator: User,
    editor: User,
    own: Organization,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    event = make_joint_event(project)
    make_guest(event, own, attended=True)
    for number in range(rows):
        item = make_item(make_plan(project, title=f"План {number}"), responsible=own)
        EventLink.objects.create(event=event, occurrence=item.occurrences.get())
    for user in (coordinator, editor):
        client.force_login(user)
        with django_assert_num_queries(18):
            answer = client.get(url("joint_event_marks", event))
        assert len(answer.context["proposals"]) == rows
