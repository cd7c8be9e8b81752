"""Tags of pages of plans."""

from __future__ import annotations

import pytest

from plans.templatetags.plan_tags import monogram


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ольшанский РМК", "ОР"),
        ("Центр творчества № 14", "ЦТ"),
        ("ГУО «Дворец детей и молодёжи»", "ГД"),
        ("Лицей", "Л"),
        ("№ 5", ""),
    ],
)
def test_badge_of_an_organization(name: str, letters: str) -> None:
    assert monogram(name) == letters
