"""Entry points of the worker for plans: the row of the import is the job, a message only says where to look."""

from __future__ import annotations

from django.utils import timezone

from plans.resources import compare_rows
from plans.services.importing import jobs
from portal.celery import app

WAKE_EXPIRES = 30


@app.task(name="plans.tasks.save_import")
def save_import(key: str) -> None:
    """Save the import of the key unless somebody else does."""
    jobs.save_import(key, compare_rows, now=timezone.now())


@app.task(name="plans.tasks.sweep_imports")
def sweep_imports() -> None:
    """Wake the work on imports nobody works on."""
    for key in jobs.imports_to_wake():
        save_import.apply_async((key,), expires=WAKE_EXPIRES)
