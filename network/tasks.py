"""Entry points of the worker for letters."""

from __future__ import annotations

from django.utils import timezone

from network.services.letters import send_waiting_letters
from network.services.notifications import drop_old_notifications
from portal.celery import app


@app.task(name="network.tasks.send_letters")
def send_letters() -> None:
    """Send the letters that wait."""
    send_waiting_letters(timezone.now())


@app.task(name="network.tasks.drop_notifications")
def drop_notifications() -> None:
    """Delete notifications that were read long ago."""
    drop_old_notifications(timezone.now())
