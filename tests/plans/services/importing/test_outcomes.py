"""A matrix, criteria and participants on their way from a document into the project, and back out."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from network.models import Municipality, Organization, User
from plans.importing import read_plan
from plans.importing.draft import DraftPlan
from plans.models import PlanImport, Responsibility
from plans.queries.importing.outcomes import outcome_of
from plans.services.importing.outcomes import CHANGED, EDITED, GROWN, TICKED, USED, save_outcome, undo_outcome
from projects.models import Criterion, Direction, Indicator, MatrixEntry, Participation, PlannedResult, Project, Stage
from projects.services.outcomes import NewIndicator, add_indicators, write_entry
from tests.makers import (
    make_agreement,
    make_group,
    make_item,
    make_mark,
    make_organization,
    make_plan,
    make_project,
    make_section,
    make_stage,
    make_user,
)
from tests.plans.importing.office_files import csv

pytestmark = pytest.mark.django_db
MATRIX = (
    ("Этап", "Методическая работа", "Работа с детьми", "Планируемые результаты"),
    (
        "Первый (январь 2022 – май 2022)",
        "1. Обучение:\nлекции\n2. Подбор пособий",
        "1. Кружки",
        "1. Сборник",
    ),
    ("Второй (сентябрь 2022 – май 2023)", "1. Обмен опытом", "1. Походы", "1. Сеть школ\n2. Сайт"),
)
CRITERIA = (
    ("Критерий", "Показатель", "Единица измерения", "Исходное значение", "Планируемое значение"),
    ("Охват", "Доля педагогов", "%", "10", "50"),
    ("", "Число встреч", "ед.", "0", "9"),
    ("Качество", "Отзывы", "", "", ""),
)
MEMBERS = (
    ("№", "Муниципалитет", "Организация"),
    ("1", "Заречный район", "Центр «Лад»"),
    ("2", "", "Школа № 5"),
    ("3", "Луговой район", "Школа № 7"),
)


@pytest.fixture
def project() -> Project:
    return make_project(coordinator=make_user())


@pytest.fixture
def actor() -> User:
    return make_user()


def read(rows: tuple[tuple[str, ...], ...]) -> DraftPlan:
    return read_plan(csv(rows), "таблица.csv")[0]


def kept(project: Project, undo: dict[str, Any]) -> PlanImport:
    return PlanImport(project=project, undo=undo)


def test_matrix_brings_stages_directions_works_and_results(project: Project, actor: User) -> None:
    words, _ = save_outcome(project, read(MATRIX), {}, actor=actor)
    assert words == ("Добавлено: этапы — 2, направления — 2, работы этапов — 5, планируемые результаты — 3.")
    stage = Stage.objects.get(title="Второй")
    assert stage.period_text == "сентябрь 2022 – май 2023"
    assert (str(stage.starts_on), str(stage.ends_on)) == ("2022-09-01", "2023-05-31")
    entry = MatrixEntry.objects.get(stage__title="Первый", direction__title="Методическая работа", number="1.")
    assert entry.text == "Обучение:\nлекции"
    assert [result.text for result in PlannedResult.objects.filter(stage=stage)] == ["Сеть школ", "Сайт"]


def test_matrix_goes_to_stages_that_are_there(project: Project, actor: User) -> None:
    there = make_stage(project, "первый")
    save_outcome(project, read(MATRIX), {}, actor=actor)
    assert Stage.objects.filter(project=project).count() == 2
    assert there.matrix_entries.count() == 3


def test_same_matrix_again_brings_nothing(project: Project, actor: User) -> None:
    save_outcome(project, read(MATRIX), {}, actor=actor)
    outcome = outcome_of(project, read(MATRIX), {})
    assert (outcome.counts, outcome.same) == ([], 8)


def test_names_are_corrected_before_saving(project: Project, actor: User) -> None:
    save_outcome(project, read(MATRIX), {"stage-0": "Подгото\x00вительный", "direction-1": "С детьми"}, actor=actor)
    assert [stage.title for stage in project.stages.order_by("order")] == ["Подготовительный", "Второй"]
    assert [row.title for row in project.directions.order_by("order")] == ["Методическая работа", "С детьми"]


def test_criteria_keep_units_and_values(project: Project, actor: User) -> None:
    save_outcome(project, read(CRITERIA), {}, actor=actor)
    assert [row.title for row in Criterion.objects.order_by("order")] == ["Охват", "Качество"]
    found = Indicator.objects.filter(criterion__title="Охват").order_by("order")
    assert [(each.title, each.unit, each.baseline, each.target) for each in found] == [
        ("Доля педагогов", "%", "10", "50"),
        ("Число встреч", "ед.", "0", "9"),
    ]


def test_participants_are_found_or_made(project: Project, actor: User) -> None:
    known = make_organization("Центр Лад")
    save_outcome(project, read(MEMBERS), {}, actor=actor)
    inside = Participation.objects.filter(project=project).select_related("organization__municipality")
    names = {part.organization.short_name: str(part.organization.municipality or "") for part in inside}
    assert names == {"Центр Лад": "", "Школа № 5": "Заречный район", "Школа № 7": "Луговой район"}
    assert inside.filter(organization=known).exists()
    assert Municipality.objects.count() == 2


def test_short_names_and_roles_of_a_list(project: Project, actor: User) -> None:
    rows = (
        ("№", "Муниципалитет", "Полное наименование организации", "Краткое наименование", "Роль в проекте"),
        ("1", "Заречный район", "Методический центр Заречного района", "МКУ «ИМЦ»", "опорный центр"),
        ("2", "Луговой район", "Методический центр Лугового района", "МКУ ИМЦ", ""),
        ("3", "Луговой район", "Луговая школа искусств", "ДШИ", "площадка"),
    )
    save_outcome(project, read(rows), {}, actor=actor)
    inside = Participation.objects.filter(project=project).select_related("organization").order_by("pk")
    assert [(part.organization.short_name, part.role) for part in inside] == [
        ("МКУ «ИМЦ» (Заречный район)", "опорный центр"),
        ("МКУ ИМЦ (Луговой район)", ""),
        ("ДШИ", "площадка"),
    ]
    assert inside[1].organization.aliases.filter(name="МКУ ИМЦ").exists()


def test_one_of_several_organisations_is_never_guessed(project: Project, actor: User) -> None:
    for _ in range(2):
        make_organization("Школа № 7")
    with pytest.raises(ValidationError, match="Скажите, какая это организация: «Школа № 7»"):
        save_outcome(project, read(MEMBERS), {}, actor=actor)
    assert Participation.objects.filter(project=project).count() == 0


def test_person_says_which_of_several_it_is(project: Project, actor: User) -> None:
    first, _ = (make_organization("Школа № 7") for _ in range(2))
    save_outcome(project, read(MEMBERS), {"organization-2": str(first.pk)}, actor=actor)
    assert Participation.objects.filter(project=project, organization=first).exists()


def test_slip_of_the_pen_is_asked_about(project: Project, actor: User) -> None:
    make_organization("Центр «Ладъ»")
    with pytest.raises(ValidationError, match="Скажите, какая это организация: «Центр «Лад»»"):
        save_outcome(project, read(MEMBERS), {}, actor=actor)
    save_outcome(project, read(MEMBERS), {"organization-0": "new"}, actor=actor)
    assert Participation.objects.filter(project=project).count() == 3


def test_near_spelling_that_was_chosen_is_the_same_organisation(project: Project, actor: User) -> None:
    known = make_organization("Центр «Ладъ»")
    save_outcome(project, read(MEMBERS), {"organization-0": str(known.pk)}, actor=actor)
    assert Participation.objects.filter(project=project, organization=known).exists()


@pytest.mark.parametrize("rows", [MATRIX, CRITERIA, MEMBERS])
def test_undo_leaves_the_project_as_it_was(project: Project, actor: User, rows: tuple[tuple[str, ...], ...]) -> None:
    models = (Stage, Direction, MatrixEntry, PlannedResult, Criterion, Indicator, Participation, Organization)
    before = [model.objects.count() for model in models]
    _, undo = save_outcome(project, read(rows), {}, actor=actor)
    assert [model.objects.count() for model in models] != before
    undo_outcome(kept(project, undo), actor=actor)
    assert [model.objects.count() for model in models] == before


def test_undo_takes_participants_out_of_their_group(project: Project, actor: User) -> None:
    everybody = make_group(project.organization, "участники сети")
    _, undo = save_outcome(project, read(MEMBERS), {}, actor=actor)
    assert everybody.organizations.count() == 3
    undo_outcome(kept(project, undo), actor=actor)
    assert (everybody.organizations.count(), Organization.objects.filter(short_name="Школа № 5").count()) == (0, 0)


def test_undo_leaves_an_organization_that_somebody_has_written_about(project: Project, actor: User) -> None:
    _, undo = save_outcome(project, read(MEMBERS), {}, actor=actor)
    kept_one = Organization.objects.get(short_name="Школа № 5")
    make_agreement(project, kept_one)
    undo_outcome(kept(project, undo), actor=actor)
    assert Participation.objects.filter(project=project).count() == 0
    assert list(Organization.objects.filter(short_name__in=["Школа № 5", "Школа № 7"])) == [kept_one]


def test_undo_is_refused_once_items_stand_there(project: Project, actor: User) -> None:
    _, undo = save_outcome(project, read(MATRIX), {}, actor=actor)
    make_item(make_plan(project), stage=Stage.objects.get(title="Первый"))
    with pytest.raises(ValidationError, match=USED):
        undo_outcome(kept(project, undo), actor=actor)
    assert Stage.objects.count() == 2


def test_undo_is_refused_once_results_are_reached(project: Project, actor: User) -> None:
    _, undo = save_outcome(project, read(MATRIX), {}, actor=actor)
    PlannedResult.objects.filter(text="Сайт").update(state=PlannedResult.State.ACHIEVED)
    with pytest.raises(ValidationError, match=CHANGED):
        undo_outcome(kept(project, undo), actor=actor)


def test_undo_is_refused_once_works_were_added(project: Project, actor: User) -> None:
    _, undo = save_outcome(project, read(MATRIX), {}, actor=actor)
    entry = MatrixEntry(
        project=project, stage=Stage.objects.get(title="Второй"), direction=Direction.objects.order_by("order")[0]
    )
    write_entry(entry, "2.", "Встречи районов", actor=actor)
    with pytest.raises(ValidationError, match=GROWN):
        undo_outcome(kept(project, undo), actor=actor)
    assert MatrixEntry.objects.filter(text="Встречи районов").count() == 1


def test_undo_is_refused_once_indicators_were_added(project: Project, actor: User) -> None:
    _, undo = save_outcome(project, read(CRITERIA), {}, actor=actor)
    add_indicators(Criterion.objects.get(title="Охват"), [NewIndicator("3", "Число школ")], actor=actor)
    with pytest.raises(ValidationError, match=GROWN):
        undo_outcome(kept(project, undo), actor=actor)
    assert Indicator.objects.filter(title="Число школ").count() == 1


def test_undo_is_refused_once_words_were_corrected(project: Project, actor: User) -> None:
    _, undo = save_outcome(project, read(MATRIX), {}, actor=actor)
    write_entry(MatrixEntry.objects.get(text="Походы"), "1.", "Походы и слёты", actor=actor)
    with pytest.raises(ValidationError, match=EDITED):
        undo_outcome(kept(project, undo), actor=actor)
    assert MatrixEntry.objects.filter(text="Походы и слёты").count() == 1


def test_undo_is_refused_once_a_section_stands_in_a_stage(project: Project, actor: User) -> None:
    _, undo = save_outcome(project, read(MATRIX), {}, actor=actor)
    make_section(make_plan(project), stage=Stage.objects.get(title="Первый"))
    with pytest.raises(ValidationError, match=USED):
        undo_outcome(kept(project, undo), actor=actor)


def test_undo_is_refused_once_a_participant_has_ticked(project: Project, actor: User) -> None:
    school = make_organization("Центр Лад")
    _, undo = save_outcome(project, read(MEMBERS), {}, actor=actor)
    item = make_item(make_plan(project))
    Responsibility.objects.create(item=item, organization=school)
    make_mark(item, organization=school)
    with pytest.raises(ValidationError, match=TICKED):
        undo_outcome(kept(project, undo), actor=actor)
    assert Participation.objects.filter(organization=school).count() == 1
