"""Municipalities and organisations with all the spellings they are met under."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords


class Municipality(models.Model):
    """A district or town whose organisations take part."""

    name = models.CharField("название", max_length=200)
    region = models.CharField("область, край", max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "муниципалитет"
        verbose_name_plural = "муниципалитеты"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "region"],
                name="municipality_is_unique",
                violation_error_message="Такой муниципалитет уже есть в справочнике.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    """An institution, service, authority or partner."""

    class Kind(models.TextChoices):
        METHODICAL_SERVICE = "methodical_service", "методическая служба"
        RESOURCE_CENTRE = "resource_centre", "ресурсный центр"
        INSTITUTION = "institution", "учреждение образования"
        INNOVATION_SITE = "innovation_site", "инновационная площадка"
        PARTNER = "partner", "партнёр"
        AUTHORITY = "authority", "орган управления"
        OTHER = "other", "другое"

    kind = models.CharField("вид", max_length=30, choices=Kind, default=Kind.INSTITUTION)
    full_name = models.CharField("полное название", max_length=500)
    short_name = models.CharField("краткое название", max_length=200)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="муниципалитет",
        related_name="organizations",
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="входит в",
        related_name="children",
    )
    address = models.CharField("адрес", max_length=300, blank=True)
    phone = models.CharField("телефон", max_length=100, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    site = models.URLField("сайт", blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "организация"
        verbose_name_plural = "организации"
        ordering: ClassVar = ["short_name", "pk"]

    def __str__(self) -> str:
        return self.short_name


class OrganizationAlias(models.Model):
    """One spelling of an organisation; `key` is the spelling after `portal.text.names.comparison_key`."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        verbose_name="организация",
        related_name="aliases",
    )
    name = models.CharField("написание", max_length=500)
    key = models.CharField("ключ сравнения", max_length=500, db_index=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "другое написание организации"
        verbose_name_plural = "другие написания организаций"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "key"],
                name="alias_is_unique_in_organization",
                violation_error_message="Такое написание у этой организации уже записано.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
