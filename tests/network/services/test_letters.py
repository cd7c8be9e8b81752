"""Letters: sent once, dropped when they are worth nothing any more, refused by a link."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from network.models import Letter, LetterPreference, SentLetter
from network.services.letters import (
    log_letter,
    queue_letter,
    save_preference,
    send_waiting_letters,
    stop_digest,
)
from tests.makers import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


def written(moment: datetime, **fields: object) -> Letter:
    """A letter put down at the moment."""
    letter = queue_letter("a@school.example", "Тема", "Текст", **fields)  # type: ignore[arg-type]
    Letter.objects.filter(pk=letter.pk).update(created_at=moment)
    return letter


def test_letter_is_sent_once() -> None:
    written(NOW)
    assert (send_waiting_letters(NOW), send_waiting_letters(NOW)) == (1, 0)
    assert [(letter.subject, letter.to) for letter in mail.outbox] == [("Тема", ["a@school.example"])]


@pytest.mark.parametrize(("age", "sent"), [(timedelta(minutes=59), 1), (timedelta(minutes=61), 0)])
def test_letter_without_a_term_lives_an_hour(age: timedelta, sent: int) -> None:
    written(NOW - age)
    assert send_waiting_letters(NOW) == sent
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(("term", "sent"), [(timedelta(minutes=1), 1), (timedelta(minutes=-1), 0)])
def test_letter_with_a_term_lives_up_to_it(term: timedelta, sent: int) -> None:
    written(NOW - timedelta(hours=5), expires_at=NOW + term)
    assert send_waiting_letters(NOW) == sent


def test_refusal_is_told_to_mail_programs() -> None:
    written(NOW, unsubscribe_url="https://portal.example/letters/stop/x/")
    send_waiting_letters(NOW)
    assert mail.outbox[0].extra_headers == {
        "List-Unsubscribe": "<https://portal.example/letters/stop/x/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_digest_of_a_day_is_noted_once() -> None:
    user, day = make_user(), date(2026, 9, 1)
    assert log_letter(user, SentLetter.Kind.DIGEST, "Сводка", day=day) is not None
    assert log_letter(user, SentLetter.Kind.DIGEST, "Сводка", day=day) is None
    assert log_letter(make_user(), SentLetter.Kind.DIGEST, "Сводка", day=day) is not None


def test_stopping_keeps_quiet_days() -> None:
    user = make_user()
    save_preference(user, LetterPreference.Frequency.WEEKLY, [6, 4, 4])
    stop_digest(user)
    kept = LetterPreference.objects.get(user=user)
    assert (kept.frequency, kept.quiet_days) == (LetterPreference.Frequency.NEVER, [4, 6])
