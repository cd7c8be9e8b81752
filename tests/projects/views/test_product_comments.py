"""Talk about a product: its organisation and the coordinators until it is open to the network."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from network.models import Comment, Notification, Organization, User
from projects.models import Product, Project
from tests.makers import make_member, make_organization, make_product, make_project, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Organization:
    return make_organization("Центр «Радуга»")


@pytest.fixture
def other() -> Organization:
    return make_organization("Центр «Маяк»")


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def product(coordinator: User, own: Organization, other: Organization) -> Product:
    project: Project = make_project(coordinator=coordinator, members=[own, other])
    return make_product(project=project, organization=own, state=Product.State.SUBMITTED)


def say(client: Client, user: User, product: Product, text: str, audience: str) -> Any:
    client.force_login(user)
    posted = {"comment-text": text, "comment-audience": audience}
    return client.post(reverse("projects:product_comment", args=[product.pk]), posted)


def read(client: Client, user: User, product: Product) -> list[str]:
    client.force_login(user)
    talk = client.get(reverse("projects:product_detail", args=[product.pk])).context["talk"]
    return [comment.text for comment in talk["rows"]]


def test_what_is_said_before_approval_stays_with_the_organisation(
    client: Client, product: Product, coordinator: User, own: Organization, other: Organization
) -> None:
    editor, stranger = make_member(own), make_member(other)
    assert say(client, coordinator, product, "Добавьте выводы", str(own.pk)).status_code == 302
    say(client, coordinator, product, "И список литературы", "")
    assert set(Comment.objects.values_list("organization", flat=True)) == {own.pk}
    assert [(each.user, each.kind) for each in Notification.objects.all()] == [(editor, "comment"), (editor, "comment")]
    Product.objects.update(state=Product.State.APPROVED)
    say(client, stranger, product, "Спасибо, берём", "")
    assert read(client, editor, product) == ["Добавьте выводы", "И список литературы", "Спасибо, берём"]
    assert read(client, stranger, product) == ["Спасибо, берём"]


def test_a_mention_of_nobody_comes_back_with_its_text(
    client: Client, product: Product, coordinator: User, own: Organization
) -> None:
    answer = say(client, coordinator, product, "@Зимний, посмотрите", str(own.pk))
    page = answer.content.decode()
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert ["@Зимний, посмотрите" in page, "Портал не нашёл" in page] == [True, True]
