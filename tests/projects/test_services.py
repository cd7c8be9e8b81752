"""Opening a project, its roles, stages, directions and participants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from network.models import User
from projects.models import Direction, Project, ProjectRole, Stage
from projects.services import (
    NO_COORDINATOR,
    NewProject,
    NewStage,
    add_directions,
    add_participant,
    add_stages,
    create_project,
    grant_role,
    revoke_role,
)
from tests.makers import make_organization, make_project, make_role, make_user

pytestmark = pytest.mark.django_db


def new_project(**fields: object) -> NewProject:
    known = NewProject(
        slug="seti",
        title="Создание сети наставничества",
        short_title="Сеть наставничества",
        organization=make_organization(),
        starts_on=date(2022, 9, 1),
        ends_on=date(2025, 8, 31),
    )
    return replace(known, **fields)  # type: ignore[arg-type]


def author_of(row: Any) -> User:
    author: User = row.history.latest().history_user
    return author


def test_project_is_opened_with_its_coordinator() -> None:
    user = make_user()
    project = create_project(new_project(), coordinators=[user], actor=user)
    assert (project.slug, project.state) == ("seti", "active")
    assert [(role.user, role.role) for role in project.roles.all()] == [(user, "coordinator")]
    assert author_of(project) == user


def test_active_project_needs_a_coordinator_and_a_draft_does_not() -> None:
    with pytest.raises(ValidationError, match=NO_COORDINATOR):
        create_project(new_project(), coordinators=[], actor=None)
    assert Project.objects.count() == 0
    create_project(new_project(state=Project.State.DRAFT), coordinators=[], actor=None)
    assert Project.objects.count() == 1


def test_project_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="не может закончиться раньше"):
        create_project(new_project(ends_on=date(2022, 8, 31)), coordinators=[make_user()], actor=None)


def test_role_is_granted_once() -> None:
    project, user = make_project(), make_user()
    first = grant_role(project, user, ProjectRole.Role.OBSERVER, actor=None)
    assert grant_role(project, user, ProjectRole.Role.OBSERVER, actor=None) == first
    assert project.roles.count() == 1


def test_unknown_role_is_refused() -> None:
    with pytest.raises(ValidationError):
        grant_role(make_project(), make_user(), "tsar", actor=None)


def test_last_coordinator_of_an_active_project_stays() -> None:
    project = make_project(coordinator=make_user())
    with pytest.raises(ValidationError, match=NO_COORDINATOR):
        revoke_role(project.roles.get(), actor=None)
    make_role(project, ProjectRole.Role.COORDINATOR)
    revoke_role(project.roles.order_by("pk")[0], actor=None)
    assert project.roles.count() == 1


def test_stages_and_directions_go_behind_those_that_are_there() -> None:
    project, actor = make_project(), make_user()
    add_stages(project, [NewStage("Подготовительный"), NewStage("Практический", "2023 год")], actor=actor)
    add_stages(project, [NewStage("Обобщающий")], actor=actor)
    add_directions(project, ["Методическое", "Кадровое"], actor=actor)
    assert list(Stage.objects.values_list("order", "title")) == [
        (0, "Подготовительный"),
        (1, "Практический"),
        (2, "Обобщающий"),
    ]
    assert list(Direction.objects.values_list("order", "title")) == [(0, "Методическое"), (1, "Кадровое")]
    assert {author_of(stage) for stage in Stage.objects.all()} == {actor}


def test_an_organization_takes_part_once() -> None:
    project, organization = make_project(), make_organization()
    add_participant(project, organization, role="мастерская", actor=None)
    with pytest.raises(ValidationError, match="уже участвует"):
        add_participant(project, organization, actor=None)
