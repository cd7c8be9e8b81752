"""The rights matrix: `permissions.csv` against every address, role, method and object.

A line of the file: address, method, object (`x` own project, `y` another one, `missing`, `-` where the address names
none), then the status for each role. A new address fails until somebody wrote what each role gets.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from tests.rights import ROLES, World, make_world, missing_arguments

pytestmark = pytest.mark.django_db  # makes the database also where this file runs alone

FILE = Path(__file__).with_name("permissions.csv")
SELF_MADE = ("admin:",)  # the admin answers for itself; `test_admin_is_for_administrators` walks it


def lines() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Every name of the URLconf with the arguments it takes."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{namespace}{entry.name}", frozenset(entry.pattern.regex.groupindex)


ADDRESSES = dict(addresses(get_resolver()))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for the whole file: what requests write is taken back, see `ask`."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def ask(client: Client, method: str, url: str) -> HttpResponseBase:
    """The answer; what the request wrote is taken back, so that the next role meets the same world."""
    with transaction.atomic():
        answer: HttpResponseBase = client.post(url, {"nothing": "said"}) if method == "POST" else client.get(url)
        transaction.set_rollback(True)
    if answer.streaming:
        list(answer)  # read to its end a file is closed
    return answer


def client_of(world: World, role: str) -> Client:
    caches["process"].clear()  # one role is not refused for what another one asked
    client = Client(raise_request_exception=False)
    if role in world.users:
        client.force_login(world.users[role])
    return client


def test_every_address_stands_in_the_file() -> None:
    expected = {name for name in ADDRESSES if not name.startswith(SELF_MADE)}
    assert {line["address"] for line in lines()} == expected


def test_every_address_with_an_object_is_asked_for_own_foreign_and_missing() -> None:
    asked: dict[str, set[str]] = {}
    for line in lines():
        asked.setdefault(line["address"], set()).add(line["object"])
    named = {
        name for name, arguments in ADDRESSES.items() if arguments and not name.startswith((*SELF_MADE, "account"))
    }
    assert {name for name in named if not {"x", "y", "missing"} <= asked.get(name, set())} == set()


def address_of(line: dict[str, str], world: World) -> str:
    """The address a line asks for, naming the object the line names."""
    names = ADDRESSES[line["address"]]
    side = {"x": world.x, "y": world.y}.get(line["object"])
    arguments = side.arguments(line["address"], names) if side else missing_arguments(names)
    return reverse(line["address"], kwargs=arguments)


@pytest.mark.parametrize("address", sorted({line["address"] for line in lines()}))
def test_status_of_each_role(address: str, world: World) -> None:
    wrong: dict[tuple[str, str, str], tuple[str, str]] = {}
    for line in (line for line in lines() if line["address"] == address):
        url = address_of(line, world)
        found = {role: str(ask(client_of(world, role), line["method"], url).status_code) for role in ROLES}
        wrong |= {
            (line["method"], line["object"], role): (status, line[role])
            for role, status in found.items()
            if status != line[role]
        }
    assert wrong == {}


def admin_urls() -> list[str]:
    names = [name for name, arguments in ADDRESSES.items() if name.startswith("admin:") and not arguments]
    found = []
    for name in names:
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return sorted(set(found))


def test_admin_is_for_administrators(world: World) -> None:
    """Everybody else is sent to the sign-in of the admin, whatever page of it she asks for."""
    closed = [url for url in admin_urls() if "login" not in url and "logout" not in url]
    others = [role for role in ROLES if role != "administrator"]
    found = {(role, url): ask(client_of(world, role), "GET", url).status_code for role in others for url in closed}
    assert {key for key, status in found.items() if status not in {302, 404}} == set()
    assert len(closed) > len(others)


@pytest.mark.parametrize("role", ["member_b", "member_network", "expert", "coordinator_y"])
def test_words_of_a_member_are_found_on_no_page_of_others(role: str, world: World) -> None:
    """The canary in the mark of organisation A stands on no page that another member or project may open."""
    client = client_of(world, role)
    leaks = []
    for line in lines():
        if line["method"] != "GET" or line["object"] not in {"x", "-"}:
            continue
        answer = client.get(address_of(line, world))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        if "канарейка-x" in body.decode("utf-8", "replace"):
            leaks.append(line["address"])
    assert leaks == []
