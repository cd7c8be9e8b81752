"""Papers of participation: states in words, what is missing and what ends, the pages of both sides."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import Membership, Notification, Organization, User
from projects.asks import Errand, ErrandKind
from projects.models import Agreement, AgreementKind, Participation, Project, ProjectFile
from projects.queries.agreements import documents_asked_of, ending_documents, missing_documents, states_of
from projects.services.agreements import (
    ALREADY_OVER,
    ENDS_EARLY,
    SIGNED_LATER,
    TERMINATED_EARLY,
    AgreementInput,
    Upload,
    agreement_errors,
    hand_in,
    remind_of_ending,
    remove_agreement,
    restore_agreement,
    save_agreement,
    terminate_agreement,
)
from tests.makers import (
    history_of,
    make_agreement,
    make_member,
    make_organization,
    make_project,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = date(2022, 11, 14)
NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"
CONSENT = [AgreementKind.CONSENT.value]


@pytest.fixture
def organization() -> Organization:
    return make_organization("Лесной методический кабинет")


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def project(organization: Organization, coordinator: User) -> Project:
    return make_project(coordinator=coordinator, members=[organization])


def pdf(name: str = "договор.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def typed(organization: Organization, **fields: Any) -> dict[str, Any]:
    return {"organization": str(organization.pk), "kind": "contract", "number": "7", **fields}


def text_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().replace("\xa0", " ").split())


# Rules


def test_days_of_a_paper_stand_in_their_order() -> None:
    given = AgreementInput(
        kind="contract",
        starts_on=date(2022, 9, 2),
        ends_on=date(2022, 9, 1),
        signed_here_on=date(2022, 11, 15),
        signed_there_on=TODAY,
    )
    assert agreement_errors(given, TODAY) == {"ends_on": ENDS_EARLY, "signed_here_on": SIGNED_LATER}


def test_paper_of_one_day_is_good() -> None:
    assert agreement_errors(AgreementInput("order", starts_on=TODAY, ends_on=TODAY), TODAY) == {}


def test_paper_is_written_down_with_its_scan(project: Project, organization: Organization, coordinator: User) -> None:
    given = AgreementInput(kind="contract", number=" 7 ", signed_here_on=TODAY)
    new = Agreement(project=project, organization=organization)
    save_agreement(new, given, Upload("скан.pdf", PDF), today=TODAY, actor=coordinator)
    saved = Agreement.objects.select_related("scan").get()
    assert saved.scan is not None
    assert (saved.number, saved.scan.title, saved.scan.organization, saved.scan.audience) == (
        "7",
        "скан.pdf",
        organization,
        ProjectFile.Audience.ORGANIZATION,
    )
    assert [row.history_user for row in history_of(Agreement)] == [coordinator]


def test_new_scan_takes_the_place_of_the_one_before(
    project: Project, organization: Organization, coordinator: User
) -> None:
    paper = make_agreement(project, organization)
    for name in ("первый.pdf", "второй.pdf"):
        save_agreement(paper, AgreementInput("contract"), Upload(name, PDF), today=TODAY, actor=coordinator)
    assert [kept.title for kept in ProjectFile.objects.all()] == ["второй.pdf"]
    assert Agreement.objects.get().scan == ProjectFile.objects.get()


def test_file_that_is_not_what_it_says_is_refused_and_nothing_is_written(
    project: Project, organization: Organization
) -> None:
    new = Agreement(project=project, organization=organization)
    with pytest.raises(ValidationError) as refusal:
        save_agreement(new, AgreementInput("contract"), Upload("договор.pdf", b"MZ\x90"), today=TODAY, actor=None)
    assert list(refusal.value.message_dict) == ["scan"]
    assert (Agreement.objects.count(), ProjectFile.objects.count()) == (0, 0)


def test_paper_is_terminated_once_and_that_is_taken_back(project: Project, organization: Organization) -> None:
    paper = make_agreement(project, organization)
    terminate_agreement(paper, TODAY, actor=None)
    with pytest.raises(ValidationError, match=ALREADY_OVER):
        terminate_agreement(paper, TODAY, actor=None)
    assert paper.state_on(TODAY) == Agreement.State.TERMINATED
    restore_agreement(paper, actor=None)
    assert Agreement.objects.get().state_on(TODAY) == Agreement.State.IN_FORCE


def test_organisation_is_told_what_became_of_its_paper(
    project: Project, organization: Organization, coordinator: User
) -> None:
    member = make_member(organization)
    paper = make_agreement(project, organization, number="7", signed_there_on=None)
    signed = AgreementInput("contract", "7", signed_there_on=TODAY)
    for _ in range(2):
        save_agreement(paper, signed, today=TODAY, actor=coordinator)
    terminate_agreement(paper, TODAY, actor=coordinator)
    restore_agreement(paper, actor=coordinator)
    restore_agreement(paper, actor=coordinator)
    terminate_agreement(paper, TODAY, actor=member)
    path = reverse("projects:agreements", args=[project.slug])
    assert list(Notification.objects.filter(user=member).order_by("pk").values_list("text", "path")) == [
        (f"{paper}: координатор проверил документ и внёс даты.", path),
        (f"{paper}: документ расторгнут с 14 ноября 2022 г.", path),
        (f"{paper}: расторжение отменено.", path),
    ]


def test_paper_is_not_terminated_before_it_began(project: Project, organization: Organization) -> None:
    paper = make_agreement(project, organization, starts_on=TODAY)
    with pytest.raises(ValidationError, match=TERMINATED_EARLY):
        terminate_agreement(paper, date(2022, 11, 13), actor=None)


def test_removed_paper_takes_its_scan_along(project: Project, organization: Organization, coordinator: User) -> None:
    paper = make_agreement(project, organization)
    save_agreement(paper, AgreementInput("contract"), Upload("скан.pdf", PDF), today=TODAY, actor=coordinator)
    remove_agreement(paper, actor=coordinator)
    assert (Agreement.objects.count(), ProjectFile.objects.count()) == (0, 0)


def test_scan_goes_along_where_the_paper_turns_out_to_be_another_s(
    project: Project, organization: Organization, coordinator: User
) -> None:
    paper, other = make_agreement(project, organization), make_organization("Речной лицей")
    save_agreement(paper, AgreementInput("contract"), Upload("скан.pdf", PDF), today=TODAY, actor=coordinator)
    paper.organization = other
    save_agreement(paper, AgreementInput("contract"), today=TODAY, actor=coordinator)
    assert ProjectFile.objects.get().organization == other


def test_second_scan_of_a_paper_that_waits_makes_no_second_paper(project: Project, organization: Organization) -> None:
    member = make_member(organization)
    for number in ("", "5"):
        new = Agreement(project=project, organization=organization, kind=AgreementKind.CONSENT, number=number)
        hand_in(new, Upload("скан.pdf", PDF), actor=member)
    assert [paper.number for paper in Agreement.objects.all()] == ["5"]
    assert ProjectFile.objects.count() == 1


# What is missing and what ends


def test_nothing_is_missing_where_nothing_is_asked_for(project: Project) -> None:
    assert missing_documents(project, TODAY) == []


@pytest.mark.parametrize(
    ("paper", "word"),
    [
        (None, "Нет"),
        ({"signed_here_on": None, "signed_there_on": None}, "Не подписан"),
        ({"ends_on": date(2022, 11, 13)}, "Срок истёк"),
        ({"terminated_on": TODAY}, "Расторгнут"),
    ],
)
def test_paper_that_does_not_hold_is_missing(
    project: Project, organization: Organization, paper: dict[str, Any] | None, word: str
) -> None:
    project.required_documents = CONSENT
    project.save()
    if paper is not None:
        make_agreement(project, organization, kind=AgreementKind.CONSENT, **paper)
    found = missing_documents(project, TODAY)
    assert [(each.organization, each.kind, each.word) for each in found] == [
        (organization, AgreementKind.CONSENT, word)
    ]


@pytest.mark.parametrize("fields", [{}, {"ends_on": TODAY}, {"starts_on": date(2022, 12, 1)}])
def test_paper_that_holds_or_will_is_not_missing(
    project: Project, organization: Organization, fields: dict[str, Any]
) -> None:
    project.required_documents = CONSENT
    project.save()
    make_agreement(project, organization, kind=AgreementKind.CONSENT, ends_on=date(2022, 1, 1), starts_on=None)
    make_agreement(project, organization, kind=AgreementKind.CONSENT, **fields)
    assert missing_documents(project, TODAY) == []


def test_who_left_owes_nothing(project: Project) -> None:
    project.required_documents = CONSENT
    project.save()
    Participation.objects.update(status=Participation.Status.ENDED)
    assert missing_documents(project, TODAY) == []


def test_member_is_asked_until_the_scan_is_given(project: Project, organization: Organization) -> None:
    project.required_documents = CONSENT
    project.save()
    assert documents_asked_of([organization], TODAY) == [
        Errand(
            kind=ErrandKind.DOCUMENT,
            title="Согласие: нужен скан",
            source=f"{project.short_title} · Лесной методический кабинет",
            due_on=None,
            url_name="projects:agreement_hand_in",
            url_pk=project.slug,
            button="Приложить",
            query=f"kind=consent&organization={organization.pk}",
        )
    ]
    scan = ProjectFile.objects.create(project=project, organization=organization, title="скан.pdf")
    make_agreement(project, organization, kind=AgreementKind.CONSENT, signed_there_on=None, scan=scan)
    assert documents_asked_of([organization], TODAY) == []


def test_paper_that_is_renewed_does_not_end(project: Project, organization: Organization) -> None:
    make_agreement(project, organization, ends_on=date(2022, 12, 1))
    other = make_organization("Речной лицей")
    ends = make_agreement(project, other, ends_on=date(2022, 11, 20))
    make_agreement(project, organization, starts_on=date(2022, 12, 2), ends_on=date(2023, 12, 1))
    assert [row.agreement for row in ending_documents(project, TODAY)] == [ends]


def test_state_of_participation_is_that_of_the_contract(project: Project, organization: Organization) -> None:
    make_agreement(project, organization, ends_on=date(2022, 10, 1))
    make_agreement(project, organization, number="2")
    make_agreement(project, organization, kind=AgreementKind.ORDER, terminated_on=TODAY)
    assert {pk: (row.agreement.number, row.sign, row.word) for pk, row in states_of(project, TODAY).items()} == {
        organization.pk: ("2", "done", "Действует")
    }


# Reminders


def test_both_sides_are_told_thrice_and_never_twice(
    project: Project, organization: Organization, coordinator: User
) -> None:
    make_agreement(project, organization, ends_on=date(2022, 12, 14))
    head = make_member(organization, Membership.Role.HEAD)
    make_member(organization, Membership.Role.VIEWER)
    days = [date(2022, 11, day) for day in (13, 14, 15, 30)] + [date(2022, 12, day) for day in (1, 11, 14, 15)]
    told = [remind_of_ending(datetime(day.year, day.month, day.day, 9, tzinfo=UTC)) for day in days]
    assert told == [0, 2, 0, 2, 0, 2, 0, 0]
    texts = Notification.objects.filter(user=head).order_by("pk").values_list("text", flat=True)
    assert [text.replace("\xa0", " ") for text in texts] == [
        "Лесной методический кабинет: договор № 1 действует до 14 декабря 2022 г., через 30 дней.",
        "Лесной методический кабинет: договор № 1 действует до 14 декабря 2022 г., через 14 дней.",
        "Лесной методический кабинет: договор № 1 действует до 14 декабря 2022 г., через 3 дня.",
    ]
    assert Notification.objects.filter(user=coordinator).count() == 3


def test_terminated_paper_reminds_nobody(project: Project, organization: Organization) -> None:
    make_agreement(project, organization, ends_on=date(2022, 11, 20), terminated_on=TODAY)
    assert remind_of_ending(NOW) == 0


# Pages


def test_coordinator_writes_a_paper_down(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    client.force_login(coordinator)
    said = typed(organization, signed_here_on="2022-09-01", signed_there_on="01.09.2022", scan=pdf())
    answer = client.post(reverse("projects:agreement_add", args=[project.slug]), said)
    assert answer.headers["Location"] == reverse("projects:agreements", args=[project.slug])
    paper = Agreement.objects.get()
    assert (paper.number, paper.signed_there_on, paper.scan is not None) == ("7", date(2022, 9, 1), True)


def test_paper_that_ends_before_it_begins_is_told_at_the_field_and_nothing_is_lost(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    client.force_login(coordinator)
    said = typed(organization, starts_on="2022-09-02", ends_on="2022-09-01", title="О сотрудничестве")
    answer = client.post(reverse("projects:agreement_add", args=[project.slug]), said)
    assert (answer.status_code, answer.context["form"].errors) == (422, {"ends_on": [ENDS_EARLY]})
    assert all(words in answer.content.decode() for words in ("2022-09-02", "2022-09-01", "О сотрудничестве"))
    assert Agreement.objects.exists() is False


def test_disguised_file_is_refused_at_its_field(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    client.force_login(coordinator)
    false = SimpleUploadedFile("договор.pdf", b"MZ not a pdf", content_type="application/pdf")
    answer = client.post(reverse("projects:agreement_add", args=[project.slug]), typed(organization, scan=false))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["scan"])
    assert 'value="7"' in answer.content.decode()


def test_paper_is_terminated_on_its_page(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    client.force_login(coordinator)
    paper = make_agreement(project, organization)
    url = reverse("projects:agreement_terminate", args=[paper.pk])
    assert client.post(url, {"terminated_on": "2022-08-31"}).status_code == 422
    assert client.post(url, {"terminated_on": "2022-10-01"}).status_code == 302
    assert "Расторгнут с 1 октября 2022 г." in text_of(client, reverse("projects:agreement_edit", args=[paper.pk]))
    client.post(url, {"restore": "1"})
    assert Agreement.objects.get().terminated_on is None


def test_kinds_everybody_owes_are_chosen(client: Client, project: Project, coordinator: User) -> None:
    client.force_login(coordinator)
    client.post(reverse("projects:agreement_required", args=[project.slug]), {"kinds": ["consent", "contract"]})
    project.refresh_from_db()
    assert project.required_documents == ["contract", "consent"]


def test_member_sees_papers_of_her_own_organisation_alone(
    client: Client, project: Project, organization: Organization
) -> None:
    other = make_organization("Речной лицей")
    Participation.objects.create(project=project, organization=other)
    project.required_documents = CONSENT
    project.save()
    make_agreement(project, organization, number="17-Л")
    foreign = make_agreement(project, other, number="99-Р")
    client.force_login(make_member(organization))
    text = text_of(client, reverse("projects:agreements", args=[project.slug]))
    assert ("17-Л" in text, "99-Р" in text, "Речной лицей" in text) == (True, False, False)
    assert client.get(reverse("projects:agreement_scan", args=[foreign.pk])).status_code == 404


def test_member_hands_a_scan_in_and_coordinators_are_told(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    client.force_login(make_member(organization))
    url = reverse("projects:agreement_hand_in", args=[project.slug])
    assert client.post(url, typed(organization)).status_code == 422
    client.post(url, {**typed(organization, scan=pdf()), "signed_there_on": "2022-09-01"})
    paper = Agreement.objects.get()
    assert (paper.signed_there_on, paper.scan is not None) == (None, True)
    told = Notification.objects.get()
    assert (told.user, told.path) == (coordinator, reverse("projects:agreement_edit", args=[paper.pk]))


def test_confirmed_paper_takes_no_other_scan(client: Client, project: Project, organization: Organization) -> None:
    paper = make_agreement(project, organization)
    client.force_login(make_member(organization))
    assert client.get(reverse("projects:agreement_scan", args=[paper.pk])).status_code == 403


def test_register_is_filtered(client: Client, project: Project, organization: Organization, coordinator: User) -> None:
    make_agreement(project, organization, number="17-Л", terminated_on=date(2022, 10, 1))
    make_agreement(project, make_organization("Речной лицей"), number="99-Р")
    client.force_login(coordinator)
    url = reverse("projects:agreements", args=[project.slug])

    def numbers(**said: str) -> list[str]:
        return [row.agreement.number for row in client.get(url, said).context["page"]]

    assert numbers(state="terminated") == ["17-Л"]
    assert numbers(q="речной ЛИЦЕЙ") == ["99-Р"]
    assert numbers(kind="order") == []
    assert numbers(state="нет такого") == ["17-Л", "99-Р"]


@pytest.mark.parametrize("count", [1, 20])
def test_register_asks_the_database_the_same_of_many(
    client: Client,
    project: Project,
    coordinator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    project.required_documents = ["contract", "consent"]
    project.save()
    for _ in range(count):
        each = make_organization()
        Participation.objects.create(project=project, organization=each)
        make_agreement(project, each)
    client.force_login(coordinator)
    with django_assert_num_queries(13):
        client.get(reverse("projects:agreements", args=[project.slug]))
