"""Links to a report: bounds, secrets, revoking, the log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from network.links import secret_digest
from network.models import User
from projects.models import ProjectRole
from reports.access import link_of_token
from reports.models import Report, ShareLink
from reports.queries.sharing import last_visits, link_rows
from reports.services.sharing import MOST_LINKS, make_link, note_visit, revoke_link
from tests.makers import make_plan, make_role, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 11, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def report() -> Report:
    plan = make_plan()
    fields = {"kind": "progress", "as_of": NOW.date(), "state": "done"}
    return Report.objects.create(project=plan.project, plan=plan, **fields)


@pytest.fixture
def actor(report: Report) -> User:
    return make_role(report.project, ProjectRole.Role.DIRECTOR)


def test_link_keeps_only_the_fingerprint_of_its_secret(report: Report, actor: User) -> None:
    link, secret = make_link(report, " Отдел \n образования ", 14, now=NOW, actor=actor)
    assert (link.token_hash, link.label, link.author) == (secret_digest(secret), "Отдел образования", actor)
    assert link.expires_at == NOW + timedelta(days=14)
    assert link_of_token(secret, NOW) == link


@pytest.mark.parametrize("days", [0, -1, 91])
def test_days_out_of_bounds_are_refused(report: Report, actor: User, days: int) -> None:
    with pytest.raises(ValidationError, match="от 1 до 90 дней"):
        make_link(report, "", days, now=NOW, actor=actor)


@pytest.mark.parametrize("state", ["queued", "running", "failed"])
def test_report_that_is_not_ready_has_no_links(report: Report, actor: User, state: str) -> None:
    report.state = state
    with pytest.raises(ValidationError, match="ещё не собран"):
        make_link(report, "", 1, now=NOW, actor=actor)


def test_links_that_are_open_are_bounded(report: Report, actor: User) -> None:
    for number in range(MOST_LINKS):
        make_link(report, str(number), 1, now=NOW, actor=actor)
    with pytest.raises(ValidationError, match="50 действующих"):
        make_link(report, "", 1, now=NOW, actor=actor)
    make_link(report, "", 1, now=NOW + timedelta(days=1), actor=actor)


def test_expired_revoked_and_unknown_links_open_nothing(report: Report, actor: User) -> None:
    link, secret = make_link(report, "", 1, now=NOW, actor=actor)
    end = NOW + timedelta(days=1)
    seen = [link_of_token(secret, end - timedelta(seconds=1)), link_of_token(secret, end), link_of_token("x", NOW)]
    revoke_link(link, now=NOW, actor=actor)
    assert [*seen, link_of_token(secret, NOW)] == [link, None, None, None]


@pytest.mark.parametrize("loss", ["role", "account"])
def test_link_is_shut_while_its_author_may_not_give_it(report: Report, actor: User, loss: str) -> None:
    _, secret = make_link(report, "", 1, now=NOW, actor=actor)
    if loss == "role":
        ProjectRole.objects.filter(user=actor).update(role=ProjectRole.Role.OBSERVER)
    else:
        User.objects.filter(pk=actor.pk).update(is_active=False)
    (row,) = link_rows(report, NOW)
    assert (link_of_token(secret, NOW), row.is_open, row.is_left) == (None, False, True)
    assert row.word == "Закрыта: кто дал, больше не ведёт проект"


def test_second_revoking_changes_nothing(report: Report, actor: User) -> None:
    link, _ = make_link(report, "", 1, now=NOW, actor=actor)
    revoke_link(link, now=NOW, actor=actor)
    revoke_link(link, now=NOW + timedelta(hours=1), actor=make_user())
    link.refresh_from_db()
    assert (link.revoked_at, link.revoked_by) == (NOW, actor)


def test_rows_say_how_links_stand_and_were_used(report: Report, actor: User) -> None:
    expired, _ = make_link(report, "истекла", 1, now=NOW - timedelta(days=2), actor=actor)
    open_, _ = make_link(report, "живая", 1, now=NOW, actor=actor)
    revoked, _ = make_link(report, "отозвана", 1, now=NOW, actor=actor)
    revoke_link(revoked, now=NOW, actor=actor)
    for format_ in ("", "", "pdf"):
        note_visit(open_, "203.0.113.7", format_)
    told = [(row.link, row.word, row.is_open, row.pages, row.files) for row in link_rows(report, NOW)]
    assert told == [
        (open_, "Действует", True, 2, 1),
        (revoked, "Отозвана", False, 0, 0),
        (expired, "Срок истёк", False, 0, 0),
    ]
    assert [(visit.link, visit.format, visit.address) for visit in last_visits(report)] == [
        (open_, "pdf", "203.0.113.7"),
        (open_, "", "203.0.113.7"),
        (open_, "", "203.0.113.7"),
    ]
    assert ShareLink.objects.count() == 3
