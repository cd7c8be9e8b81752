"""Marks of many occurrences, each with its own words, set and taken back as one."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from plans.models import CompletionMark, Evidence
from plans.services.marks import MarkInput, MarkTarget, mark_each, undo_batch
from tests.makers import make_item, make_mark, make_plan, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 14)
DONE = MarkInput("done", date(2022, 10, 20), "Проведено")
CANCELLED = MarkInput("cancelled", reason="Карантин")


def test_each_gets_its_own_words_in_one_batch() -> None:
    plan, author = make_plan(), make_user()
    first, second = (make_item(plan).occurrences.get() for _ in range(2))
    marks = mark_each([MarkTarget(first, None, DONE), MarkTarget(second, None, CANCELLED)], author=author, today=TODAY)
    assert [(mark.occurrence, mark.state, mark.text, mark.reason) for mark in marks] == [
        (first, "done", "Проведено", ""),
        (second, "cancelled", "", "Карантин"),
    ]
    undo_batch(marks, author=author)
    assert [mark.state for mark in CompletionMark.objects.order_by("-pk")[:2]] == ["none", "none"]


def test_one_wrong_mark_leaves_all_unwritten() -> None:
    plan = make_plan()
    targets = [MarkTarget(make_item(plan).occurrences.get(), None, said) for said in (DONE, MarkInput("cancelled"))]
    with pytest.raises(ValidationError):
        mark_each(targets, author=None, today=TODAY)
    assert CompletionMark.objects.count() == 0


def test_proofs_of_the_mark_before_go_on() -> None:
    window = make_item(make_plan()).occurrences.get()
    proof = Evidence.objects.create(mark=make_mark(window), title="Протокол", number="7")
    [mark] = mark_each([MarkTarget(window, None, DONE, (proof,))], author=None, today=TODAY)
    assert [kept.number for kept in mark.evidence.all()] == ["7"]
