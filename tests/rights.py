"""Two projects and everybody who may stand before them: the world of the rights matrix."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import docx
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone

from network import unsubscribing
from network.models import Group, Membership, Organization, Person, User
from plans.access.letters import mark_link
from plans.importing import read_plan
from plans.importing.plain import to_plain
from plans.models import (
    CalendarFeed,
    CompletionMark,
    Deadline,
    Event,
    EventLink,
    Evidence,
    MarkSheet,
    Occurrence,
    Plan,
    PlanChange,
    PlanImport,
    PlanItem,
    PlanSnapshot,
    Responsibility,
    SavedFilter,
)
from plans.queries.importing.state import ImportState
from plans.services.feeds import create_feed
from plans.services.plans import freeze
from projects.models import Direction, MatrixEntry, Participation, PlannedResult, Project, ProjectRole, Stage
from reports.content import content_to_json
from reports.models import Report, ReportFile
from reports.queries import report_content
from tests.rights_areas import Ground, area_objects

ROLES = (
    "anonymous",
    "member_a",
    "member_b",
    "member_network",
    "responsible",
    "expert",
    "observer",
    "coordinator_x",
    "coordinator_y",
    "director",
    "administrator",
    "deactivated",
    "removed",
)
"""Columns of `permissions.csv`.

`member_a` edits for an organisation that item X waits for, `member_b` for one whose item is another, `member_network`
only reads for a third of the same network; `responsible` answers for item X and has no role; `coordinator_y` runs
another project; `removed` was coordinator of X and is no more, `deactivated` still is but may not sign in.
"""

MISSING = 999_999
MISSING_KEY = UUID(int=0)
LAYOUT = [
    {"field": "number", "heading": "№"},
    {"field": "title", "heading": "Мероприятия"},
    {"field": "deadline", "heading": "Сроки"},
    {"field": "responsible", "heading": "Ответственный"},
    {"field": "mark", "heading": "Отметка о выполнении"},
]


@dataclass
class Side:
    """One project with one of everything an address can name; a canary stands in the words of its mark."""

    project: Project
    plan: Plan
    item: PlanItem
    mark: CompletionMark
    evidence: Evidence
    plan_import: PlanImport
    report: Report
    done: Report
    saved: SavedFilter
    sheet: MarkSheet
    change: PlanChange
    edition: PlanSnapshot
    link: EventLink
    entry: MatrixEntry
    result: PlannedResult
    token: str = ""
    feed: CalendarFeed | None = None
    more: dict[str, Model] = field(default_factory=dict)

    def arguments(self, url_name: str, names: frozenset[str]) -> dict[str, object]:
        """Arguments of an address that names this side's objects."""
        area = self.of_area(url_name)
        subject = area or next((value for start, value in self.subjects() if url_name.startswith(start)), self.item)
        known = {
            "slug": self.project.slug,
            "start_year": 2022,
            "number": 1,
            "form": "csv",
            "format_": "pdf",
            "pk": subject.pk,
            "key": getattr(area, "key", None) or self.key_of(url_name),
            "batch": self.change.batch if url_name == "plans:change_undo" else self.mark.batch,
            "code": self.done.code,
            "edition": self.edition.pk,
            "token": getattr(area, "secret", None) or self.token_of(url_name),
            "organization": self.mark.organization_id,
        }
        return {name: known[name] for name in names}

    def of_area(self, url_name: str) -> Model | None:
        """The row of an area that the address names."""
        starts = [start for start in self.more if url_name.startswith(start)]
        return self.more[max(starts, key=len)] if starts else None

    def token_of(self, url_name: str) -> str:
        """What `token` means in an address."""
        if url_name == "network:letters_stop":
            return unsubscribing.link_token(self.mark.author_id or 0)
        if url_name == "plans:mark_by_letter" and self.mark.author:
            return mark_link(self.mark.author, self.item.occurrences.latest("pk"), None).split("/")[-2]
        return self.token

    def key_of(self, url_name: str) -> UUID:
        """What `key` means in an address."""
        if url_name.startswith("plans:mark_sheet_"):
            return self.sheet.pk
        return self.evidence.key if url_name == "plans:evidence_download" else self.plan_import.pk

    def subjects(self) -> tuple[tuple[str, Model], ...]:
        """What `pk` means in an address, by the beginning of its name."""
        return (
            ("plans:plan_", self.plan),
            ("plans:marks_bulk", self.plan),
            ("plans:mark_sheet", self.plan),
            ("plans:filter_", self.saved),
            ("projects:stage_", self.entry.stage),
            ("projects:direction_", self.entry.direction),
            ("projects:entry_", self.entry),
            ("projects:result_", self.result),
            ("plans:occurrence_add", self.item),
            ("plans:occurrence_", self.mark.occurrence),
            ("plans:event_unlink", self.link),
            ("plans:feed_", self.feed or self.item),
            ("reports:report_download", self.done),
            ("reports:report_approve", self.done),
            ("reports:report_read", self.done),
            ("reports:", self.report),
        )


@dataclass
class World:
    """The projects X and Y and the users by role."""

    x: Side
    y: Side
    users: dict[str, User] = field(default_factory=dict)


def make_organization(name: str) -> Organization:
    return Organization.objects.create(full_name=f"Учреждение «{name}»", short_name=name)


def make_side(slug: str, owner: Organization, coordinator: User, party: Organization) -> Side:
    project = Project.objects.create(
        slug=slug,
        title=f"Проект {slug}",
        short_title=f"Проект {slug}",
        organization=owner,
        starts_on=date(2022, 9, 1),
        ends_on=date(2023, 8, 31),
    )
    ProjectRole.objects.create(project=project, user=coordinator, role=ProjectRole.Role.COORDINATOR)
    Participation.objects.create(project=project, organization=party)
    plan = Plan.objects.create(
        project=project,
        title=f"План {slug}",
        starts_on=date(2022, 9, 1),
        ends_on=date(2023, 8, 31),
        layout=LAYOUT,
    )
    item = make_item(plan, party)
    mark = CompletionMark.objects.create(
        occurrence=item.occurrences.get(),
        organization=party,
        state="done",
        fact_on=date(2022, 10, 5),
        text=f"канарейка-{slug}",
        author=coordinator,
    )
    evidence = Evidence(mark=mark, title=f"справка-{slug}.pdf", content_type="application/pdf", size=9)
    evidence.file.save("x", ContentFile(b"%PDF-1.7\n"))
    evidence.file.close()
    order: dict[str, Any] = {"project": project, "plan": plan, "kind": Report.Kind.PROGRESS, "author": coordinator}
    failed = Report.objects.create(
        **order, as_of=date(2022, 11, 14), state=Report.State.FAILED, failure="Не получилось собрать отчёт."
    )
    done = Report(**order, as_of=date(2022, 10, 31), state=Report.State.DONE, finished_at=timezone.now())
    done.content = content_to_json(report_content(done))
    done.save()
    made = ReportFile(report=done, format=Report.Format.PDF, sha256="0" * 64, size=9, pages=1)
    made.file.save("x", ContentFile(b"%PDF-1.7\n"))
    made.file.close()
    stage = Stage.objects.create(project=project, title="Практический")
    direction = Direction.objects.create(project=project, title="Методическое")
    return Side(
        more=area_objects(Ground(project, item, mark, party, coordinator)),
        project=project,
        plan=plan,
        item=item,
        mark=mark,
        evidence=evidence,
        plan_import=PlanImport.objects.create(
            project=project, author=coordinator, filename="план.docx", draft=read_draft()
        ),
        report=failed,
        done=done,
        entry=MatrixEntry.objects.create(project=project, stage=stage, direction=direction, text="Обучение"),
        result=PlannedResult.objects.create(project=project, stage=stage, text="Сборник"),
        saved=SavedFilter.objects.create(project=project, user=coordinator, name="Просрочено", query="view=late"),
        sheet=MarkSheet.objects.create(plan=plan, author=coordinator, filename="ведомость.xlsx", rows=[]),
        edition=freeze(plan, PlanSnapshot.Kind.CLOSING, basis="", actor=coordinator, with_marks=True),
        change=PlanChange.objects.create(plan=plan, kind=PlanChange.Kind.LAYOUT, subject=plan.title),
        link=EventLink.objects.create(
            event=Event.objects.create(project=project, title=item.title), occurrence=mark.occurrence
        ),
    )


@cache
def read_draft() -> Any:
    """What the wizard keeps of a small Word plan; read once, because reading starts a process."""
    document = docx.Document()
    document.add_paragraph("План встреч на 2022/2023 учебный год")
    table = document.add_table(rows=0, cols=3)
    for row in (
        ("№", "Мероприятия", "Сроки"),
        ("1", "Встреча наставников", "Октябрь 2022"),
        ("2", "Круглый стол", "Май 2023"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return to_plain(ImportState(tables=read_plan(file.getvalue(), "план.docx")))


def make_item(plan: Plan, party: Organization, number: str = "1") -> PlanItem:
    item = PlanItem.objects.create(plan=plan, number=number, title=f"Совещание {number}", order=int(number))
    window = {"starts_on": date(2022, 10, 1), "ends_on": date(2022, 10, 31)}
    Deadline.objects.create(item=item, text="Октябрь 2022", kind="month", expected_count=1, **window)
    Occurrence.objects.create(item=item, label="октябрь 2022", **window)
    Responsibility.objects.create(item=item, organization=party, name_text=party.short_name)
    return item


def give_calendar(side: Side, owner: User, organization: Organization) -> None:
    """A link to the calendar of the organisation."""
    side.token = create_feed(owner, organization=organization)
    side.feed = CalendarFeed.objects.get(user=owner)


def make_world() -> World:
    """Build both projects; the test client signs the users in."""

    def user(name: str) -> User:
        return User.objects.create_user(f"{name}@example.org", "Верный-пароль-2022")

    a, b, c, d = (make_organization(name) for name in ("Центр А", "Центр Б", "Центр В", "Центр Г"))
    users = {role: user(role) for role in ROLES if role != "anonymous"}
    x = make_side("x", make_organization("Дворец"), users["coordinator_x"], a)
    y = make_side("y", make_organization("Лицей"), users["coordinator_y"], d)
    for organization in (b, c):
        Participation.objects.create(project=x.project, organization=organization)
    make_item(x.plan, b, "2")
    Membership.objects.create(user=users["member_a"], organization=a, role=Membership.Role.EDITOR)
    Membership.objects.create(user=users["member_b"], organization=b, role=Membership.Role.EDITOR)
    Membership.objects.create(user=users["member_network"], organization=c, role=Membership.Role.VIEWER)
    give_calendar(x, users["member_a"], a)
    guest = user("member_d")
    Membership.objects.create(user=guest, organization=d)
    give_calendar(y, guest, d)
    person = Person.objects.create(surname="Осенний", given_name="П.", patronymic="С.")
    users["responsible"].person = person
    users["responsible"].save()
    Responsibility.objects.create(item=x.item, order=1, person=person, name_text="Осенний П.С.")
    for role in ("expert", "observer", "director"):
        ProjectRole.objects.create(project=x.project, user=users[role], role=role)
    removed = ProjectRole.objects.create(project=x.project, user=users["removed"], role=ProjectRole.Role.COORDINATOR)
    removed.delete()
    users["administrator"].is_staff = users["administrator"].is_superuser = True
    users["administrator"].save()
    ProjectRole.objects.create(project=x.project, user=users["deactivated"], role=ProjectRole.Role.COORDINATOR)
    users["deactivated"].is_active = False
    users["deactivated"].save()
    Group.objects.create(name="участники сети", organization=x.project.organization).organizations.set([a, b, c])
    return World(x, y, users)


def missing_arguments(names: frozenset[str]) -> dict[str, object]:
    """Arguments that name nothing."""
    missing = {
        "uidb36": "1",
        "slug": "no-such",
        "start_year": 1999,
        "number": 9,
        "form": "csv",
        "format_": "pdf",
        "pk": MISSING,
        "key": MISSING_KEY,
        "batch": MISSING_KEY,
        "code": "nothing",
        "edition": MISSING,
        "token": "nothing",
        "organization": MISSING,
    }
    return {name: missing[name] for name in names}
