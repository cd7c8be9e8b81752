"""The passport of a project out of a document, in the browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from network.models import User
from plans.importing import to_plain
from plans.importing.passport import ActDraft, MemberDraft, PassportDraft, SectionDraft
from plans.models import PlanImport
from plans.queries.importing.state import ImportState
from projects.models import Project
from projects.services import add_participant
from tests.makers import make_member, make_municipality, make_organization, make_project, make_user
from tests.plans.importing.passport.documents import DOCUMENT
from tests.plans.importing.word_files import p, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return make_project(coordinator=make_user())


@pytest.fixture
def coordinator(project: Project) -> User:
    return project.roles.get().user


@pytest.fixture
def client(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def upload(client: Client, project: Project, data: bytes, name: str = "паспорт.docx") -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("plans:passport_import", args=[project.slug]), {"file": file})


def waiting(project: Project, author: User, draft: PassportDraft) -> PlanImport:
    kept = to_plain(ImportState(passport=draft))
    return PlanImport.objects.create(project=project, author=author, filename="паспорт.docx", draft=kept)


def passport(count: int) -> PassportDraft:
    return PassportDraft(
        sections=tuple(SectionDraft(str(n), f"Раздел {n}", "Слова.") for n in range(count)),
        acts=tuple(ActDraft("", f"Приказ № {n}") for n in range(count)),
        participants=tuple(MemberDraft(None, f"Школа № {n}") for n in range(count)),
    )


def review_address(plan_import: PlanImport) -> str:
    return reverse("plans:passport_review", args=[plan_import.pk])


def test_from_the_document_to_the_passport_and_back(client: Client, project: Project) -> None:
    sent = upload(client, project, DOCUMENT)
    plan_import = PlanImport.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, review_address(plan_import))
    page = client.get(sent["Location"])
    assert len(page.context["form"].picked) == 15
    assert project.passport_sections.count() == 0

    picked = {"pick": ["section-0", "section-1", "act-1", "organization-1"]}
    saved = client.post(sent["Location"], picked, follow=True)

    assert saved.redirect_chain == [(reverse("projects:passport", args=[project.slug]), 302)]
    assert [str(message) for message in saved.context["messages"]] == ["Добавлено: 2 раздела, 1 акт, 1 участник."]
    assert [row.heading for row in project.passport_sections.all()] == ["Тема проекта", "Актуальность"]
    assert client.get(review_address(plan_import)).status_code == 302

    client.post(reverse("plans:import_undo", args=[plan_import.pk]))

    assert (project.passport_sections.count(), project.acts.count(), project.participations.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "паспорт.docx", "Файл пустой"),
        (b"a;b\n1;2\n", "паспорт.csv", "Паспорт читается только из текстового документа"),
        (b"%PDF-1.7\n", "паспорт.docx", "Файл PDF повреждён"),
        (b"\x89PNG\r\n", "паспорт.docx", "Это картинка"),
        (b"PK\x03\x04", "паспорт.docx", "Файл повреждён"),
        (word(p("Слова.")), "паспорт.docx", "не нашлось ни одного раздела"),
    ],
)
def test_a_bad_file_is_refused_in_words(
    client: Client, project: Project, data: bytes, name: str, sentence: str
) -> None:
    page = upload(client, project, data, name)
    assert page.status_code == 422
    assert sentence in " ".join(page.context["form"].errors["file"])
    assert PlanImport.objects.count() == 0


def test_a_file_that_is_too_large_is_refused(client: Client, project: Project) -> None:
    page = upload(client, project, b"0" * (10 * 1024 * 1024 + 1))
    assert page.status_code == 422
    assert "Файл слишком большой: 11 МБ, а можно не больше 10 МБ." in page.context["form"].errors["file"][0]


def test_no_file_is_told(client: Client, project: Project) -> None:
    page = client.post(reverse("plans:passport_import", args=[project.slug]))
    assert (page.status_code, page.context["form"].errors["file"]) == (422, ["Выберите документ с паспортом проекта."])


def test_nothing_picked_is_told(client: Client, project: Project, coordinator: User) -> None:
    plan_import = waiting(project, coordinator, passport(2))
    page = client.post(review_address(plan_import))
    assert (page.status_code, page.context["form"].non_field_errors()) == (
        422,
        ["Ничего не отмечено. Отметьте то, что сохранить в проекте."],
    )


def test_what_was_ticked_stays_when_a_question_is_left_open(
    client: Client, project: Project, coordinator: User
) -> None:
    known = make_organization("Лицей «Росток»", municipality=make_municipality("Степной район"))
    draft = PassportDraft(
        sections=(SectionDraft("1", "Цель"), SectionDraft("2", "Итоги")),
        participants=(MemberDraft("Речной район", "Лицей «Росток»"),),
    )
    address = review_address(waiting(project, coordinator, draft))

    page = client.post(address, {"pick": ["section-1", "organization-0"], "organization-0": ""})

    form = page.context["form"]
    assert (page.status_code, form.picked) == (422, {"section-1", "organization-0"})
    assert form.errors == {"organization-0": ["Скажите, какая это организация, или снимите галочку."]}
    assert project.passport_sections.count() == 0

    client.post(address, {"pick": ["section-1", "organization-0"], "organization-0": str(known.pk)})

    assert [part.organization for part in project.participations.all()] == [known]
    assert [row.heading for row in project.passport_sections.all()] == ["Итоги"]


def test_an_open_question_of_something_not_ticked_is_no_error(
    client: Client, project: Project, coordinator: User
) -> None:
    make_organization("Лицей «Росток»", municipality=make_municipality("Степной район"))
    draft = PassportDraft(
        sections=(SectionDraft("1", "Цель"),), participants=(MemberDraft("Речной район", "Лицей «Росток»"),)
    )
    answer = client.post(review_address(waiting(project, coordinator, draft)), {"pick": ["section-0"]})
    assert (answer.status_code, project.participations.count()) == (302, 0)


def test_what_the_project_has_cannot_be_picked(client: Client, project: Project, coordinator: User) -> None:
    plan_import = waiting(project, coordinator, passport(1))
    client.post(review_address(plan_import), {"pick": ["section-0"]})

    again = waiting(project, coordinator, passport(1))
    page = client.get(review_address(again))
    assert page.context["form"].picked == {"act-1", "organization-0"}
    assert "Уже есть в паспорте." in page.content.decode()

    page = client.post(review_address(again), {"pick": ["section-0"]})
    assert (page.status_code, page.context["form"].errors["pick"]) == (
        422,
        ["Документ с тех пор прочитан заново. Проверьте отмеченное и сохраните ещё раз."],
    )


def test_one_name_in_two_municipalities_is_two_organisations(
    client: Client, project: Project, coordinator: User
) -> None:
    members = (MemberDraft("Речной район", "Методический центр"), MemberDraft("Озёрный район", "Методический центр"))
    address = review_address(waiting(project, coordinator, PassportDraft(participants=members)))
    answer = client.post(address, {"pick": ["organization-0", "organization-1"]})
    assert answer.status_code == 302
    parts = project.participations.order_by("pk")
    assert [str(part.organization.municipality) for part in parts] == ["Речной район", "Озёрный район"]


def test_a_passport_waits_on_its_own_page(client: Client, project: Project, coordinator: User) -> None:
    plan_import = waiting(project, coordinator, passport(1))
    answer = client.get(reverse("plans:import_review", args=[plan_import.pk]))
    assert answer["Location"] == review_address(plan_import)


def test_an_import_of_a_plan_has_another_page(client: Client, project: Project, coordinator: User) -> None:
    plan_import = PlanImport.objects.create(
        project=project, author=coordinator, filename="план.docx", draft=to_plain(ImportState())
    )
    answer = client.get(review_address(plan_import))
    assert answer["Location"] == reverse("plans:import_review", args=[plan_import.pk])


def test_a_passport_is_thrown_away(client: Client, project: Project, coordinator: User) -> None:
    plan_import = waiting(project, coordinator, passport(1))
    answer = client.post(reverse("plans:import_cancel", args=[plan_import.pk]))
    assert answer["Location"] == reverse("projects:passport", args=[project.slug])
    assert PlanImport.objects.count() == 0


@pytest.mark.parametrize("count", [1, 20])
def test_review_takes_a_fixed_number_of_queries(
    client: Client, project: Project, coordinator: User, django_assert_num_queries: Any, count: int
) -> None:
    address = review_address(waiting(project, coordinator, passport(count)))
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)


def test_members_may_not_load_and_strangers_see_nothing(client: Client, project: Project, coordinator: User) -> None:
    plan_import = waiting(project, coordinator, passport(1))
    organization = make_organization()
    add_participant(project, organization, actor=None)
    member, stranger = make_member(organization), make_user()
    statuses = []
    for user in (member, stranger):
        client.force_login(user)
        statuses += [
            client.get(reverse("plans:passport_import", args=[project.slug])).status_code,
            client.get(review_address(plan_import)).status_code,
        ]
    assert statuses == [403, 404, 404, 404]
