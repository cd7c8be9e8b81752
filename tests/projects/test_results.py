"""Planned results: their words, how they stand, files that show them, who said what."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from network.models import User
from projects.models import Council, CouncilMeeting, Objective, PlannedResult, Project, ProjectFile
from projects.queries.notes import project_notes
from projects.queries.outline import result_files, result_steps
from projects.services.outcomes import set_result
from tests.makers import make_member, make_organization, make_project, make_stage, make_user

PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n0\n%%EOF\n"


@pytest.fixture
def coordinator(db: None) -> User:
    return make_user()


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator)


@pytest.fixture
def result(project: Project) -> PlannedResult:
    return PlannedResult.objects.create(project=project, stage=make_stage(project), text="Сборник бесед")


@pytest.fixture
def page(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def said(**more: object) -> dict[str, object]:
    return {"number": "", "text": "Сборник бесед", "state": "achieved", "evidence": "издан", **more}


def test_a_result_is_shown_by_words_and_a_file(page: Client, result: PlannedResult) -> None:
    address = reverse("projects:result_edit", args=[result.pk])
    page.post(address, said(file=SimpleUploadedFile("сборник.pdf", PDF), audience="coordinators"))
    result.refresh_from_db()
    assert (result.state, result.evidence) == ("achieved", "издан")
    assert [(file.title, file.audience) for file in result_files(result)] == [("сборник.pdf", "coordinators")]
    page.post(address, said(drop=[result_files(result)[0].pk]))
    assert (result_files(result), ProjectFile.objects.count()) == ([], 0)


def test_a_disguised_file_loses_nothing_that_was_typed(page: Client, result: PlannedResult) -> None:
    disguised = SimpleUploadedFile("сборник.pdf", b"MZ\x90\x00")
    answer = page.post(
        reverse("projects:result_edit", args=[result.pk]), said(evidence="Набранные слова", file=disguised)
    )
    result.refresh_from_db()
    assert (answer.status_code, "Набранные слова" in answer.content.decode()) == (422, True)
    assert (result.evidence, ProjectFile.objects.count()) == ("", 0)


def test_who_said_what_of_a_result(result: PlannedResult, coordinator: User) -> None:
    set_result(result, "partly", "готова рукопись", actor=coordinator)
    set_result(result, "partly", "готова рукопись", actor=None)
    set_result(result, "achieved", "издан", actor=None)
    assert [(step.state, step.evidence, step.author) for step in result_steps(result)] == [
        ("достигнут", "издан", None),
        ("достигнут частично", "готова рукопись", coordinator),
    ]


def test_a_result_is_added_corrected_and_taken_out(page: Client, project: Project) -> None:
    stage = make_stage(project)
    add = reverse("projects:result_add", args=[project.slug])
    assert page.post(add, {"stage": str(stage.pk), "text": ""}).status_code == 422
    page.post(add, {"stage": str(stage.pk), "number": "1.", "text": "Положение:\nправа;\nнагрузка"})
    row = PlannedResult.objects.get()
    address = reverse("projects:result_edit", args=[row.pk])
    page.post(address, {"number": "2.", "text": "Положение о наставнике", "state": "planned", "evidence": ""})
    row.refresh_from_db()
    assert (row.number, row.text) == ("2.", "Положение о наставнике")
    page.post(address, {"remove": "1"})
    assert PlannedResult.objects.count() == 0


def test_the_matrix_nests_points_and_offers_files_to_whom_they_are_open(
    client: Client, page: Client, project: Project, result: PlannedResult
) -> None:
    project.directions.create(title="Методическое")
    result.text = "Положение:\nправа;\nнагрузка"
    result.save()
    address = reverse("projects:result_edit", args=[result.pk])
    page.post(address, said(text=result.text, file=SimpleUploadedFile("тайна.pdf", PDF), audience="coordinators"))
    page.post(address, said(text=result.text, file=SimpleUploadedFile("всем.pdf", PDF), audience="network"))
    member = make_organization()
    project.participations.create(organization=member)
    matrix = reverse("plans:matrix", args=[project.slug])
    whole = page.get(matrix).content.decode()
    client.force_login(make_member(member))
    part = client.get(matrix).content.decode()
    assert ("тайна.pdf" in whole, "всем.pdf" in whole) == (True, True)
    assert ("тайна.pdf" in part, "всем.pdf" in part) == (False, True)
    assert '<span role="listitem">права;</span>' in part


def test_figures_of_a_project_for_its_director(project: Project, result: PlannedResult) -> None:
    today = date(2022, 11, 14)
    PlannedResult.objects.create(project=project, stage=result.stage, text="Справка", evidence="подписана")
    Objective.objects.create(project=project, text="Обучить наставников")
    council = Council.objects.create(project=project, title="Совет")
    CouncilMeeting.objects.create(council=council, held_on=date(2022, 11, 1))
    coming = CouncilMeeting.objects.create(council=council, held_on=date(2022, 12, 1))
    notes = project_notes(project, today)
    assert (notes.results_shown, notes.results, notes.bare_objectives) == (1, 2, 1)
    assert (notes.late_risks, notes.missing_papers, notes.meeting) == (0, 0, coming)


def test_the_coordinator_of_an_archived_project_is_offered_the_way_back(page: Client, project: Project) -> None:
    project.state = Project.State.ARCHIVED
    project.save()
    address = reverse("projects:passport", args=[project.slug])
    way = reverse("projects:project_state", args=[project.slug])
    assert way in page.get(address).content.decode()
    page.force_login(make_user(is_staff=True))
    assert way not in page.get(address).content.decode()
