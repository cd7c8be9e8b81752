"""What the table of projects takes."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from projects.models import UNKNOWN_ZONE, validate_time_zone
from tests.makers import make_project


@pytest.mark.parametrize("name", ["Europe/Minsk", "Asia/Almaty", "UTC"])
def test_names_of_zones_are_taken(name: str) -> None:
    validate_time_zone(name)


@pytest.mark.parametrize("name", ["Minsk", "Europe", "europe/minsk", "../Europe/Minsk", "UTC+3"])
def test_other_words_are_told_how_to_be_written(name: str) -> None:
    with pytest.raises(ValidationError) as told:
        validate_time_zone(name)
    assert told.value.messages == [UNKNOWN_ZONE % {"name": name}]


@pytest.mark.django_db
def test_a_project_needs_no_zone_of_its_own() -> None:
    make_project(time_zone="").full_clean()
    with pytest.raises(ValidationError, match="Часового пояса «Минск» нет"):
        make_project(time_zone="Минск").full_clean()
