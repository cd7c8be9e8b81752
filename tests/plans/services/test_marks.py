"""Marks: what may be said, what is kept, what is taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from plans.models import CompletionMark, Evidence, Plan
from plans.progress import ItemState, MarkState
from plans.queries import item_row
from plans.services.evidence import EvidenceInput
from plans.services.marks import (
    FACT_AHEAD,
    FACT_TOO_EARLY,
    NEW_DAY_EARLY,
    NO_FACT,
    NO_NEW_DAY,
    NO_REASON,
    NO_STATE,
    NOT_EXPECTED,
    NOTHING_CHOSEN,
    OVERTAKEN,
    SHUT,
    MarkInput,
    mark_errors,
    mark_many,
    mark_occurrence,
    undo_batch,
)
from tests.makers import make_item, make_mark, make_organization, make_plan, make_user

TODAY = date(2022, 11, 14)
DONE = MarkInput("done", fact_on=date(2022, 10, 20), text="Проведено")


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        (MarkInput("done", fact_on=TODAY), {}),
        (MarkInput("done"), {"fact_on": NO_FACT}),
        (MarkInput("done", fact_on=date(2022, 11, 15)), {"fact_on": FACT_AHEAD.format(today="14.11.2022")}),
        (MarkInput("done", fact_on=date(202, 11, 15)), {"fact_on": FACT_TOO_EARLY}),
        (MarkInput("partly"), {"reason": NO_REASON}),
        (MarkInput("partly", reason=" \n"), {"reason": NO_REASON}),
        (
            MarkInput("partly", reason="Нет зала", fact_on=date(2023, 1, 1)),
            {"fact_on": FACT_AHEAD.format(today="14.11.2022")},
        ),
        (MarkInput("cancelled"), {"reason": NO_REASON}),
        (MarkInput("cancelled", reason="Нет заявок"), {}),
        (MarkInput("in_progress"), {}),
        (MarkInput("moved"), {"reason": NO_REASON, "moved_to": NO_NEW_DAY}),
        (
            MarkInput("moved", reason="Карантин", moved_to=date(2022, 10, 31)),
            {"moved_to": NEW_DAY_EARLY.format(end="31.10.2022")},
        ),
        (MarkInput("moved", reason="Карантин", moved_to=date(2022, 11, 1)), {}),
        (MarkInput("none"), {"state": NO_STATE}),
        (MarkInput(""), {"state": NO_STATE}),
    ],
)
def test_what_may_be_said(given: MarkInput, errors: dict[str, str]) -> None:
    assert mark_errors(given, TODAY, date(2022, 10, 31)) == errors


def test_item_without_an_end_is_moved_to_any_day() -> None:
    assert mark_errors(MarkInput("moved", reason="Карантин", moved_to=date(2022, 1, 1)), TODAY) == {}


@pytest.mark.django_db
def test_mark_keeps_what_belongs_to_its_state() -> None:
    item, author = make_item(make_plan()), make_user()
    mark = mark_occurrence(
        item.occurrences.get(),
        state="done",
        fact_on=date(2022, 10, 20),
        text="  Проведено\x0b два занятия ",
        reason="лишнее",
        participants=25,
        moved_to=date(2023, 1, 1),
        author=author,
        today=TODAY,
    )
    assert (mark.text, mark.reason, mark.participants, mark.moved_to, mark.author) == (
        "Проведено\n два занятия",
        "",
        25,
        None,
        author,
    )


@pytest.mark.django_db
def test_cancelled_mark_has_no_date_of_fact() -> None:
    item = make_item(make_plan())
    mark = mark_occurrence(
        item.occurrences.get(), state="cancelled", fact_on=TODAY, reason="Нет заявок", author=None, today=TODAY
    )
    assert (mark.fact_on, mark.reason) == (None, "Нет заявок")


@pytest.mark.django_db
def test_wrong_mark_is_not_saved() -> None:
    item = make_item(make_plan())
    with pytest.raises(ValidationError) as caught:
        mark_occurrence(item.occurrences.get(), state="done", author=None, today=TODAY)
    assert (caught.value.message_dict, CompletionMark.objects.count()) == ({"fact_on": [NO_FACT]}, 0)


@pytest.mark.django_db
def test_only_an_expected_organization_marks() -> None:
    expected, other = make_organization(), make_organization()
    occurrence = make_item(make_plan(), responsible=expected).occurrences.get()
    mark = mark_occurrence(occurrence, organization=expected, state="done", fact_on=TODAY, author=None, today=TODAY)
    with pytest.raises(ValidationError) as caught:
        mark_occurrence(occurrence, organization=other, state="done", fact_on=TODAY, author=None, today=TODAY)
    assert (mark.organization, caught.value.message_dict) == (expected, {"organization": [NOT_EXPECTED]})


@pytest.mark.django_db
def test_mark_that_cannot_be_proved_is_not_saved() -> None:
    occurrence = make_item(make_plan()).occurrences.get()
    with pytest.raises(ValidationError):
        mark_occurrence(
            occurrence,
            state="done",
            fact_on=TODAY,
            author=None,
            today=TODAY,
            evidence=[EvidenceInput(file_name="вирус.exe", content=b"MZ")],
        )
    assert CompletionMark.objects.count() == 0


@pytest.mark.django_db
def test_proofs_of_the_mark_before_go_on_proving() -> None:
    occurrence = make_item(make_plan()).occurrences.get()
    proof = Evidence.objects.create(mark=make_mark(occurrence), title="Протокол", number="7")
    mark = mark_occurrence(occurrence, state="done", fact_on=TODAY, author=None, today=TODAY, keep=[proof])
    assert [(copy.title, copy.number) for copy in mark.evidence.all()] == [("Протокол", "7")]


@pytest.mark.django_db
def test_marks_set_together_share_a_batch() -> None:
    plan = make_plan()
    targets = [(make_item(plan).occurrences.get(), None) for _ in range(3)]
    marks = mark_many(targets, DONE, author=make_user(), today=TODAY)
    assert (len(marks), len({mark.batch for mark in marks}), {mark.text for mark in marks}) == (3, 1, {"Проведено"})


@pytest.mark.django_db
def test_one_wrong_target_marks_nothing() -> None:
    plan, stranger = make_plan(), make_organization()
    targets = [(make_item(plan).occurrences.get(), None), (make_item(plan).occurrences.get(), stranger)]
    with pytest.raises(ValidationError):
        mark_many(targets, DONE, author=None, today=TODAY)
    assert CompletionMark.objects.count() == 0


@pytest.mark.django_db
def test_nothing_chosen_is_said_in_words() -> None:
    with pytest.raises(ValidationError, match=NOTHING_CHOSEN):
        mark_many([], DONE, author=None, today=TODAY)


@pytest.mark.django_db
def test_first_mark_taken_back_leaves_no_mark() -> None:
    item = make_item(make_plan())
    mark = make_mark(item)
    (added,) = undo_batch([mark], author=None)
    assert (added.state, added.undoes, item_row(item, date(2030, 1, 1)).mark) == ("none", mark, None)


@pytest.mark.django_db
def test_mark_taken_back_restores_the_one_before_with_its_proofs() -> None:
    item = make_item(make_plan())
    first = make_mark(item, text="Первое занятие", participants=12)
    Evidence.objects.create(mark=first, title="Протокол", number="7")
    second = make_mark(item, MarkState.CANCELLED)
    (added,) = undo_batch([second], author=None)
    assert (added.state, added.text, added.participants, added.fact_on) == (
        "done",
        "Первое занятие",
        12,
        date(2022, 10, 20),
    )
    assert [proof.number for proof in added.evidence.all()] == ["7"]
    assert item_row(item, date(2030, 1, 1)).progress.state == ItemState.DONE


@pytest.mark.django_db
def test_taking_back_can_be_taken_back() -> None:
    item = make_item(make_plan())
    undone = undo_batch([make_mark(item)], author=None)
    (again,) = undo_batch(undone, author=None)
    assert (again.state, again.undoes) == ("done", undone[0])


@pytest.mark.django_db
def test_batch_is_taken_back_as_one() -> None:
    plan = make_plan()
    items = [make_item(plan) for _ in range(3)]
    marks = mark_many([(item.occurrences.get(), None) for item in items], DONE, author=None, today=TODAY)
    added = undo_batch(marks, author=None)
    assert ([mark.state for mark in added], len({mark.batch for mark in added})) == (["none"] * 3, 1)


@pytest.mark.django_db
def test_mark_replaced_since_is_left_alone() -> None:
    plan = make_plan()
    first, second = make_item(plan), make_item(plan)
    marks = mark_many([(row.occurrences.get(), None) for row in (first, second)], DONE, author=None, today=TODAY)
    make_mark(first, MarkState.CANCELLED)
    added = undo_batch(marks, author=None)
    assert [mark.occurrence for mark in added] == [second.occurrences.get()]


@pytest.mark.django_db
def test_nothing_left_to_take_back_is_said_in_words() -> None:
    item = make_item(make_plan())
    mark = make_mark(item)
    make_mark(item, MarkState.CANCELLED)
    with pytest.raises(ValidationError, match=OVERTAKEN):
        undo_batch([mark], author=None)


@pytest.mark.django_db
def test_mark_of_another_organization_does_not_stand_in_the_way() -> None:
    item = make_item(make_plan())
    own, other = make_organization(), make_organization()
    mark = make_mark(item, organization=own)
    make_mark(item, organization=other)
    (added,) = undo_batch([mark], author=None)
    assert (added.state, added.organization) == ("none", own)


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"state": "done", "fact_on": None}, {"state": "partly", "reason": ""}])
def test_database_refuses_what_the_rules_refuse(fields: dict[str, object]) -> None:
    occurrence = make_item(make_plan()).occurrences.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        CompletionMark.objects.create(occurrence=occurrence, **fields)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [Plan.State.CLOSED, Plan.State.ARCHIVED])
def test_plan_closed_meanwhile_takes_no_marks(state: Plan.State) -> None:
    item = make_item(make_plan(state=Plan.State.APPROVED))
    mark = make_mark(item)
    Plan.objects.update(state=state)
    with pytest.raises(ValidationError, match=SHUT):
        mark_many([(item.occurrences.get(), None)], DONE, author=None, today=TODAY)
    with pytest.raises(ValidationError, match=SHUT):
        undo_batch([mark], author=None)
    assert list(CompletionMark.objects.all()) == [mark]
