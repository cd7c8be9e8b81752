"""A closed plan and one in the archive can only be read: every address that writes says so in words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from plans.access import CLOSED, PUT_AWAY
from plans.models import Plan
from tests.rights import World, make_world
from tests.test_permissions import ADDRESSES

FILE = Path(__file__).parents[1] / "permissions.csv"
# What these write is not the plan they are asked for: another plan, a filter, a calendar, a letter …
ELSEWHERE = {
    "plans:person_replace",  # moves items of open plans alone
    "plans:person_replace_undo",
    "plans:plan_copy",  # writes the next plan
    "plans:plan_create",  # writes a new one
    "plans:plan_reopen",  # the way back
}
REFUSED = 403


def writing_addresses() -> list[str]:
    """Addresses of a plan that a coordinator may post to while it is open."""
    with FILE.open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["method"] == "POST" and line["object"] == "x"]
    inside = ("plans:plan_", "plans:item_", "plans:marks_", "plans:mark_sheet", "plans:occurrence_")
    return sorted(
        line["address"]
        for line in lines
        if line["address"].startswith(inside)
        and line["coordinator_x"] in {"200", "302", "422"}
        and line["address"] not in ELSEWHERE
    )


@pytest.fixture
def world(db: None) -> World:
    return make_world()


STATES = {Plan.State.CLOSED: CLOSED, Plan.State.ARCHIVED: PUT_AWAY}
ASKED = [
    (address, state)
    for address in writing_addresses()
    for state in STATES
    # A closed plan is what the archive takes.
    if (address, state) != ("plans:plan_archive", Plan.State.CLOSED)
]


@pytest.mark.parametrize(("address", "state"), ASKED)
def test_nothing_is_written_into_a_shut_plan(address: str, state: Plan.State, world: World) -> None:
    Plan.objects.update(state=state)
    client = Client()
    client.force_login(world.users["coordinator_x"])
    with transaction.atomic():
        answer = client.post(
            reverse(address, kwargs=world.x.arguments(address, ADDRESSES[address])), {"nothing": "said"}
        )
    assert answer.status_code == REFUSED
    assert STATES[state] in answer.content.decode()
    assert set(Plan.objects.values_list("state", flat=True)) == {state.value}


def test_the_walk_meets_the_addresses_it_is_meant_for() -> None:
    known = {"plans:item_edit", "plans:item_mark", "plans:marks_bulk", "plans:plan_approve", "plans:plan_close"}
    assert known <= set(writing_addresses())
