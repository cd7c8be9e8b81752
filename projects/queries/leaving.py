"""What somebody who leaves a project holds in it besides the items of plans, and who may take over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Q, QuerySet

from network.models import Membership, Organization, Person, User
from portal.text.short import shortened
from projects.models import CouncilMember, Participation, Project, ProjectRole, Review, ReviewRound, Risk
from projects.queries.accounts import known_accounts

MOST_TITLE: Final = 160


class HoldingKind(StrEnum):
    """What is held; the value begins the name of its tick."""

    ROLE = "role"
    REVIEW = "review"
    RISK = "risk"
    SEAT = "seat"
    PLACE = "place"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with an account, or a person of the plans who has none, or both."""

    user: User | None
    person: Person | None

    @property
    def key(self) -> str:
        """How a form names her: by the account where there is one."""
        return f"u{self.user.pk}" if self.user else f"p{self.person.pk if self.person else 0}"

    @property
    def name(self) -> str:
        """Her name as the portal calls her."""
        return self.user.display_name if self.user else str(self.person)

    @property
    def label(self) -> str:
        """Her name with what tells namesakes apart."""
        more = self.person.position if self.person and self.person.position else ""
        more = more or ("" if self.user else "нет учётной записи")
        return f"{self.name} ({more})" if more else self.name


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing that goes over to somebody else, or ends."""

    kind: HoldingKind
    pk: int
    title: str
    note: str

    @property
    def key(self) -> str:
        """Name of its tick."""
        return f"{self.kind.value}-{self.pk}"

    @property
    def ends(self) -> bool:
        """Goes to nobody: it ends."""
        return self.kind in {HoldingKind.PLACE, HoldingKind.ACCOUNT}

    @property
    def needs_account(self) -> bool:
        """Only somebody with an account can take it over."""
        return self.kind in {HoldingKind.ROLE, HoldingKind.REVIEW}


def parties(project: Project, people: QuerySet[Person]) -> list[Party]:
    """Everybody known to the project by name: its accounts and the people given, nobody twice; three queries."""
    accounts = known_accounts(project)
    found = [Party(user, user.person) for user in accounts]
    taken = {user.person_id for user in accounts}
    by_person = {user.person_id: user for user in User.objects.filter(person__in=people, is_active=True)}
    found += [Party(by_person.get(person.pk), person) for person in people if person.pk not in taken]
    return sorted(found, key=lambda each: (each.name, each.key))


def holdings_of(project: Project, party: Party) -> list[Holding]:
    """What the party holds in the project, kind by kind, in a fixed number of queries."""
    return [
        *(_of_account(project, party.user) if party.user else ()),
        *(_of_person(project, party.person) if party.person else ()),
        *(_access(project, party.user) if party.user else ()),
    ]


def project_organizations(project: Project) -> QuerySet[Organization]:
    """The institution that runs the project and everybody who takes part or is invited."""
    parts = Participation.objects.filter(project=project).exclude(status=Participation.Status.ENDED)
    return Organization.objects.filter(Q(pk__in=parts.values("organization")) | Q(pk=project.organization_id))


def has_other_places(project: Project, user: User) -> bool:
    """The account is needed elsewhere: it has a role in another project, or acts for an organisation of none here."""
    roles = ProjectRole.objects.filter(user=user).exclude(project=project)
    places = Membership.objects.filter(user=user).exclude(organization__in=project_organizations(project))
    return user.is_staff or roles.exists() or places.exists()


def _of_account(project: Project, user: User) -> list[Holding]:
    roles = ProjectRole.objects.filter(project=project, user=user).order_by("pk")
    found = [
        Holding(HoldingKind.ROLE, row.pk, str(row.get_role_display()).capitalize(), "роль в проекте") for row in roles
    ]
    reviews = Review.objects.filter(reviewer=user, round__project=project, state=Review.State.ASSIGNED).exclude(
        round__state=ReviewRound.State.CLOSED
    )
    found += [
        Holding(HoldingKind.REVIEW, row.pk, shortened(row.product.title, MOST_TITLE), f"рецензия, {row.round.title}")
        for row in reviews.select_related("product", "round").order_by("pk")
    ]
    return found


def _of_person(project: Project, person: Person) -> list[Holding]:
    risks = Risk.objects.filter(project=project, owner=person).exclude(state=Risk.State.CLOSED).order_by("order", "pk")
    found = [Holding(HoldingKind.RISK, row.pk, shortened(row.text, MOST_TITLE), "следит за риском") for row in risks]
    seats = CouncilMember.objects.filter(council__project=project, person=person).select_related("council")
    found += [
        Holding(HoldingKind.SEAT, row.pk, row.council.title, str(row.get_role_display()))
        for row in seats.order_by("pk")
    ]
    return found


def _access(project: Project, user: User) -> list[Holding]:
    places = Membership.objects.filter(user=user, organization__in=project_organizations(project))
    found = [
        Holding(HoldingKind.PLACE, row.pk, row.organization.short_name, f"{row.get_role_display()}: доступ закроется")
        for row in places.select_related("organization").order_by("pk")
    ]
    if user.is_active and not has_other_places(project, user):
        words = "вход на портал закроется: других проектов и организаций у неё нет"
        found.append(Holding(HoldingKind.ACCOUNT, user.pk, "Учётная запись", words))
    return found
