"""The dossier: the report on progress with everything that proves it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from django.core.files.storage import default_storage
from django.db.models import Prefetch
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from plans.models import Evidence, Plan
from plans.queries.table import ItemRow, plan_table
from portal.checked_files import file_name
from projects.models import Product, ProjectFile
from reports.content import Document, Ref
from reports.content.dossier import MOST_BYTES, DossierFacts, Entry, Part, dossier_content
from reports.models import Contribution, Report
from reports.models.orders import Format
from reports.queries.facts import plan_of, proof_words, quoted, signer_of, was_decided
from reports.queries.genres.genre import Genre, Subject

SHOWN = (Product.State.APPROVED, Product.State.PUBLISHED)
BY_ORDER = Prefetch("files", queryset=ProjectFile.objects.order_by("pk"))


def _build(report: Report) -> Document:
    """The index of the archive; the report in it is the one an order of the same plan and day would give."""
    plan, project = plan_of(report), report.project
    entries = (*_proofs(plan, report), *_parts(plan, report), *_products(report))
    # Nobody waits at a page until all the files are read through: only an order counts their sums.
    summed = entries if report.pk is None else tuple(_summed(entries))
    facts = DossierFacts(
        organization=project.organization.full_name,
        project=quoted(project.title),
        as_of=report.as_of,
        report=_report(report),
        entries=summed,
        signers=(signer_of(project),),
    )
    return dossier_content(facts)


def _report(report: Report) -> Document:
    # The reads of all genres stand above this one.
    from reports.queries.texts import report_content

    inner = Report(
        project=report.project,
        plan=report.plan,
        kind=Report.Kind.PROGRESS,
        as_of=report.as_of,
        options=report.options,
        author=report.author,
    )
    return report_content(inner)


def _proofs(plan: Plan, report: Report) -> Iterator[Entry]:
    """Proofs of the marks that count, in the order of the document."""
    for row in plan_table(plan, report.as_of).rows:
        about = f"{row.item.number} {row.item.title}".strip()
        page = reverse("plans:item_detail", args=[row.item.pk])
        entry = Entry(Part.PROOFS, about, "", page, refs=(Ref("item", row.item.pk, row.item.number),))
        yield from (_proof(entry, proof) for proof in _standing(row))


def _standing(row: ItemRow) -> list[Evidence]:
    marks = {mark.pk for window in row.occurrences for mark in window.marks}
    return [proof for proof in row.evidence if proof.mark_id in marks]


def _proof(entry: Entry, proof: Evidence) -> Entry:
    if proof.file:
        return _with_file(entry, file_name(proof.title, proof.content_type), proof.file, proof.size)
    return replace(entry, name=proof_words(proof), url=proof.url)


def _parts(plan: Plan, report: Report) -> Iterator[Entry]:
    """Files of parts of joint reports whose time meets that of the plan, those that were accepted by the day."""
    rows = Contribution.objects.filter(
        due__project=report.project,
        state=Contribution.State.ACCEPTED,
        due__starts_on__lte=min(plan.ends_on, report.as_of),
        due__ends_on__gte=plan.starts_on,
    )
    for part in rows.select_related("due", "organization").prefetch_related(BY_ORDER).order_by("due__due_on", "pk"):
        if not was_decided(report.project, part.decided_at, report.as_of):
            continue
        page = reverse("reports:contribution_detail", args=[part.due_id, part.organization_id])
        ref = Ref("contribution", part.pk)
        entry = Entry(Part.PARTS, f"{part.organization}: {part.due.title}", "", page, refs=(ref,))
        for kept in part.files.all():
            name = f"{part.organization.short_name}, {file_name(kept.title, kept.content_type)}"
            yield _with_file(entry, name, kept.file, kept.size)


def _products(report: Report) -> Iterator[Entry]:
    """Products approved by the day with their files, or their addresses."""
    rows = Product.objects.filter(project=report.project, state__in=SHOWN)
    for product in rows.prefetch_related(BY_ORDER).order_by("pk"):
        if not was_decided(report.project, product.decided_at, report.as_of):
            continue
        page = reverse("projects:product_detail", args=[product.pk])
        entry = Entry(Part.PRODUCTS, product.title, "", page, refs=(Ref("product", product.pk),))
        files = product.files.all()
        for kept in files:
            yield _with_file(entry, file_name(kept.title, kept.content_type), kept.file, kept.size)
        if not files:
            yield replace(entry, name=product.get_kind_display(), url=product.url)


def _with_file(entry: Entry, name: str, kept: FieldFile, size: int) -> Entry:
    source = str(kept.name)
    return replace(entry, name=name, source=source, size=size, is_missing=not kept.storage.exists(source))


def _summed(entries: Iterable[Entry]) -> list[Entry]:
    """With sizes and sums as the files are; more than an archive may hold is not read, it will be refused."""
    found = list(entries)
    there = [entry for entry in found if entry.source and not entry.is_missing]
    if sum(entry.size for entry in there) > MOST_BYTES:
        return found
    sums = {entry.source: _sum_of(entry.source) for entry in there}
    return [
        replace(entry, size=sums[entry.source][0], sha256=sums[entry.source][1]) if entry.source in sums else entry
        for entry in found
    ]


@lru_cache(maxsize=20_000)
def _sum_of(name: str) -> tuple[int, str]:
    """Size and SHA-256 of a kept file: it never changes, its name is its own for ever."""
    counted = hashlib.sha256()
    with default_storage.open(name) as file:
        for chunk in file.chunks():
            counted.update(chunk)
        return file.size, counted.hexdigest()


GENRE = Genre(
    Report.Kind.DOSSIER,
    "Один архив: отчёт в PDF и Word, файлы подтверждений, сведений и продуктов, опись",
    _build,
    frozenset({Subject.PLAN}),
    formats=(Format.ZIP,),
)
