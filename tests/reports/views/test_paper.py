"""The page on which an institution says how its papers are laid out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from network.models import Membership, User
from projects.models import Project, ProjectRole
from reports.forms.paper import PaperFormForm, typed_values, with_preset
from reports.models import PaperForm, Report
from reports.queries import report_content
from tests.makers import make_member, make_person, make_plan, make_project, make_role, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/projects/mentors/paper/"


@pytest.fixture
def coordinator() -> User:
    return make_user("coordinator@school.example")


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator, slug="mentors")


@pytest.fixture
def page(client: Client, coordinator: User, project: Project) -> Client:
    client.force_login(coordinator)
    return client


def typed(project: Project, **fields: object) -> dict[str, object]:
    start = typed_values(PaperForm(organization=project.organization))
    # A browser sends a tick only where it is set.
    return {name: value for name, value in {**start, **fields}.items() if value is not False}


def test_saved_form_is_that_of_later_papers(page: Client, project: Project, coordinator: User) -> None:
    said = {"left": 20, "size": 14, "is_serif": "0", "letterhead": "Управление образования\nДворец", "has_stamp": "on"}
    people = {"position_1": "Методист", "name_1": " О.П.  Речная ", "name_3": "А.А. Лесная"}
    answer = page.post(ADDRESS, typed(project, **said, **people, title_progress="Справка о ходе"))
    assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    form = PaperForm.objects.get(organization=project.organization)
    assert form.signers == [{"position": "Методист", "name": "О.П. Речная"}, {"position": "", "name": "А.А. Лесная"}]
    assert form.genre_titles == {"progress": "Справка о ходе"}
    assert form.history.latest().history_user == coordinator  # type: ignore[attr-defined]
    plan = make_plan(project)
    document = report_content(Report(project=project, plan=plan, kind="progress", as_of=plan.ends_on))
    assert (document.rules.left, document.rules.size, document.rules.is_serif) == (20, 14, False)
    assert document.letterhead == ("Управление образования", "Дворец")
    assert document.title[0].text == "Справка о ходе"
    assert [signer.name for signer in document.signers] == ["О.П. Речная", "А.А. Лесная"]


def test_second_save_changes_the_same_row(page: Client, project: Project) -> None:
    for left in (20, 25):
        page.post(ADDRESS, typed(project, left=left))
    assert PaperForm.objects.get().left == 25


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"left": 19}, "Левое поле, мм — целое число от 20 до 60."),
        ({"bottom": "много"}, "Нижнее поле, мм — целое число от 15 до 60."),
        ({"right": ""}, "Правое поле, мм — целое число от 8 до 60."),
    ],
)
def test_wrong_margin_is_told_and_what_was_typed_stays(
    page: Client, project: Project, fields: dict[str, object], words: str
) -> None:
    answer = page.post(ADDRESS, typed(project, approver_name="Л.В. Полевая", **fields))
    assert (answer.status_code, PaperForm.objects.count()) == (422, 0)
    assert words in answer.content.decode()
    assert "Л.В. Полевая" in answer.content.decode()


def test_look_and_preset_save_nothing(page: Client, project: Project) -> None:
    looked = page.post(ADDRESS, typed(project, letterhead="Дворец творчества") | {"look": "1"})
    preset = page.post(ADDRESS, typed(project) | {"preset": "by"})
    assert (looked.status_code, preset.status_code, PaperForm.objects.count()) == (200, 200, 0)
    assert '<p class="mid">Дворец творчества</p>' in looked.content.decode()
    assert "Справка о промежуточных результатах" in preset.content.decode()


def test_look_of_a_script_is_the_picture_alone(page: Client, project: Project) -> None:
    answer = page.post(ADDRESS, typed(project) | {"look": "1"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content.decode().count("<html")) == (200, 0)


def test_presets_give_and_take_their_own_names_alone() -> None:
    typed_ = {"left": 20, "title_progress": "", "title_final": "Свой отчёт"}
    belarus = with_preset(typed_, "by")
    russia = with_preset(belarus, "ru")
    assert (belarus["left"], belarus["dates"], belarus["title_final"]) == (30, "digits", "Свой отчёт")
    assert belarus["title_progress"].startswith("Справка о промежуточных результатах")
    assert (russia["left"], russia["dates"], russia["title_progress"]) == (20, "words", "")
    assert with_preset(typed_, "nowhere") == typed_


def test_order_names_who_approves(project: Project) -> None:
    director = make_role(project, ProjectRole.Role.DIRECTOR)
    make_person("Лесная И.И.", user=director, position="Директор")
    plan = make_plan(project)

    def approvals(**options: object) -> list[tuple[str, str, str]]:
        report = Report(project=project, plan=plan, kind="progress", as_of=plan.ends_on, options=options)
        return [(each.label, each.position, each.name) for each in report_content(report).approvals]

    PaperForm.objects.create(organization=project.organization, approval="act", approval_act="приказом № 1")
    named = [("Утверждаю", "Директор", "И.И.\u00a0Лесная")]
    act = [("Утверждён", "", "")]
    assert approvals() == act
    assert approvals(approver="form") == act
    assert approvals(approver="none") == []
    assert approvals(approver=str(director.pk)) == named
    assert approvals(approver="999999") == act
    assert approvals(approver="директор") == act


@pytest.mark.parametrize(
    ("role", "status"), [("director", 200), ("observer", 403), ("expert", 403), ("head", 200), ("editor", 403)]
)
def test_page_is_for_whoever_answers_for_papers(client: Client, project: Project, role: str, status: int) -> None:
    if role in Membership.Role.values:
        user = make_member(project.organization, role=Membership.Role(role))
        project.participations.create(organization=project.organization)
    else:
        user = make_role(project, ProjectRole.Role(role))
    client.force_login(user)
    assert client.get(reverse("reports:paper_form", args=["mentors"])).status_code == status


def test_field_of_every_named_genre_is_shown() -> None:
    assert [field.name for field in PaperFormForm().titles][:2] == ["title_progress", "title_final"]
