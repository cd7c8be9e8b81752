"""Accounts: who signs in and for which organisation."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from network.models.organizations import Organization
from network.models.people import Person


class UserManager(BaseUserManager["User"]):
    """Makes accounts known by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Save a user; the e-mail is kept in lower case so that it is one address in any spelling."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Save an administrator."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by e-mail in any case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in by e-mail; may stand for a person of the plans."""

    email = models.EmailField(
        "электронная почта",
        unique=True,
        error_messages={"unique": "Учётная запись с такой почтой уже есть."},
    )
    name = models.CharField("как обращаться", max_length=200, blank=True)
    person = models.OneToOneField(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="человек из планов",
        related_name="user",
    )
    is_active = models.BooleanField("может входить", default=True)
    is_staff = models.BooleanField("администратор", default=False)
    display = models.JSONField("вид страниц", default=dict, blank=True, editable=False)
    joined_at = models.DateTimeField("создана", default=timezone.now, editable=False)
    history = HistoricalRecords(excluded_fields=["password", "last_login", "display"])

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "учётная запись"
        verbose_name_plural = "учётные записи"
        ordering: ClassVar = ["email"]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a sign-in alone is no change that history should tell."""
        is_sign_in = list(kwargs.get("update_fields") or []) == ["last_login"]
        if is_sign_in:
            self.skip_history_when_saving = True
        super().save(*args, **kwargs)
        if is_sign_in:
            del self.skip_history_when_saving

    @property
    def display_name(self) -> str:
        """How the account is called on pages: the person's short name, else the given name, else its number.

        Never the e-mail: other members read this name beside marks and changes.
        """
        if self.person_id and self.person:
            return self.person.short_name
        return self.name or f"Пользователь № {self.pk}"

    @property
    def initials(self) -> str:
        """Two letters for the round badge."""
        if self.person_id and self.person:
            return self.person.initials
        words = (self.name or self.email).split()
        return "".join(word[0] for word in words[:2]).upper()


class Membership(models.Model):
    """A user's place in an organisation."""

    class Role(models.TextChoices):
        HEAD = "head", "руководитель"
        EDITOR = "editor", "редактор"
        VIEWER = "viewer", "читатель"

    user = models.ForeignKey(User, on_delete=models.CASCADE, verbose_name="учётная запись", related_name="memberships")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        verbose_name="организация",
        related_name="memberships",
    )
    role = models.CharField("роль", max_length=20, choices=Role, default=Role.EDITOR)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "место в организации"
        verbose_name_plural = "места в организациях"
        ordering: ClassVar = ["organization", "user"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organization"],
                name="membership_is_unique",
                violation_error_message="Эта учётная запись уже связана с организацией.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} — {self.organization}"
