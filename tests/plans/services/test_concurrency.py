"""Several writers at one moment: none overwrites another unseen, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from plans.models import CompletionMark, PlanItem
from plans.progress import MarkState
from plans.services.items import Conflict, update_item
from tests.makers import make_item, make_mark, make_plan

ROOT = Path(__file__).resolve().parents[3]
WRITERS = 6


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


SCRIPT = """
from plans.models import PlanItem
from tests.makers import make_item, make_plan
from tests.plans.services.test_concurrency import write_together
item = make_item(make_plan())
through = write_together(item.pk)
stands = PlanItem.objects.get(pk=item.pk)
print("RESULT", through == [stands.title], stands.version)
"""


def test_one_of_many_writers_gets_through_on_postgres(postgres_url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": postgres_url, "DJANGO_SETTINGS_MODULE": "portal.settings_test"}

    def manage(*words: str) -> str:
        command = [sys.executable, "-m", "django", *words]
        return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout

    manage("migrate", "--verbosity", "0")
    assert manage("shell", "--verbosity", "0", "-c", SCRIPT).split() == ["RESULT", "True", "2"]
