"""Plans in the admin are only looked at."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers import make_item, make_mark, make_plan, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["plan", "planitem", "completionmark"])
def test_administrator_looks_and_changes_nothing(client: Client, name: str) -> None:
    mark = make_mark(make_item(make_plan()))
    rows = {"plan": mark.occurrence.item.plan, "planitem": mark.occurrence.item, "completionmark": mark}
    client.force_login(make_user(is_staff=True, is_superuser=True))
    page = reverse(f"admin:plans_{name}_change", args=[rows[name].pk])
    statuses = [
        client.get(reverse(f"admin:plans_{name}_changelist")).status_code,
        client.get(page).status_code,
        client.get(reverse(f"admin:plans_{name}_add")).status_code,
        client.post(page, {}).status_code,
    ]
    assert statuses == [200, 200, 403, 403]
