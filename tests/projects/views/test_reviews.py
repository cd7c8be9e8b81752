"""Pages of reviews: who sees what, what a blind round hides, what is kept of what was typed, cost."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import User
from projects.models import (
    Product,
    ProductAuthor,
    Project,
    ProjectFile,
    ProjectRole,
    Review,
    ReviewCriterion,
    ReviewRound,
)
from tests.makers import make_member, make_organization, make_project, make_role, make_user

pytestmark = pytest.mark.django_db
AUTHOR, MAKER, FILE = "Осенняя П.С.", "Центр авторов", "Осенняя — рукопись.PDF"


def make_round(project: Project, **fields: object) -> ReviewRound:
    known = {"title": "IV квартал", "starts_on": date(2022, 10, 1), "due_on": date(2099, 10, 31), "state": "open"}
    return ReviewRound.objects.create(project=project, **{**known, **fields})


def make_review(round_: ReviewRound, reviewer: User, title: str = "Памятка", **fields: object) -> Review:
    maker = make_organization(MAKER)
    product = Product.objects.create(
        project=round_.project, organization=maker, title=title, state=Product.State.IN_REVIEW
    )
    ProductAuthor.objects.create(product=product, name=AUTHOR)
    return Review.objects.create(round=round_, product=product, reviewer=reviewer, **fields)


def give_file(review: Review) -> None:
    kept = ProjectFile(project=review.round.project, title=FILE, content_type="application/pdf", size=8)
    kept.file.save("x", ContentFile(b"%PDF-1.7"))
    kept.file.close()
    review.product.files.add(kept)


def page(client: Client, user: User, name: str, *args: object) -> str:
    client.force_login(user)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator)


@pytest.fixture
def expert(project: Project) -> User:
    return make_role(project, ProjectRole.Role.EXPERT)


@pytest.mark.parametrize("is_blind", [True, False])
def test_blind_round_hides_authors_from_the_reviewer_and_not_from_the_coordinator(
    is_blind: bool, client: Client, project: Project, coordinator: User, expert: User
) -> None:
    review = make_review(make_round(project, is_blind=is_blind), expert)
    give_file(review)
    for user, sees in ((expert, not is_blind), (coordinator, True)):
        text = page(client, user, "projects:review_edit", review.pk)
        assert [word in text for word in (AUTHOR, MAKER, FILE)] == [sees] * 3
        answer = client.get(reverse("projects:review_file", args=[review.pk, 1]))
        assert b"".join(answer.streaming_content) == b"%PDF-1.7"  # type: ignore[attr-defined]
        assert answer["Content-Disposition"].endswith(quote(FILE if sees else "Файл 1.pdf"))


def test_a_review_is_seen_by_its_reviewer_and_by_those_who_decide(
    client: Client, project: Project, coordinator: User, expert: User
) -> None:
    review = make_review(make_round(project), expert, comment="черновик-слово")
    people = [expert, coordinator, make_role(project, ProjectRole.Role.EXPERT), make_user()]
    found = []
    for user in people:
        client.force_login(user)
        found.append(client.get(reverse("projects:review_edit", args=[review.pk])).status_code)
    assert found == [200, 200, 404, 404]


def test_a_round_that_is_not_open_is_not_told_to_its_reviewers(client: Client, project: Project, expert: User) -> None:
    review = make_review(make_round(project, state="draft"), expert, "Тайная памятка")
    assert "Тайная памятка" not in page(client, expert, "projects:review_rounds", project.slug)
    assert client.get(reverse("projects:review_edit", args=[review.pk])).status_code == 404


def test_draft_of_a_reviewer_is_not_read_by_those_who_decide(
    client: Client, project: Project, coordinator: User, expert: User
) -> None:
    review = make_review(make_round(project), expert, comment="черновик-слово")
    assert "черновик-слово" not in page(client, coordinator, "projects:review_edit", review.pk)
    assert "черновик-слово" in page(client, expert, "projects:review_edit", review.pk)


def test_reviewer_keeps_a_draft_then_gives_the_review_in(client: Client, project: Project, expert: User) -> None:
    review = make_review(make_round(project), expert)
    criterion = ReviewCriterion.objects.create(project=project, title="Новизна")
    url = reverse("projects:review_edit", args=[review.pk])
    client.force_login(expert)
    answer = client.post(url, {"comment": "Пока так", "draft": "1"})
    review.refresh_from_db()
    assert (answer.status_code, review.state, review.comment) == (302, "assigned", "Пока так")
    answer = client.post(url, {"verdict": "approve", f"score-{criterion.pk}": "4", "comment": "Хорошо"})
    review.refresh_from_db()
    review.product.refresh_from_db()
    assert (answer.status_code, review.state, review.scores) == (302, "done", {str(criterion.pk): 4})
    assert review.product.state == Product.State.APPROVED
    assert client.post(url, {"verdict": "revise", "comment": "Ещё раз"}).status_code == 403


def test_what_was_typed_is_kept_where_something_is_missing(client: Client, project: Project, expert: User) -> None:
    review = make_review(make_round(project), expert)
    criterion = ReviewCriterion.objects.create(project=project, title="Новизна", max_score=5)
    client.force_login(expert)
    said = {f"score-{criterion.pk}": "9", "comment": "Набранные слова"}
    answer = client.post(reverse("projects:review_edit", args=[review.pk]), said)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert [word in text for word in ("Набранные слова", 'value="9"', "Балл от 0 до 5.")] == [True] * 3
    answer = client.post(reverse("projects:review_edit", args=[review.pk]), {**said, f"score-{criterion.pk}": "5"})
    assert (answer.status_code, "Выберите заключение." in answer.content.decode()) == (422, True)


def test_refusal_is_written_with_its_reason(client: Client, project: Project, expert: User) -> None:
    review = make_review(make_round(project), expert)
    client.force_login(expert)
    url = reverse("projects:review_decline", args=[review.pk])
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "В отпуске"}).status_code == 302
    review.refresh_from_db()
    assert (review.state, review.decline_reason) == ("declined", "В отпуске")
    assert "Вы отказались от этой рецензии" in page(client, expert, "projects:review_edit", review.pk)


def test_coordinator_shares_a_round_out_begins_it_and_changes_a_reviewer(
    client: Client, project: Project, coordinator: User, expert: User
) -> None:
    own = make_organization()
    project.participations.create(organization=own)
    editor = make_member(own)
    product = Product.objects.create(project=project, organization=own, title="Памятка", state="submitted")
    client.force_login(coordinator)
    url = reverse("projects:review_round_add", args=[project.slug])
    assert "Памятка" in client.get(url).content.decode()
    said = {
        "title": "IV квартал",
        "starts_on": "2022-10-01",
        "due_on": "2022-09-01",
        "reviews_per_product": "2",
        "products": [product.pk],
        "reviewers": [editor.pk, expert.pk],
    }
    answer = client.post(url, said)
    assert (answer.status_code, "раньше, чем круг начнётся" in answer.content.decode()) == (422, True)
    client.post(url, {**said, "due_on": "2022-10-31"})
    review = Review.objects.get()
    text = page(client, coordinator, "projects:review_round", review.round_id)
    assert (review.reviewer, "Не хватает 1 рецензии" in text) == (expert, True)
    change = reverse("projects:review_change", args=[review.pk])
    answer = client.post(change, {"reviewer": editor.pk})
    assert (answer.status_code, "из организации автора" in answer.content.decode()) == (422, True)
    client.post(reverse("projects:review_round_step", args=[review.round_id]), {"step": "open"})
    product.refresh_from_db()
    assert (product.state, ReviewRound.objects.get().state) == ("in_review", "open")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("Новизна; 500", "Строка 1: «Новизна; 500». Напишите критерий"),
        ("Новизна\nНовизна; 3", "Строка 2: критерий «Новизна» уже есть выше."),
        ("Щ" * 301, "Строка 1: критерий длиннее 300 знаков"),
        ("", "Напишите хотя бы один критерий."),
    ],
)
def test_wrong_criteria_are_told_with_their_line(
    lines: str, words: str, client: Client, project: Project, coordinator: User
) -> None:
    client.force_login(coordinator)
    answer = client.post(reverse("projects:review_criteria", args=[project.slug]), {"lines": lines})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_criteria_are_written_a_line_each(client: Client, project: Project, coordinator: User) -> None:
    client.force_login(coordinator)
    lines = "Новизна; 10\n\nПольза для коллег; класс; 3\nЯсность"
    client.post(reverse("projects:review_criteria", args=[project.slug]), {"lines": lines})
    found = list(ReviewCriterion.objects.values_list("title", "max_score"))
    assert found == [("Новизна", 10), ("Польза для коллег; класс", 3), ("Ясность", 5)]


@pytest.mark.parametrize("size", [1, 20])
@pytest.mark.parametrize(("name", "queries"), [("review_rounds", 11), ("review_round", 11)])
def test_number_of_queries(
    size: int,
    name: str,
    queries: int,
    client: Client,
    project: Project,
    coordinator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    round_ = make_round(project)
    for _ in range(size):
        make_review(round_, make_role(project, ProjectRole.Role.EXPERT))
        make_review(make_round(project), coordinator)
    client.force_login(coordinator)
    with django_assert_num_queries(queries):
        client.get(reverse(f"projects:{name}", args=[project.slug if name == "review_rounds" else round_.pk]))


@pytest.mark.parametrize("size", [1, 20])
def test_number_of_queries_of_criteria(
    size: int, client: Client, project: Project, coordinator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(size):
        ReviewCriterion.objects.create(project=project, title=f"Критерий {number}", order=number)
    client.force_login(coordinator)
    with django_assert_num_queries(10):
        answer = client.get(reverse("projects:review_criteria", args=[project.slug]))
    assert len(answer.context["form"]["lines"].value().splitlines()) == size


def test_authors_read_reviews_after_the_decision_and_never_who_wrote_them(client: Client, project: Project) -> None:
    reviewer = make_role(project, ProjectRole.Role.EXPERT, make_user(name="Рецензент Скрытый"))
    review = make_review(make_round(project), reviewer, state="done", verdict="revise", comment="Добавьте примеры")
    project.participations.create(organization=review.product.organization)
    editor = make_member(review.product.organization)
    assert "Добавьте примеры" not in page(client, editor, "projects:product_detail", review.product_id)
    Product.objects.update(state=Product.State.RETURNED)
    text = page(client, editor, "projects:product_detail", review.product_id)
    assert ("Добавьте примеры" in text, "Скрытый" in text) == (True, False)


def test_others_do_not_read_reviews_of_an_approved_product(client: Client, project: Project) -> None:
    reviewer = make_role(project, ProjectRole.Role.EXPERT)
    review = make_review(make_round(project), reviewer, state="done", verdict="approve", comment="Годится")
    Product.objects.update(state=Product.State.APPROVED)
    other = make_organization()
    project.participations.create(organization=other)
    assert "Годится" not in page(client, make_member(other), "projects:product_detail", review.product_id)


def test_days_of_a_round_are_changed_and_wrong_ones_are_told(
    client: Client, project: Project, coordinator: User
) -> None:
    round_ = make_round(project)
    client.force_login(coordinator)
    url = reverse("projects:review_round_edit", args=[round_.pk])
    said = {"title": "Новое имя", "starts_on": "2022-10-01", "due_on": "2022-09-01"}
    answer = client.post(url, said)
    assert (answer.status_code, "Новое имя" in answer.content.decode()) == (422, True)
    assert client.post(url, {**said, "due_on": "2022-12-01"}).status_code == 302
    round_.refresh_from_db()
    assert (round_.title, round_.due_on) == ("Новое имя", date(2022, 12, 1))


def test_coordinator_sees_points_and_the_verdict_of_what_is_in(
    client: Client, project: Project, coordinator: User, expert: User
) -> None:
    review = make_review(make_round(project), expert, state="done", verdict="approve", scores={"1": 4, "2": 5})
    assert "рекомендовать, 9 баллов" in page(client, coordinator, "projects:review_round", review.round_id)
