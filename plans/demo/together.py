"""Joint events and talk of the demonstration."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings

from network.models import Comment, Organization, User
from network.services.comments import add_comment
from plans.demo.people import DOMAIN, OWNER
from plans.models import Event, PlanItem
from plans.queries.events import open_windows
from plans.services.events import link_window
from plans.services.joint_events import EventInput, cancel_joint_event, plan_joint_event
from plans.services.registrations import guests_of_lines, register, save_attendance
from projects.models import Project

HELD = "Открытая мастерская: занятие глазами коллеги"
GUESTS = {
    "Ольшанский РМК": "Ясенева Мария Олеговна, методист\nКленов Глеб Ильич, педагог дополнительного образования",
    "Ольшанский ЦДТ": "Рощина Вера Павловна, педагог дополнительного образования",
    "Липовский РМК": "Ручьёва Инна Львовна, методист\nБерегов Антон Сергеевич, заведующий кабинетом",
    "Вересковский РМК": "Полянская Ольга Юрьевна, методист",
}
ABSENT = "Берегов Антон Сергеевич"
WORKSHOP = "Практикум «Голос педагога»"
WITHDRAWN = "Приглашённый ведущий заболел, назначим встречу на второе полугодие."
QUESTION = "Добрый день! Сколько человек может приехать от одной организации? @Тарасевич, подскажите, пожалуйста."
ANSWER = (
    "По двое от организации. Программа и адреса мастерских — https://mentors.example/workshops\n"
    "Запишите участников на странице события, пожалуйста."
)


def add_together(
    project: Project, organizations: Mapping[str, Organization], users: Mapping[str, User], today: date
) -> None:
    """An event that took place and waits to be marked, one to come, one cancelled; a question with its answer."""
    coordinator, owner = users["coordinator"], organizations[OWNER.short_name]
    held = _planned(project, coordinator, owner, HELD, today - timedelta(days=6), "Мастерская керамики, ул. Садовая, 4")
    _register(held, organizations, coordinator)
    came = held.registrations.exclude(name=ABSENT).values_list("pk", flat=True)
    save_attendance(held, set(came), actor=coordinator, now=_moment(today, time(9)))
    _link(held, coordinator, today)
    olshany = organizations["Ольшанский РМК"]
    coming = _planned(
        project, coordinator, olshany, "Неделя мастерских: встреча наставников сети", today + timedelta(days=12), ""
    )
    register(coming, olshany, guests_of_lines(GUESTS["Ольшанский РМК"]), actor=users["editor"])
    dropped = _planned(project, coordinator, owner, WORKSHOP, today + timedelta(days=20), "Малый зал")
    cancel_joint_event(dropped, WITHDRAWN, actor=coordinator)
    _talk(project, users)


def remove_talk() -> None:
    """Take away what accounts of the demonstration said: nothing else points at it."""
    Comment.objects.filter(author__email__endswith=DOMAIN).delete()


def _planned(project: Project, actor: User, organizer: Organization, title: str, day: date, place: str) -> Event:
    given = EventInput(
        title=title,
        starts_at=_moment(day, time(10, 30)),
        ends_at=_moment(day, time(13)),
        place=place,
        url="" if place else "https://meet.example/mentors",
        audience="наставники, методисты, начинающие педагоги",
        description="Смотрим занятие, обсуждаем его по плану разбора, договариваемся о следующих парах.",
        organizer=organizer,
        registration_until=day - timedelta(days=3),
    )
    return plan_joint_event(project, given, actor=actor)


def _register(event: Event, organizations: Mapping[str, Organization], actor: User) -> None:
    for name, lines in GUESTS.items():
        register(event, organizations[name], guests_of_lines(lines), actor=actor)


def _link(event: Event, actor: User, today: date) -> None:
    """The event is the nearest window of the current plans that organisations of the network have to tick."""
    windows = open_windows(event.project).filter(
        item__responsibilities__group__organizations__isnull=False, marks__isnull=True, ends_on__gte=today
    )
    window = windows.select_related("item__plan").order_by("ends_on", "pk").distinct().first()
    if window is not None:
        link_window(event, window, actor=actor)


def _talk(project: Project, users: Mapping[str, User]) -> None:
    items = PlanItem.objects.filter(plan__project=project, responsibilities__isnull=False)
    item = items.order_by("-plan", "order").first()
    if item is None:
        return
    say = partial(
        add_comment,
        item,
        organization=None,
        path=f"/items/{item.pk}/",
        title=item.title,
        reads=_everybody,
    )
    say(QUESTION, author=users["editor"], mentions=[users["coordinator"]])
    say(ANSWER, author=users["coordinator"], mentions=[users["editor"]])


def _everybody(user: User) -> bool:
    """Who is mentioned in the demonstration has a place in it."""
    return user.is_active


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=ZoneInfo(settings.TIME_ZONE))
