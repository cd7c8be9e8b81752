"""Files of a project: how much one account may add in a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from network.models import User
from projects.models import Project, ProjectFile
from projects.services.files import MOST_A_DAY, TOO_MUCH, drop_file, keep_file
from tests.makers import history_of, make_project, make_user

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nstartxref\n0\n%%EOF\n"


def keep(project: Project, actor: User | None) -> ProjectFile:
    return keep_file(project, "памятка.pdf", PDF, actor=actor)


def test_account_adds_so_many_bytes_in_a_day_whatever_it_takes_away() -> None:
    project, actor = make_project(), make_user()
    kept = keep(project, actor)
    added = history_of(ProjectFile).filter(history_type="+")
    added.update(size=MOST_A_DAY - len(PDF))
    drop_file(keep(project, actor), actor=actor)
    drop_file(kept, actor=actor)
    with pytest.raises(ValidationError) as problem:
        keep(project, actor)
    assert problem.value.messages == [TOO_MUCH.format(name="памятка.pdf")]
    keep(project, make_user())
    keep(project, None)
    added.filter(history_user=actor).update(history_date=timezone.now() - timedelta(days=1))
    keep(project, actor)
    assert ProjectFile.objects.count() == 3
