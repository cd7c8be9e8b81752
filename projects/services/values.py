"""Values of indicators: given by a participant, accepted or returned by the coordinator; targets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from network.models import Notification, Organization, User
from network.queries.accounts import editors_of
from network.services.history import save_signed
from network.services.notifications import notify
from portal.text.clean import clean_text
from portal.text.short import shortened
from projects.models import Indicator, IndicatorValue, MeasurementPeriod
from projects.queries.accounts import coordinators_of
from projects.services.files import drop_file, keep_file
from projects.services.products import NewFile

State = IndicatorValue.State
LOCKED = (State.SUBMITTED, State.ACCEPTED)
MAX_TITLE = 120

COMPUTED = "«{title}» портал считает по отметкам плана: вписать другое число нельзя. Задать можно только план."
IN_HAND = "«{title}»: значение {state}, изменить его уже нельзя. Попросите координатора вернуть его."
NOTHING_GIVEN = "Отправлять нечего: заполните хотя бы один показатель."
NO_REASON = "Напишите, что исправить: участник увидит эти слова."
NOT_SUBMITTED = "Это значение не ждёт решения: его уже приняли, вернули или забрали."
FOREIGN = "Показатель и период относятся к разным проектам."


@dataclass(frozen=True, slots=True)
class GivenValue:
    """What somebody says of one indicator: a number or words, what proves it; `keep`: ids of files that stay."""

    indicator: Indicator
    value: Decimal | None = None
    text: str = ""
    evidence: str = ""
    files: tuple[NewFile, ...] = ()
    keep: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Nothing is said."""
        return self.value is None and not self.text.strip()


@transaction.atomic
def write_values(
    period: MeasurementPeriod,
    organization: Organization | None,
    given: Sequence[GivenValue],
    *,
    state: str,
    is_coordinator: bool = False,
    actor: User | None,
) -> list[IndicatorValue]:
    """Write values of a period for a participant (`None`: the project as a whole); gives rows that have now `state`.

    `state`: draft, submitted, or (by a coordinator alone) accepted. What is empty stays a draft; what is submitted or
    accepted already is left alone unless a coordinator writes. Raises ValidationError, then nothing is saved: for an
    automatic indicator, for a change of what is locked, for a submission of nothing.
    """
    rows = _standing(period, organization, [each.indicator for each in given])
    written = []
    for each in given:
        row = rows[each.indicator.pk]
        _require_writable(row, each, is_coordinator=is_coordinator)
        if row.state in LOCKED and not is_coordinator:
            continue
        is_given = not each.is_empty
        if row.pk is None and not is_given and not each.evidence.strip() and not each.files:
            continue
        row.value = each.value if each.indicator.kind == Indicator.Kind.QUANTITATIVE else None
        row.text, row.evidence = clean_text(each.text).strip(), clean_text(each.evidence).strip()
        row.state = state if is_given else State.DRAFT
        row.return_reason, row.author = "" if is_given else row.return_reason, actor
        save_signed(row, actor)
        _write_files(row, each, actor)
        if is_given:
            written.append(row)
    if state != State.DRAFT and not written:
        raise ValidationError(NOTHING_GIVEN)
    if state == State.SUBMITTED:
        _tell_coordinators(period, organization, actor)
    return written


@transaction.atomic
def set_targets(
    indicator: Indicator, targets: Mapping[tuple[int, int | None], Decimal | None], *, actor: User | None
) -> int:
    """Set what an indicator is to come to, by ids of period and participant (`None`: the project as a whole).

    Periods and participants are those of the project, which the caller has checked. Gives how many targets changed.
    """
    stood = {(row.period_id, row.organization_id): row for row in indicator.values.all()}
    changed = 0
    for (period_id, organization_id), target in targets.items():
        row = stood.get((period_id, organization_id))
        if (row.target if row else None) == target:
            continue
        row = row or IndicatorValue(indicator=indicator, period_id=period_id, organization_id=organization_id)
        row.target = target
        save_signed(row, actor)
        changed += 1
    return changed


@transaction.atomic
def accept_values(values: Iterable[IndicatorValue], *, actor: User | None) -> int:
    """Accept submitted values, of one project or of several; gives how many. Others than submitted are left alone."""
    ids = [value.pk for value in values]
    rows = IndicatorValue.objects.select_for_update(of=("self",)).filter(pk__in=ids, state=State.SUBMITTED)
    found = list(rows.select_related("indicator", "period__project", "organization").order_by("pk"))
    for row in found:
        row.state, row.return_reason = State.ACCEPTED, ""
        save_signed(row, actor)
    told = {(row.organization, row.period) for row in found if row.organization}
    for organization, period in sorted(told, key=lambda pair: (pair[0].pk, pair[1].pk)):
        text = f"Значения показателей за период «{period.title}» приняты."
        _tell_organization(organization, period, text, actor)
    return len(found)


@transaction.atomic
def return_value(value: IndicatorValue, reason: str, *, actor: User | None) -> IndicatorValue:
    """Give a submitted or an accepted value back with what to mend; raises ValidationError without a reason."""
    why = clean_text(reason).strip()
    if not why:
        raise ValidationError({"reason": NO_REASON})
    rows = IndicatorValue.objects.select_for_update(of=("self",)).select_related("indicator", "period", "organization")
    row = rows.get(pk=value.pk)
    if row.state not in LOCKED:
        raise ValidationError(NOT_SUBMITTED)
    row.state, row.return_reason = State.RETURNED, why
    save_signed(row, actor)
    if row.organization:
        title = shortened(row.indicator.title, MAX_TITLE)
        _tell_organization(row.organization, row.period, f"Значение показателя «{title}» возвращено: {why}", actor)
    return row


def _standing(
    period: MeasurementPeriod, organization: Organization | None, indicators: Collection[Indicator]
) -> dict[int, IndicatorValue]:
    """Rows by indicator, held until the end of the transaction; new ones where there are none."""
    if any(indicator.criterion.project_id != period.project_id for indicator in indicators):
        raise ValidationError(FOREIGN)
    held = IndicatorValue.objects.select_for_update(of=("self",)).filter(period=period, organization=organization)
    found = {row.indicator_id: row for row in held.filter(indicator__in=indicators).order_by("pk")}
    return {
        each.pk: found.get(each.pk) or IndicatorValue(indicator=each, period=period, organization=organization)
        for each in indicators
    }


def _require_writable(row: IndicatorValue, given: GivenValue, *, is_coordinator: bool) -> None:
    title = shortened(given.indicator.title, MAX_TITLE)
    if given.indicator.kind == Indicator.Kind.AUTOMATIC:
        raise ValidationError(COMPUTED.format(title=title))
    if is_coordinator or row.state not in LOCKED:
        return
    stands = (row.value, row.text, row.evidence)
    is_same = stands == (given.value, clean_text(given.text).strip(), clean_text(given.evidence).strip())
    if not is_same or given.files:
        words = "принято" if row.state == State.ACCEPTED else "уже на проверке"
        raise ValidationError(IN_HAND.format(title=title, state=words))


def _write_files(row: IndicatorValue, given: GivenValue, actor: User | None) -> None:
    for kept in row.files.exclude(pk__in=given.keep):
        row.files.remove(kept)
        drop_file(kept, actor=actor)
    for new in given.files:
        kept = keep_file(row.period.project, new.name, new.content, organization=row.organization, actor=actor)
        row.files.add(kept)


def _tell_coordinators(period: MeasurementPeriod, organization: Organization | None, actor: User | None) -> None:
    who = organization.short_name if organization else "Проект в целом"
    path = reverse("projects:value_review", args=[period.project.slug])
    users = (user for user in coordinators_of(period.project) if user != actor)
    notify(users, Notification.Kind.CONTRIBUTION, f"{who}: показатели за период «{period.title}» ждут проверки.", path)


def _tell_organization(organization: Organization, period: MeasurementPeriod, text: str, actor: User | None) -> None:
    path = f"{reverse('projects:indicator_values', args=[period.pk])}?organization={organization.pk}"
    users = (user for user in editors_of(organization) if user != actor)
    notify(users, Notification.Kind.CONTRIBUTION, text, path)
