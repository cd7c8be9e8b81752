"""Who sees which rows of the network: an administrator all, a member her organisation's, a stranger only herself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.test import RequestFactory

from network import access
from network.access import Reader
from network.models import Membership, User
from tests.makers import make_group, make_member, make_municipality, make_organization, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers() -> dict[str, Reader]:
    """Two organisations, each with its people and group; readers of every kind."""
    municipality = make_municipality()
    own, other = (make_organization(municipality=municipality) for _ in range(2))
    for organization in (own, other):
        make_person(organization=organization)
        make_group(organization)
    member, stranger = make_member(own, Membership.Role.VIEWER), make_user()
    make_member(other)
    make_person("Сорока Н.П.", user=stranger)
    return {
        "administrator": make_user(is_staff=True),
        "member": member,
        "stranger": stranger,
        "deactivated": make_member(own, user=make_user(is_active=False)),
        "anonymous": AnonymousUser(),
    }


@pytest.mark.parametrize(
    ("visible", "administrator", "member", "stranger"),
    [
        (access.visible_organizations, 2, 1, 0),
        (access.visible_aliases, 2, 1, 0),
        (access.visible_municipalities, 1, 1, 1),
        (access.visible_people, 2, 1, 1),
        (access.visible_groups, 2, 1, 0),
        (access.visible_users, 5, 1, 1),
        (access.visible_memberships, 3, 1, 0),
        (access.own_organizations, 0, 1, 0),
        (access.editable_organizations, 0, 0, 0),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_who_sees_how_many(
    readers: dict[str, Reader],
    visible: Callable[[Reader], QuerySet[User]],
    administrator: int,
    member: int,
    stranger: int,
) -> None:
    found = {name: visible(reader).count() for name, reader in readers.items()}
    inside = {"administrator": administrator, "member": member, "stranger": stranger}
    assert found == {**inside, "deactivated": 0, "anonymous": 0}


def test_a_page_of_one_reader_is_for_nobody_else() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(BadRequest):
        access.reader(request)
    request.user = user = make_user()
    assert access.reader(request) == user
