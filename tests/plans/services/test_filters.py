"""Filters under a name: what two requests at once cannot do."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from plans.models import SavedFilter
from plans.services.filters import TAKEN, delete_filter, rename_filter, save_filter
from tests.makers import make_project, make_user

pytestmark = pytest.mark.django_db


def test_name_is_one_filter_even_where_the_form_has_not_seen_the_other() -> None:
    user, project = make_user(), make_project()
    first = save_filter(project, user, name="Горит", query="view=late")
    with pytest.raises(ValidationError, match=TAKEN):
        save_filter(project, user, name="Горит", query="view=own")
    assert SavedFilter.objects.get() == first


def test_same_name_serves_others_and_other_projects() -> None:
    user, project = make_user(), make_project()
    for owner, place in ((user, project), (make_user(), project), (user, make_project())):
        save_filter(place, owner, name="Горит", query="view=late")
    assert SavedFilter.objects.count() == 3


def test_taken_name_is_refused_and_the_old_one_stays() -> None:
    user, project = make_user(), make_project()
    save_filter(project, user, name="Горит", query="view=late")
    other = save_filter(project, user, name="Моё", query="view=own")
    with pytest.raises(ValidationError, match=TAKEN):
        rename_filter(other, name="Горит")
    assert sorted(SavedFilter.objects.values_list("name", flat=True)) == ["Горит", "Моё"]


def test_forgotten_filter_frees_its_name() -> None:
    user, project = make_user(), make_project()
    delete_filter(save_filter(project, user, name="Горит", query="view=late"))
    assert save_filter(project, user, name="Горит", query="view=own").query == "view=own"
