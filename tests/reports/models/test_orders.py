"""Reports keep what they are about, and go with their project."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import RestrictedError

from reports.models import Report
from tests.makers import make_organization, make_person, make_plan
from tests.reports.dues import make_due

DAY = date(2022, 11, 14)
pytestmark = pytest.mark.django_db


def test_what_a_report_is_about_is_not_deleted_under_it() -> None:
    plan = make_plan()
    due, organization = make_due(plan.project), make_organization()
    person = make_person()
    about = {"plan": plan, "due": due, "organization": organization, "person": person}
    for name, subject in about.items():
        Report.objects.create(project=plan.project, kind="progress", as_of=DAY, order_key=name, **{name: subject})
    for subject in (plan, due, person, organization):
        with pytest.raises(RestrictedError):
            subject.delete()
    assert Report.objects.count() == 4


def test_project_goes_with_its_reports_and_what_they_are_about() -> None:
    plan = make_plan()
    due = make_due(plan.project)
    Report.objects.create(project=plan.project, plan=plan, due=due, kind="network", as_of=DAY)
    plan.project.delete()
    assert Report.objects.count() == 0
