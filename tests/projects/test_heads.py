"""A project is opened, described and taken through its life."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from network.models import User
from projects.models import Project, ProjectRole
from projects.services.heads import change_state, save_head
from tests.makers import make_organization, make_project, make_user

HEAD = {
    "title": "Полное название\nв две строки",
    "short_title": " Сеть  мастерских ",
    "topic": "",
    "goal": "Собрать сеть",
    "starts_on": date(2022, 9, 1),
    "ends_on": date(2025, 8, 31),
    "country": "BY",
    "time_zone": "Europe/Minsk",
}
POSTED = HEAD | {"starts_on": "2022-09-01", "ends_on": "2025-08-31"}


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


def test_the_title_stays_as_in_the_document(project: Project) -> None:
    save_head(project, HEAD, actor=None)
    project.refresh_from_db()
    assert (project.title, project.short_title) == ("Полное название\nв две строки", "Сеть мастерских")


def test_states_go_step_by_step(project: Project) -> None:
    with pytest.raises(ValidationError, match="нельзя сразу"):
        change_state(project, Project.State.ARCHIVED, actor=None)
    for state in (Project.State.COMPLETED, Project.State.ARCHIVED, Project.State.COMPLETED, Project.State.ACTIVE):
        assert change_state(project, state, actor=None).state == state
    assert change_state(project, Project.State.ACTIVE, actor=None).state == Project.State.ACTIVE
    with pytest.raises(ValidationError, match="nonsense"):
        change_state(project, "nonsense", actor=None)


def test_a_project_without_a_coordinator_does_not_start(db: None) -> None:
    draft = make_project(state=Project.State.DRAFT)
    with pytest.raises(ValidationError, match="координатор"):
        change_state(draft, Project.State.ACTIVE, actor=None)
    draft.refresh_from_db()
    assert draft.state == Project.State.DRAFT


def test_an_archived_project_comes_back_by_its_coordinator_only(page: Client, project: Project) -> None:
    address = reverse("projects:project_state", args=[project.slug])
    page.post(address, {"state": "completed"})
    page.post(address, {"state": "archived"})
    assert page.get(reverse("projects:project_edit", args=[project.slug])).status_code == 403
    assert page.get(address).status_code == 200
    page.force_login(make_user(is_staff=True))
    assert page.get(address).status_code == 403
    page.force_login(ProjectRole.objects.get(project=project).user)
    page.post(address, {"state": "completed"})
    project.refresh_from_db()
    assert project.state == Project.State.COMPLETED


def test_a_wrong_step_gets_a_sentence(page: Client, project: Project) -> None:
    address = reverse("projects:project_state", args=[project.slug])
    assert "нельзя сразу перейти" in page.post(address, {"state": "archived"}, follow=True).content.decode()


def test_wrong_days_lose_nothing_that_was_typed(page: Client, project: Project) -> None:
    address = reverse("projects:project_edit", args=[project.slug])
    answer = page.post(address, POSTED | {"ends_on": "2021-08-31", "goal": "Набранная цель", "time_zone": "Марс"})
    body = answer.content.decode()
    assert (answer.status_code, "Набранная цель" in body) == (422, True)
    assert "Проект не может закончиться раньше, чем начался." in body
    assert "Часового пояса «Марс» нет." in body
    page.post(address, POSTED)
    project.refresh_from_db()
    assert (project.goal, project.ends_on) == ("Собрать сеть", date(2025, 8, 31))


def test_a_coordinator_opens_a_project_with_herself(page: Client, project: Project, coordinator: User) -> None:
    address = reverse("projects:project_create")
    own = {"organization": str(project.organization_id), "coordinator": str(coordinator.pk), "state": "active"}
    answer = page.post(address, POSTED | own | {"slug": ""})
    opened = Project.objects.get(short_title="Сеть мастерских")
    assert (answer["Location"], opened.slug) == (reverse("projects:passport", args=[opened.slug]), "set-masterskih")
    assert [(role.user, role.role) for role in opened.roles.all()] == [(coordinator, "coordinator")]
    taken = page.post(address, POSTED | own | {"slug": "SET-masterskih"})
    assert (taken.status_code, "Такой адрес уже занят" in taken.content.decode()) == (422, True)
    page.post(address, POSTED | own | {"slug": ""})
    assert Project.objects.filter(slug="set-masterskih-2").count() == 1


def test_a_coordinator_chooses_neither_others_nor_strange_institutions(page: Client, project: Project) -> None:
    said = POSTED | {"organization": str(make_organization().pk), "coordinator": str(make_user().pk), "state": "draft"}
    answer = page.post(reverse("projects:project_create"), said | {"slug": ""})
    body = answer.content.decode()
    assert (answer.status_code, Project.objects.count()) == (422, 1)
    assert ("Такого учреждения в списке нет." in body, "Такой учётной записи нет." in body) == (True, True)


def test_an_administrator_opens_a_project_for_anybody(client: Client, db: None) -> None:
    client.force_login(make_user(is_staff=True))
    other, organization = make_user(), make_organization()
    said = {"organization": str(organization.pk), "coordinator": str(other.pk), "state": "draft", "slug": ""}
    client.post(reverse("projects:project_create"), POSTED | said)
    assert [(row.organization, row.state) for row in Project.objects.all()] == [(organization, "draft")]
