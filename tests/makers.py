"""Typed makers of rows for tests: each gives a saved row with sensible words and takes what the test cares about."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import date, datetime, time
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model
from simple_history.utils import get_history_manager_for_model

from network.models import Group, Membership, Municipality, Organization, OrganizationAlias, Person, User
from plans.models import (
    CompletionMark,
    Deadline,
    Event,
    EventLink,
    EventRegistration,
    Occurrence,
    Plan,
    PlanItem,
    Responsibility,
    Section,
)
from plans.progress import MarkState
from plans.text.deadlines import DeadlineKind, Recurrence
from portal.text.names import comparison_key
from projects.models import (
    Agreement,
    Criterion,
    Direction,
    Indicator,
    IndicatorValue,
    MeasurementPeriod,
    Participation,
    Product,
    ProductAuthor,
    Project,
    ProjectRole,
    SchoolTerm,
    SchoolYear,
    Stage,
)

PASSWORD = "Верный-пароль-2022"
LAYOUT = [
    {"field": "number", "heading": "№ п/п"},
    {"field": "title", "heading": "Мероприятия"},
    {"field": "deadline", "heading": "Сроки"},
    {"field": "responsible", "heading": "Ответственный"},
    {"field": "mark", "heading": "Отметка о выполнении"},
]
OCTOBER = (date(2022, 10, 1), date(2022, 10, 31))
SCHOOL_YEAR = (date(2022, 9, 1), date(2023, 8, 31))
MONTHS = ["сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март", "апрель", "май"]
_numbers = count(1)

Window = tuple[date | None, date | None]
Party = Person | Group | Organization | str


def history_of(model: type[Model]) -> Any:
    """All history rows of a model, oldest first."""
    return get_history_manager_for_model(model).order_by("history_id")


def make_user(email: str = "", **fields: Any) -> User:
    """An account that may sign in with `PASSWORD`."""
    return User.objects.create_user(email or f"user{next(_numbers)}@school.example", PASSWORD, **fields)


def make_municipality(name: str = "", **fields: Any) -> Municipality:
    return Municipality.objects.create(name=name or f"Заречный район {next(_numbers)}", **fields)


def make_organization(name: str = "", *, aliases: Sequence[str] = (), **fields: Any) -> Organization:
    """An organisation; its own names and `aliases` are written down as spellings."""
    name = name or f"Центр творчества № {next(_numbers)}"
    organization = Organization.objects.create(**{"short_name": name, "full_name": name, **fields})
    spellings = {comparison_key(text): text for text in (organization.full_name, organization.short_name, *aliases)}
    for key, text in spellings.items():
        OrganizationAlias.objects.create(organization=organization, name=text, key=key)
    return organization


def make_member(
    organization: Organization, role: Membership.Role = Membership.Role.EDITOR, user: User | None = None
) -> User:
    """A user of the organisation."""
    user = user or make_user()
    Membership.objects.create(user=user, organization=organization, role=role)
    return user


def make_person(
    name: str = "Ковалёва А.П.", *, organization: Organization | None = None, user: User | None = None, **fields: Any
) -> Person:
    """A person of «Фамилия И.О.»; `user` becomes her account."""
    surname, _, initials = name.partition(" ")
    parts = [part + "." for part in initials.split(".") if part.strip()]
    given, patronymic = ([*parts, "", ""])[:2]
    person = Person.objects.create(
        surname=surname, given_name=given, patronymic=patronymic, organization=organization, **fields
    )
    if user is not None:
        user.person = person
        user.save()
    return person


def make_group(
    organization: Organization,
    name: str = "участники сети",
    *,
    people: Iterable[Person] = (),
    organizations: Iterable[Organization] = (),
) -> Group:
    group, _ = Group.objects.get_or_create(organization=organization, name=name)
    group.people.set(people)
    group.organizations.set(organizations)
    return group


def make_project(
    *,
    coordinator: User | None = None,
    director: User | None = None,
    members: Iterable[Organization] = (),
    **fields: Any,
) -> Project:
    """An active project of an institution; `members` take part in it."""
    number = next(_numbers)
    defaults = {
        "slug": f"project-{number}",
        "title": "Создание сети наставничества в дополнительном образовании",
        "short_title": f"Сеть наставничества {number}",
        "starts_on": date(2021, 9, 1),
        "ends_on": date(2024, 8, 31),
    }
    project = Project.objects.create(
        **{**defaults, "organization": fields.pop("organization", None) or make_organization(), **fields}
    )
    for user, role in ((coordinator, ProjectRole.Role.COORDINATOR), (director, ProjectRole.Role.DIRECTOR)):
        if user is not None:
            make_role(project, role, user)
    for organization in members:
        Participation.objects.create(project=project, organization=organization)
    return project


def make_role(project: Project, role: ProjectRole.Role, user: User | None = None) -> User:
    """A user with a role in the project."""
    user = user or make_user()
    ProjectRole.objects.create(project=project, user=user, role=role)
    return user


def make_stage(project: Project, title: str = "Практический этап", **fields: Any) -> Stage:
    return Stage.objects.create(project=project, title=title, **fields)


def make_direction(project: Project, title: str = "Методическое", **fields: Any) -> Direction:
    return Direction.objects.create(project=project, title=title, **fields)


def make_school_year(
    start_year: int,
    days: Sequence[tuple[date, date]],
    *,
    project: Project | None = None,
    kind: SchoolTerm.Kind = SchoolTerm.Kind.QUARTER,
) -> SchoolYear:
    """Decided terms of a school year, a project's own or (without one) Belarusian; others of the year are kept."""
    country = project.country if project else "BY"
    year, _ = SchoolYear.objects.get_or_create(country=country, start_year=start_year, project=project)
    for order, (start, end) in enumerate(days, 1):
        SchoolTerm.objects.create(year=year, kind=kind, order=order, starts_on=start, ends_on=end)
    return year


def make_plan(project: Project | None = None, **fields: Any) -> Plan:
    """A calendar plan of the school year 2022/2023 with the usual five columns."""
    defaults = {
        "title": "Календарный план реализации проекта на 2022/2023 учебный год",
        "period_text": "2022/2023 учебный год",
        "starts_on": SCHOOL_YEAR[0],
        "ends_on": SCHOOL_YEAR[1],
        "layout": deepcopy(LAYOUT),
    }
    return Plan.objects.create(project=project or make_project(), **{**defaults, **fields})


def make_section(plan: Plan, title: str = "Работа с педагогами", **fields: Any) -> Section:
    return Section.objects.create(plan=plan, title=title, **{"order": plan.sections.count(), **fields})


def make_item(
    plan: Plan,
    title: str = "Заседание методического совета",
    *,
    deadline: str = "Октябрь 2022",
    kind: DeadlineKind = DeadlineKind.MONTH,
    windows: Sequence[Window] = (OCTOBER,),
    responsible: Party | Sequence[Party] = (),
    **fields: Any,
) -> PlanItem:
    """An item with its deadline and one occurrence a window; nothing is read from `deadline`, windows are given."""
    order = plan.items.count()
    parties = [responsible] if isinstance(responsible, Person | Group | Organization | str) else list(responsible)
    words = ", ".join(str(party) for party in parties)
    defaults = {"order": order, "number": str(order + 1), "responsible_text": words}
    item = PlanItem.objects.create(plan=plan, title=title, **{**defaults, **fields})
    starts, ends = [a for a, _ in windows if a], [b for _, b in windows if b]
    Deadline.objects.create(
        item=item,
        text=deadline,
        kind=kind.value,
        starts_on=min(starts, default=None),
        ends_on=max(ends, default=None),
        recurrence=(Recurrence.MONTHLY if kind is DeadlineKind.RECURRENCE else Recurrence.NONE).value,
        expected_count=len(windows) if kind is DeadlineKind.RECURRENCE else None,
        explanation=deadline.lower(),
    )
    for number, (start, end) in enumerate(windows):
        label = f"{MONTHS[(end.month - 9) % 12]} {end.year}" if end and end.month not in {6, 7, 8} else deadline
        Occurrence.objects.create(item=item, order=number, label=label, starts_on=start, ends_on=end)
    for number, party in enumerate(parties):
        make_responsibility(item, party, order=number)
    return item


def make_monthly_item(plan: Plan, title: str = "Консультации наставников", **fields: Any) -> PlanItem:
    """An item of nine windows, September 2022 to May 2023."""
    months = [(year, month) for year, month in [(2022, m) for m in range(9, 13)] + [(2023, m) for m in range(1, 6)]]
    ends = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
    windows = [(date(year, month, 1), date(year, month, ends.get(month, 31))) for year, month in months]
    return make_item(plan, title, deadline="ежемесячно", kind=DeadlineKind.RECURRENCE, windows=windows, **fields)


def make_responsibility(item: PlanItem, party: Party, **fields: Any) -> Responsibility:
    """One responsible of an item; a plain string is a party that stands only in words."""
    if isinstance(party, str):
        given: dict[str, Any] = {"text": party}
    else:
        given = {type(party).__name__.lower(): party}
    return Responsibility.objects.create(item=item, **{"name_text": str(party), **given, **fields})


def make_event(*occurrences: Occurrence, title: str = "Семинар наставников") -> Event:
    """One event that stands in several plans: every occurrence is confirmed to be it."""
    event = Event.objects.create(project=occurrences[0].item.plan.project, title=title)
    for occurrence in occurrences:
        EventLink.objects.create(event=event, occurrence=occurrence)
    return event


def make_joint_event(
    project: Project, title: str = "Встреча наставников", *, on: date = date(2022, 10, 15), **fields: Any
) -> Event:
    """A joint event of the network, at ten in the morning in Minsk."""
    start = datetime.combine(on, time(10), ZoneInfo("Europe/Minsk"))
    return Event.objects.create(project=project, title=title, is_joint=True, **{"starts_at": start, **fields})


def make_guest(
    event: Event, organization: Organization, name: str = "Ковалёва А.П.", **fields: Any
) -> EventRegistration:
    """Somebody an organisation registered for an event."""
    return EventRegistration.objects.create(event=event, organization=organization, name=name, **fields)


def make_mark(
    of: PlanItem | Occurrence,
    state: MarkState = MarkState.DONE,
    *,
    organization: Organization | None = None,
    author: User | None = None,
    on: date = date(2022, 10, 20),
    **fields: Any,
) -> CompletionMark:
    """A mark of an occurrence (of an item: its first), written on the day `on` in Minsk, which is also its date."""
    occurrence = of if isinstance(of, Occurrence) else of.occurrences.order_by("order")[0]
    needs_reason = state in {MarkState.PARTLY, MarkState.MOVED, MarkState.CANCELLED}
    defaults = {
        "fact_on": on if state is MarkState.DONE else None,
        "reason": "Ждём согласования с управлением" if needs_reason else "",
        "text": "Проведено, протокол подписан" if state is MarkState.DONE else "",
        "batch": uuid.uuid4(),
    }
    mark = CompletionMark.objects.create(
        occurrence=occurrence, organization=organization, author=author, state=state.value, **{**defaults, **fields}
    )
    # The field is filled by the clock, and the test says when the mark was written.
    moment = datetime.combine(on, time(12), ZoneInfo("Europe/Minsk"))
    CompletionMark.objects.filter(pk=mark.pk).update(created_at=moment)
    mark.refresh_from_db()
    return mark


def make_product(
    title: str = "Памятка наставнику", *, project: Project | None = None, authors: Sequence[str] = (), **fields: Any
) -> Product:
    """A draft of an organisation, with authors as written."""
    defaults = {"project": project or make_project(), "title": title}
    owner = fields.pop("organization", None) or make_organization()
    product = Product.objects.create(**{**defaults, "organization": owner, **fields})
    for order, name in enumerate(authors):
        ProductAuthor.objects.create(product=product, order=order, name=name)
    return product


def make_agreement(project: Project, organization: Organization, **fields: Any) -> Agreement:
    """A contract signed by both on 1 September 2022; without `ends_on` it does not expire."""
    signed = date(2022, 9, 1)
    defaults = {"signed_here_on": signed, "signed_there_on": signed, "starts_on": signed, "number": "1"}
    return Agreement.objects.create(project=project, organization=organization, **{**defaults, **fields})


def make_indicator(project: Project, title: str = "Что изменилось", **fields: Any) -> Indicator:
    """A qualitative indicator, unless said otherwise, of the project's only criterion."""
    criterion, _ = Criterion.objects.get_or_create(project=project, title="Охват наставничеством")
    return Indicator.objects.create(
        criterion=criterion, title=title, **{"order": criterion.indicators.count(), **fields}
    )


def make_period(project: Project, title: str = "I полугодие 2022/2023", **fields: Any) -> MeasurementPeriod:
    days = {"starts_on": date(2022, 9, 1), "ends_on": date(2022, 12, 31)}
    return MeasurementPeriod.objects.create(project=project, title=title, **{**days, **fields})


def make_value(
    indicator: Indicator, period: MeasurementPeriod, organization: Organization | None, **fields: Any
) -> IndicatorValue:
    """A draft of a participant, or (`None`) of the project as a whole."""
    return IndicatorValue.objects.create(indicator=indicator, period=period, organization=organization, **fields)
