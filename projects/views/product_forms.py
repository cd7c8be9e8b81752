"""What the form of a product offers and what was sent with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from network.models import Organization
from projects.forms.products import AuthorRow, ProductForm, arranged, author_rows, named_authors
from projects.models import Product, Project
from projects.queries.outline import directions_of, stages_of
from projects.queries.people import network_of
from projects.queries.products import nameable_people, product_authors
from projects.rendering.bibliography import line_of
from projects.services.products import IMPRINT, NewAuthor

ROWS = "rows"
SHOW = "show"
INITIAL = ("kind", "title", "abstract", "version", *IMPRINT)
Row = AuthorRow


@dataclass
class ProductDesk:
    """The form of a product with its rows of authors and what they may name."""

    project: Project
    product: Product
    form: ProductForm
    rows: list[Row]
    makers: Sequence[Organization]
    network: Sequence[Organization]
    links: Mapping[str, Mapping[str, Any]]
    is_sent: bool
    posted: QueryDict

    @property
    def people(self) -> list[str]:
        """Names that may be picked, as they stand in the directory."""
        return list(dict.fromkeys(person.short_name for person in nameable_people(self.makers)))

    @property
    def places(self) -> list[tuple[str, str]]:
        """Organisations an author may be of."""
        return [(str(row.pk), row.short_name) for row in self.network]

    @property
    def line(self) -> str:
        """The bibliographic line of what is typed so far, empty without a title."""
        return line_of(self.product, [row.name for row in self.rows]) if self.product.title.strip() else ""

    def authors(self) -> list[NewAuthor]:
        """Authors of the rows; raises ValidationError for an organisation that was not offered."""
        return named_authors(self.rows, nameable_people(self.makers), self.network)

    def maker(self) -> Organization:
        """On whose behalf the product is."""
        chosen = self.form.cleaned_data["organization"]
        return next((row for row in self.makers if str(row.pk) == chosen), self.makers[0])

    def differences(self, current: Product) -> list[tuple[str, str, str]]:
        """Label, own text and the text that stands now, where they differ; the form goes on from the new version."""
        found = []
        for name in ("title", "abstract", *IMPRINT):
            mine, theirs = self.form.cleaned_data.get(name) or "", getattr(current, name) or ""
            if str(mine) != str(theirs):
                found.append((str(self.form.fields[name].label), str(mine) or "—", str(theirs) or "—"))
        mine = ", ".join(row.name for row in self.rows if row.name)
        theirs = ", ".join(author.name for author in product_authors(current))
        if mine != theirs:
            found.append(("Авторы", mine or "—", theirs or "—"))
        data = self.posted.copy()
        data["version"] = str(current.version)
        self.form.data = data
        return found

    def refuse(self, problem: ValidationError) -> None:
        """Put what the service said at the fields it names, the rest at the top of the form."""
        errors = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
        for name, words in errors.items():
            self.form.add_error(name if name in self.form.fields else None, words)


def product_desk(
    request: HttpRequest, project: Project, product: Product, makers: Sequence[Organization]
) -> ProductDesk:
    """The form as asked for: filled, sent, or (a button of the rows was pressed) only arranged anew."""
    network = network_of(project)
    links: dict[str, dict[str, Any]] = {
        "stage": {str(row.pk): row for row in stages_of(project)},
        "direction": {str(row.pk): row for row in directions_of(project)},
    }
    offered: dict[str, Any] = {
        "organizations": [] if product.pk else [(str(row.pk), row.short_name) for row in makers],
        "stages": [(pk, row.title) for pk, row in links["stage"].items()],
        "directions": [(pk, row.title) for pk, row in links["direction"].items()],
        "kept": [(str(row.pk), row.title) for row in product.files.all()] if product.pk else [],
    }
    is_posted = request.method == "POST"
    is_sent = is_posted and ROWS not in request.POST and SHOW not in request.POST
    if is_sent:
        form = ProductForm(request.POST, request.FILES, **offered)
    else:
        form = ProductForm(initial=_typed(request.POST) if is_posted else _stands(product), **offered)
    rows = _rows(request.POST) if is_posted else _standing_rows(product)
    if is_posted:
        sketch(product, request.POST, makers)
    return ProductDesk(project, product, form, rows, makers, network, links, is_sent, request.POST)


def sketch(product: Product, posted: QueryDict, makers: Sequence[Organization]) -> None:
    """Put what is typed on the product at hand, unchecked and unsaved: only its line is made of it."""
    for name in ("title", "city", "publisher", "pages", "host_title", "volume", "issue", "isbn", "url"):
        setattr(product, name, posted.get(name, "")[:2_000])
    kind, year = posted.get("kind", ""), posted.get("year", "")
    product.kind = kind if kind in Product.Kind.values else product.kind
    product.year = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None  # noqa: PLR2004
    if product.pk is None:
        chosen = posted.get("organization", "")
        product.organization = next((row for row in makers if str(row.pk) == chosen), makers[0])


def _rows(posted: QueryDict) -> list[Row]:
    return arranged(author_rows(posted), posted.get(ROWS, "")) or [AuthorRow()]


def _typed(posted: QueryDict) -> dict[str, Any]:
    return posted.dict() | {"keep": posted.getlist("keep")}


def _stands(product: Product) -> dict[str, Any]:
    if product.pk is None:
        return {"kind": product.kind}
    links = {name: str(getattr(product, f"{name}_id") or "") for name in ("stage", "direction")}
    keep = [str(row.pk) for row in product.files.all()]
    return {name: getattr(product, name) for name in INITIAL} | links | {"keep": keep}


def _standing_rows(product: Product) -> list[Row]:
    authors = product_authors(product) if product.pk else []
    rows = [AuthorRow(author.name, str(author.organization_id or "")) for author in authors]
    return rows or [AuthorRow()]
