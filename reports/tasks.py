"""Entry points of the worker: the row of the order is the job, a message only says where to look."""

from __future__ import annotations

import time

from django.utils import timezone

from portal.celery import app
from reports import services
from reports.services.digests import send_digests as write_digests
from reports.services.schedules import order_due_reports

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


@app.task(name="reports.tasks.run_schedules")
def run_schedules() -> None:
    """Order the reports whose day has come."""
    for pk in order_due_reports(timezone.now()):
        render_report.apply_async((pk,), expires=WAKE_EXPIRES)


@app.task(name="reports.tasks.send_digests")
def send_digests() -> None:
    """Write the letters of the morning that are due; the task of letters sends them."""
    write_digests(timezone.now())
