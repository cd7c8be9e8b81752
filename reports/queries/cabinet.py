"""All that a cabinet shows of a person or of her organisation, whatever area it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from network.models import Organization, User
from plans.models import CompletionMark, Event, PlanItem
from plans.queries.cabinet import Ask, asks_of, own_marks
from plans.queries.joint_events import EventRow, day_of, event_rows
from projects.asks import Errand, ErrandKind
from projects.models import Agreement, CouncilMeeting, Participation, Product, Project
from projects.queries.agreements import AgreementRow, agreement_rows, documents_asked_of
from projects.queries.councils import council_meetings_of
from projects.queries.indicators import value_errands
from projects.queries.reviews import reviews_asked_of
from projects.queries.risks import risks_asked_of
from reports.queries.contributions import Place, contribution_errands, recent_places

LAST_PRODUCTS = 5
NEXT_EVENTS = 5


@dataclass(frozen=True, slots=True)
class Sources:
    """What the reader may see of each area; the cabinet takes from it what is hers."""

    items: QuerySet[PlanItem]
    marks: QuerySet[CompletionMark]
    projects: QuerySet[Project]
    coordinated: QuerySet[Project]
    agreements: QuerySet[Agreement]
    products: QuerySet[Product]
    events: QuerySet[Event]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is expected; `ask` where a plan asks, `is_own` where the button is the reader's own affair."""

    errand: Errand
    late_days: int
    ask: Ask | None = None
    is_own: bool = False

    @property
    def title(self) -> str:
        """What is expected."""
        return self.errand.title

    @property
    def due_on(self) -> date | None:
        """By when."""
        return self.errand.due_on

    @property
    def is_late(self) -> bool:
        """The day has passed."""
        return self.late_days > 0

    @property
    def words(self) -> str:
        """All that the search of a cabinet looks through."""
        return f"{self.ask.words} {self.errand.words}" if self.ask else self.errand.words


@dataclass(frozen=True, slots=True)
class CabinetPage:
    """A cabinet on a day; of a person without an organisation the parts of organisations are empty."""

    today: date
    rows: list[Row]
    marks: list[CompletionMark]
    places: list[Place]
    products: list[Product]
    papers: list[AgreementRow]
    missing: list[Errand]
    events: list[EventRow]
    meetings: list[CouncilMeeting]
    participations: list[Participation]


def cabinet_page(user: User, organization: Organization | None, sources: Sources, now: datetime) -> CabinetPage:
    """Everything in a fixed number of queries; `None`: what concerns the person herself."""
    today = timezone.localdate(now)
    asks = asks_of(sources.items, organization, now)
    own = [*reviews_asked_of(user), *risks_asked_of(sources.coordinated, user.person_id, today)]
    rows = [*(_asked(ask) for ask in asks), *(_row(each, today, is_own=True) for each in own)]
    if organization is None:
        meetings = council_meetings_of(user.person_id, today)
        return CabinetPage(today, in_order(rows), own_marks(sources.marks), [], [], [], [], [], meetings, [])
    products = _products(sources.products, organization)
    events = _events(sources.events, organization, today)
    missing = documents_asked_of([organization], today)
    asked = [
        *contribution_errands([organization], sources.projects),
        *missing,
        *value_errands(organization, today),
        *(_to_mend(each) for each in products if each.state == Product.State.RETURNED),
        *(_to_register(each.event) for each in events if _waits(each, organization, today)),
    ]
    return CabinetPage(
        today=today,
        rows=in_order([*rows, *(_row(each, today) for each in asked)]),
        marks=own_marks(sources.marks),
        places=recent_places(organization, sources.projects, today),
        products=products[:LAST_PRODUCTS],
        papers=agreement_rows(sources.agreements.filter(organization=organization), today),
        missing=missing,
        events=events[:NEXT_EVENTS],
        meetings=council_meetings_of(user.person_id, today),
        participations=_participations(organization, sources.projects),
    )


def errands_of(user: User, organizations: Iterable[Organization], sources: Sources, today: date) -> list[Errand]:
    """What areas other than plans expect of a person and of all her organisations, the soonest first."""
    found = [*reviews_asked_of(user), *risks_asked_of(sources.coordinated, user.person_id, today)]
    own = list(organizations)
    found += [*contribution_errands(own, sources.projects), *documents_asked_of(own, today)]
    for organization in own:
        found += value_errands(organization, today)
        events = _events(sources.events, organization, today)
        found += [_to_register(each.event) for each in events if _waits(each, organization, today)]
    return [row.errand for row in in_order([_row(each, today) for each in found])]


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The soonest first, so that what is late stands on top; those without a day last."""
    return sorted(rows, key=lambda row: (row.due_on is None, row.due_on or date.max))


def _row(errand: Errand, today: date, *, is_own: bool = False) -> Row:
    return Row(errand, errand.late_days(today), is_own=is_own)


def _asked(ask: Ask) -> Row:
    item = ask.row.item
    number = f", пункт {item.number.rstrip('.')}" if item.number else ""
    errand = Errand(
        kind=ErrandKind.MARK,
        title=item.title,
        source=f"{item.plan.short_title}{number}",
        due_on=ask.due_on,
        url_name="plans:item_mark",
        url_pk=item.pk,
        button="Отметить",
        query=f"occurrence={ask.occurrence.pk}&organization={ask.organization.pk if ask.organization else 'item'}",
    )
    return Row(errand, ask.late_days, ask)


def _products(products: QuerySet[Product], organization: Organization) -> list[Product]:
    own = products.filter(organization=organization).select_related("project")
    return list(own.order_by("-created_at", "-pk"))


def _to_mend(product: Product) -> Errand:
    return Errand(
        kind=ErrandKind.PRODUCT,
        title=product.title,
        source=f"{product.project.short_title} · продукт вернули на доработку",
        due_on=None,
        url_name="projects:product_edit",
        url_pk=product.pk,
        button="Доработать",
    )


def _events(events: QuerySet[Event], organization: Organization, today: date) -> list[EventRow]:
    """Events to come of projects the organisation takes part in."""
    active = Participation.objects.filter(organization=organization, status=Participation.Status.ACTIVE)
    return event_rows(events.filter(project__in=active.values("project")), [organization.pk], today)


def _waits(row: EventRow, organization: Organization, today: date) -> bool:
    event = row.event
    is_open = event.registration_until is None or event.registration_until >= today
    return is_open and row.own == 0 and event.organizer_id != organization.pk


def _to_register(event: Event) -> Errand:
    return Errand(
        kind=ErrandKind.EVENT,
        title=event.title,
        source=f"{event.project.short_title} · заявка на событие",
        due_on=event.registration_until or day_of(event),
        url_name="plans:joint_event_detail",
        url_pk=event.pk,
        button="Записать людей",
    )


def _participations(organization: Organization, projects: QuerySet[Project]) -> list[Participation]:
    rows = Participation.objects.filter(
        organization=organization, project__in=projects, status=Participation.Status.ACTIVE
    )
    return list(rows.select_related("project").order_by("-project__starts_on", "pk"))
