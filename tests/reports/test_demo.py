"""The part of the demonstration that stands on reports, and that all of it can be taken out again."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from network.models import Notification, Organization
from projects.models import Project
from reports.models import ActivityMonth, Contribution, ReportDue

pytestmark = pytest.mark.django_db


def test_demo_shows_every_state_of_a_part_and_leaves_nothing_behind() -> None:
    call_command("load_demo", "--today", "2025-11-21", stdout=StringIO(), stderr=StringIO())
    dues = ReportDue.objects.order_by("due_on")
    states = [Counter(due.contributions.values_list("state", flat=True)) for due in dues]
    assert [due.state for due in dues] == ["closed", "open", "open"]
    assert states == [
        {"accepted": 10, "absent": 1},
        {"accepted": 1, "submitted": 1, "draft": 1, "returned": 1},
        {},
    ]
    months = ActivityMonth.objects.order_by("month").values_list("month", flat=True)
    assert list(months) == [date(2025, 8, 1), date(2025, 9, 1)]
    call_command("load_demo", "--remove", stdout=StringIO())
    left = [model.objects.count() for model in (Project, Organization, ReportDue, Contribution, ActivityMonth)]
    assert (left, Notification.objects.count()) == ([0] * 5, 0)
