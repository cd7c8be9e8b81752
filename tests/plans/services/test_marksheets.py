"""Sheets of marks written once, whoever hurries; keys that nobody can make."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.core.signing import Signer
from django.db import connection

from network.models import User
from plans.models import CompletionMark, MarkSheet, Occurrence
from plans.progress import MarkState
from plans.queries.marksheets import NOBODY, RowKey
from plans.services.marks import MarkInput, MarkTarget, undo_batch
from plans.services.marksheets import (
    NOTHING,
    SETTLED,
    SheetTarget,
    StaleSheetError,
    cancel_sheet,
    confirm_sheet,
)
from tests.makers import make_item, make_mark, make_plan, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
TODAY = date(2022, 11, 14)
BUSY = MarkInput("in_progress")


@pytest.fixture
def author() -> User:
    return make_user()


@pytest.fixture
def sheet(author: User) -> MarkSheet:
    plan = make_plan()
    for _ in range(2):
        make_item(plan)
    return MarkSheet.objects.create(plan=plan, author=author, filename="ведомость.xlsx", rows=[])


def targets(sheet: MarkSheet, stands: int = NOBODY) -> list[SheetTarget]:
    """«В работе» for every window of the plan."""
    windows = Occurrence.objects.filter(item__plan=sheet.plan).order_by("pk")
    return [SheetTarget(MarkTarget(window, None, BUSY), stands) for window in windows]


def test_sheet_is_one_batch_taken_back_as_one(sheet: MarkSheet, author: User) -> None:
    marks = confirm_sheet(sheet, targets(sheet), author=author, today=TODAY)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.rows, {mark.batch for mark in marks}) == ("confirmed", [], {sheet.batch})
    undo_batch(marks, author=author)
    assert [mark.state for mark in CompletionMark.objects.order_by("pk")] == ["in_progress"] * 2 + ["none"] * 2


def test_mark_taken_back_stands_for_nothing(sheet: MarkSheet, author: User) -> None:
    undo_batch([make_mark(sheet.plan.items.order_by("pk")[0])], author=author)
    assert len(confirm_sheet(sheet, targets(sheet), author=author, today=TODAY)) == 2


def test_mark_that_was_not_shown_stops_everything(sheet: MarkSheet, author: User) -> None:
    wanted = targets(sheet)
    make_mark(sheet.plan.items.order_by("pk")[1], MarkState.CANCELLED)
    with pytest.raises(StaleSheetError):
        confirm_sheet(sheet, wanted, author=author, today=TODAY)
    assert (MarkSheet.objects.get().state, CompletionMark.objects.count()) == ("review", 1)


def test_one_wrong_mark_stops_everything(sheet: MarkSheet, author: User) -> None:
    wanted = [
        *targets(sheet)[:1],
        SheetTarget(MarkTarget(targets(sheet)[1].target.occurrence, None, MarkInput("x")), 0),
    ]
    with pytest.raises(ValidationError):
        confirm_sheet(sheet, wanted, author=author, today=TODAY)
    assert (MarkSheet.objects.get().state, CompletionMark.objects.count()) == ("review", 0)


def test_sheet_with_nothing_new_says_so(sheet: MarkSheet, author: User) -> None:
    with pytest.raises(ValidationError, match=NOTHING):
        confirm_sheet(sheet, [], author=author, today=TODAY)


def test_confirmed_sheet_cannot_be_thrown_away(sheet: MarkSheet, author: User) -> None:
    confirm_sheet(sheet, targets(sheet), author=author, today=TODAY)
    with pytest.raises(ValidationError, match=SETTLED):
        cancel_sheet(sheet)


def test_two_at_once_write_the_sheet_once(sheet: MarkSheet, author: User) -> None:
    start = Barrier(2)

    def confirm(_: int) -> str:
        start.wait()
        try:
            confirm_sheet(sheet, targets(sheet), author=author, today=TODAY)
        except (ValidationError, StaleSheetError):
            return "refused"
        else:
            return "written"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(confirm, range(2)))
    assert (found, CompletionMark.objects.count()) == (["refused", "written"], 2)


def test_key_comes_back_as_it_was() -> None:
    key = RowKey(plan=1, occurrence=2, organization=0, mark=4)
    assert (RowKey.of(key.signed()), key.organization_id) == (key, None)


@pytest.mark.parametrize("text", ["", "1.2.3.4", "1.2.3.4:" + "k" * 43, Signer(salt="другая").sign("1.2.3.4")])
def test_nobody_else_makes_keys(text: str) -> None:
    assert RowKey.of(text) is None


@pytest.mark.parametrize("value", ["1.2.3", "1.2.3.4.5", "а.б.в.г"])
def test_key_of_another_shape_is_none(value: str) -> None:
    assert RowKey.of(Signer(salt="plans.mark-sheet").sign(value)) is None
