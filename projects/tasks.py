"""Entry points of the worker for projects."""

from __future__ import annotations

from django.utils import timezone

from portal.celery import app
from projects.services.agreements import remind_of_ending


@app.task(name="projects.tasks.remind_of_papers")
def remind_of_papers() -> None:
    """Tell of papers of participation that end soon; what was told already is not told again."""
    remind_of_ending(timezone.now())
