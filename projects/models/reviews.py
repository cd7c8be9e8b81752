"""Expert review of products: criteria, rounds, who reviews what."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from network.models import Organization
from projects.models.products import Product
from projects.models.projects import Project


class ReviewCriterion(models.Model):
    """What a product is judged by in a review, with the highest score."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, verbose_name="проект", related_name="review_criteria"
    )
    order = models.PositiveIntegerField("порядок", default=0)
    title = models.CharField("критерий", max_length=300)
    max_score = models.PositiveSmallIntegerField("высший балл", default=5)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "критерий рецензии"
        verbose_name_plural = "критерии рецензии"
        ordering: ClassVar = ["project", "order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(max_score__gte=1, max_score__lte=100),
                name="review_score_is_sensible",
                violation_error_message="Высший балл — от 1 до 100.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReviewRound(models.Model):
    """A round of reviews, usually of a quarter: draft (assignments may be changed) → open → closed.

    `is_blind`: reviewers do not see whose product it is, authors do not see who reviewed it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "готовится"
        OPEN = "open", "идёт"
        CLOSED = "closed", "завершён"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="review_rounds")
    title = models.CharField("название", max_length=200)
    starts_on = models.DateField("начало")
    due_on = models.DateField("рецензии нужны до")
    reviews_per_product = models.PositiveSmallIntegerField("рецензий на продукт", default=2)
    is_blind = models.BooleanField("двойное слепое рецензирование", default=False)
    state = models.CharField("состояние", max_length=10, choices=State, default=State.DRAFT)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "круг рецензирования"
        verbose_name_plural = "круги рецензирования"
        ordering: ClassVar = ["project", "-starts_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")),
                name="review_round_ends_after_start",
                violation_error_message="Срок рецензий не может быть раньше начала.",
            ),
            models.CheckConstraint(
                condition=Q(reviews_per_product__gte=1, reviews_per_product__lte=10),
                name="review_round_asks_for_reviews",
                violation_error_message="Рецензий на продукт — от 1 до 10.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Review(models.Model):
    """One reviewer's word on one product of a round: assigned → done | declined.

    `organization`: for which the reviewer stood when the review was assigned, never one of the authors'. `scores`:
    points by the id of the criterion, as text keys; a review that is not done yet keeps its draft here too.
    """

    class State(models.TextChoices):
        ASSIGNED = "assigned", "ждём рецензию"
        DONE = "done", "рецензия готова"
        DECLINED = "declined", "отказ рецензента"

    class Verdict(models.TextChoices):
        APPROVE = "approve", "рекомендовать"
        REVISE = "revise", "доработать"
        REJECT = "reject", "не рекомендовать"

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, verbose_name="круг", related_name="reviews")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, verbose_name="продукт", related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name="рецензент", related_name="reviews"
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="организация рецензента",
        related_name="reviews",
    )
    state = models.CharField("состояние", max_length=10, choices=State, default=State.ASSIGNED)
    verdict = models.CharField("заключение", max_length=10, choices=Verdict, blank=True)
    scores = models.JSONField("баллы", default=dict, blank=True)
    comment = models.TextField("отзыв авторам", blank=True)
    private_comment = models.TextField("замечание координатору", blank=True)
    decline_reason = models.TextField("почему отказ", blank=True)
    assigned_at = models.DateTimeField("назначена", auto_now_add=True)
    submitted_at = models.DateTimeField("сдана", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "рецензия"
        verbose_name_plural = "рецензии"
        ordering: ClassVar = ["round", "product", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "product", "reviewer"],
                name="review_is_unique",
                violation_error_message="Этот рецензент уже назначен на этот продукт.",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(verdict=""),
                name="done_review_has_verdict",
                violation_error_message="Выберите заключение.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.get_state_display()}"
