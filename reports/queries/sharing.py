"""Links to a report and who came by them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q

from projects.models import ProjectRole
from reports.models import Report, ReportFile, ShareLink, ShareVisit

MOST_VISITS = 30


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link with its sign and word, how often its page and its files were taken, and when last.

    `is_open`: it opens the report; `is_left`: it may still be revoked.
    """

    link: ShareLink
    sign: str
    word: str
    is_open: bool
    is_left: bool
    pages: int
    files: int
    last_at: datetime | None


def link_rows(report: Report, now: datetime) -> list[LinkRow]:
    """All links of a report, those that are open first, then the newest."""
    page = Q(visits__format="")
    giving = (ProjectRole.Role.COORDINATOR, ProjectRole.Role.DIRECTOR)
    roles = ProjectRole.objects.filter(project=report.project_id, user=OuterRef("author"), role__in=giving)
    links = ShareLink.objects.filter(report=report).select_related("author__person", "revoked_by__person")
    counted = links.annotate(
        page_count=Count("visits", filter=page),
        file_count=Count("visits", filter=~page & Q(visits__isnull=False)),
        last_at=Max("visits__visited_at"),
        is_given=Exists(roles),
    )
    rows = [_row(link, now) for link in counted.order_by("-created_at", "-pk")]
    return sorted(rows, key=lambda row: not row.is_open)


def last_visits(report: Report) -> list[ShareVisit]:
    """The last thirty uses of the report's links, the newest first."""
    visits = ShareVisit.objects.filter(link__report=report).select_related("link")
    return list(visits.order_by("-visited_at", "-pk")[:MOST_VISITS])


def ready_files(report: Report) -> list[ReportFile]:
    """Files of the report that are there to be taken."""
    return list(ReportFile.objects.filter(report=report).exclude(sha256="").select_related("report__project"))


def _row(link: ShareLink, now: datetime) -> LinkRow:
    counted: dict[str, object] = vars(link)
    sign, word = _standing(link, now, is_given=bool(counted["is_given"]) and link.author.is_active)
    last = counted["last_at"]
    return LinkRow(
        link=link,
        sign=sign,
        word=word,
        is_open=sign == "done",
        is_left=not link.revoked_at and link.expires_at > now,
        pages=int(str(counted["page_count"])),
        files=int(str(counted["file_count"])),
        last_at=last if isinstance(last, datetime) else None,
    )


def _standing(link: ShareLink, now: datetime, *, is_given: bool) -> tuple[str, str]:
    if link.revoked_at:
        return "cancelled", "Отозвана"
    if link.expires_at <= now:
        return "none", "Срок истёк"
    return ("done", "Действует") if is_given else ("cancelled", "Закрыта: кто дал, больше не ведёт проект")


def open_links(rows: Iterable[LinkRow]) -> list[LinkRow]:
    """Those that open the report."""
    return [row for row in rows if row.is_open]
