"""The way of a product: written, submitted, decided about, published; nobody's words are lost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from network.models import Notification, User
from projects.models import Product, ProjectFile
from projects.queries.products import product_authors, product_steps
from projects.services.products import (
    NewAuthor,
    NewFile,
    ProductConflict,
    create_product,
    edit_product,
    publish_product,
    remove_product,
    set_product_state,
    submit_product,
)
from tests.makers import make_member, make_organization, make_person, make_product, make_project, make_stage, make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)
TODAY = date(2022, 11, 14)
PDF = b"%PDF-1.7\nstartxref\n0\n%%EOF\n"
State = Product.State


def step(product: Product, state: str, reason: str = "", actor: User | None = None) -> Product:
    return set_product_state(product, state, reason=reason, actor=actor, now=NOW)


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_product_is_written_down_as_a_draft_with_authors_in_order_and_a_file() -> None:
    project, organization = make_project(), make_organization("Центр Б")
    person = make_person("Осенняя П.С.")
    authors = [NewAuthor("Осенняя П. С.", person, organization), NewAuthor("  "), NewAuthor("Летний  А. Б.")]
    product = create_product(
        project, organization, {"title": " Памятка \n"}, authors, files=[NewFile("памятка.pdf", PDF)], actor=None
    )
    assert (product.title, product.state, product.version) == ("Памятка", "draft", 1)
    rows = [(row.order, row.name, row.person, row.organization) for row in product_authors(product)]
    assert rows == [(0, "Осенняя П. С.", person, organization), (1, "Летний А. Б.", None, None)]
    assert [(row.title, row.audience) for row in product.files.all()] == [("памятка.pdf", "organization")]


def test_product_without_a_title_is_not_saved() -> None:
    with pytest.raises(ValidationError) as caught:
        create_product(make_project(), make_organization(), {"title": "  "}, [], actor=None)
    assert caught.value.message_dict == {"title": ["Напишите название: без него продукт не найти."]}
    assert Product.objects.count() == 0


def test_stage_of_another_project_is_refused() -> None:
    said = {"title": "Памятка", "stage": make_stage(make_project())}
    with pytest.raises(ValidationError) as caught:
        create_product(make_project(), make_organization(), said, [], actor=None)
    assert caught.value.message_dict == {"stage": ["Такого этапа в этом проекте нет."]}


def test_authors_are_added_taken_out_and_moved() -> None:
    product = make_product(authors=["Осенняя П. С.", "Летний А. Б.", "Зимняя В. Г."])
    new = [NewAuthor("Зимняя В. Г."), NewAuthor("Осенняя П. С.")]
    edit_product(product.pk, 1, {"title": "Памятка"}, new, actor=None)
    assert [(row.order, row.name) for row in product_authors(product)] == [(0, "Зимняя В. Г."), (1, "Осенняя П. С.")]


def test_second_of_two_writers_is_told_what_stands_and_changes_nothing() -> None:
    product = make_product("Памятка")
    edit_product(product.pk, 1, {"title": "Памятка наставнику"}, [], actor=None)
    with pytest.raises(ProductConflict) as caught:
        edit_product(product.pk, 1, {"title": "Памятка педагогу"}, [], actor=None)
    assert caught.value.current.title == "Памятка наставнику"
    product.refresh_from_db()
    assert (product.title, product.version) == ("Памятка наставнику", 2)


def test_files_that_are_not_kept_go_and_a_wrong_one_leaves_all_as_it_was() -> None:
    product = make_product("Памятка")
    edit_product(product.pk, 1, {}, [], files=[NewFile("один.pdf", PDF), NewFile("два.pdf", PDF)], actor=None)
    first = product.files.get(title="один.pdf")
    edit_product(product.pk, 2, {}, [], keep=[first.pk], actor=None)
    assert list(product.files.values_list("title", flat=True)) == ["один.pdf"]
    with pytest.raises(ValidationError):
        edit_product(product.pk, 3, {"title": "Иное"}, [], files=[NewFile("х.exe", b"MZ")], keep=[], actor=None)
    product.refresh_from_db()
    assert (product.title, ProjectFile.objects.count()) == ("Памятка", 1)


def test_submitting_asks_for_an_author_and_for_something_to_read() -> None:
    product = make_product()
    with pytest.raises(ValidationError) as caught:
        submit_product(product, actor=None, now=NOW)
    assert caught.value.messages == [
        "Назовите хотя бы одного автора: без этого продукт не подать.",
        "Приложите файл или дайте ссылку: без них рецензентам нечего читать.",
    ]


def test_submitted_product_is_told_to_coordinators_and_not_to_who_submitted_it() -> None:
    coordinator, other = make_user(), make_user(is_active=False)
    organization = make_organization("Центр Б")
    author = make_member(organization)
    project = make_project(coordinator=coordinator)
    project.roles.create(user=other, role="coordinator")
    product = make_product(
        "Памятка", project=project, organization=organization, authors=["Осенняя"], url="https://a.by/"
    )
    submitted = submit_product(product, actor=author, now=NOW)
    assert (submitted.state, submitted.submitted_at) == ("submitted", NOW)
    assert told(coordinator) == ["Подан продукт «Памятка», Центр Б."]
    assert told(author) == told(other) == []


def test_returned_product_says_why_and_its_organisation_is_told() -> None:
    organization = make_organization()
    author = make_member(organization)
    product = make_product("Памятка", organization=organization, state=State.SUBMITTED)
    with pytest.raises(ValidationError) as caught:
        step(product, State.RETURNED, "  ")
    assert caught.value.message_dict == {"reason": ["Напишите, что доработать: авторы увидят эти слова."]}
    returned = step(product, State.RETURNED, "Добавьте примеры")
    assert (returned.return_reason, returned.decided_at) == ("Добавьте примеры", NOW)
    assert told(author) == ["Продукт «Памятка» возвращён на доработку."]
    assert step(returned, State.SUBMITTED).return_reason == ""


def test_files_are_open_to_the_network_while_the_product_is_approved() -> None:
    product = make_product(state=State.SUBMITTED)
    edit_product(product.pk, 1, {}, [], files=[NewFile("памятка.pdf", PDF)], actor=None)
    step(product, State.APPROVED)
    assert product.files.get().audience == "network"
    step(product, State.RETURNED, "Устарело")
    assert product.files.get().audience == "organization"


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (State.DRAFT, State.APPROVED),
        (State.DRAFT, State.PUBLISHED),
        (State.RETURNED, State.APPROVED),
        (State.IN_REVIEW, State.DRAFT),
        (State.APPROVED, State.DRAFT),
        (State.PUBLISHED, State.SUBMITTED),
        (State.SUBMITTED, State.SUBMITTED),
    ],
)
def test_steps_there_are_not_are_refused(now: Any, then: Any) -> None:
    product = make_product(state=now)
    with pytest.raises(ValidationError) as caught:
        step(product, then, "почему-то")
    assert caught.value.messages == [
        f"Сейчас продукт в состоянии «{now.label}», перевести его в «{then.label}» нельзя."
    ]


def publish(product: Product, on: date, version: int = 1, **said: Any) -> Product:
    return publish_product(product, on, said, expected_version=version, actor=None, now=NOW, today=TODAY)


def test_approved_product_comes_out_on_a_day_and_its_year_is_that_of_the_day() -> None:
    product = publish(make_product("Памятка", state=State.APPROVED), date(2022, 11, 1), city="Заречье", title="Иное")
    assert (product.title, product.city, product.year, product.state) == ("Памятка", "Заречье", 2022, "published")
    assert product.published_on == date(2022, 11, 1)
    again = publish(product, date(2022, 10, 1), product.version, year=2021)
    assert (again.published_on, again.year) == (date(2022, 10, 1), 2021)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2022, 11, 15), "День выхода ещё не наступил: сегодня 14.11.2022."),
        (date(1989, 1, 1), "Проверьте год: раньше 1990 года продукт проекта выйти не мог."),
    ],
)
def test_wrong_day_of_coming_out_is_refused(on: date, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        publish(make_product(state=State.APPROVED), on)
    assert caught.value.message_dict == {"published_on": [words]}


def test_draft_does_not_come_out() -> None:
    with pytest.raises(ValidationError) as caught:
        publish(make_product(), date(2022, 11, 1))
    assert caught.value.messages == ["Сейчас продукт в состоянии «черновик», перевести его в «опубликован» нельзя."]
    assert Product.objects.get().year is None


def test_only_a_draft_that_was_never_submitted_is_deleted() -> None:
    product = make_product(url="https://a.by/", authors=["Осенняя"])
    taken_back = step(submit_product(product, actor=None, now=NOW), State.DRAFT)
    with pytest.raises(ValidationError) as caught:
        remove_product(taken_back, actor=None)
    assert caught.value.messages == ["Удалить можно только черновик: этот продукт уже подавали."]
    remove_product(make_product(), actor=None)
    assert Product.objects.get() == product


def test_steps_tell_states_and_leave_edits_out() -> None:
    user = make_user()
    product = create_product(
        make_project(),
        make_organization(),
        {"title": "Памятка", "url": "https://a.by/"},
        [NewAuthor("Осенняя")],
        actor=user,
    )
    edit_product(product.pk, 1, {"title": "Памятка наставнику"}, [NewAuthor("Осенняя")], actor=user)
    submitted = submit_product(product, actor=user, now=NOW)
    step(submitted, State.RETURNED, "Добавьте примеры")
    found = [(each.state, each.author, each.reason) for each in product_steps(product)]
    assert found == [("returned", None, "Добавьте примеры"), ("submitted", user, ""), ("draft", user, "")]
