"""Talk about an item: who reads what, who writes, who is told, what comes back."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import Comment, Membership, Notification, Organization, User
from plans.models import Plan, PlanItem
from projects.access import ARCHIVED
from projects.models import Product, Project, ProjectRole
from reports.models import Contribution, ReportDue
from tests.makers import (
    history_of,
    make_item,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_product,
    make_project,
    make_role,
    make_user,
)

pytestmark = pytest.mark.django_db

EVERYBODY = ""


@pytest.fixture
def own() -> Organization:
    return make_organization("Центр «Радуга»")


@pytest.fixture
def other() -> Organization:
    return make_organization("Центр «Маяк»")


@pytest.fixture
def coordinator() -> User:
    return make_user(person=make_person("Осенний П.С."))


@pytest.fixture
def project(coordinator: User, own: Organization, other: Organization) -> Project:
    return make_project(coordinator=coordinator, members=[own, other])


@pytest.fixture
def item(project: Project) -> PlanItem:
    return make_item(make_plan(project), "Семинар наставников")


@pytest.fixture
def editor(own: Organization) -> User:
    return make_member(own, user=make_user(person=make_person("Липская Н.П.")))


def said_by(client: Client, user: User, item: PlanItem, text: str, audience: object = EVERYBODY, *people: User) -> Any:
    client.force_login(user)
    key = str(audience.pk) if isinstance(audience, Organization) else ""
    fields = {"comment-text": text, "comment-audience": key, "comment-people": [str(each.pk) for each in people]}
    return client.post(reverse("plans:item_comment", args=[item.pk]), fields)


def read_by(client: Client, user: User, item: PlanItem) -> list[str]:
    client.force_login(user)
    talk = client.get(reverse("plans:item_detail", args=[item.pk])).context["talk"]
    return [comment.text for comment in talk["rows"]]


def told() -> list[tuple[User, str, str]]:
    return [(each.user, each.kind, each.text) for each in Notification.objects.order_by("pk").select_related("user")]


def test_a_member_speaks_to_her_organisation_and_the_coordinators(
    client: Client, item: PlanItem, editor: User, coordinator: User, own: Organization, other: Organization
) -> None:
    answer = said_by(client, editor, item, "Сколько мест?\nНас четверо.", own)
    comment = Comment.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/items/{item.pk}/#comment-{comment.pk}")
    assert (comment.author, comment.organization, comment.text) == (editor, own, "Сколько мест?\nНас четверо.")
    readers = [editor, make_member(own, Membership.Role.VIEWER), coordinator, make_member(other)]
    found = [read_by(client, user, item) for user in readers]
    assert found == [[comment.text], [comment.text], [comment.text], []]
    assert told() == [(coordinator, "comment", "Липская Н.П.: «Сколько мест? Нас четверо.» — Семинар наставников")]


def test_what_is_said_to_everybody_is_read_by_all_members_but_not_by_an_expert(
    client: Client, project: Project, item: PlanItem, coordinator: User, editor: User, other: Organization
) -> None:
    said_by(client, coordinator, item, "Семинар переносится")
    expert, observer = make_role(project, ProjectRole.Role.EXPERT), make_role(project, ProjectRole.Role.OBSERVER)
    found = [len(read_by(client, user, item)) for user in (editor, make_member(other), observer, expert)]
    assert (found, told()) == ([1, 1, 1, 0], [])


def test_a_remark_to_an_organisation_reaches_those_who_act_for_it(
    client: Client, item: PlanItem, coordinator: User, editor: User, own: Organization
) -> None:
    make_member(own, Membership.Role.VIEWER)
    said_by(client, coordinator, item, "Пришлите список", own)
    assert told() == [(editor, "comment", "Осенний П.С.: «Пришлите список» — Семинар наставников")]


def test_who_is_named_in_the_text_or_ticked_is_told_once(
    client: Client, item: PlanItem, coordinator: User, editor: User, own: Organization
) -> None:
    colleague = make_member(own, user=make_user(person=make_person("Летний К.И.")))
    said_by(client, editor, item, "@Осенний П.С., @осенний, подскажите", own, colleague, coordinator)
    comment = Comment.objects.get()
    assert set(comment.mentions.all()) == {coordinator, colleague}
    assert [(user, kind) for user, kind, _ in told()] == [(coordinator, "mention"), (colleague, "mention")]


def test_those_who_spoke_before_are_told_but_not_of_what_they_may_not_read(
    client: Client, item: PlanItem, coordinator: User, editor: User, own: Organization, other: Organization
) -> None:
    stranger = make_member(other)
    said_by(client, stranger, item, "Мы придём")
    said_by(client, editor, item, "Мы тоже")
    said_by(client, coordinator, item, "Ваш взнос", own)
    said_by(client, coordinator, item, "Ждём всех")
    assert [(user, text.split("»")[0]) for user, _, text in told()] == [
        (coordinator, f"{stranger}: «Мы придём"),
        (coordinator, "Липская Н.П.: «Мы тоже"),
        (stranger, "Липская Н.П.: «Мы тоже"),
        (editor, "Осенний П.С.: «Ваш взнос"),
        (editor, "Осенний П.С.: «Ждём всех"),
        (stranger, "Осенний П.С.: «Ждём всех"),
    ]


def test_who_left_the_project_is_told_nothing_more(
    client: Client, item: PlanItem, coordinator: User, editor: User
) -> None:
    said_by(client, editor, item, "Мы придём")
    Membership.objects.filter(user=editor).delete()
    Notification.objects.all().delete()
    said_by(client, coordinator, item, "Ждём")
    assert told() == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("@Зимний, где смета?", "Портал не нашёл, кого вы упомянули: «@Зимний»."),
        ("@Маяков, где смета?", "Портал не нашёл, кого вы упомянули: «@Маяков»."),
        ("@Двойной, где смета?", "«@Двойной» — это может быть Двойной А.А. или Двойной Б.Б."),
        ("   ", "Напишите, что хотите сказать."),
        ("ы" * 4001, "Слишком длинно: 4001 знак"),
    ],
)
def test_what_cannot_be_saved_comes_back_with_its_text(
    client: Client, item: PlanItem, editor: User, own: Organization, other: Organization, text: str, sentence: str
) -> None:
    make_member(other, user=make_user(person=make_person("Маяков М.М.")))
    for name in ("Двойной А.А.", "Двойной Б.Б."):
        make_member(own, user=make_user(person=make_person(name)))
    answer = said_by(client, editor, item, text, own)
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, text in page) == (422, True, True)
    assert (Comment.objects.count(), Notification.objects.count()) == (0, 0)


def test_a_member_mentions_nobody_of_another_organisation(
    client: Client, item: PlanItem, editor: User, own: Organization, other: Organization
) -> None:
    stranger = make_member(other)
    answer = said_by(client, editor, item, "Кто придёт?", own, stranger)
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert "Упомянуть можно только тех, кто стоит в списке." in answer.content.decode()


def test_a_member_does_not_speak_for_another_organisation(
    client: Client, item: PlanItem, editor: User, other: Organization
) -> None:
    assert said_by(client, editor, item, "Мы придём", other).status_code == 422
    assert Comment.objects.count() == 0


def test_who_only_reads_is_told_why_and_sees_no_form(client: Client, item: PlanItem, own: Organization) -> None:
    viewer = make_member(own, Membership.Role.VIEWER)
    answer = said_by(client, viewer, item, "Мы придём")
    assert (answer.status_code, "Писать в обсуждении могут" in answer.content.decode()) == (403, True)
    talk = client.get(reverse("plans:item_detail", args=[item.pk])).context["talk"]
    assert (talk["may_write"], talk["form"]) == (False, None)


def test_who_answers_for_the_item_speaks(client: Client, project: Project, coordinator: User) -> None:
    responsible = make_user(person=make_person("Зимний А.А."))
    item = make_item(make_plan(project), responsible=responsible.person or ())
    assert said_by(client, responsible, item, "Зал занят").status_code == 302
    assert [user for user, _, _ in told()] == [coordinator]


def test_in_a_closed_plan_nobody_speaks(client: Client, item: PlanItem, coordinator: User) -> None:
    Plan.objects.filter(pk=item.plan_id).update(state=Plan.State.CLOSED)
    answer = said_by(client, coordinator, item, "Поздно")
    assert (answer.status_code, "План закрыт" in answer.content.decode()) == (403, True)


def test_one_s_own_remark_is_put_out_of_sight_and_its_place_stays(
    client: Client, item: PlanItem, editor: User, own: Organization, coordinator: User
) -> None:
    said_by(client, editor, item, "Ошиблась дверью", own)
    comment = Comment.objects.get()
    remove = reverse("network:comment_remove", args=[comment.pk])
    client.force_login(coordinator)
    assert client.post(remove).status_code == 404
    client.force_login(editor)
    answer = client.post(remove, {"next": f"/items/{item.pk}/"})
    assert answer["Location"] == f"/items/{item.pk}/#comment-{comment.pk}"
    page = client.get(f"/items/{item.pk}/").content.decode()
    assert ("Ошиблась дверью" in page, "Комментарий убран." in page) == (False, True)
    client.post(remove)
    removals = [line.history_user for line in history_of(Comment).filter(removed_at__isnull=False)]
    assert removals == [editor]


def test_in_an_archived_project_remarks_stay(client: Client, project: Project, item: PlanItem, editor: User) -> None:
    said_by(client, editor, item, "Зал занят")
    remove = reverse("network:comment_remove", args=[Comment.objects.get().pk])
    assert remove in client.get(f"/items/{item.pk}/").content.decode()
    Project.objects.update(state=Project.State.ARCHIVED)
    assert remove not in client.get(f"/items/{item.pk}/").content.decode()
    answer = client.post(remove)
    assert (answer.status_code, ARCHIVED in answer.content.decode()) == (403, True)
    product = make_product(project=project)
    part = Contribution(due=ReportDue(project=Project.objects.get(pk=project.pk)))
    assert (Product.objects.get(pk=product.pk).is_archived, part.is_archived) == (True, True)
    assert Comment.objects.get().removed_at is None


def test_addresses_become_links_and_markup_stays_text(client: Client, item: PlanItem, coordinator: User) -> None:
    said_by(client, coordinator, item, "См. https://example.org/a?b=1&c=2. <b>www.example.org</b> javascript:alert(1)")
    page = client.get(f"/items/{item.pk}/").content.decode()
    link = '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener noreferrer">'
    assert f"См. {link}https://example.org/a?b=1&amp;c=2</a>. &lt;b&gt;www.example.org&lt;/b&gt; javascript" in page


def test_a_long_talk_shows_its_end_and_a_way_to_the_rest(client: Client, item: PlanItem, coordinator: User) -> None:
    said_by(client, coordinator, item, "Первый")
    first = Comment.objects.get()
    rest = {"content_type": first.content_type, "object_id": item.pk, "author": coordinator}
    Comment.objects.bulk_create(Comment(**rest, text=f"Ответ {number}") for number in range(52))
    assert read_by(client, coordinator, item) == [f"Ответ {number}" for number in range(2, 52)]
    assert "Показать ещё 3 комментария" in client.get(f"/items/{item.pk}/").content.decode()
    assert len(client.get(f"/items/{item.pk}/?comments=all").context["talk"]["rows"]) == 53


def test_somebody_who_writes_too_often_is_asked_to_wait(
    client: Client, item: PlanItem, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_668_420_000.0)  # the minute of the limit does not end meanwhile
    answers = [said_by(client, coordinator, item, f"Ответ {number}").status_code for number in range(21)]
    assert answers == [302] * 20 + [429]


@pytest.mark.parametrize("remarks", [1, 20])
def test_the_talk_costs_the_same_for_any_length(
    client: Client,
    item: PlanItem,
    coordinator: User,
    own: Organization,
    remarks: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(remarks):
        said_by(client, coordinator, item, f"Ответ {number}", own, make_member(own))
    with django_assert_num_queries(30):
        client.get(reverse("plans:item_detail", args=[item.pk]))
