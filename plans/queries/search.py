"""Search over everything the reader may see: items, plans, people, organisations, documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import OuterRef, Q, QuerySet, Subquery

from network.models import Organization, Person
from network.queries import found_organizations, found_people
from plans.models import ApprovalBlock, Evidence, Plan, PlanItem, Responsibility
from portal.fulltext import Texts, found
from portal.text.russian import date_short
from portal.text.search import Words, first_with, snippet
from projects.models import Participation

LIMIT = 50
ITEMS, PLANS, PEOPLE, ORGANIZATIONS, DOCUMENTS = "items", "plans", "people", "organizations", "documents"
GROUPS = (
    (ITEMS, "Пункты планов"),
    (PLANS, "Планы"),
    (PEOPLE, "Люди"),
    (ORGANIZATIONS, "Организации"),
    (DOCUMENTS, "Документы"),
)
ITEM_TEXTS = Texts(
    title=("title",),
    others=(
        "number",
        "responsible_text",
        "deadline__text",
        "form",
        "audience",
        "place",
        "task",
        "expected_result",
        "mark_text",
        "note",
    ),
)
ITEM_LABELS = (
    ("срок", "deadline"),
    ("ответственный", "responsible_text"),
    ("ожидаемый результат", "expected_result"),
    ("форма", "form"),
    ("для кого", "audience"),
    ("место", "place"),
    ("задача", "task"),
    ("отметка", "mark_text"),
    ("примечание", "note"),
)


@dataclass(frozen=True, slots=True)
class SearchScope:
    """What the reader may see of everything that is searched; made by `plans.access.search`."""

    items: QuerySet[PlanItem]
    plans: QuerySet[Plan]
    people: QuerySet[Person]
    organizations: QuerySet[Organization]
    participations: QuerySet[Participation]
    evidence: QuerySet[Evidence]
    blocks: QuerySet[ApprovalBlock]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its title, where it leads (nowhere for people of no plan), what else tells why it was found."""

    title: str
    url_name: str = ""
    pk: int | None = None
    query: str = ""
    fragment: str = ""
    notes: tuple[str, ...] = ()
    label: str = ""
    text: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Things of one kind, the best first; `is_more`: there are others than those given."""

    key: str
    title: str
    hits: tuple[Hit, ...]
    is_more: bool


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found by kinds, empty ones left out."""

    words: Words
    groups: tuple[FoundGroup, ...] = field(default=())

    @property
    def count(self) -> int:
        """How many things are given."""
        return sum(len(group.hits) for group in self.groups)


def search(scope: SearchScope, words: Words, limit: int = LIMIT, only: str = "") -> SearchResult:
    """Everything in which all words occur, at most `limit` of a kind, in six queries; `only`: of one kind.

    Nothing outside of the scope is read, and nothing is counted beyond the limit.
    """
    if not words:
        return SearchResult(words)
    makers = {ITEMS: _items, PLANS: _plans, PEOPLE: _people, ORGANIZATIONS: _organizations, DOCUMENTS: _documents}
    groups = []
    for key, title in GROUPS:
        if only in {"", key}:
            hits = list(makers[key](scope, words, limit + 1))
            if hits:
                groups.append(FoundGroup(key, title, tuple(hits[:limit]), len(hits) > limit))
    return SearchResult(words, tuple(groups))


def _items(scope: SearchScope, words: Words, limit: int) -> Iterable[Hit]:
    rows = found(scope.items, ITEM_TEXTS, words).select_related("plan", "deadline")
    for item in rows[:limit]:
        left = words.missing_from(item.title) or words
        other = (
            first_with(_item_texts(item), left) if left.words != words.words or not words.is_in(item.title) else None
        )
        yield Hit(
            title=f"{item.number} {item.title}".strip(),
            url_name="plans:item_detail",
            pk=item.pk,
            notes=tuple(
                note for note in (item.plan.short_title, "" if _is_deadline(other) else _deadline(item)) if note
            ),
            label=other[0] if other else "",
            text=snippet(other[1], left) if other else "",
        )


def _item_texts(item: PlanItem) -> Sequence[tuple[str, str]]:
    return [(label, _deadline(item) if name == "deadline" else str(getattr(item, name))) for label, name in ITEM_LABELS]


def _deadline(item: PlanItem) -> str:
    return item.deadline.text if hasattr(item, "deadline") else ""


def _is_deadline(told: tuple[str, str] | None) -> bool:
    return told is not None and told[0] == "срок"


def _plans(scope: SearchScope, words: Words, limit: int) -> Iterable[Hit]:
    rows = found(scope.plans, Texts(("title",), ("period_text",)), words).select_related("project")
    for plan in rows[:limit]:
        yield Hit(plan.title, "plans:plan_detail", plan.pk, notes=(plan.short_title, plan.project.short_title))


def _people(scope: SearchScope, words: Words, limit: int) -> Iterable[Hit]:
    own = Responsibility.objects.filter(person=OuterRef("pk"))
    for person in found_people(scope.people, words).annotate(plan_id=_newest_plan(own, scope))[:limit]:
        plan = getattr(person, "plan_id", None)
        name = " ".join(part for part in (person.surname, person.given_name, person.patronymic) if part)
        notes = [person.position, str(person.organization or "")]
        yield _party_hit(name, f"person-{person.pk}", plan, notes)


def _organizations(scope: SearchScope, words: Words, limit: int) -> Iterable[Hit]:
    own = Responsibility.objects.filter(Q(organization=OuterRef("pk")) | Q(group__organizations=OuterRef("pk")))
    parts = scope.participations.filter(organization=OuterRef("pk")).order_by("-pk").values("pk")
    rows = found_organizations(scope.organizations, words)
    for organization in rows.annotate(plan_id=_newest_plan(own, scope), part_id=Subquery(parts[:1]))[:limit]:
        plan, part = getattr(organization, "plan_id", None), getattr(organization, "part_id", None)
        notes = [organization.full_name if organization.full_name != organization.short_name else ""]
        notes += [str(organization.municipality or "")]
        if plan is None and part is not None:
            yield Hit(organization.short_name, "projects:participant_detail", part, notes=_told(notes))
            continue
        yield _hit_in_plan(organization.short_name, f"organization={organization.pk}", plan, notes)


def _party_hit(title: str, key: str, plan: int | None, notes: Iterable[str]) -> Hit:
    return _hit_in_plan(title, f"responsible={key}", plan, notes)


def _hit_in_plan(title: str, query: str, plan: int | None, notes: Iterable[str]) -> Hit:
    if plan is None:
        return Hit(title, notes=_told(notes))
    return Hit(title, "plans:plan_detail", plan, query=query, notes=_told(notes))


def _told(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(note for note in notes if note)


def _newest_plan(responsibilities: QuerySet[Responsibility], scope: SearchScope) -> Subquery:
    """Give the newest plan the reader sees in which a party answers for something."""
    seen = responsibilities.filter(item__in=scope.items).order_by("-item__plan__starts_on", "-item__plan")
    return Subquery(seen.values("item__plan")[:1])


def _documents(scope: SearchScope, words: Words, limit: int) -> Iterable[Hit]:
    """Proofs of marks, then approval blocks; both are read, so that their order does not depend on the other."""
    proofs = found(scope.evidence, Texts(("title",), ("number",)), words).select_related("mark__occurrence__item__plan")
    blocks = found(scope.blocks, Texts(("basis",), ("text", "label", "position", "name", "date_text")), words)
    hits = [_proof_hit(proof) for proof in proofs[:limit]]
    return [*hits, *(_block_hit(block, words) for block in blocks.select_related("plan")[:limit])][:limit]


def _proof_hit(proof: Evidence) -> Hit:
    item = proof.mark.occurrence.item
    number = " ".join(
        part
        for part in (
            f"№ {proof.number}" if proof.number else "",
            f"от {date_short(proof.dated_on)}" if proof.dated_on else "",
        )
        if part
    )
    title = f"{proof.title} {number}".strip()
    return Hit(title, "plans:item_detail", item.pk, fragment="marks", label="подтверждение", text=str(item))


def _block_hit(block: ApprovalBlock, words: Words) -> Hit:
    whole = block.text or " ".join(part for part in (block.label, block.position, block.name, block.basis) if part)
    title = f"{block.get_kind_display().capitalize()}: {block.basis or block.name or block.label}".rstrip(": ")
    return Hit(
        title,
        "plans:plan_detail",
        block.plan_id,
        notes=(block.plan.short_title,),
        label="гриф",
        text=snippet(whole, words),
    )
