"""Products of a network: written, submitted, decided about, published."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, ProtectedError
from django.urls import reverse
from simple_history.utils import get_history_manager_for_model

from network.models import Notification, Organization, Person, User
from network.queries.accounts import editors_of
from network.services.history import delete_signed, save_signed
from network.services.notifications import notify
from portal.text.clean import clean_text, one_line
from portal.text.russian import date_short
from portal.text.short import shortened
from projects.models import Product, ProductAuthor, Project, ProjectFile
from projects.queries.accounts import coordinators_of
from projects.services.files import drop_file, keep_file

State = Product.State
WORDS: Final = (
    "title",
    "abstract",
    "city",
    "publisher",
    "pages",
    "host_title",
    "volume",
    "issue",
    "isbn",
    "url",
)
LINKS: Final = ("kind", "stage", "direction", "year", "accessed_on")
IMPRINT: Final = (*WORDS[2:], "year", "accessed_on")
"""Fields that are known only when a product comes out."""
MAX_AUTHORS: Final = 30
MAX_TITLE: Final = 90
FIRST_YEAR: Final = 1990

ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    State.DRAFT: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.DRAFT, State.IN_REVIEW, State.APPROVED, State.RETURNED}),
    State.IN_REVIEW: frozenset({State.SUBMITTED, State.APPROVED, State.RETURNED}),
    State.RETURNED: frozenset({State.SUBMITTED}),
    State.APPROVED: frozenset({State.PUBLISHED, State.RETURNED}),
    State.PUBLISHED: frozenset({State.APPROVED}),
}
"""Where a product may go from each state."""

NO_TITLE = "Напишите название: без него продукт не найти."
NO_AUTHOR = "Назовите хотя бы одного автора: без этого продукт не подать."
NO_WORK = "Приложите файл или дайте ссылку: без них рецензентам нечего читать."
NO_REASON = "Напишите, что доработать: авторы увидят эти слова."
TOO_MANY = f"Больше {MAX_AUTHORS} авторов не записать: остальных назовите в описании."
FOREIGN_STAGE = "Такого этапа в этом проекте нет."
FOREIGN_DIRECTION = "Такого направления в этом проекте нет."
WRONG_WAY = "Сейчас продукт в состоянии «{now}», перевести его в «{then}» нельзя."
AHEAD = "День выхода ещё не наступил: сегодня {today}."
TOO_OLD = "Проверьте год: раньше 1990 года продукт проекта выйти не мог."
NOT_DRAFT = "Удалить можно только черновик: этот продукт уже подавали."
IS_USED = "Удалить нельзя: на этот продукт ссылаются отметки или рецензии."

SAID: Final = {
    State.SUBMITTED: "Подан продукт «{title}», {organization}.",
    State.APPROVED: "Продукт «{title}» одобрен.",
    State.RETURNED: "Продукт «{title}» возвращён на доработку.",
    State.PUBLISHED: "Вышел продукт «{title}», {organization}.",
}


class ProductConflict(Exception):  # noqa: N818 - not an error of anybody: two people worked at once
    """Somebody changed the product since it was opened; `current` is the product as it stands now."""

    def __init__(self, current: Product) -> None:
        super().__init__("Продукт изменил кто-то другой, пока вы его правили.")
        self.current = current


@dataclass(frozen=True, slots=True)
class NewAuthor:
    """An author as on the title page; `person`: who of the directory it is, where that is known."""

    name: str
    person: Person | None = None
    organization: Organization | None = None


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file somebody gives: the name it has with her, and its bytes."""

    name: str
    content: bytes


@transaction.atomic
def create_product(
    project: Project,
    organization: Organization,
    said: Mapping[str, Any],
    authors: Sequence[NewAuthor],
    *,
    files: Sequence[NewFile] = (),
    actor: User | None,
) -> Product:
    """Write down a new product as a draft; raises ValidationError by field in Russian.

    `said`: by field of `WORDS` and `LINKS`; what is left out is empty.
    """
    product = Product(project=project, organization=organization, author=actor)
    for name, value in _cleaned(product, said).items():
        setattr(product, name, value)
    save_signed(product, actor)
    _write_authors(product, authors, actor)
    _write_files(product, files, set(), actor)
    return product


@transaction.atomic
def edit_product(
    product_id: int,
    expected_version: int,
    said: Mapping[str, Any],
    authors: Sequence[NewAuthor],
    *,
    files: Sequence[NewFile] = (),
    keep: Collection[int] = (),
    actor: User | None,
) -> Product:
    """Change a product if nobody has since `expected_version`; `keep`: ids of files that stay.

    Raises ProductConflict, or ValidationError by field in Russian.
    """
    product = _change(product_id, expected_version, said, actor)
    _write_authors(product, authors, actor)
    _write_files(product, files, keep, actor)
    return product


@transaction.atomic
def submit_product(product: Product, *, actor: User | None, now: datetime) -> Product:
    """Give a draft or a returned product to the coordinator; raises ValidationError where something is missing."""
    problems = []
    if not product.authors.exists():
        problems.append(NO_AUTHOR)
    if not product.url and not product.files.exists():
        problems.append(NO_WORK)
    if problems:
        raise ValidationError(problems)
    return set_product_state(product, State.SUBMITTED, actor=actor, now=now)


@transaction.atomic
def set_product_state(product: Product, state: str, *, reason: str = "", actor: User | None, now: datetime) -> Product:
    """Take a product one step on its way and tell those whom it concerns; `reason`: what to mend in a returned one.

    Raises ValidationError for a step there is not, or a return without a reason. Files of an approved product are open
    to the network, those of one taken back from there are not.
    """
    row = Product.objects.select_for_update(of=("self",)).select_related("project", "organization").get(pk=product.pk)
    if state not in ALLOWED[row.state]:
        words = {"now": row.get_state_display(), "then": State(state).label}
        raise ValidationError(WRONG_WAY.format(**words))
    why = clean_text(reason).strip()
    if state == State.RETURNED and not why:
        raise ValidationError({"reason": NO_REASON})
    row.state, row.return_reason = state, why if state == State.RETURNED else ""
    row.submitted_at = now if state == State.SUBMITTED else row.submitted_at
    if state in {State.APPROVED, State.RETURNED}:
        row.decided_at = now
    if state != State.PUBLISHED:
        row.published_on = None
    row.version += 1
    save_signed(row, actor)
    audience = ProjectFile.Audience
    is_open = state in {State.APPROVED, State.PUBLISHED}
    _open_files(row, audience.NETWORK if is_open else audience.ORGANIZATION, actor)
    _tell(row, actor)
    return row


@transaction.atomic
def publish_product(
    product: Product,
    on: date,
    said: Mapping[str, Any],
    *,
    expected_version: int,
    actor: User | None,
    now: datetime,
    today: date,
) -> Product:
    """Write down that an approved product came out and where; of a published one its data are corrected.

    `said`: by field of `IMPRINT`; without a year it is the year of the day. Raises ProductConflict or ValidationError.
    """
    if on > today:
        raise ValidationError({"published_on": AHEAD.format(today=date_short(today))})
    if on.year < FIRST_YEAR:
        raise ValidationError({"published_on": TOO_OLD})
    known = {name: said[name] for name in IMPRINT if name in said}
    row = _change(product.pk, expected_version, known | {"year": known.get("year") or on.year}, actor)
    if row.state != State.PUBLISHED:
        row = set_product_state(row, State.PUBLISHED, actor=actor, now=now)
    row.published_on = on
    return save_signed(row, actor)


@transaction.atomic
def remove_product(product: Product, *, actor: User | None) -> None:
    """Delete a draft that was never submitted; raises ValidationError for any other."""
    if product.state != State.DRAFT or product.submitted_at is not None:
        raise ValidationError(NOT_DRAFT)
    files = list(product.files.all())
    try:
        delete_signed(product, actor)
    except ProtectedError as problem:
        raise ValidationError(IS_USED) from problem
    for kept in files:
        drop_file(kept, actor=actor)


def _change(product_id: int, expected_version: int, said: Mapping[str, Any], actor: User | None) -> Product:
    product = _standing(product_id)
    values = _cleaned(product, said)
    if product.version != expected_version:
        raise ProductConflict(product)
    for name, value in values.items():
        setattr(product, name, value)
    product.full_clean()
    # The version in WHERE is what holds: between the read above and this line somebody else may have written.
    rows = Product.objects.filter(pk=product_id, version=expected_version)
    if not rows.update(**values, version=F("version") + 1):
        raise ProductConflict(_standing(product_id))
    product.refresh_from_db(fields=[*values, "version"])
    # `QuerySet.update` leaves no trace of its own.
    get_history_manager_for_model(Product).bulk_history_create([product], update=True, default_user=actor)
    return product


def _standing(product_id: int) -> Product:
    return Product.objects.select_related("project", "organization").get(pk=product_id)


def _cleaned(product: Product, said: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {name: clean_text(str(said[name])).strip() for name in WORDS if name in said}
    values |= {name: said[name] for name in LINKS if name in said}
    errors = {}
    if not values.get("title", product.title):
        errors["title"] = NO_TITLE
    for name, words in (("stage", FOREIGN_STAGE), ("direction", FOREIGN_DIRECTION)):
        row = values.get(name)
        if row is not None and row.project_id != product.project_id:
            errors[name] = words
    if errors:
        raise ValidationError(errors)
    return values


def _write_authors(product: Product, authors: Sequence[NewAuthor], actor: User | None) -> None:
    """Let the authors be these, in this order; rows that stay keep their history."""
    named = [author for author in authors if author.name.strip()]
    if len(named) > MAX_AUTHORS:
        raise ValidationError({"authors": TOO_MANY})
    old = list(product.authors.order_by("order", "pk"))
    for order, author in enumerate(named):
        row = old[order] if order < len(old) else ProductAuthor(product=product)
        new = (order, one_line(author.name)[:200], author.person, author.organization)
        if row.pk is None or (row.order, row.name, row.person, row.organization) != new:
            row.order, row.name, row.person, row.organization = new
            save_signed(row, actor)
    for row in old[len(named) :]:
        delete_signed(row, actor)


def _write_files(product: Product, files: Sequence[NewFile], keep: Collection[int], actor: User | None) -> None:
    for row in product.files.exclude(pk__in=list(keep)):
        product.files.remove(row)
        drop_file(row, actor=actor)
    is_open = product.state in {State.APPROVED, State.PUBLISHED}
    audience = ProjectFile.Audience.NETWORK if is_open else ProjectFile.Audience.ORGANIZATION
    for new in files:
        row = keep_file(
            product.project, new.name, new.content, organization=product.organization, audience=audience, actor=actor
        )
        product.files.add(row)


def _open_files(product: Product, audience: str, actor: User | None) -> None:
    for row in product.files.exclude(audience=audience):
        row.audience = audience
        save_signed(row, actor)


def _tell(product: Product, actor: User | None) -> None:
    """Tell coordinators of what came in and was published, the organisation of what was decided."""
    words = SAID.get(State(product.state))
    if words is None:
        return
    to_coordinators = product.state in {State.SUBMITTED, State.PUBLISHED}
    users = coordinators_of(product.project) if to_coordinators else editors_of(product.organization)
    text = words.format(title=shortened(product.title, MAX_TITLE), organization=product.organization.short_name)
    path = reverse("projects:product_detail", args=[product.pk])
    notify((user for user in users if user != actor), Notification.Kind.PRODUCT, text, path)
