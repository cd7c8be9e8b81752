"""Words written for reports follow an organisation that becomes one with another."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from network.models import Organization
from network.queries.merging import movings
from plans.services.merging import conflicts_of, merge_organizations
from projects.models import Project
from reports.models import ReportText
from tests.makers import history_of, make_organization, make_project, make_user

pytestmark = pytest.mark.django_db


def make_text(project: Project, organization: Organization, key: str = "counts", **fields: str) -> ReportText:
    subject = f"plan:7;organization:{organization.pk};2022-09-01:2022-12-31"
    given = {"kind": "extract", "subject": subject, "key": key, "text": "Мы всё успели."}
    return ReportText.objects.create(project=project, **given | fields)


def test_words_are_about_the_one_that_stays() -> None:
    stays, goes, actor, project = make_organization(), make_organization(), make_user(), make_project()
    text = make_text(project, goes)
    other = make_text(project, goes, subject=f"organization:{goes.pk}0")
    moved = [(each.title, each.count) for each in movings(stays, goes) if each.title == "абзацы отчётов"]
    gone = goes.pk
    merge_organizations(stays, goes, actor=actor)
    text.refresh_from_db()
    other.refresh_from_db()
    assert moved == [("абзацы отчётов", 1)]
    assert text.subject == f"plan:7;organization:{stays.pk};2022-09-01:2022-12-31"
    assert other.subject == f"organization:{gone}0"
    assert [row.history_user for row in history_of(ReportText) if row.id == text.pk][-1] == actor


def test_words_about_both_are_not_chosen_between_in_silence() -> None:
    stays, goes, project = make_organization(), make_organization(), make_project()
    make_text(project, stays)
    make_text(project, goes, text="Успели не всё.")
    make_text(project, goes, "late")
    refusal = "Абзацы отчётов: «Выписка из плана: counts» написано о каждой из них."
    assert [words.startswith(refusal) for words in conflicts_of(stays, goes)] == [True]
    with pytest.raises(ValidationError, match="Оставьте написанное об одной"):
        merge_organizations(stays, goes, actor=None)
    assert ReportText.objects.filter(subject__contains=f"organization:{goes.pk};").count() == 2
