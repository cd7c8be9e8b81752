"""Set-up of the worker: the database is the queue of record, a message only wakes the worker."""

from __future__ import annotations

import os
from pathlib import Path

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

SWEEP_EVERY = 10.0  # seconds; an order that no message announced waits no longer than this

app = Celery("portal")
app.conf.update(
    broker_url=settings.REDIS_URL,
    # A broker that is down or frozen must cost the page seconds, not hang it: the sweeper picks the order up later.
    broker_transport_options={
        "socket_timeout": 3,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 25,
        "max_retries": 1,
        "visibility_timeout": 600,
    },
    broker_connection_timeout=2,
    task_publish_retry=False,
    # A worker outlives its broker and comes back by itself.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    # Messages are acknowledged early: what a killed worker leaves behind is seen by its expired lease.
    task_acks_late=False,
    worker_prefetch_multiplier=1,
    # The child that renders is stopped after 90 seconds; this is for the case that nobody stopped it.
    task_time_limit=180,
    task_soft_time_limit=150,
    timezone=settings.TIME_ZONE,
    beat_schedule_filename=str(Path(settings.DATA_DIR) / "beat-schedule"),
    beat_schedule={
        "sweep-reports": {
            "task": "reports.tasks.sweep_reports",
            "schedule": SWEEP_EVERY,
            "options": {"expires": SWEEP_EVERY},
        },
        "sweep-imports": {
            "task": "plans.tasks.sweep_imports",
            "schedule": SWEEP_EVERY,
            "options": {"expires": SWEEP_EVERY},
        },
        # A day begins in each time zone at its own hour; what was ordered is not ordered again.
        "run-schedules": {
            "task": "reports.tasks.run_schedules",
            "schedule": crontab(minute="*/10"),
            "options": {"expires": 300},
        },
        # Every hour: people of several time zones have their mornings at different hours.
        "send-digests": {
            "task": "reports.tasks.send_digests",
            "schedule": crontab(minute=5),
            "options": {"expires": 600},
        },
        "drop-notifications": {
            "task": "network.tasks.drop_notifications",
            "schedule": crontab(hour=3, minute=20),
            "options": {"expires": 3600},
        },
        # Every hour too: a day begins in each time zone at its own hour, and what was told is not told again.
        "remind-of-papers": {
            "task": "projects.tasks.remind_of_papers",
            "schedule": crontab(minute=20),
            "options": {"expires": 600},
        },
        "send-letters": {
            "task": "network.tasks.send_letters",
            "schedule": SWEEP_EVERY,
            "options": {"expires": SWEEP_EVERY},
        },
    },
)
app.autodiscover_tasks()
