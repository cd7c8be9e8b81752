"""The joint report of a network, of the parts that its members gave."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Prefetch, prefetch_related_objects

from plans.models import CompletionMark
from plans.queries import project_today
from reports.content import Document
from reports.content.network_report import NetworkFacts, PartFacts, PartState, PickedMark, network_content
from reports.models import Contribution, Report, ReportDue
from reports.queries.contributions import Place, due_of_day, places_of
from reports.queries.facts import mark_facts, proof_words, quoted, signer_of, was_decided
from reports.queries.genres.genre import Genre, Subject

PICKED = Prefetch(
    "marks",
    CompletionMark.objects.select_related("occurrence__item__plan", "organization")
    .prefetch_related("evidence")
    .order_by("occurrence__item__plan", "occurrence__item__order", "pk"),
)


def _build(report: Report) -> Document:
    """Of the joint report that the order names, else of the one that was due last by its day."""
    project = report.project
    facts = NetworkFacts(project.organization.full_name, quoted(project.title), report.as_of, signer_of(project))
    due = report.due or due_of_day(project, report.as_of)
    return network_content(_asked(facts, due, report) if due else facts)


def _asked(facts: NetworkFacts, due: ReportDue, report: Report) -> NetworkFacts:
    # The project at hand is meant: its zone tells which day a decision was made on.
    due.project = report.project
    places = places_of(due, report.as_of)
    parts = [place.contribution for place in places if place.contribution and _state(place) is PartState.ACCEPTED]
    prefetch_related_objects(parts, PICKED, "files")
    return NetworkFacts(
        organization=facts.organization,
        project=facts.project,
        as_of=facts.as_of,
        signature=facts.signature,
        title=due.title,
        instruction=due.instruction,
        period=(due.starts_on, due.ends_on),
        due_on=due.due_on,
        parts=tuple(_part(place) for place in places),
    )


def _state(place: Place) -> PartState:
    """As on the day: what was accepted later was not accepted yet."""
    state = place.contribution.state if place.contribution else ""
    if state == Contribution.State.ACCEPTED:
        return PartState.ACCEPTED if _decided_by(place) else PartState.GIVEN
    if state == Contribution.State.SUBMITTED:
        return PartState.GIVEN
    if state == Contribution.State.RETURNED:
        return PartState.RETURNED
    is_over = place.due.due_on < place.today or place.due.state == ReportDue.State.CLOSED
    return PartState.ABSENT if is_over or state == Contribution.State.ABSENT else PartState.EXPECTED


def _decided_by(place: Place) -> bool:
    decided_at = place.contribution.decided_at if place.contribution else None
    return was_decided(place.due.project, decided_at, place.today)


def _part(place: Place) -> PartFacts:
    """Nothing of a part that is not accepted is told but that it is not."""
    state, part = _state(place), place.contribution
    bare = PartFacts(
        organization=place.organization.full_name,
        state=state,
        municipality=str(place.organization.municipality or ""),
        pk=place.organization.pk,
        due=str(place.due.pk),
    )
    if part is None or state is not PartState.ACCEPTED:
        return bare
    return replace(
        bare,
        decided_on=project_today(place.due.project, part.decided_at) if part.decided_at else None,
        text=part.text,
        marks=tuple(_picked(mark) for mark in part.marks.all()),
        files=tuple(file.title for file in sorted(part.files.all(), key=lambda file: file.pk)),
    )


def _picked(mark: CompletionMark) -> PickedMark:
    item = mark.occurrence.item
    proofs = [proof_words(proof) for proof in sorted(mark.evidence.all(), key=lambda proof: proof.pk)]
    number = item.number.strip().rstrip(".")
    return PickedMark(item.plan.short_title, number, item.title, mark_facts(mark, proofs), item.pk)


GENRE = Genre(
    Report.Kind.NETWORK,
    "Принятые сведения участников: тексты, отметки, файлы; кто не представил",
    _build,
    frozenset({Subject.DUE}),
)
