"""Entry points of the worker for projects."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from network.models import Notification
from portal.celery import app
from projects.tasks import remind_of_papers
from tests.makers import make_agreement, make_organization, make_project, make_user

pytestmark = pytest.mark.django_db


def test_papers_that_end_are_told_of_once() -> None:
    coordinator, organization = make_user(), make_organization()
    project = make_project(coordinator=coordinator, members=[organization])
    make_agreement(project, organization, ends_on=timezone.localdate() + timedelta(days=2))
    for _ in range(2):
        remind_of_papers()
    assert [told.user for told in Notification.objects.all()] == [coordinator]


def test_beat_wakes_the_task() -> None:
    assert app.conf.beat_schedule["remind-of-papers"]["task"] in app.tasks
