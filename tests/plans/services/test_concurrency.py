"""Several writers at one moment: none overwrites another unseen, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from plans.models import CompletionMark, Plan, PlanItem, PlanSnapshot
from plans.progress import MarkState
from plans.services.items import Conflict, update_item
from plans.services.life import close_plan
from plans.services.marks import SHUT, MarkInput, mark_many
from tests.makers import make_item, make_mark, make_plan

ROOT = Path(__file__).resolve().parents[3]
WRITERS = 6
TODAY = date(2022, 11, 14)


def write_together(item_id: int) -> list[str]:
    """Words of the writers who got through; each began from version 1."""
    start = Barrier(WRITERS)

    def write(number: int) -> str:
        start.wait()
        try:
            update_item(item_id, 1, {"title": f"Слова {number}"}, actor=None)
        except Conflict:
            return ""
        else:
            return f"Слова {number}"
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return [words for words in pool.map(write, range(WRITERS)) if words]


@pytest.mark.django_db(transaction=True)
def test_one_of_many_writers_gets_through() -> None:
    item = make_item(make_plan())
    through = write_together(item.pk)
    stands = PlanItem.objects.get(pk=item.pk)
    assert (through, stands.version) == ([stands.title], 2)


@pytest.mark.django_db(transaction=True)
def test_marks_set_together_are_all_kept() -> None:
    occurrence = make_item(make_plan()).occurrences.get()
    start = Barrier(WRITERS)

    def mark(_: int) -> None:
        start.wait()
        try:
            make_mark(occurrence, MarkState.IN_PROGRESS)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(mark, range(WRITERS)))
    assert CompletionMark.objects.count() == WRITERS


def close_while_marking() -> tuple[int, int]:
    """Marks that stand and those of them in the closing edition, where many mark while one closes."""
    plan = make_plan(state=Plan.State.APPROVED)
    windows = [make_item(plan, f"Пункт {number}").occurrences.get() for number in range(WRITERS - 1)]
    start = Barrier(WRITERS)

    def act(number: int) -> None:
        start.wait()
        try:
            if number:
                mark_many([(windows[number - 1], None)], MarkInput("in_progress"), author=None, today=TODAY)
            else:
                close_plan(plan, actor=None, today=TODAY, reason="Перейдут в следующий план")
        except ValidationError as refused:
            assert refused.messages == [SHUT]  # noqa: PT017 - nothing else may go wrong
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(act, range(WRITERS)))
    items = PlanSnapshot.objects.get(plan=plan).content["items"]
    frozen = sum(len(window["marks"]) for item in items for window in item["windows"])
    return CompletionMark.objects.filter(occurrence__item__plan=plan).count(), frozen


@pytest.mark.django_db(transaction=True)
def test_every_mark_is_in_the_closing_edition_or_refused() -> None:
    standing, frozen = close_while_marking()
    assert standing == frozen


SCRIPT = """
from plans.models import PlanItem
from tests.makers import make_item, make_plan
from tests.plans.services.test_concurrency import close_while_marking, write_together
item = make_item(make_plan())
through = write_together(item.pk)
stands = PlanItem.objects.get(pk=item.pk)
counts = [close_while_marking() for _ in range(5)]
print("RESULT", through == [stands.title], stands.version, all(one == other for one, other in counts))
"""


def test_many_writers_lose_nothing_on_postgres(migrated_postgres_url: str) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": migrated_postgres_url,
        "DJANGO_SETTINGS_MODULE": "portal.settings_test",
    }

    def manage(*words: str) -> str:
        command = [sys.executable, "-m", "django", *words]
        return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout

    assert manage("shell", "--verbosity", "0", "-c", SCRIPT).split() == ["RESULT", "True", "2", "True"]
