"""Marks of completion: set, set together, taken back. Marks are only ever added."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from network.models import Organization, User
from plans.access import expected_organizations, may_mark_window
from plans.models import CompletionMark, Evidence, Occurrence, Plan
from plans.progress import MarkState
from plans.queries import waiting_names
from plans.queries.events import twin_windows
from plans.services.evidence import EvidenceInput, attach_evidence
from portal.text.clean import clean_text
from portal.text.russian import date_short

NEEDS_REASON = frozenset({MarkState.PARTLY, MarkState.MOVED, MarkState.CANCELLED})
HAS_FACT = frozenset({MarkState.DONE, MarkState.PARTLY})
EARLIEST = date(2000, 1, 1)

NO_STATE = "Выберите, что с этим пунктом: выполнено, частично, в работе, перенесено или отменено."
NO_FACT = "Укажите дату выполнения."
FACT_AHEAD = "Дата выполнения ещё не наступила: сегодня {today}."
FACT_TOO_EARLY = "Проверьте год: дата выполнения раньше 2000 года."
NO_REASON = "Напишите причину: она попадёт в отчёт."
NO_NEW_DAY = "Укажите новый срок."
NO_REASON_FOR_ALL = "Отметились не все, нет отметки: {names}. Напишите, почему закрываете пункт за всех."
ABSENT = "Не отметились: "
NEW_DAY_EARLY = "Новый срок должен быть позже прежнего: тот заканчивается {end}."
NOT_EXPECTED = "От этой организации по этому пункту отметки не ждут."
SHUT = "План тем временем закрыли: отметки в нём больше не меняются."
NOTHING_CHOSEN = "Отметьте галочкой хотя бы один пункт."
OVERTAKEN = "Отменить нельзя: после этой отметки уже поставлена другая. Откройте пункт и исправьте отметку."


@dataclass(frozen=True, slots=True)
class MarkInput:
    """What somebody says of an occurrence; words that do not belong to the state are dropped by `clean_mark`."""

    state: str
    fact_on: date | None = None
    text: str = ""
    reason: str = ""
    participants: int | None = None
    moved_to: date | None = None


Waiting = Mapping[int, Sequence[str]]
SAID = tuple(field.name for field in fields(MarkInput))


@dataclass(frozen=True, slots=True)
class MarkTarget:
    """What is said of one occurrence, by an organisation or (`None`) of the item; `keep`: proofs that go on."""

    occurrence: Occurrence
    organization: Organization | None
    given: MarkInput
    keep: tuple[Evidence, ...] = ()


def mark_errors(
    given: MarkInput, today: date, ends_on: date | None = None, waiting: Sequence[str] = ()
) -> Mapping[str, str]:
    """What is wrong with a mark, by field, empty for a good one; `ends_on` is the end of its window.

    The rules: done has a date of fact that is not ahead; partly done, moved and cancelled say why; moved says to when;
    who closes an item for others says why, `waiting` being those who have not ticked it.
    """
    if given.state not in set(MarkState) - {MarkState.NONE}:
        return {"state": NO_STATE}
    state = MarkState(given.state)
    errors: dict[str, str] = {}
    if state is MarkState.DONE and given.fact_on is None:
        errors["fact_on"] = NO_FACT
    if given.fact_on is not None and state in HAS_FACT:
        if given.fact_on > today:
            errors["fact_on"] = FACT_AHEAD.format(today=date_short(today))
        elif given.fact_on < EARLIEST:
            errors["fact_on"] = FACT_TOO_EARLY
    needed = _reason_needed(state, waiting)
    if needed and not given.reason.strip():
        errors["reason"] = needed
    if state is MarkState.MOVED:
        if given.moved_to is None:
            errors["moved_to"] = NO_NEW_DAY
        elif ends_on is not None and given.moved_to <= ends_on:
            errors["moved_to"] = NEW_DAY_EARLY.format(end=date_short(ends_on))
    return errors


def _reason_needed(state: MarkState, waiting: Sequence[str]) -> str:
    """What to say where a reason has to be given and is not; empty where none is needed."""
    if state is MarkState.DONE and waiting:
        return NO_REASON_FOR_ALL.format(names=", ".join(waiting))
    return NO_REASON if state in NEEDS_REASON else ""


def clean_mark(given: MarkInput, waiting: Sequence[str] = ()) -> MarkInput:
    """The mark without what does not belong to its state: a done one has no reason, an open one no date of fact.

    One that closes an item for others keeps its reason, and its text ends with the names of those others.
    """
    state = MarkState(given.state)
    reason, text = clean_text(given.reason).strip(), without_absent(clean_text(given.text))
    for_others = state is MarkState.DONE and bool(waiting)
    if for_others:
        text = "\n".join(part for part in ("" if text == reason else text, f"{ABSENT}{', '.join(waiting)}.") if part)
    return replace(
        given,
        fact_on=given.fact_on if state in HAS_FACT else None,
        participants=given.participants if state in HAS_FACT else None,
        moved_to=given.moved_to if state is MarkState.MOVED else None,
        reason=reason if state is not MarkState.DONE or for_others else "",
        text=text,
    )


def without_absent(text: str) -> str:
    """The words a person wrote, without the portal's own line on who had not ticked."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(ABSENT)).strip()


@transaction.atomic
def mark_occurrence(  # noqa: PLR0913 - each is a field of the mark
    occurrence: Occurrence,
    *,
    organization: Organization | None = None,
    state: str,
    fact_on: date | None = None,
    text: str = "",
    reason: str = "",
    participants: int | None = None,
    moved_to: date | None = None,
    author: User | None,
    today: date,
    evidence: Sequence[EvidenceInput] = (),
    keep: Sequence[Evidence] = (),
) -> CompletionMark:
    """Add a mark of one occurrence, by an organisation or (`None`) of the item as a whole; gives that mark.

    The same event in other plans is marked with it, with the same proofs. `keep`: proofs of the mark before that go
    on proving this one. Raises ValidationError by field in Russian, or as a whole where the plan is closed.
    """
    given = MarkInput(state, fact_on, text, reason, participants, moved_to)
    target = MarkTarget(occurrence, organization, given, tuple(keep))
    mark, *others = mark_each([target], author=author, today=today)
    attached = attach_evidence(mark, evidence, actor=author)
    for other in others:
        _copy_evidence(other, attached, author)
    return mark


@transaction.atomic
def mark_many(
    targets: Sequence[tuple[Occurrence, Organization | None]],
    given: MarkInput,
    *,
    author: User | None,
    today: date,
) -> list[CompletionMark]:
    """Say the same of many occurrences: one batch, undone as one. Raises ValidationError, then nothing is marked."""
    if not targets:
        raise ValidationError(NOTHING_CHOSEN)
    return mark_each([MarkTarget(*target, given) for target in targets], author=author, today=today)


@transaction.atomic
def mark_each(targets: Sequence[MarkTarget], *, author: User | None, today: date) -> list[CompletionMark]:
    """Say of each occurrence its own: one batch, undone as one. Raises ValidationError, then nothing is marked.

    Gives marks in the order of `targets`, then those of the same events in other plans.
    """
    batch = uuid.uuid4()
    twins = twin_windows([target.occurrence.pk for target in targets])
    waiting = _waiting(targets, twins, today)
    linked = _linked(targets, twins, waiting, author, today)
    marks = [_new_mark(target, waiting, author, today, batch) for target in [*targets, *linked]]
    saved = CompletionMark.objects.bulk_create(marks)
    for mark, target in zip(saved, [*targets, *linked], strict=True):
        _copy_evidence(mark, target.keep, author)
    _require_open(saved)
    return saved


@transaction.atomic
def undo_batch(marks: Sequence[CompletionMark], *, author: User | None) -> list[CompletionMark]:
    """Take marks back: each gets a new row that repeats what stood before it, with its proofs.

    A mark that another has replaced since is left alone; if all were replaced, ValidationError says so.
    """
    batch = uuid.uuid4()
    series = _series({mark.occurrence_id for mark in marks})
    last = [mark for mark in marks if series[mark.occurrence_id, mark.organization_id][-1].pk == mark.pk]
    if not last:
        raise ValidationError(OVERTAKEN)
    pairs = [(_before(series, mark), mark) for mark in sorted(last, key=lambda row: row.pk)]
    added = CompletionMark.objects.bulk_create(_repeat(before, mark, author, batch) for before, mark in pairs)
    for restored, (before, _) in zip(added, pairs, strict=True):
        if before is not None:
            _copy_evidence(restored, list(before.evidence.all()), author)
    _require_open(added)
    return added


def _require_open(marks: Sequence[CompletionMark]) -> None:
    """Raise ValidationError where a plan was closed meanwhile.

    Who closes a plan holds its occurrences, so that a mark is either in the closing edition or refused here. The state
    is asked in a question of its own: one that waited for the lock would still see the plan as it was before.
    """
    occurrences = {mark.occurrence_id for mark in marks}
    list(Occurrence.objects.select_for_update(of=("self",)).filter(pk__in=occurrences).order_by("pk").only("pk"))
    shut = (Plan.State.CLOSED, Plan.State.ARCHIVED)
    if Plan.objects.filter(items__occurrences__in=occurrences, state__in=shut).exists():
        raise ValidationError(SHUT)


def _new_mark(
    target: MarkTarget, waiting: Waiting, author: User | None, today: date, batch: uuid.UUID
) -> CompletionMark:
    occurrence, organization = target.occurrence, target.organization
    absent = waiting.get(occurrence.pk, ()) if organization is None else ()
    errors = mark_errors(target.given, today, occurrence.ends_on, absent)
    if errors:
        raise ValidationError(dict(errors))
    if organization is not None and not expected_organizations(occurrence.item).filter(pk=organization.pk).exists():
        raise ValidationError({"organization": NOT_EXPECTED})
    mark = CompletionMark(
        occurrence=occurrence,
        organization=organization,
        **asdict(clean_mark(target.given, absent)),
        author=author,
        batch=batch,
    )
    # The rows pointed at were read a moment ago; asking for each of them again would cost three queries a mark.
    mark.clean_fields(exclude=["occurrence", "organization", "author"])
    return mark


def _waiting(targets: Sequence[MarkTarget], twins: Mapping[int, Sequence[Occurrence]], today: date) -> Waiting:
    """Names of organisations that have not ticked, by window that is being closed for all of them."""
    closed = [target.occurrence for target in targets if target.organization is None and target.given.state == "done"]
    return waiting_names([*closed, *(twin for row in closed for twin in twins.get(row.pk, ()))], today)


def _linked(
    targets: Sequence[MarkTarget],
    twins: Mapping[int, Sequence[Occurrence]],
    waiting: Waiting,
    author: User | None,
    today: date,
) -> list[MarkTarget]:
    """The same said of the same events in other plans, where the author may say it and it makes sense there."""
    chosen = {(target.occurrence.pk, _key(target)) for target in targets}
    found = []
    for target in targets:
        key = _key(target)
        for twin in twins.get(target.occurrence.pk, ()):
            absent = waiting.get(twin.pk, ()) if key is None else ()
            is_sensible = not mark_errors(target.given, today, twin.ends_on, absent)
            if (twin.pk, key) not in chosen and is_sensible and may_mark_window(author, twin, key, today):
                chosen.add((twin.pk, key))
                found.append(replace(target, occurrence=twin))
    return found


def _key(target: MarkTarget) -> int | None:
    return target.organization.pk if target.organization else None


Series = Mapping[tuple[int, int | None], Sequence[CompletionMark]]


def _series(occurrences: Collection[int]) -> Series:
    """All marks of these occurrences by organisation, oldest first, with their proofs."""
    found: dict[tuple[int, int | None], list[CompletionMark]] = defaultdict(list)
    rows = CompletionMark.objects.filter(occurrence__in=occurrences).prefetch_related("evidence")
    for mark in rows.order_by("pk"):
        found[mark.occurrence_id, mark.organization_id].append(mark)
    return found


def _before(series: Series, mark: CompletionMark) -> CompletionMark | None:
    earlier = [row for row in series[mark.occurrence_id, mark.organization_id] if row.pk < mark.pk]
    return earlier[-1] if earlier else None


def _repeat(
    before: CompletionMark | None, undone: CompletionMark, author: User | None, batch: uuid.UUID
) -> CompletionMark:
    said = before or CompletionMark(state=MarkState.NONE.value)
    return CompletionMark(
        occurrence_id=undone.occurrence_id,
        organization_id=undone.organization_id,
        **{name: getattr(said, name) for name in SAID},
        author=author,
        batch=batch,
        undoes=undone,
    )


def _copy_evidence(mark: CompletionMark, proofs: Sequence[Evidence], actor: User | None) -> None:
    """Let proofs stand for another mark too: the stored file is shared, never moved or deleted."""
    if not proofs:
        return
    copies = [
        Evidence(
            mark=mark,
            title=proof.title,
            file=proof.file.name,
            content_type=proof.content_type,
            size=proof.size,
            url=proof.url,
            number=proof.number,
            dated_on=proof.dated_on,
            product_id=proof.product_id,
        )
        for proof in proofs
    ]
    bulk_create_with_history(copies, Evidence, default_user=actor)
