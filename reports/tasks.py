"""Entry points of the worker: the row of the order is the job, a message only says where to look."""

from __future__ import annotations

import time

from portal.celery import app
from reports import services

WAKE_EXPIRES = 30


@app.task(name="reports.tasks.render_report")
def render_report(pk: int) -> None:
    """Make the report of the row unless somebody else does."""
    services.produce_report(pk)


@app.task(name="reports.tasks.sweep_reports")
def sweep_reports() -> None:
    """Wake the work on orders nobody works on, and clear away temporary files."""
    for pk in services.orders_to_wake():
        render_report.apply_async((pk,), expires=WAKE_EXPIRES)
    services.remove_leftovers(time.time())
