"""Acts, risks and councils of a project: the writing and the pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from network.models import Person, User
from projects.access import coordinated_projects
from projects.models import (
    Council,
    CouncilMeeting,
    CouncilMember,
    NormativeAct,
    Participation,
    Project,
    ProjectFile,
    ProjectRole,
    Risk,
)
from projects.queries.acts import act_rows, acts_of
from projects.queries.councils import council_meetings_of, meetings_of, members_of
from projects.queries.risks import Weight, risk_matrix, risk_rows, risks_asked_of, risks_late, weight_of
from projects.services.acts import add_acts, write_act
from projects.services.councils import Seat, remove_council, set_members, write_council, write_meeting
from projects.services.risks import write_risk
from tests.makers import make_member, make_organization, make_person, make_project, make_role, make_user

TODAY = date(2022, 11, 14)
PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n0\n%%EOF\n"
LINES = (
    "1. Приказ управления образования от 01.02.2020 № 5 «О сетевых мастерских»\n"
    "2. Приказ управления образования от 01.02.2020 № 15 «О сетевых мастерских»\n"
    "3. Устав учреждения"
)


@pytest.fixture
def coordinator(db: None) -> User:
    return make_user()


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator)


@pytest.fixture
def page(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def act(text: str, **parts: object) -> dict[str, object]:
    return {"text": text, "level": NormativeAct.Level.UNKNOWN, **parts}


def risk(project: Project, text: str = "Мало наставников", **said: object) -> Risk:
    usual = {"text": text, "likelihood": 3, "impact": 3, "measures": "", "owner": None, "review_on": None}
    return write_risk(Risk(project=project), {**usual, "state": Risk.State.OPEN, **said}, actor=None)


def council(project: Project, title: str = "Координационный совет") -> Council:
    return write_council(Council(project=project), {"kind": "coordination", "title": title, "basis": ""}, actor=None)


def meeting(of: Council, day: date, **said: object) -> CouncilMeeting:
    usual = {"held_on": day, "place": "", "number": "", "agenda": "", "decisions": "", "audience": "coordinators"}
    return write_meeting(CouncilMeeting(council=of), {**usual, **said}, actor=None)


def test_acts_keep_the_order_of_the_document(project: Project) -> None:
    add_acts(project, [act("Устав учреждения"), act("Закон области")], actor=None)
    add_acts(project, [act("Приказ отдела")], actor=None)
    assert [row.text for row in acts_of(project)] == ["Устав учреждения", "Закон области", "Приказ отдела"]
    with pytest.raises(ValidationError):
        add_acts(project, [act(" ")], actor=None)


def test_one_act_with_two_numbers_is_told_at_both_places(project: Project) -> None:
    title = "О сетевых мастерских"
    add_acts(project, [act("Первый", title=title, number="5"), act("Второй", title=title, number="15")], actor=None)
    rows = act_rows(acts_of(project))
    assert [[(doubt.place, doubt.words) for doubt in row.doubts] for row in rows] == [
        [(2, "одно название, но два номера: № 5 и № 15")],
        [(1, "одно название, но два номера: № 5 и № 15")],
    ]


def test_a_new_file_takes_the_place_of_the_old_one(project: Project) -> None:
    (row,) = add_acts(project, [act("Устав")], actor=None)
    write_act(row, act("Устав"), upload=("устав.pdf", PDF), actor=None)
    write_act(row, act("Устав"), upload=("новый устав.pdf", PDF), actor=None)
    assert [(file.title, file.audience) for file in ProjectFile.objects.all()] == [("новый устав.pdf", "network")]
    write_act(row, act("Устав"), drop=True, actor=None)
    row.refresh_from_db()
    assert (row.file, ProjectFile.objects.count()) == (None, 0)


def test_pasted_acts_are_shown_before_they_are_saved(page: Client, project: Project) -> None:
    paste = reverse("projects:acts_paste", args=[project.slug])
    assert page.post(paste, {"lines": " \n", "level": "local"}).status_code == 422
    body = page.post(paste, {"lines": LINES, "level": "local"}).content.decode()
    assert (NormativeAct.objects.count(), "Похоже на тот же акт (строка 1 этого списка)" in body) == (0, True)
    rows = {"acts-TOTAL_FORMS": "2", "acts-INITIAL_FORMS": "2"}
    first = {"text": "Приказ № 5", "level": "local", "kind": "Приказ", "number": "5", "dated_on": "2020-02-01"}
    rows |= {f"acts-0-{name}": value for name, value in (first | {"take": "on"}).items()}
    rows |= {"acts-1-text": "Устав", "acts-1-level": "local"}
    page.post(paste, rows)
    assert [(row.text, row.number, row.dated_on) for row in acts_of(project)] == [("Приказ № 5", "5", date(2020, 2, 1))]


def test_a_wrong_day_in_a_pasted_act_loses_nothing(page: Client, project: Project) -> None:
    rows = {"acts-TOTAL_FORMS": "1", "acts-INITIAL_FORMS": "1", "acts-0-take": "on", "acts-0-level": "local"}
    rows |= {"acts-0-text": "Приказ об опыте", "acts-0-dated_on": "31.02.2020"}
    answer = page.post(reverse("projects:acts_paste", args=[project.slug]), rows)
    body = answer.content.decode()
    assert (answer.status_code, "Приказ об опыте" in body, "Такой даты нет." in body) == (422, True, True)
    untaken = {name: value for name, value in rows.items() if name not in {"acts-0-take", "acts-0-dated_on"}}
    assert page.post(reverse("projects:acts_paste", args=[project.slug]), untaken).status_code == 422


def test_too_many_acts_at_once_get_a_sentence(page: Client, project: Project) -> None:
    answer = page.post(
        reverse("projects:acts_paste", args=[project.slug]),
        {"lines": "\n".join(f"Приказ {number}" for number in range(201)), "level": "local"},
    )
    assert (answer.status_code, "а здесь 201" in answer.content.decode()) == (422, True)


def test_the_register_is_filtered_and_sorted(page: Client, project: Project) -> None:
    add_acts(
        project,
        [
            act("Приказ старый", kind="Приказ", dated_on=date(2019, 1, 1)),
            act("Закон новый", kind="Закон", dated_on=date(2021, 1, 1), level="regional", is_in_force=False),
            act("Устав без даты", level="local"),
        ],
        actor=None,
    )
    address = reverse("projects:acts", args=[project.slug])

    def shown(query: str) -> list[str]:
        rows = page.get(f"{address}?{query}").context["rows"]
        return [row.act.text.split()[0] for row in rows]

    assert shown("sort=date") == ["Закон", "Приказ", "Устав"]
    assert shown("sort=level") == ["Закон", "Устав", "Приказ"]
    assert shown("force=no") == ["Закон"]
    assert shown("kind=Приказ") == ["Приказ"]
    assert shown("q=устава") == ["Устав"]
    assert shown("level=local") == ["Устав"]
    assert shown("doubts=1") == []
    assert shown("level=nonsense") == ["Приказ", "Закон", "Устав"]


def test_an_act_is_read_anew_without_being_saved(page: Client, project: Project) -> None:
    (row,) = add_acts(project, [act("Приказ")], actor=None)
    edit = reverse("projects:act_edit", args=[row.pk])
    answer = page.post(edit, {"text": "Приказ отдела от 01.02.2020 № 8", "reread": "1", "level": "local"})
    row.refresh_from_db()
    assert (answer.status_code, row.number, 'value="8"' in answer.content.decode()) == (200, "", True)
    page.post(edit, {"text": "Приказ", "level": "local", "number": "8", "is_in_force": "on"})
    row.refresh_from_db()
    assert (row.number, row.is_in_force) == ("8", True)
    disguised = SimpleUploadedFile("акт.pdf", b"MZ\x90\x00")
    refused = page.post(edit, {"text": "Набранный акт", "level": "local", "file": disguised})
    assert (refused.status_code, "Набранный акт" in refused.content.decode()) == (422, True)
    page.post(edit, {"remove": "1"})
    assert NormativeAct.objects.count() == 0


@pytest.mark.parametrize("count", [1, 20])
def test_queries_of_the_acts(
    page: Client, project: Project, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add_acts(project, [act(f"Приказ {number}") for number in range(count)], actor=None)
    with django_assert_num_queries(9):
        page.get(reverse("projects:acts", args=[project.slug]))


@pytest.mark.parametrize(
    ("likelihood", "impact", "weight"),
    [(1, 5, Weight.LOW), (2, 3, Weight.MEDIUM), (3, 4, Weight.MEDIUM), (3, 5, Weight.HIGH), (5, 5, Weight.HIGH)],
)
def test_weight_of_a_place(likelihood: int, impact: int, weight: Weight) -> None:
    assert weight_of(likelihood, impact) is weight


def test_a_risk_stands_in_its_cell_until_it_is_closed(project: Project) -> None:
    risk(project, "Открытый", likelihood=4, impact=5)
    risk(project, "Снятый", state=Risk.State.CLOSED)
    matrix = risk_matrix(risk_rows(project, TODAY))
    filled = [(line.likelihood, cell.impact, len(cell.rows)) for line in matrix for cell in line.cells if cell.rows]
    assert ([line.likelihood for line in matrix], filled) == ([5, 4, 3, 2, 1], [(4, 5, 1)])


def test_risks_whose_day_has_come_are_asked_of_coordinators_and_watchers(project: Project, coordinator: User) -> None:
    person = make_person()
    risk(project, "Пора", review_on=TODAY - timedelta(days=3), owner=person)
    risk(project, "Рано", review_on=TODAY + timedelta(days=1), owner=person)
    risk(project, "Снят", review_on=TODAY - timedelta(days=3), state=Risk.State.CLOSED)
    none = Project.objects.none()
    asked = risks_asked_of(coordinated_projects(coordinator), None, TODAY)
    assert [(errand.title, errand.late_days(TODAY)) for errand in asked] == [("Риск: Пора", 3)]
    assert risks_asked_of(none, person.pk, TODAY) == asked
    assert (risks_asked_of(none, None, TODAY), risks_late(project, TODAY)) == ([], 1)


def test_whoever_watches_a_risk_looks_at_it_again(client: Client, project: Project) -> None:
    user = make_user()
    row = risk(project, owner=make_person(user=user), review_on=TODAY)
    client.force_login(user)
    edit = reverse("projects:risk_edit", args=[row.pk])
    said = {"text": row.text, "likelihood": "2", "impact": "2", "state": "open", "owner": str(row.owner_id)}
    gone = client.post(edit, said | {"review_on": "2022-11-14", "measures": "Набранные меры"})
    assert (gone.status_code, "Набранные меры" in gone.content.decode()) == (422, True)
    ahead = timezone.localdate() + timedelta(days=30)
    assert client.post(edit, said | {"review_on": ahead.isoformat()})["Location"] == reverse("reports:cabinet")
    row.refresh_from_db()
    assert (row.likelihood, row.review_on) == (2, ahead)
    client.post(edit, {"remove": "1"})
    assert Risk.objects.count() == 1
    assert client.get(reverse("projects:risks", args=[project.slug])).status_code == 404


def test_who_watched_a_risk_of_a_network_her_organisation_left_opens_it_no_more(
    client: Client, project: Project
) -> None:
    organization = make_organization()
    part = Participation.objects.create(project=project, organization=organization)
    user = make_user()
    person = make_person(organization=organization, user=user)
    row = risk(project, owner=person, review_on=TODAY)
    client.force_login(user)
    edit, none = reverse("projects:risk_edit", args=[row.pk]), Project.objects.none()
    assert (client.get(edit).status_code, len(risks_asked_of(none, person.pk, TODAY))) == (200, 1)
    part.status = Participation.Status.ENDED
    part.save()
    assert (client.get(edit).status_code, risks_asked_of(none, person.pk, TODAY)) == (404, [])
    make_role(project, ProjectRole.Role.OBSERVER, user)
    assert (client.get(edit).status_code, len(risks_asked_of(none, person.pk, TODAY))) == (200, 1)


def test_risks_are_written_and_removed_by_a_coordinator(page: Client, project: Project) -> None:
    add = reverse("projects:risk_add", args=[project.slug])
    said = {"text": "Не хватит времени", "likelihood": "4", "impact": "4", "state": "open"}
    assert page.post(add, said | {"text": ""}).status_code == 422
    page.post(add, said)
    row = Risk.objects.get()
    assert (row.weight, row.owner) == (16, None)
    page.post(reverse("projects:risk_edit", args=[row.pk]), {"remove": "1"})
    assert Risk.objects.count() == 0


@pytest.mark.parametrize("count", [1, 20])
def test_queries_of_the_risks(
    page: Client, project: Project, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        risk(project, f"Риск {number}", owner=make_person())
    with django_assert_num_queries(10):
        page.get(reverse("projects:risks", args=[project.slug]))


def test_members_of_a_council_keep_their_rows(project: Project) -> None:
    body = council(project)
    person = make_person("Ковалёва А.П.", position="методист")
    first, _ = set_members(
        body,
        [Seat("", CouncilMember.Role.CHAIR, person=person), Seat("Гость И.И.", CouncilMember.Role.MEMBER)],
        actor=None,
    )
    assert (first.name, first.position) == ("Ковалёва А.П.", "методист")
    set_members(body, [Seat("", CouncilMember.Role.MEMBER, "старший методист", person)], actor=None)
    assert [(row.pk, row.role, row.position) for row in members_of(body)] == [(first.pk, "member", "старший методист")]


def test_a_council_has_one_chair_and_everybody_once(project: Project) -> None:
    body, person = council(project), make_person("Ковалёва А.П.")
    with pytest.raises(ValidationError, match="Председатель"):
        set_members(body, [Seat(name, CouncilMember.Role.CHAIR) for name in ("А", "Б")], actor=None)
    with pytest.raises(ValidationError, match="дважды"):
        set_members(body, [Seat("", CouncilMember.Role.MEMBER, person=person)] * 2, actor=None)


def test_meetings_are_parted_by_the_day(project: Project) -> None:
    body, person = council(project), make_person()
    days = [TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=7)]
    rows = [meeting(body, day) for day in days]
    set_members(body, [Seat("", CouncilMember.Role.MEMBER, person=person)], actor=None)
    found = meetings_of(body, TODAY)
    assert ([row.pk for row in found.coming], [row.pk for row in found.held]) == (
        [rows[1].pk, rows[2].pk],
        [rows[0].pk],
    )
    assert [row.pk for row in council_meetings_of(person.pk, TODAY)] == [rows[1].pk, rows[2].pk]
    assert council_meetings_of(None, TODAY) == []
    with pytest.raises(ValidationError):
        remove_council(body, actor=None)


def test_decisions_are_for_the_network_and_for_the_council(client: Client, project: Project) -> None:
    body = council(project)
    meeting(body, date(2022, 10, 1), decisions="Решили открыть мастерские")
    expert = make_role(project, ProjectRole.Role.EXPERT)
    address = reverse("projects:council_detail", args=[body.pk])
    client.force_login(expert)
    assert "Решили открыть" not in client.get(address).content.decode()
    set_members(body, [Seat("", CouncilMember.Role.MEMBER, person=make_person(user=expert))], actor=None)
    assert "Решили открыть" in client.get(address).content.decode()
    member = make_organization()
    project.participations.create(organization=member)
    client.force_login(make_member(member))
    assert "Решили открыть" in client.get(address).content.decode()


def test_minutes_for_coordinators_are_offered_to_no_member(client: Client, project: Project) -> None:
    body = council(project)
    said = {"held_on": date(2022, 10, 1), "place": "", "number": "", "agenda": "", "decisions": ""}
    said["audience"] = "coordinators"
    write_meeting(CouncilMeeting(council=body), said, upload=("протокол.pdf", PDF), actor=None)
    member = make_organization()
    project.participations.create(organization=member)
    address = reverse("projects:council_detail", args=[body.pk])
    client.force_login(make_member(member))
    assert "протокол.pdf" not in client.get(address).content.decode()
    client.force_login(make_role(project, ProjectRole.Role.OBSERVER))
    assert "протокол.pdf" in client.get(address).content.decode()


def test_a_council_through_the_pages(page: Client, project: Project) -> None:
    page.post(
        reverse("projects:council_add", args=[project.slug]), {"kind": "expert", "title": "Экспертный", "basis": ""}
    )
    body = Council.objects.get()
    person = make_person(organization=project.organization)
    members = reverse("projects:council_members", args=[body.pk])
    rows = {"members-TOTAL_FORMS": "2", "members-INITIAL_FORMS": "0", "members-0-role": "chair"}
    rows |= {"members-0-person": str(person.pk), "members-1-name": "Гость И.И.", "members-1-role": "chair"}
    twice = page.post(members, rows)
    assert (twice.status_code, "Гость И.И." in twice.content.decode()) == (422, True)
    page.post(members, rows | {"members-1-role": "member"})
    assert [row.name for row in members_of(body)] == [person.short_name, "Гость И.И."]
    foreign = page.post(members, rows | {"members-0-person": str(Person.objects.latest("pk").pk + 1)})
    assert foreign.status_code == 422
    add = reverse("projects:meeting_add", args=[body.pk])
    assert page.post(add, {"agenda": "Набранная повестка", "audience": "network"}).status_code == 422
    file = SimpleUploadedFile("протокол.pdf", PDF)
    page.post(add, {"held_on": "2022-10-01", "agenda": "Итоги", "audience": "network", "file": file})
    row = CouncilMeeting.objects.get()
    assert (row.agenda, row.minutes.title if row.minutes else "") == ("Итоги", "протокол.pdf")
    page.post(reverse("projects:meeting_edit", args=[row.pk]), {"remove": "1"})
    page.post(reverse("projects:council_edit", args=[body.pk]), {"remove": "1"})
    assert Council.objects.count() == 0


@pytest.mark.parametrize("count", [1, 20])
def test_queries_of_the_councils(
    page: Client, project: Project, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        body = council(project, f"Совет {number}")
        set_members(body, [Seat("Гость И.И.", CouncilMember.Role.MEMBER)], actor=None)
        meeting(body, TODAY)
    with django_assert_num_queries(11):
        page.get(reverse("projects:councils", args=[project.slug]))
