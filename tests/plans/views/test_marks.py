"""Marks in the browser: alone, inline, many at once, taken back, and files that prove them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from network.models import Membership, Organization, User
from plans.models import CompletionMark, Evidence, Plan, PlanItem
from plans.progress import MarkState
from projects.models import Project
from tests.makers import (
    make_item,
    make_mark,
    make_member,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_user,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def item(coordinator: User) -> PlanItem:
    return make_item(make_plan(make_project(coordinator=coordinator)))


def url(item: PlanItem) -> str:
    return reverse("plans:item_mark", args=[item.pk])


def said(item: PlanItem, **fields: str) -> dict[str, str]:
    """What the browser sends for «выполнено»."""
    return {
        "occurrence": str(item.occurrences.order_by("order")[0].pk),
        "organization": "item",
        "state": "done",
        "fact_on": "2022-10-20",
        "text": "Проведено",
    } | fields


def test_form_stands_alone_and_offers_done_today(client: Client, item: PlanItem) -> None:
    response = client.get(url(item))
    assert (response.status_code, response.context["form"]["state"].value()) == (200, "done")


def test_mark_is_saved_and_one_comes_back_to_the_plan(client: Client, item: PlanItem, coordinator: User) -> None:
    response = client.post(url(item), said(item, participants="12"))
    mark = CompletionMark.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/plans/{item.plan_id}/#item-{item.pk}")
    assert (mark.state, mark.fact_on, mark.text, mark.participants, mark.author) == (
        "done",
        date(2022, 10, 20),
        "Проведено",
        12,
        coordinator,
    )


def test_day_may_be_typed_as_people_write_it(client: Client, item: PlanItem) -> None:
    client.post(url(item), said(item, fact_on="20.10.2022"))
    assert CompletionMark.objects.get().fact_on == date(2022, 10, 20)


def test_message_offers_to_take_it_back(client: Client, item: PlanItem) -> None:
    page = client.post(url(item), said(item), follow=True).content.decode()
    assert reverse("plans:marks_undo", args=[CompletionMark.objects.get().batch]) in page


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"fact_on": ""}, "fact_on"),
        ({"fact_on": "31.02.2022"}, "fact_on"),
        ({"state": "moved", "reason": "Карантин"}, "moved_to"),
        ({"state": "moved", "reason": "Карантин", "moved_to": "2022-10-01"}, "moved_to"),
        ({"state": "cancelled"}, "reason"),
        ({"state": ""}, "state"),
        ({"state": "none"}, "state"),
        ({"occurrence": "999999"}, "occurrence"),
        ({"organization": "999999"}, "organization"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"participants": "-1"}, "participants"),
    ],
)
def test_wrong_mark_comes_back_with_all_that_was_typed(
    client: Client, item: PlanItem, fields: dict[str, str], wrong: str
) -> None:
    response = client.post(url(item), said(item, **fields))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])
    assert (response.context["form"]["text"].value(), CompletionMark.objects.count()) == ("Проведено", 0)


def test_day_ahead_is_refused(client: Client, item: PlanItem) -> None:
    tomorrow = date.today() + timedelta(days=2)  # noqa: DTZ011 - far enough for any zone
    assert client.post(url(item), said(item, fact_on=tomorrow.isoformat())).status_code == 422


def test_file_and_link_are_kept(client: Client, item: PlanItem) -> None:
    upload = SimpleUploadedFile("акт.pdf", PDF)
    client.post(url(item), said(item, url="https://school.example/1") | {"file": upload})
    assert sorted(CompletionMark.objects.get().evidence.values_list("title", flat=True)) == [
        "https://school.example/1",
        "акт.pdf",
    ]


def test_wrong_file_is_named_and_nothing_is_saved(client: Client, item: PlanItem) -> None:
    response = client.post(url(item), said(item) | {"file": SimpleUploadedFile("игра.exe", b"MZ")})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])
    assert CompletionMark.objects.count() == 0


def test_correcting_a_mark_keeps_its_files(client: Client, item: PlanItem) -> None:
    proof = Evidence.objects.create(mark=make_mark(item), title="Протокол", number="7")
    response = client.get(url(item))
    assert response.context["form"]["keep"].value() == [str(proof.key)]
    client.post(url(item), said(item, text="Исправлено", keep=str(proof.key)))
    mark = CompletionMark.objects.order_by("-pk")[0]
    assert (mark.text, [kept.number for kept in mark.evidence.all()]) == ("Исправлено", ["7"])


def test_repeated_item_offers_its_first_open_window(client: Client, coordinator: User) -> None:
    item = make_monthly_item(make_plan(make_project(coordinator=coordinator)))
    first, second = item.occurrences.order_by("order")[:2]
    make_mark(first)
    form = client.get(url(item)).context["form"]
    assert (form["occurrence"].value(), len(form.fields["occurrence"].choices)) == (str(second.pk), 9)
    assert form.fields["occurrence"].choices[0] == (str(first.pk), "сентябрь 2022 — отмечено")


def test_link_to_another_site_is_not_followed(client: Client, item: PlanItem) -> None:
    response = client.post(url(item), said(item, next="//evil.example/"))
    assert response["Location"] == f"/plans/{item.plan_id}/#item-{item.pk}"


def test_own_page_is_gone_back_to(client: Client, item: PlanItem) -> None:
    assert client.post(url(item), said(item, next="/cabinet/"))["Location"] == "/cabinet/"


def test_form_opens_under_its_row(client: Client, item: PlanItem) -> None:
    response = client.get(url(item), headers=HTMX)
    assert next(template.name for template in response.templates) == "plans/_item_row.html"
    assert '<tr class="edit">' in response.content.decode()


def test_form_is_closed_again(client: Client, item: PlanItem) -> None:
    assert '<tr class="edit">' not in client.get(url(item), {"close": "1"}, headers=HTMX).content.decode()


def test_row_comes_back_with_chips_and_a_toast(client: Client, item: PlanItem) -> None:
    make_item(item.plan)
    current = f"http://testserver/plans/{item.plan_id}/?view=late"
    response = client.post(url(item), said(item), headers=HTMX | {"HX-Current-URL": current})
    chips = {chip.label: (chip.count, chip.is_current) for chip in response.context["chips"]}
    assert (response.status_code, chips["Просрочено"], response.context["view"].state) == (200, (1, True), "done")
    page = response.content.decode()
    assert page.lstrip().startswith("<tr")
    assert reverse("plans:marks_undo", args=[CompletionMark.objects.get().batch]) in page


def test_address_that_makes_no_sense_filters_nothing(client: Client, item: PlanItem) -> None:
    response = client.post(url(item), said(item), headers=HTMX | {"HX-Current-URL": "http://["})
    assert (response.status_code, response.context["chosen"]) == (200, {})


def test_wrong_inline_mark_stays_open(client: Client, item: PlanItem) -> None:
    response = client.post(url(item), said(item, fact_on=""), headers=HTMX)
    assert (response.status_code, '<tr class="edit">' in response.content.decode()) == (422, True)


@pytest.fixture
def network(item: PlanItem) -> Organization:
    """An organisation the item waits for."""
    organization = make_organization()
    item.plan.project.participations.create(organization=organization)
    item.responsibilities.create(organization=organization)
    return organization


def test_member_marks_only_for_her_organization(client: Client, item: PlanItem, network: Organization) -> None:
    client.force_login(make_member(network))
    response = client.post(url(item), said(item, organization=str(network.pk)))
    assert (response.status_code, CompletionMark.objects.get().organization) == (302, network)


def test_member_cannot_mark_the_item_itself(client: Client, item: PlanItem, network: Organization) -> None:
    client.force_login(make_member(network))
    response = client.post(url(item), said(item, organization="item"))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["organization"])
    assert CompletionMark.objects.count() == 0


def test_coordinator_marks_for_the_item_or_for_a_member(client: Client, item: PlanItem, network: Organization) -> None:
    choices = client.get(url(item)).context["form"].fields["organization"].choices
    assert choices == [("item", "Пункт в целом"), (str(network.pk), str(network))]


def test_who_may_mark(client: Client, item: PlanItem, network: Organization) -> None:
    answering = make_user()
    item.responsibilities.create(person=make_person(user=answering), order=5)
    users = {
        "answering": answering,
        "editor": make_member(network),
        "viewer": make_member(network, Membership.Role.VIEWER),
        "director": make_user(),
        "stranger": make_user(),
    }
    item.plan.project.roles.create(user=users["director"], role="director")
    statuses = {}
    for name, user in users.items():
        client.force_login(user)
        statuses[name] = client.get(url(item)).status_code
    assert statuses == {"answering": 200, "editor": 200, "viewer": 403, "director": 403, "stranger": 404}


@pytest.mark.parametrize("what", ["plan", "project"])
def test_closed_plan_and_archived_project_take_no_marks(client: Client, item: PlanItem, what: str) -> None:
    if what == "plan":
        Plan.objects.update(state=Plan.State.CLOSED)
    else:
        Project.objects.update(state=Project.State.ARCHIVED)
    assert client.post(url(item), said(item)).status_code == 403


def bulk_url(plan: Plan) -> str:
    return reverse("plans:marks_bulk", args=[plan.pk])


def test_many_items_are_marked_with_one_date_and_one_undo(client: Client, item: PlanItem) -> None:
    second = make_item(item.plan)
    form = {"item": [item.pk, second.pk], "fact_on": "2022-10-20", "text": "Готово"}
    page = client.post(bulk_url(item.plan), form, follow=True).content.decode()
    marks = CompletionMark.objects.all()
    assert ([mark.text for mark in marks], len({mark.batch for mark in marks})) == (["Готово", "Готово"], 1)
    assert reverse("plans:marks_undo", args=[marks[0].batch]) in page
    assert "Отмечены 2 пункта: выполнено." in page
    client.post(reverse("plans:marks_undo", args=[marks[0].batch]))
    assert [mark.state for mark in CompletionMark.objects.order_by("-pk")[:2]] == ["none", "none"]


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ({"fact_on": "2022-10-20"}, ["item"]),
        ({"item": ["0"], "fact_on": "2022-10-20"}, ["item"]),
        ({"item": ["x"], "fact_on": ""}, ["item", "fact_on"]),
    ],
)
def test_wrong_bulk_mark_comes_back_in_words(
    client: Client, item: PlanItem, form: dict[str, object], wrong: list[str]
) -> None:
    response = client.post(bulk_url(item.plan), form | {"text": "Готово"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, wrong)
    assert "Готово" in response.content.decode()


def test_member_marks_many_for_her_organization(client: Client, item: PlanItem, network: Organization) -> None:
    foreign = make_item(item.plan)
    client.force_login(make_member(network))
    refused = client.post(bulk_url(item.plan), {"item": [foreign.pk], "fact_on": "2022-10-20"})
    done = client.post(bulk_url(item.plan), {"item": [item.pk], "fact_on": "2022-10-20"})
    assert (refused.status_code, done.status_code) == (422, 302)
    assert [mark.organization for mark in CompletionMark.objects.all()] == [network]


def test_who_may_mark_many(client: Client, item: PlanItem, network: Organization) -> None:
    users = {"viewer": make_member(network, Membership.Role.VIEWER), "stranger": make_user()}
    statuses = {}
    for name, user in users.items():
        client.force_login(user)
        statuses[name] = client.post(bulk_url(item.plan), {"item": [item.pk]}).status_code
    assert statuses == {"viewer": 403, "stranger": 404}


def test_marking_many_by_a_link_is_not_possible(client: Client, item: PlanItem) -> None:
    assert client.get(bulk_url(item.plan)).status_code == 405


def test_undo_says_when_it_is_too_late(client: Client, item: PlanItem) -> None:
    mark = make_mark(item)
    make_mark(item, MarkState.CANCELLED)
    page = client.post(reverse("plans:marks_undo", args=[mark.batch]), follow=True).content.decode()
    assert "после этой отметки уже поставлена другая" in page


def test_who_may_take_back(client: Client, item: PlanItem, network: Organization) -> None:
    author = make_member(network)
    mark = make_mark(item, organization=network, author=author)
    address = reverse("plans:marks_undo", args=[mark.batch])
    statuses = {}
    for name, user in {"other": make_member(network), "stranger": make_user(), "author": author}.items():
        client.force_login(user)
        statuses[name] = client.post(address).status_code
    assert statuses == {"other": 403, "stranger": 404, "author": 302}


def test_undo_by_a_link_is_not_possible(client: Client, item: PlanItem) -> None:
    assert client.get(reverse("plans:marks_undo", args=[make_mark(item).batch])).status_code == 405


def test_unknown_batch_is_not_found(client: Client, coordinator: User) -> None:
    assert client.post(reverse("plans:marks_undo", args=[uuid4()])).status_code == 404


@pytest.fixture
def proof(item: PlanItem, network: Organization) -> Evidence:
    evidence = Evidence(
        mark=make_mark(item, organization=network), title="Отчёт № 5.pdf", content_type="application/pdf"
    )
    evidence.file.save("x", ContentFile(PDF))
    return evidence


def test_file_is_saved_to_disk_and_never_opened(client: Client, proof: Evidence) -> None:
    response = client.get(reverse("plans:evidence_download", args=[proof.key]))
    assert (b"".join(response.streaming_content), response["Content-Type"]) == (PDF, "application/pdf")  # type: ignore[attr-defined]
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%9E%D1%82%D1%87%D1%91%D1%82%20%E2%84%96%205.pdf"
    )
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'; sandbox",
    )


def test_who_may_download(client: Client, proof: Evidence, network: Organization, item: PlanItem) -> None:
    other = make_organization()
    item.plan.project.participations.create(organization=other)
    statuses = {}
    for name, user in {"own": make_member(network), "other": make_member(other), "stranger": make_user()}.items():
        client.force_login(user)
        response = client.get(reverse("plans:evidence_download", args=[proof.key]))
        statuses[name] = response.status_code
        if response.streaming:
            assert b"".join(response.streaming_content) == PDF  # type: ignore[attr-defined]
    assert statuses == {"own": 200, "other": 404, "stranger": 404}


def test_link_has_no_file_to_download(client: Client, item: PlanItem) -> None:
    proof = Evidence.objects.create(mark=make_mark(item), title="Ссылка", url="https://school.example/")
    assert client.get(reverse("plans:evidence_download", args=[proof.key])).status_code == 404


def test_document_proves_a_mark_by_name_number_and_date(client: Client, item: PlanItem) -> None:
    said_of_it = {"document": "Приказ", "document_number": "41-О", "document_date": "2022-10-19"}
    response = client.post(url(item), said(item, **said_of_it))
    proof = Evidence.objects.get()
    assert (response.status_code, proof.title, proof.number, proof.dated_on) == (
        302,
        "Приказ",
        "41-О",
        date(2022, 10, 19),
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"document_number": "41-О"}, "document"),
        ({"document_date": "2022-10-19"}, "document"),
        ({"document": "Приказ", "document_date": "2999-01-01"}, "document_date"),
    ],
)
def test_document_without_a_name_or_of_a_coming_day_is_told(
    typed: dict[str, str], field: str, client: Client, item: PlanItem
) -> None:
    response = client.post(url(item), said(item, **typed))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not CompletionMark.objects.exists()
