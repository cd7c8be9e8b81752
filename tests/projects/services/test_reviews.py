"""Rounds of reviews: shared out, changed, opened, closed; reviews and what they decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from network.models import Membership, Notification, Organization, User
from projects.models import (
    Participation,
    Product,
    ProductAuthor,
    Project,
    ProjectRole,
    Review,
    ReviewCriterion,
    ReviewRound,
)
from projects.queries.reviews import (
    candidates_of,
    loads_of,
    products_to_review,
    released_reviews,
    reviews_asked_of,
    reviews_of_reviewer,
    rows_of_round,
)
from projects.services.review_rounds import (
    NewRound,
    add_review,
    change_reviewer,
    close_round,
    create_round,
    drop_product,
    edit_round,
    open_round,
    proposed_for,
    remind_reviewers,
    remove_round,
    write_criteria,
)
from projects.services.reviews import Said, decline_review, save_review_draft, submit_review
from tests.makers import (
    history_of,
    make_member,
    make_municipality,
    make_organization,
    make_person,
    make_project,
    make_role,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)
TODAY = date(2022, 11, 14)
NEW = NewRound("Рецензирование, IV квартал", date(2022, 11, 1), date(2022, 11, 30))
Verdict = Review.Verdict
APPROVE = Said(Verdict.APPROVE, {}, "Годится")
REVISE = Said(Verdict.REVISE, {}, "Добавьте примеры")
REJECT = Said(Verdict.REJECT, {}, "Это уже издано")


class Net:
    """A project of three districts with an editor each, a coordinator, and products waiting."""

    def __init__(self, products: int = 1) -> None:
        self.coordinator = make_user()
        self.organizations = [make_organization(municipality=make_municipality()) for _ in range(3)]
        self.project: Project = make_project(coordinator=self.coordinator, members=self.organizations)
        self.editors = [make_member(organization) for organization in self.organizations]
        self.products = [make_product(self.project, self.organizations[0]) for _ in range(products)]

    def round(self, *, reviewers: Sequence[User] = (), new: NewRound = NEW) -> ReviewRound:
        ids = [user.pk for user in reviewers or self.editors]
        return create_round(self.project, new, [each.pk for each in self.products], ids, actor=self.coordinator)[0]

    def opened(self, **options: object) -> ReviewRound:
        return open_round(self.round(**options), actor=self.coordinator, now=NOW)  # type: ignore[arg-type]

    def state(self) -> str:
        self.products[0].refresh_from_db()
        return self.products[0].state


def make_product(project: Project, organization: Organization, **fields: object) -> Product:
    known = {"title": "Памятка наставника", "state": Product.State.SUBMITTED, **fields}
    return Product.objects.create(project=project, organization=organization, **known)


def given(round_: ReviewRound) -> list[tuple[int, int, int | None]]:
    return list(round_.reviews.order_by("product", "reviewer").values_list("product", "reviewer", "organization"))


def messages(problem: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return problem.value.messages


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_round_is_given_to_others_than_the_authors_organisation() -> None:
    net = Net()
    round_ = net.round()
    assert given(round_) == [
        (net.products[0].pk, editor.pk, organization.pk)
        for editor, organization in zip(net.editors[1:], net.organizations[1:], strict=True)
    ]
    assert (round_.state, net.state()) == (ReviewRound.State.DRAFT, Product.State.SUBMITTED)
    assert [told(editor) for editor in net.editors] == [[], [], []]


def test_organisation_of_an_author_bars_as_that_of_the_product_does() -> None:
    net = Net()
    author = make_person("Зимин А.Л.", organization=net.organizations[1])
    ProductAuthor.objects.create(product=net.products[0], person=author, name="Зимин А.Л.")
    ProductAuthor.objects.create(product=net.products[0], organization=net.organizations[2], name="Осенняя П.С.")
    assert given(net.round()) == []


def test_an_author_who_is_an_expert_does_not_review_her_own_work() -> None:
    net = Net()
    expert = make_role(net.project, ProjectRole.Role.EXPERT)
    ProductAuthor.objects.create(product=net.products[0], person=make_person(user=expert), name="Ковалёва А.П.")
    assert expert.pk not in {reviewer for _, reviewer, _ in given(net.round(reviewers=[*net.editors, expert]))}


def test_history_says_who_shared_out() -> None:
    net = Net()
    net.round()
    assert set(history_of(Review).values_list("history_user", flat=True)) == {net.coordinator.pk}


def test_candidates_are_experts_and_editors_of_participants_who_do_not_read_the_whole() -> None:
    net = Net()
    expert = make_role(net.project, ProjectRole.Role.EXPERT)
    make_role(net.project, ProjectRole.Role.OBSERVER, net.editors[0])
    make_member(net.organizations[0], Membership.Role.VIEWER)
    make_member(make_organization())
    make_role(net.project, ProjectRole.Role.EXPERT, make_user(is_active=False))
    assert {each.user.pk for each in candidates_of(net.project)} == {
        expert.pk,
        net.editors[1].pk,
        net.editors[2].pk,
    }


def test_expert_who_only_reads_for_an_organisation_belongs_to_it() -> None:
    net = Net()
    expert = make_role(net.project, ProjectRole.Role.EXPERT)
    make_member(net.organizations[0], Membership.Role.VIEWER, user=expert)
    found = {each.user.pk: each.organizations for each in candidates_of(net.project)}
    assert found[expert.pk] == (net.organizations[0],)


def test_reviews_of_earlier_rounds_are_counted_without_refusals() -> None:
    net = Net()
    round_ = net.opened(reviewers=net.editors[:2])
    (review,) = round_.reviews.all()
    before = {each.user: each.before for each in candidates_of(net.project)}
    own = {each.user: each.before for each in candidates_of(net.project, apart_from=round_)}
    decline_review(review, "В отпуске", actor=net.editors[1])
    after = {each.user: each.before for each in candidates_of(net.project)}
    assert [known[net.editors[1]] for known in (before, own, after)] == [1, 0, 0]


@pytest.mark.parametrize("state", [Product.State.DRAFT, Product.State.IN_REVIEW, Product.State.APPROVED])
def test_only_what_was_submitted_is_reviewed(state: str) -> None:
    net = Net()
    Product.objects.update(state=state)
    with pytest.raises(ValidationError) as problem:
        net.round()
    assert messages(problem) == [
        "«Памятка наставника» больше не ждёт рецензии: его забрали назад или он в другом круге. Снимите с него отметку."
    ]
    assert ReviewRound.objects.count() == 0


def test_a_product_is_in_one_round_at_a_time() -> None:
    net = Net()
    assert products_to_review(net.project) == net.products
    net.round()
    assert products_to_review(net.project) == []
    with pytest.raises(ValidationError, match="больше не ждёт рецензии"):
        net.round()


def test_nothing_and_nobody_is_no_round() -> None:
    net = Net()
    stranger = make_member(make_organization())
    with pytest.raises(ValidationError) as problem:
        create_round(net.project, NEW, [], [stranger.pk], actor=None)
    assert messages(problem) == ["Выберите хотя бы один продукт.", "Выберите хотя бы одного рецензента."]


def test_opening_sends_products_to_review_and_tells_reviewers() -> None:
    net = Net(products=2)
    net.opened()
    assert [each.state for each in Product.objects.all()] == ["in_review", "in_review"]
    assert told(net.editors[0]) == []
    assert told(net.editors[1]) == ["Вам поручено 2 рецензии. Они нужны до 30 ноября 2022 г."]


def test_opening_again_is_refused() -> None:
    net = Net()
    round_ = net.opened()
    with pytest.raises(ValidationError, match="Круг уже начат"):
        open_round(round_, actor=None, now=NOW)


def test_round_with_a_product_that_was_taken_back_is_not_opened() -> None:
    net = Net()
    round_ = net.round()
    Product.objects.update(state=Product.State.DRAFT)
    with pytest.raises(ValidationError, match="больше не ждёт рецензии"):
        open_round(round_, actor=None, now=NOW)
    drop_product(round_, net.products[0].pk, actor=None)
    with pytest.raises(ValidationError, match="нет ни одного продукта"):
        open_round(round_, actor=None, now=NOW)


def test_round_that_was_not_begun_is_deleted_another_is_not() -> None:
    net = Net()
    round_ = net.round()
    remove_round(round_, actor=net.coordinator)
    assert (ReviewRound.objects.count(), net.state()) == (0, Product.State.SUBMITTED)
    with pytest.raises(ValidationError, match="Круг уже начат"):
        remove_round(net.opened(), actor=net.coordinator)


def test_reviewer_from_the_authors_organisation_is_refused_with_a_sentence() -> None:
    net = Net()
    review = net.round(reviewers=net.editors[:2]).reviews.get()
    with pytest.raises(ValidationError) as problem:
        change_reviewer(review, net.editors[0].pk, actor=net.coordinator)
    sentence = " из организации автора: рецензент должен быть из другой. Выберите кого-нибудь ещё."
    assert messages(problem) == [net.editors[0].display_name + sentence]
    review.refresh_from_db()
    assert review.reviewer == net.editors[1]


def test_changed_reviewer_starts_anew_and_is_told() -> None:
    net = Net()
    review = net.opened(reviewers=net.editors[:2]).reviews.get()
    save_review_draft(review, REVISE, actor=net.editors[1])
    changed = change_reviewer(review, net.editors[2].pk, actor=net.coordinator)
    assert (changed.reviewer, changed.organization, changed.comment, changed.verdict) == (
        net.editors[2],
        net.organizations[2],
        "",
        "",
    )
    given = "Вам поручена рецензия на «Памятка наставника». Она нужна до 30 ноября 2022 г."
    assert told(net.editors[2]) == [given]
    assert told(net.editors[1]) == [
        given,
        "Рецензию на «Памятка наставника» напишет другой человек, вам её писать не нужно.",
    ]


@pytest.mark.parametrize(("place", "words"), [(1, "уже рецензирует"), (0, "из организации автора")])
def test_one_more_reviewer_keeps_the_rules(place: int, words: str) -> None:
    net = Net()
    round_ = net.round(reviewers=net.editors[:2])
    with pytest.raises(ValidationError, match=words):
        add_review(round_, net.products[0].pk, net.editors[place].pk, actor=None)


def test_nobody_from_outside_reviews() -> None:
    net = Net()
    with pytest.raises(ValidationError, match="не может рецензировать в этом проекте"):
        add_review(net.round(), net.products[0].pk, make_member(make_organization()).pk, actor=None)


def test_refusal_is_told_and_another_is_proposed_and_asked() -> None:
    net = Net()
    round_ = net.opened(reviewers=net.editors[:2])
    review = decline_review(round_.reviews.get(), " В отпуске ", actor=net.editors[1])
    assert told(net.coordinator) == [
        f"{net.editors[1].display_name}: отказ от рецензии на «Памятка наставника». Назначьте другого рецензента."
    ]
    assert proposed_for(round_, net.products[0].pk) == net.editors[2].pk
    other = change_reviewer(review, net.editors[2].pk, actor=net.coordinator)
    review.refresh_from_db()
    assert (review.state, review.decline_reason, other.reviewer) == ("declined", "В отпуске", net.editors[2])
    with pytest.raises(ValidationError, match="отказ от этой рецензии уже был"):
        add_review(round_, net.products[0].pk, net.editors[1].pk, actor=None)


def test_refusal_needs_a_reason() -> None:
    net = Net()
    with pytest.raises(ValidationError, match="Напишите, почему отказываетесь"):
        decline_review(net.opened(reviewers=net.editors[:2]).reviews.get(), "  ", actor=net.editors[1])


def test_nobody_is_proposed_where_nobody_may() -> None:
    net = Net()
    assert proposed_for(net.round(), net.products[0].pk) is None


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ((APPROVE, APPROVE), Product.State.APPROVED),
        ((APPROVE, REVISE), Product.State.RETURNED),
        ((REVISE, REVISE), Product.State.RETURNED),
        ((APPROVE, REJECT), Product.State.IN_REVIEW),
        ((REJECT, REJECT), Product.State.IN_REVIEW),
    ],
)
def test_last_review_decides_where_they_agree(verdicts: tuple[Said, Said], state: str) -> None:
    net = Net()
    round_ = net.opened()
    for review, said in zip(round_.reviews.order_by("pk"), verdicts, strict=True):
        assert net.state() == Product.State.IN_REVIEW
        submit_review(review, said, actor=review.reviewer, now=NOW)
    assert net.state() == state
    assert [row.is_split for row in rows_of_round(round_)] == [state == Product.State.IN_REVIEW]


def test_authors_read_what_to_mend_and_no_reviewer_is_named() -> None:
    net = Net()
    for review in net.opened().reviews.order_by("pk"):
        submit_review(review, REVISE, actor=review.reviewer, now=NOW)
    net.products[0].refresh_from_db()
    assert net.products[0].return_reason == "Рецензия 1\nДобавьте примеры\n\nРецензия 2\nДобавьте примеры"
    users = history_of(Product).filter(state=Product.State.RETURNED).values_list("history_user", flat=True)
    assert list(users) == [None]
    assert [review.comment for review in released_reviews(net.products[0])] == ["Добавьте примеры", "Добавьте примеры"]


def test_reviews_are_not_released_before_the_decision() -> None:
    net = Net()
    for review in net.opened().reviews.order_by("pk"):
        submit_review(review, REJECT, actor=review.reviewer, now=NOW)
    assert net.state() == Product.State.IN_REVIEW
    assert released_reviews(net.products[0]) == []
    assert told(net.coordinator)[-1] == (
        "Все рецензии на «Памятка наставника» сданы, но заключения разошлись: решение за вами."
    )


def test_what_is_missing_in_a_review_is_told_by_field() -> None:
    net = Net()
    write_criteria(net.project, [("Новизна", 5), ("Польза", 10)], actor=None)
    novelty, use = ReviewCriterion.objects.all()
    review = net.opened().reviews.order_by("pk")[0]
    with pytest.raises(ValidationError) as problem:
        submit_review(review, Said(Verdict.REVISE, {use.pk: 11}), actor=None, now=NOW)
    assert problem.value.message_dict == {
        f"score-{novelty.pk}": ["Поставьте балл от 0 до 5."],
        f"score-{use.pk}": ["Поставьте балл от 0 до 10."],
        "comment": ["Напишите, что доработать или почему не рекомендуете: авторы увидят эти слова."],
    }
    with pytest.raises(ValidationError) as problem:
        submit_review(review, Said("", {novelty.pk: 0, use.pk: 10}), actor=None, now=NOW)
    assert problem.value.message_dict == {"verdict": ["Выберите заключение."]}


def test_draft_keeps_what_there_is_and_a_given_review_is_shut() -> None:
    net = Net()
    review = net.opened().reviews.order_by("pk")[0]
    kept = save_review_draft(review, Said("", {7: 3}, "Пока так"), actor=None)
    assert (kept.state, kept.scores, kept.comment) == ("assigned", {"7": 3}, "Пока так")
    submit_review(review, APPROVE, actor=None, now=NOW)
    for call in (save_review_draft, submit_review):
        options = {"now": NOW} if call is submit_review else {}
        with pytest.raises(ValidationError, match="уже нельзя изменить"):
            call(review, APPROVE, actor=None, **options)


def test_closing_decides_by_what_is_in_and_frees_the_rest() -> None:
    net = Net(products=2)
    round_ = net.opened()
    first = round_.reviews.filter(product=net.products[0]).order_by("pk")[0]
    submit_review(first, APPROVE, actor=None, now=NOW)
    close_round(round_, actor=net.coordinator, now=NOW)
    assert [each.state for each in Product.objects.order_by("pk")] == ["approved", "submitted"]
    assert reviews_asked_of(net.editors[1]) == []
    other = round_.reviews.filter(product=net.products[1]).order_by("pk")[0]
    with pytest.raises(ValidationError, match="уже нельзя изменить"):
        submit_review(other, APPROVE, actor=None, now=NOW)


def test_reminders_go_to_those_who_owe_once_a_day() -> None:
    net = Net()
    round_ = net.opened()
    submit_review(round_.reviews.order_by("pk")[0], APPROVE, actor=None, now=NOW)
    days = [TODAY, TODAY, date(2022, 11, 15)]
    assert [remind_reviewers(round_, day) for day in days] == [1, 0, 1]


def test_who_no_longer_sees_the_project_owes_no_review_and_is_not_reminded() -> None:
    net = Net()
    round_ = net.opened()
    assert [len(reviews_asked_of(editor)) for editor in net.editors] == [0, 1, 1]
    Participation.objects.filter(organization=net.organizations[1]).update(status=Participation.Status.ENDED)
    User.objects.filter(pk=net.editors[2].pk).update(is_active=False)
    assert [len(reviews_asked_of(editor)) for editor in net.editors] == [0, 0, 0]
    assert remind_reviewers(round_, TODAY) == 0
    make_role(net.project, ProjectRole.Role.EXPERT, net.editors[1])
    assert [len(reviews_asked_of(editor)) for editor in net.editors] == [0, 1, 0]
    assert remind_reviewers(round_, TODAY) == 1


def test_reviewer_owes_reviews_of_rounds_that_were_opened_only() -> None:
    net = Net()
    round_ = net.round()
    assert (reviews_asked_of(net.editors[1]), reviews_of_reviewer(net.editors[1], net.project)) == ([], [])
    open_round(round_, actor=None, now=NOW)
    (errand,) = reviews_asked_of(net.editors[1])
    assert (errand.title, errand.source, errand.due_on) == (
        "Памятка наставника",
        "Рецензия, Рецензирование, IV квартал",
        date(2022, 11, 30),
    )


def test_loads_of_a_round_leave_refusals_out() -> None:
    net = Net(products=2)
    round_ = net.opened()
    review = round_.reviews.filter(reviewer=net.editors[1]).order_by("pk")[0]
    decline_review(review, "В отпуске", actor=net.editors[1])
    submit_review(round_.reviews.filter(reviewer=net.editors[2]).order_by("pk")[0], APPROVE, actor=None, now=NOW)
    loads = [(load.user, load.given, load.done) for load in loads_of(rows_of_round(round_))]
    assert loads == [(net.editors[2], 2, 1), (net.editors[1], 1, 0)]
    assert [row.missing for row in rows_of_round(round_)] == [1, 0]


def test_criteria_that_stay_keep_their_scores() -> None:
    project = make_project()
    kept, _ = write_criteria(project, [("Новизна", 5), ("Польза", 5)], actor=None)
    write_criteria(project, [("Ясность", 3), ("Новизна", 7)], actor=None)
    found = ReviewCriterion.objects.order_by("order").values_list("title", "max_score")
    assert (list(found), ReviewCriterion.objects.get(title="Новизна").pk) == ([("Ясность", 3), ("Новизна", 7)], kept.pk)


def test_rules_are_held_once_more_when_a_round_begins() -> None:
    net = Net()
    round_ = net.round(reviewers=net.editors[:2])
    ProductAuthor.objects.create(product=net.products[0], organization=net.organizations[1], name="Осенняя П.С.")
    with pytest.raises(
        ValidationError, match=f"«Памятка наставника»: {net.editors[1].display_name} из организации автора"
    ):
        open_round(round_, actor=None, now=NOW)
    ProductAuthor.objects.all().delete()
    Membership.objects.filter(user=net.editors[1]).delete()
    with pytest.raises(ValidationError, match="больше не может рецензировать в этом проекте"):
        open_round(round_, actor=None, now=NOW)


def test_days_of_a_round_are_changed_until_it_is_closed_its_blindness_until_it_is_begun() -> None:
    net = Net()
    later = NewRound("Ещё неделя", NEW.starts_on, date(2022, 12, 7), is_blind=True)
    round_ = net.opened()
    changed = edit_round(round_, later, actor=net.coordinator)
    assert (changed.title, changed.due_on, changed.is_blind) == ("Ещё неделя", date(2022, 12, 7), False)
    close_round(round_, actor=None, now=NOW)
    with pytest.raises(ValidationError, match="уже завершён"):
        edit_round(round_, later, actor=None)
    assert edit_round(net.round(), later, actor=None).is_blind


def test_a_round_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="не может быть раньше начала"):
        edit_round(Net().round(), NewRound("Круг", date(2022, 11, 2), date(2022, 11, 1)), actor=None)
