"""Long imports saved by the worker: the row of the import is the job, whoever holds its lease works on it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import DateTimeField, ExpressionWrapper, Q, QuerySet
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

from network.models import User
from plans.models import PlanImport
from plans.queries.importing.state import import_state
from plans.services.importing.confirming import Compare, prepare_table, settle
from projects.access import coordinated_projects

logger = logging.getLogger(__name__)

LONG = 300
"""Rows; a longer table is not saved while a person waits for the page."""
LEASE = timedelta(seconds=15)
MOST_ATTEMPTS = 3
BROKEN_OFF = (
    "Портал трижды начинал сохранять эту загрузку, и каждый раз работа обрывалась. Ничего не сохранено. "
    "Попробуйте ещё раз позже, а если не поможет, обратитесь к администратору."
)
NOT_SAVED = (
    "Сохранить не получилось, в плане ничего не изменилось. Попробуйте ещё раз, "
    "а если не поможет, обратитесь к администратору."
)
NO_RIGHT = "Тот, кто подтвердил загрузку, больше не координатор проекта. Ничего не сохранено: подтвердите её сами."


class LeaseLostError(Exception):
    """Somebody else works on the import now."""


def save_import(key: str, compare: Compare, *, now: datetime) -> str | None:
    """Save an import that waits for it and give the state it came to; None if it was not ours to save.

    First the rows are read and compared, with a sign of life every few hundred of them; nothing is written then. All
    writing is one transaction, which first renews the lease: the row stays locked, so a second worker waits, and finds
    the import settled. A worker that is killed leaves nothing written; the lease runs out, or its lock is gone, and the
    sweeper gives the row to another. What goes wrong is written on the row in words; a database that does not answer
    raises, then the sweeper comes back to the row.
    """
    lease = _Lease.take(key)
    if lease is None:
        return None
    plan_import = PlanImport.objects.select_related("project__organization", "target__project").get(pk=key)
    try:
        return _work(plan_import, lease, compare, now)
    except LeaseLostError:
        return None
    except ValidationError as error:
        return lease.fail(" ".join(error.messages))
    except DatabaseError:
        raise
    except Exception:
        logger.exception("import %s was not saved", key)
        return lease.fail(NOT_SAVED)


def imports_to_wake() -> list[str]:
    """Keys of imports nobody works on: waiting, or with a lease that ran out; given up after three broken attempts."""
    left = PlanImport.objects.filter(_is_free(), state=PlanImport.State.SAVING)
    left.filter(attempts__gte=MOST_ATTEMPTS).update(state=PlanImport.State.FAILED, failure=BROKEN_OFF, taken_at=None)
    return [str(key) for key in left.order_by("created_at").values_list("pk", flat=True)]


class _Lease:
    """The right to work on an import: whoever took it last, told by the number of the attempt."""

    def __init__(self, key: str, attempt: int) -> None:
        self.key = key
        self.attempt = attempt

    @classmethod
    def take(cls, key: str) -> _Lease | None:
        """The lease, None where somebody else has it or there is nothing to do."""
        waiting = PlanImport.objects.filter(pk=key, state=PlanImport.State.SAVING, attempts__lt=MOST_ATTEMPTS)
        before = waiting.values_list("attempts", flat=True).first()
        # The number in WHERE is what holds: between the two lines somebody else may have taken it.
        free = waiting.filter(_is_free(), attempts=before or 0)
        if before is None or not free.update(taken_at=Now(), attempts=before + 1, done=0):
            return None
        return cls(key, before + 1)

    def renew(self, done: int) -> None:
        """Go on, telling how many rows are ready; raises LeaseLostError when it is somebody else's."""
        if not self._ours().update(taken_at=Now(), done=done):
            raise LeaseLostError

    def fail(self, reason: str) -> str | None:
        """Close the import with a reason in words."""
        failed = self._ours().update(state=PlanImport.State.FAILED, failure=reason, taken_at=None)
        return PlanImport.State.FAILED if failed else None

    def _ours(self) -> QuerySet[PlanImport]:
        return PlanImport.objects.filter(pk=self.key, state=PlanImport.State.SAVING, attempts=self.attempt)


def _work(plan_import: PlanImport, lease: _Lease, compare: Compare, now: datetime) -> str | None:
    state = import_state(plan_import)
    actor = User.objects.filter(pk=state.orderer or 0, is_active=True).first()
    if actor is None or not coordinated_projects(actor).filter(pk=plan_import.project_id).exists():
        return lease.fail(NO_RIGHT)
    prepared = prepare_table(plan_import, state.ordered or 0, compare, lease.renew)
    with transaction.atomic():
        lease.renew(plan_import.total)
        settle(prepared, actor=actor, now=now)
    return PlanImport.State.CONFIRMED


def _is_free() -> Q:
    return Q(taken_at__isnull=True) | Q(taken_at__lt=_in(-LEASE))


def _in(delay: timedelta) -> ExpressionWrapper[CombinedExpression]:
    """Moment by the clock of the database: the clocks of web and worker may differ."""
    return ExpressionWrapper(Now() + delay, output_field=DateTimeField())
