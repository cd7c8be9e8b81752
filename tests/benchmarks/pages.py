"""What a page costs per row when a plan grows tenfold: `python -m tests.benchmarks.pages`.

Not a test: it prints processor time for 50 and for 500 items and how many times dearer a row has become. About 1.0 or
less means that the page grows with the plan and no faster. Works in a database of its own, in memory.
"""

# ruff: noqa: E402 - Django is set up before anything of it is imported

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings_test")

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse

from tests.makers import make_item, make_mark, make_monthly_item, make_person, make_plan, make_project, make_user

SMALL, LARGE, TURNS = 50, 500, 5


def seconds(ask: Callable[[], object]) -> float:
    """Processor time of the quickest of several turns, the first of them not counted."""
    ask()
    spent = []
    for _ in range(TURNS):
        began = time.process_time()
        ask()
        spent.append(time.process_time() - began)
    return min(spent)


def costs(items: int) -> dict[str, tuple[float, int]]:
    """Seconds and queries of each page for a plan of so many items, each third of them monthly, all marked."""
    user = make_user()
    plan = make_plan(make_project(coordinator=user))
    party = make_person()
    for number in range(items):
        make = make_item if number % 3 else make_monthly_item
        make_mark(make(plan, "Семинар наставников", responsible=party), author=user)
    client = Client()
    client.force_login(user)
    slug = plan.project.slug
    pages = {
        "plan": reverse("plans:plan_detail", args=[plan.pk]),
        "plan, filtered": f"{reverse('plans:plan_detail', args=[plan.pk])}?q=семинар&month=2022-10&state=done",
        "calendar": f"{reverse('plans:calendar', args=[slug])}?month=2022-10",
        "year": reverse("plans:year_strip", args=[slug]),
        "search": f"{reverse('plans:search')}?q=семинары+наставник",
    }
    found = {}
    for name, url in pages.items():
        spent = seconds(lambda url=url: client.get(url))  # type: ignore[misc]
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        found[name] = (spent, len(queries))
    return found


def main() -> None:
    """Print a line a page."""
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    try:
        small, large = costs(SMALL), costs(LARGE)
    finally:
        connection.creation.destroy_test_db(":memory:", verbosity=0)
    for name, (spent, queries) in large.items():
        ratio = spent / small[name][0] / (LARGE / SMALL)
        sys.stdout.write(
            f"{name}: {small[name][0]:.3f} s for {SMALL}, {spent:.3f} s for {LARGE}: "
            f"a row {ratio:.2f} times as dear; queries {small[name][1]} and {queries}\n"
        )


if __name__ == "__main__":
    main()
