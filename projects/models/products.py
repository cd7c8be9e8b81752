"""What a project makes: recommendations, collections, articles, regulations."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from network.models import Organization, Person
from projects.models.files import ProjectFile
from projects.models.projects import Direction, Project, Stage


class Product(models.Model):
    """A product or publication of an organisation of the network.

    draft → submitted → in review → approved → published (`published_on`); in review → returned → submitted. Fields
    from `city` on are the parts of the bibliographic line (ГОСТ Р 7.0.100-2018) and may all be empty. `version` grows
    with every edit.
    """

    class Kind(models.TextChoices):
        RECOMMENDATIONS = "recommendations", "методические рекомендации"
        COLLECTION = "collection", "сборник"
        MANUAL = "manual", "пособие"
        PROGRAMME = "programme", "программа"
        REGULATION = "regulation", "положение"
        SCENARIO = "scenario", "методическая разработка"
        ARTICLE = "article", "статья"
        RECORDING = "recording", "запись, видео"
        OTHER = "other", "другое"

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        SUBMITTED = "submitted", "подан"
        IN_REVIEW = "in_review", "на рецензии"
        RETURNED = "returned", "возвращён"
        APPROVED = "approved", "одобрен"
        PUBLISHED = "published", "опубликован"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="products")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, verbose_name="чей продукт", related_name="products"
    )
    kind = models.CharField("вид", max_length=20, choices=Kind, default=Kind.RECOMMENDATIONS)
    title = models.TextField("название")
    abstract = models.TextField("о чём", blank=True)
    stage = models.ForeignKey(
        Stage, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="этап", related_name="products"
    )
    direction = models.ForeignKey(
        Direction, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="направление", related_name="products"
    )
    files = models.ManyToManyField(ProjectFile, blank=True, verbose_name="файлы", related_name="products")
    state = models.CharField("состояние", max_length=10, choices=State, default=State.DRAFT)
    return_reason = models.TextField("что доработать", blank=True)
    submitted_at = models.DateTimeField("подан", null=True, blank=True)
    decided_at = models.DateTimeField("решение", null=True, blank=True)
    published_on = models.DateField("вышел в свет", null=True, blank=True)
    city = models.CharField("город", max_length=100, blank=True)
    publisher = models.CharField("издательство", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField("год", null=True, blank=True)
    pages = models.CharField("страницы", max_length=50, blank=True, help_text="«48» или «15–22»")
    host_title = models.TextField("где напечатано", blank=True, help_text="Журнал или сборник, для статьи")
    volume = models.CharField("том", max_length=50, blank=True)
    issue = models.CharField("номер, выпуск", max_length=50, blank=True)
    isbn = models.CharField("ISBN", max_length=30, blank=True)
    url = models.URLField("ссылка", max_length=500, blank=True)
    accessed_on = models.DateField("дата обращения", null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="кто завёл",
        related_name="products",
    )
    created_at = models.DateTimeField("заведён", auto_now_add=True)
    version = models.PositiveIntegerField("версия", default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "продукт"
        verbose_name_plural = "продукты"
        ordering: ClassVar = ["project", "-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_archived(self) -> bool:
        """Its project is only read."""
        return self.project.state == Project.State.ARCHIVED


class ProductAuthor(models.Model):
    """An author in the order of the title page: somebody of the directory, or a name as written."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, verbose_name="продукт", related_name="authors")
    order = models.PositiveSmallIntegerField("порядок", default=0)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="человек", related_name="authored"
    )
    name = models.CharField("имя, как на обложке", max_length=200)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="организация",
        related_name="authored",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "автор продукта"
        verbose_name_plural = "авторы продуктов"
        ordering: ClassVar = ["product", "order", "pk"]

    def __str__(self) -> str:
        return self.name
