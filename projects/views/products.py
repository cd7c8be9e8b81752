"""Products of the network: lists, one product, its form, its way from draft to print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from portal.limits import limited
from projects.access import can_coordinate, can_read_whole, project_for_viewing
from projects.access.products import (
    making_organizations,
    owns_product,
    product_for_deciding,
    product_for_editing,
    product_for_own,
    product_for_viewing,
    project_for_making,
    talk_about_product,
    visible_products,
    why_locked,
)
from projects.filters.products import ProductFilter
from projects.forms.comments import CommentForm
from projects.forms.products import PublishForm, ReturnForm
from projects.models import Product
from projects.queries.days import project_today
from projects.queries.people import network_of
from projects.queries.products import counts_by_state, listed, of_project, product_authors, product_steps, published
from projects.queries.reviews import released_reviews
from projects.rendering.bibliography import in_order_of_list, line_of
from projects.services.products import (
    IMPRINT,
    ProductConflict,
    create_product,
    edit_product,
    publish_product,
    remove_product,
    set_product_state,
    submit_product,
)
from projects.views.comments import comment_form, save_comment, talk_context
from projects.views.product_forms import ProductDesk, product_desk

ON_A_PAGE = 50
COMMENTS_A_MINUTE = 20
SAVED = "Продукт сохранён."
CREATED = "Черновик сохранён. Когда всё готово, подайте его координатору."
SENT = "Продукт подан. Координатор узнает об этом."
TAKEN_BACK = "Продукт снова черновик: его можно исправить."
APPROVED = "Продукт одобрен: теперь его видит вся сеть."
RETURNED = "Продукт возвращён. Авторы увидят, что доработать."
OUT = "Выходные данные сохранены."
REMOVED = "Черновик удалён."
State = Product.State


@require_GET
def products(request: HttpRequest, slug: str) -> HttpResponse:
    """What the network makes, narrowed as asked."""
    project = project_for_viewing(request.user, slug)
    network = network_of(project)
    chosen = ProductFilter.of(request.GET, network)
    known = of_project(visible_products(request.user), project)
    page = Paginator(listed(chosen.rows(known)), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "project": project,
        "tab": "network",
        "page": page,
        "chosen": chosen,
        "chips": chosen.chips(counts_by_state(chosen.rows(known, with_state=False))),
        "kinds": Product.Kind.choices,
        "network": network,
        "can_add": bool(making_organizations(request.user, project)),
    }
    return render(request, "projects/products.html", context)


@require_GET
def publications(request: HttpRequest, slug: str) -> HttpResponse:
    """What came out, as a list of publications to be copied or printed; `?all=1` adds what is approved."""
    project = project_for_viewing(request.user, slug)
    is_all = request.GET.get("all") == "1"
    rows = {row.pk: row for row in published(visible_products(request.user), project, with_approved=is_all)}
    lines = {pk: line_of(row) for pk, row in rows.items()}
    order = in_order_of_list(lines)
    context = {
        "project": project,
        "tab": "network",
        "rows": [(rows[pk], lines[pk]) for pk in order],
        "text": "\n".join(f"{number}. {lines[pk]}" for number, pk in enumerate(order, 1)),
        "is_all": is_all,
    }
    return render(request, "projects/publications.html", context)


@require_GET
def product_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One product: what it is, who made it, where it is on its way."""
    return _detail(request, product_for_viewing(request.user, pk), ReturnForm())


@require_POST
@limited("comments", COMMENTS_A_MINUTE)
def product_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a remark about a product; one that cannot be saved comes back with its text and the reason."""
    product = product_for_viewing(request.user, pk)
    talk = talk_about_product(request.user, product)
    form = comment_form(request, talk)
    comment = save_comment(request, talk, form)
    if comment is None:
        return _detail(request, product, ReturnForm(), 422, form)
    return redirect(f"{talk.path}#comment-{comment.pk}")


@require_http_methods(["GET", "POST"])
def product_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new product, a draft at first."""
    project, makers = project_for_making(request.user, slug)
    desk = product_desk(request, project, Product(project=project, organization=makers[0]), makers)
    if desk.is_sent and desk.form.is_valid():
        try:
            words, authors = desk.form.words(desk.links), desk.authors()
            files, actor = desk.form.given_files(), reader(request)
            product = create_product(project, desk.maker(), words, authors, files=files, actor=actor)
        except ValidationError as problem:
            desk.refuse(problem)
        else:
            messages.success(request, CREATED)
            return redirect("projects:product_detail", pk=product.pk)
    return _form_page(request, desk)


@require_http_methods(["GET", "POST"])
def product_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words, authors and files of a product; where two edit at once, the second sees both texts."""
    product = product_for_editing(request.user, pk)
    desk = product_desk(request, product.project, product, [product.organization])
    if desk.is_sent and desk.form.is_valid():
        try:
            _save(request, desk)
        except ProductConflict as conflict:
            return _form_page(request, desk, conflict.current)
        except ValidationError as problem:
            desk.refuse(problem)
        else:
            messages.success(request, SAVED)
            return redirect("projects:product_detail", pk=pk)
    return _form_page(request, desk)


@require_POST
def product_line(request: HttpRequest, slug: str) -> HttpResponse:
    """The bibliographic line of what is typed so far; nothing is saved."""
    project, makers = project_for_making(request.user, slug)
    desk = product_desk(request, project, Product(project=project, organization=makers[0]), makers)
    return render(request, "projects/_product_line.html", {"line": desk.line})


@require_POST
def product_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a product to the coordinator, or (`back=1`) take it back while nobody reads it."""
    product = product_for_own(request.user, pk)
    now, actor = timezone.now(), reader(request)
    try:
        if "back" in request.POST:
            set_product_state(product, State.DRAFT, actor=actor, now=now)
        else:
            submit_product(product, actor=actor, now=now)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, TAKEN_BACK if "back" in request.POST else SENT)
    return redirect("projects:product_detail", pk=pk)


@require_POST
def product_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a product, or return it with what is to be mended."""
    product = product_for_deciding(request.user, pk)
    form, is_return = ReturnForm(request.POST), request.POST.get("decision") == "return"
    if is_return and not form.is_valid():
        return _detail(request, product, form, status=422)
    state, reason = (State.RETURNED, form.cleaned_data["reason"]) if is_return else (State.APPROVED, "")
    try:
        set_product_state(product, state, reason=reason, actor=reader(request), now=timezone.now())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, RETURNED if is_return else APPROVED)
    return redirect("projects:product_detail", pk=pk)


@require_http_methods(["GET", "POST"])
def product_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """When and where an approved product came out."""
    product = product_for_own(request.user, pk)
    stands = {name: getattr(product, name) for name in (*IMPRINT, "version", "published_on")}
    form = PublishForm(request.POST or None, initial=stands)
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            _publish(request, product, form)
        except ProductConflict as conflict:
            current = conflict.current
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, OUT)
            return redirect("projects:product_detail", pk=pk)
    context = {"project": product.project, "tab": "network", "product": product, "form": form, "current": current}
    status = 409 if current else 422 if form.is_bound else 200
    return render(request, "projects/product_publish.html", context, status=status)


@require_POST
def product_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft that was never submitted."""
    product = product_for_own(request.user, pk)
    try:
        remove_product(product, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("projects:product_detail", pk=pk)
    messages.success(request, REMOVED)
    return redirect("projects:products", slug=product.project.slug)


def _detail(
    request: HttpRequest, product: Product, form: ReturnForm, status: int = 200, said: CommentForm | None = None
) -> HttpResponse:
    talk = talk_about_product(request.user, product)
    is_own, is_coordinator = owns_product(request.user, product), can_coordinate(request.user, product.project)
    context = {
        "project": product.project,
        "tab": "network",
        "product": product,
        "authors": product_authors(product),
        "line": line_of(product),
        "steps": product_steps(product),
        "reviews": released_reviews(product) if is_own or can_read_whole(request.user, product.project) else [],
        "is_own": is_own,
        "can_edit": is_own and not why_locked(product, is_coordinator=is_coordinator),
        "can_decide": is_coordinator and product.state in {State.SUBMITTED, State.IN_REVIEW},
        "form": form,
        "talk": talk_context(request, talk, reverse("projects:product_comment", args=[product.pk]), said),
    }
    return render(request, "projects/product_detail.html", context, status=status)


def _form_page(request: HttpRequest, desk: ProductDesk, current: Product | None = None) -> HttpResponse:
    """The form of a product; `current` is what somebody else made of it meanwhile."""
    context: dict[str, Any] = {"project": desk.project, "tab": "network", "desk": desk, "differences": []}
    status = 422 if desk.is_sent else 200
    if current is not None:
        context["differences"], status = desk.differences(current), 409
    return render(request, "projects/product_edit.html", context, status=status)


def _save(request: HttpRequest, desk: ProductDesk) -> None:
    form = desk.form
    edit_product(
        desk.product.pk,
        form.cleaned_data["version"] or 0,
        form.words(desk.links),
        desk.authors(),
        files=form.given_files(),
        keep=form.kept(),
        actor=reader(request),
    )


def _publish(request: HttpRequest, product: Product, form: PublishForm) -> None:
    now = timezone.now()
    publish_product(
        product,
        form.cleaned_data["published_on"],
        form.said(),
        expected_version=form.cleaned_data["version"] or 0,
        actor=reader(request),
        now=now,
        today=project_today(product.project, now),
    )
