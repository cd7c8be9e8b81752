"""The command that loads the demonstration, where it has to refuse."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from projects.models import Project
from tests.makers import make_project

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_another_project_under_the_address_is_never_touched() -> None:
    make_project(slug="demo")
    with pytest.raises(CommandError, match="это не демонстрация"):
        run("--reset")
    assert Project.objects.count() == 1


def test_a_day_too_early_is_told_in_words() -> None:
    with pytest.raises(CommandError, match="не раньше 1 сентября 2023 года"):
        run("--today", "2022-11-14")


def test_a_bad_day_is_told_in_words() -> None:
    with pytest.raises(CommandError, match="не понят"):
        run("--today", "завтра")


def test_accounts_of_a_demo_that_is_not_there() -> None:
    with pytest.raises(CommandError, match="не загружена"):
        run("--remove", "--accounts")
