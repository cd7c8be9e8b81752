"""Several people at the rows of one plan at one moment: nothing is lost, nobody waits for ever, on both databases."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from plans.models import Plan, PlanChange, PlanItem
from plans.services.structure.action import StalePlanError
from plans.services.structure.items import NewItem, add_item, move_row
from plans.services.structure.sections import add_section, remove_section
from plans.services.structure.undo import undo_change
from tests.makers import make_item, make_plan

ROOT = Path(__file__).resolve().parents[4]
WRITERS = 4
NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)


def together(work: Callable[[int], object]) -> int:
    """How many of the writers got through, all of them starting at once."""
    start = Barrier(WRITERS)

    def write(number: int) -> bool:
        start.wait()
        try:
            work(number)
        except (StalePlanError, ValidationError):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(WRITERS) as pool:
        return sum(pool.map(write, range(WRITERS)))


def add_together(version: int | None) -> tuple[int, list[str], int]:
    """Writers who got through, numbers of the items in their order, and how many different places they have."""
    plan = make_plan(numbering=Plan.Numbering.CONTINUOUS)
    make_item(plan, "Первый")
    through = together(
        lambda number: add_item(plan.pk, version, NewItem(f"Строка {number}", "май 2023"), after=None, actor=None)
    )
    items = PlanItem.objects.filter(plan=plan).order_by("order")
    numbers = [item.number for item in items]
    return through, numbers, len({item.order for item in items})


def undo_together() -> tuple[int, int]:
    """Of many who take one change back one gets through, and the section stands once."""
    plan = make_plan()
    section = add_section(plan.pk, None, "Раздел", after=None, actor=None)
    item = make_item(plan, "Внутри", section=section)
    move_row(plan.pk, None, f"i{item.pk}", "up", actor=None)
    move_row(plan.pk, None, f"i{item.pk}", "down", actor=None)
    remove_section(plan.pk, None, section.pk, with_items=True, now=NOW, actor=None)
    batch = PlanChange.objects.latest("pk").batch
    through = together(lambda _: undo_change(batch, now=NOW, actor=None))
    return through, PlanItem.objects.filter(plan=plan, section=section.pk).count()


@pytest.mark.django_db(transaction=True)
def test_rows_added_at_once_are_all_there_and_counted() -> None:
    assert add_together(None) == (WRITERS, ["1", "2", "3", "4", "5"], WRITERS + 1)


@pytest.mark.django_db(transaction=True)
def test_of_those_who_saw_the_same_plan_one_gets_through() -> None:
    assert add_together(1) == (1, ["1", "2"], 2)


@pytest.mark.django_db(transaction=True)
def test_one_change_is_taken_back_by_one() -> None:
    assert undo_together() == (1, 1)


SCRIPT = """
from tests.plans.services.structure.test_at_once import add_together, undo_together
print("RESULT", repr([add_together(None), add_together(1), undo_together()]))
"""


def test_the_same_on_postgres(migrated_postgres_url: str) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": migrated_postgres_url,
        "DJANGO_SETTINGS_MODULE": "portal.settings_test",
    }

    def manage(*words: str) -> str:
        command = [sys.executable, "-m", "django", *words]
        return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout

    told = manage("shell", "--verbosity", "0", "-c", SCRIPT)
    expected = [(WRITERS, ["1", "2", "3", "4", "5"], WRITERS + 1), (1, ["1", "2"], 2), (1, 1)]
    assert told.strip() == f"RESULT {expected!r}"
