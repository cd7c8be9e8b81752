"""The passport of a document on its way into the project, and back out."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from network.models import Municipality, Organization, User
from plans.importing import to_plain
from plans.importing.passport import ActDraft, MemberDraft, PassportDraft, SectionDraft
from plans.importing.passport.draft import ItemDraft
from plans.models import PlanImport
from plans.queries.importing.passport import level_of, passport_of_import, review_of_passport
from plans.queries.importing.state import ImportState
from plans.services.importing.passport import NOTHING_NEW, confirm_passport, save_passport, start_passport
from plans.services.importing.undoing import SETTLED, undo_import
from projects.models import NormativeAct, Participation, PassportSection, Project
from projects.services.passport import write_section
from tests.makers import history_of, make_municipality, make_organization, make_project, make_user
from tests.plans.importing.passport.documents import DOCUMENT

pytestmark = pytest.mark.django_db

PASSPORT = PassportDraft(
    sections=(
        SectionDraft("1", "Цель", "Помочь молодым.", level=1),
        SectionDraft("1.1", "Задачи", "Собрать.\nОбучить.", level=2),
        SectionDraft("2", "Итоги", "Сборник.", level=1),
    ),
    acts=(
        ActDraft("Региональный уровень", "Приказ управления образования от 12.03.2031 № 15 «О школе наставников»"),
        ActDraft("", "Дорожная карта"),
    ),
    participants=(
        MemberDraft("Речной район", "Лицей «Росток»"),
        MemberDraft(None, "Школа № 5"),
        MemberDraft("Озёрный район", None),
    ),
    network_acts=(
        ItemDraft("1.", "Два договора"),
        ItemDraft("2.", "Приказ № 8 «О сети»;"),
    ),
)


@pytest.fixture
def project() -> Project:
    return make_project(coordinator=make_user())


@pytest.fixture
def actor(project: Project) -> User:
    return project.roles.get().user


def outline(project: Project) -> list[tuple[int, str, str, str]]:
    return [(row.level, row.number, row.heading, row.text) for row in project.passport_sections.all()]


def waiting(project: Project, actor: User, draft: PassportDraft = PASSPORT) -> PlanImport:
    kept = to_plain(ImportState(passport=draft))
    return PlanImport.objects.create(project=project, author=actor, filename="паспорт.docx", draft=kept)


def test_everything_is_saved(project: Project, actor: User) -> None:
    saved = save_passport(project, PASSPORT, actor=actor)

    assert (saved.sections, saved.acts, saved.participants) == (3, 3, 2)
    assert saved.words == "Добавлено: 3 раздела, 3 акта, 2 участника."
    assert outline(project) == [
        (1, "1", "Цель", "Помочь молодым."),
        (2, "1.1", "Задачи", "Собрать.\nОбучить."),
        (1, "2", "Итоги", "Сборник."),
    ]
    acts = project.acts.values_list("level", "kind", "number", "dated_on", "issuer", "title", "order")
    assert list(acts) == [
        ("regional", "Приказ", "15", date(2031, 3, 12), "управления образования", "О школе наставников", 0),
        ("unknown", "", "", None, "", "", 1),
        ("unknown", "Приказ", "8", None, "", "О сети", 2),
    ]
    parts = Participation.objects.filter(project=project).order_by("pk")
    assert [(part.organization.full_name, str(part.organization.municipality or "")) for part in parts] == [
        ("Лицей «Росток»", "Речной район"),
        ("Школа № 5", ""),
    ]
    assert history_of(PassportSection).earliest().history_user == actor


def test_a_second_time_changes_nothing(project: Project, actor: User) -> None:
    save_passport(project, PASSPORT, actor=actor)
    section = project.passport_sections.get(heading="Цель")
    write_section(section.pk, 1, {"number": "1", "heading": "Цель", "text": "Иначе."}, actor=actor)

    saved = save_passport(project, PASSPORT, actor=actor)

    assert (saved.sections, saved.acts, saved.participants, saved.words) == (0, 0, 0, NOTHING_NEW)
    assert outline(project)[0] == (1, "1", "Цель", "Иначе.")
    assert [choice.is_changed for choice in review_of_passport(project, PASSPORT, {}).sections] == [True, False, False]


def test_a_new_section_stands_behind_the_one_before_it(project: Project, actor: User) -> None:
    first, _, last = PASSPORT.sections
    save_passport(project, PassportDraft(sections=(first, last)), actor=actor)

    save_passport(project, PASSPORT, actor=actor)

    assert [row[2] for row in outline(project)] == ["Цель", "Задачи", "Итоги"]


def test_equal_headings_are_told_apart_by_their_numbers(project: Project, actor: User) -> None:
    twice = PassportDraft(sections=(SectionDraft("3", "Затрат нет"), SectionDraft("16", "Затрат нет")))
    save_passport(project, PassportDraft(sections=twice.sections[1:]), actor=actor)

    choices = review_of_passport(project, twice, {}).sections

    assert [choice.known.number if choice.known else None for choice in choices] == ["16", None]
    save_passport(project, twice, actor=actor)
    assert [choice.known is None for choice in review_of_passport(project, twice, {}).sections] == [False, False]


def test_a_heading_of_marks_alone_stands_for_its_line(project: Project, actor: User) -> None:
    save_passport(project, PassportDraft(sections=(SectionDraft("1", "", source="1. («»)"),)), actor=actor)
    assert outline(project) == [(1, "1", "1. («»)", "")]


def test_parts_that_are_too_long_stay_in_the_text(project: Project, actor: User) -> None:
    text = f"Приказ {'управления ' * 60}от 12.03.2031 № {'1' * 150}"
    save_passport(project, PassportDraft(acts=(ActDraft("Муниципальный уровень", text),)), actor=actor)
    assert project.acts.values_list("level", "text", "number", "issuer").get() == ("municipal", text.strip(), "", "")


def test_only_what_was_picked_is_saved(project: Project, actor: User) -> None:
    saved = confirm_passport(waiting(project, actor), {"section-2", "act-2", "organization-1"}, {}, actor=actor)

    assert saved.words == "Добавлено: 1 раздел, 1 акт, 1 участник."
    assert [row[2] for row in outline(project)] == ["Итоги"]
    assert [act.text for act in project.acts.all()] == ["Дорожная карта"]
    assert [part.organization.full_name for part in project.participations.all()] == ["Школа № 5"]


def test_an_import_is_confirmed_once_and_taken_back_whole(project: Project, actor: User) -> None:
    plan_import = waiting(project, actor)
    confirm_passport(plan_import, {"section-0", "act-1", "organization-0"}, {}, actor=actor)
    with pytest.raises(ValidationError, match=SETTLED):
        confirm_passport(plan_import, {"section-0"}, {}, actor=actor)

    undo_import(plan_import, actor=actor)

    assert (outline(project), project.acts.count(), project.participations.count()) == ([], 0, 0)
    assert not Organization.objects.filter(full_name="Лицей «Росток»").exists()


def test_an_import_whose_section_was_edited_stays(project: Project, actor: User) -> None:
    plan_import = waiting(project, actor)
    confirm_passport(plan_import, {"section-0"}, {}, actor=actor)
    section = project.passport_sections.get()
    write_section(section.pk, 1, {"number": "1", "heading": "Цель", "text": "Иначе."}, actor=actor)

    with pytest.raises(ValidationError, match="её строки исправляли"):
        undo_import(plan_import, actor=actor)

    assert outline(project) == [(1, "1", "Цель", "Иначе.")]


def test_an_import_of_a_plan_holds_no_passport(project: Project, actor: User) -> None:
    plan_import = PlanImport.objects.create(
        project=project, author=actor, filename="план.docx", draft=to_plain(ImportState())
    )
    assert passport_of_import(plan_import) is None
    with pytest.raises(ValidationError, match=SETTLED):
        confirm_passport(plan_import, set(), {}, actor=actor)


def test_known_organisations_are_not_made_anew(project: Project, actor: User) -> None:
    known = make_organization("Лицей Росток", municipality=make_municipality("Речной район"))

    save_passport(project, PASSPORT, actor=actor)

    assert project.participations.order_by("pk").first().organization == known  # type: ignore[union-attr]


def test_a_name_known_in_another_municipality_is_asked_about(project: Project, actor: User) -> None:
    other = make_organization("Лицей «Росток»", municipality=make_municipality("Степной район"))
    review = review_of_passport(project, PASSPORT, {})
    assert [(each.name, each.candidates) for each in review.doubtful] == [("Лицей «Росток»", (other,))]

    with pytest.raises(ValidationError, match="Скажите, какая это организация: «Лицей «Росток»»"):
        save_passport(project, PASSPORT, {"organization-0"}, actor=actor)
    saved = save_passport(project, PASSPORT, actor=actor)
    assert saved.participants == 1

    save_passport(project, PASSPORT, {"organization-0"}, {"organization-0": "new"}, actor=actor)
    made = Organization.objects.filter(full_name="Лицей «Росток»").exclude(pk=other.pk).get()
    assert made.municipality == Municipality.objects.get(name="Речной район")


def test_one_organisation_in_two_spellings_takes_part_once(project: Project, actor: User) -> None:
    known = make_organization("Лицей «Росток»", aliases=["Росток-лицей"])
    members = (MemberDraft(None, "Лицей «Росток»"), MemberDraft(None, "Росток-лицей"))

    save_passport(project, PassportDraft(participants=members), actor=actor)

    assert [part.organization for part in project.participations.all()] == [known]


def test_places_without_an_organisation_are_told(project: Project) -> None:
    assert review_of_passport(project, PASSPORT, {}).places == ("Озёрный район",)


def test_acts_that_look_like_one_are_told(project: Project) -> None:
    first = "Приказ управления образования от 12.03.2031 № 15 «О школе наставников»"
    acts = (ActDraft("", first), ActDraft("", first.replace("15", "16")), ActDraft("", first), ActDraft("", "«…»"))
    doubts = [each.doubts for each in review_of_passport(project, PassportDraft(acts=acts), {}).acts]
    assert doubts == [
        (),
        ("Похоже на тот же акт (строка 1 этого списка): одно название, но два номера: № 15 и № 16.",),
    ]


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Федеральный уровень", "federal"),
        ("Республиканский уровень", "federal"),
        ("Краевой уровень", "regional"),
        ("Районный уровень", "municipal"),
        ("Институциональный уровень", "local"),
        ("Международный уровень", "international"),
        ("", "unknown"),
    ],
)
def test_levels(words: str, level: str) -> None:
    assert level_of(words) == NormativeAct.Level(level)


def test_a_document_waits_until_it_is_confirmed(project: Project, actor: User) -> None:
    plan_import = start_passport(project, DOCUMENT, "паспорт.docx", author=actor)

    passport = passport_of_import(plan_import)
    assert passport is not None
    assert passport.title == "Мастерская наставников"
    assert (plan_import.state, outline(project)) == (PlanImport.State.REVIEW, [])
