"""Puts the demonstration into the database and takes it out, through the same services people's work goes through."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import Group, Municipality, Organization, Person, User
from network.services.directory import (
    create_account,
    create_group,
    create_municipality,
    create_organization,
    create_person,
)
from plans.demo import people as cast
from plans.demo.drafts import FIRST_YEAR, DemoPlan, calendar_draft, road_map_draft
from plans.demo.marking import mark_plan
from plans.demo.matrix import add_matrix, link_items
from plans.demo.measures import add_measures
from plans.demo.network import add_cards
from plans.demo.papers import add_papers
from plans.demo.passport import add_passport
from plans.demo.reviews import add_reviews
from plans.demo.together import add_together, remove_talk
from plans.models import CompletionMark, Evidence, Occurrence, Plan
from plans.services.events import link_event
from plans.services.importing.saving import save_plan
from plans.services.plans import approve_plan
from projects.models import Project, ProjectFile
from projects.services import (
    NewProject,
    NewStage,
    add_directions,
    add_participant,
    add_stages,
    create_project,
    grant_role,
)

SLUG = "demo"
EARLIEST = date(FIRST_YEAR + 1, 9, 1)
TOO_EARLY = "Демонстрация показывает прошлый учебный год и нынешний: выберите день не раньше 1 сентября 2023 года."
FOREIGN = "Проект с адресом «demo» уже есть, и это не демонстрация. Переименуйте его адрес и повторите."
DIRECTIONS = ("Организация сети", "Обучение наставников", "Обмен опытом", "Изучение результатов")
SHARED_TITLES = ("Открытые занятия в мастерских сети", "Открытые мастерские в каждой организации сети")
_FIRST_SCHOOL_MONTH = 9


@dataclass
class _World:
    """What has been made so far, by name."""

    organizations: dict[str, Organization] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)


def demo_project() -> Project | None:
    """The demonstration if it is loaded; raises ValidationError if another project took its address."""
    project = Project.objects.filter(slug=SLUG).select_related("organization").first()
    if project is not None and project.organization.full_name != cast.OWNER.full_name:
        raise ValidationError(FOREIGN)
    return project


@transaction.atomic
def load_demo(today: date) -> Project:
    """Make the demonstration as it stands on `today`; the same day gives the same words, dates and marks.

    Raises ValidationError for a day before the second school year of the project.
    """
    if today < EARLIEST:
        raise ValidationError(TOO_EARLY)
    start = today.year if today.month >= _FIRST_SCHOOL_MONTH else today.year - 1
    world = _World()
    _make_network(world)
    _make_people(world)
    project = _make_project(world, start)
    first, current, roads = calendar_draft(FIRST_YEAR), calendar_draft(start), road_map_draft(start)
    for demo, is_current in ((first, False), (current, True), (roads, True)):
        _make_plan(project, demo, world, today, is_current=is_current)
    _link_events(project, date(start, 10, 31))
    link_items(project, next(iter(world.users.values())))
    add_cards(project, world.organizations, world.people, world.users["coordinator"])
    add_papers(project, world.organizations, world.users, today)
    add_passport(project, world.people, world.users["coordinator"], today)
    add_measures(project, world.organizations, world.users, today, start)
    add_together(project, world.organizations, world.users, today)
    add_reviews(project, world.organizations, world.users, today)
    return project


def _link_events(project: Project, ends_on: date) -> None:
    """One event of the calendar plan and of the road map is linked; another is left to be proposed."""
    same = Occurrence.objects.filter(item__plan__project=project, item__title__in=SHARED_TITLES, ends_on=ends_on)
    first, second = same.select_related("item__plan").order_by("pk")
    link_event(first, second, actor=None)


@transaction.atomic
def remove_demo(project: Project) -> None:
    """Delete the demonstration with everything it brought; files of its evidence go once all is settled."""
    evidence = Evidence.objects.filter(mark__occurrence__item__plan__project=project).exclude(file="")
    kept = ProjectFile.objects.filter(project=project)
    names = {proof.file.name for proof in evidence} | {each.file.name for each in kept}
    storage = Evidence._meta.get_field("file").storage
    marks = CompletionMark.objects.filter(occurrence__item__plan__project=project)
    marks.update(undoes=None)
    marks.delete()
    remove_talk()
    owner = project.organization
    members = [part.organization for part in project.participations.select_related("organization")]
    project.delete()
    User.objects.filter(email__endswith=cast.DOMAIN).delete()
    organizations = [owner, *members]
    Group.objects.filter(organization__in=organizations).delete()
    Person.objects.filter(organization__in=organizations).delete()
    every = Organization.objects.filter(pk__in=[organization.pk for organization in organizations])
    every.update(parent=None)
    every.delete()
    Municipality.objects.filter(region=cast.REGION, organizations__isnull=True).delete()
    for name in sorted(names):
        transaction.on_commit(partial(storage.delete, name))


def _make_network(world: _World) -> None:
    places = {name: create_municipality(name, cast.REGION, actor=None) for name in cast.MUNICIPALITIES}
    for known in (cast.OWNER, *cast.NETWORK):
        world.organizations[known.short_name] = create_organization(
            full_name=known.full_name,
            short_name=known.short_name,
            kind=known.kind,
            municipality=places[known.municipality],
            aliases=known.aliases,
            actor=None,
        )


def _make_people(world: _World) -> None:
    owner = world.organizations[cast.OWNER.short_name]
    for known in cast.PEOPLE:
        world.people[known.surname] = create_person(
            known.surname,
            known.given_name,
            known.patronymic,
            position=known.position,
            organization=owner,
            actor=None,
        )
    for account in cast.ACCOUNTS:
        place = world.organizations.get(account.organization)
        world.users[account.name] = create_account(
            account.email,
            cast.PASSWORD,
            name=account.who.capitalize(),
            person=world.people.get(account.surname),
            places=[(place, account.place)] if place else (),
            is_administrator=account.is_administrator,
            actor=None,
        )
    for name, surnames in cast.GROUPS.items():
        create_group(name, owner, people=[world.people[surname] for surname in surnames], actor=None)


def _make_project(world: _World, start: int) -> Project:
    coordinator = world.users["coordinator"]
    project = create_project(
        NewProject(
            slug=SLUG,
            title=("Внедрение модели сетевого наставничества педагогов дополнительного образования «Мастерская рядом»"),
            short_title="Мастерская рядом",
            topic="Наставничество в сети организаций дополнительного образования области",
            goal=(
                "Создать сеть мастерских, в которых начинающий педагог учится у опытного на настоящих занятиях, "
                "и проверить, как это меняет его работу за первый год"
            ),
            organization=world.organizations[cast.OWNER.short_name],
            starts_on=date(FIRST_YEAR, 9, 1),
            ends_on=date(start + 1, 8, 31),
            country="BY",
        ),
        coordinators=[coordinator],
        actor=coordinator,
    )
    for account in cast.ACCOUNTS:
        if account.project_role:
            grant_role(project, world.users[account.name], account.project_role, actor=coordinator)
    for known in cast.NETWORK:
        add_participant(
            project,
            world.organizations[known.short_name],
            role=known.role,
            starts_on=date(FIRST_YEAR, 9, 1),
            actor=coordinator,
        )
    add_stages(project, _stages(start), actor=coordinator)
    add_directions(project, DIRECTIONS, actor=coordinator)
    add_matrix(project, coordinator)
    return project


def _stages(start: int) -> tuple[NewStage, ...]:
    """The last stage begins before the one before it ends, as it does in life."""
    second, last = FIRST_YEAR + 1, start + 1
    return (
        NewStage(
            "Подготовительный",
            f"сентябрь {FIRST_YEAR} – август {second}",
            date(FIRST_YEAR, 9, 1),
            date(second, 8, 31),
            "Договоры с организациями сети, положение о наставнике, карта запросов начинающих педагогов",
        ),
        NewStage(
            "Практический",
            f"сентябрь {second} – май {last}",
            date(second, 9, 1),
            date(last, 5, 31),
            "Обученные наставники, открытые мастерские в каждой организации, банк методических находок",
        ),
        NewStage(
            "Обобщающий",
            f"март – август {last}",
            date(last, 3, 1),
            date(last, 8, 31),
            "Методические рекомендации, итоговая справка, выводы для других областей",
        ),
    )


def _make_plan(project: Project, demo: DemoPlan, world: _World, today: date, *, is_current: bool) -> Plan:
    coordinator = world.users["coordinator"]
    plan = approve_plan(save_plan(demo.draft, project=project, actor=coordinator), actor=coordinator)
    authors = {
        "coordinator": coordinator,
        "Лозинская": world.users["director"],
        "Дубровская": world.users["responsible"],
        "Ольшанский РМК": world.users["editor"],
    }
    mark_plan(plan, demo, authors, today, is_current=is_current)
    return plan
