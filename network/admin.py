"""Dictionaries and accounts in the admin."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.admin import EmailAddressAdmin  # registers itself when imported
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group as PermissionGroup
from django.http import HttpRequest

from network import resources
from network.models import Group, Membership, Municipality, Organization, OrganizationAlias, Person, User
from network.services.accounts import forget_former_addresses
from network.services.organizations import add_spellings
from portal.exchange import TableAdmin, administration
from portal.text.names import comparison_key

administration()
admin.site.unregister(PermissionGroup)
# An account has one address, its own.
if isinstance(admin.site.get_model_admin(EmailAddress), EmailAddressAdmin):
    admin.site.unregister(EmailAddress)

LAST_ADMINISTRATOR = "Это единственный администратор: сначала назначьте другого."
OWN_ACCOUNT = "Себя нельзя лишить входа или прав администратора: попросите другого администратора."


@admin.register(Municipality)
class MunicipalityAdmin(TableAdmin):
    """Municipalities."""

    table = resources.MunicipalityTable
    list_display = ("name", "region")
    search_fields = ("name", "region")


class AliasForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A spelling with its key of comparison."""

    class Meta:
        model = OrganizationAlias
        fields = ("name",)

    def clean(self) -> dict[str, Any]:
        """Put the key where the row will be saved from."""
        self.instance.key = comparison_key(self.cleaned_data.get("name", ""))
        return self.cleaned_data


class AliasFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # not generic at run time
    """Spellings of one organisation, none twice."""

    def clean(self) -> None:
        """Tell the second of two spellings that compare alike."""
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            if form.cleaned_data.get("DELETE") or not form.cleaned_data.get("name"):
                continue
            key = form.instance.key
            if not key:
                form.add_error("name", "В написании нет ни одной буквы.")
            if key in seen:
                form.add_error("name", "Такое написание у этой организации уже записано.")
            seen.add(key)


class AliasInline(admin.TabularInline):  # type: ignore[type-arg]
    """Other spellings."""

    model = OrganizationAlias
    form = AliasForm
    formset = AliasFormSet
    extra = 1


@admin.register(Organization)
class OrganizationAdmin(TableAdmin):
    """Organisations with all their spellings."""

    table = resources.OrganizationTable
    list_display = ("short_name", "kind", "municipality")
    list_filter = ("kind", "municipality")
    list_select_related = ("municipality",)
    search_fields = ("short_name", "full_name", "aliases__name")
    autocomplete_fields = ("municipality", "parent")
    inlines = (AliasInline,)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The organisation's own names are spellings too."""
        super().save_related(request, form, formsets, change)
        add_spellings(form.instance, (), actor=_administrator(request))


@admin.register(Person)
class PersonAdmin(TableAdmin):
    """People named in plans."""

    table = resources.PersonTable
    list_display = ("short_name", "position", "organization")
    list_select_related = ("organization",)
    search_fields = ("surname", "given_name", "patronymic", "position")
    autocomplete_fields = ("organization",)


@admin.register(Group)
class GroupAdmin(TableAdmin):
    """Groups named in plans."""

    table = resources.GroupTable
    list_display = ("name", "organization")
    list_select_related = ("organization",)
    search_fields = ("name",)
    autocomplete_fields = ("organization", "people", "organizations")


@admin.register(Membership)
class MembershipAdmin(TableAdmin):
    """Who belongs to which organisation."""

    table = resources.MembershipTable
    list_display = ("user", "organization", "role")
    list_filter = ("role",)
    list_select_related = ("user__person", "organization")
    search_fields = ("user__email", "organization__short_name")
    autocomplete_fields = ("user", "organization")


class AccountCreationForm(AdminUserCreationForm):
    """A new account with its first password."""

    class Meta:
        model = User
        fields = ("email", "name", "person", "is_staff")

    def clean_email(self) -> str:
        """One address in any spelling."""
        return str(self.cleaned_data["email"]).lower()


class AccountForm(UserChangeForm):  # type: ignore[type-arg]  # not generic at run time
    """An account; its administrator is set from outside, for the rule about oneself."""

    editor: ClassVar[User | None] = None

    class Meta:
        model = User
        fields = ("email", "name", "person", "is_active", "is_staff")

    def clean_email(self) -> str:
        """One address in any spelling."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """The portal always has an administrator who can sign in, and nobody locks herself out."""
        cleaned = self.cleaned_data
        stays = bool(cleaned.get("is_active") and cleaned.get("is_staff"))
        was = User.objects.filter(pk=self.instance.pk, is_active=True, is_superuser=True).exists()
        if not was or stays:
            return cleaned
        others = User.objects.filter(is_active=True, is_superuser=True).exclude(pk=self.instance.pk)
        if not others.exists():
            raise forms.ValidationError(LAST_ADMINISTRATOR)
        if self.editor is not None and self.editor.pk == self.instance.pk:
            raise forms.ValidationError(OWN_ACCOUNT)
        return cleaned


class PlacesInline(admin.TabularInline):  # type: ignore[type-arg]
    """Organisations of an account."""

    model = Membership
    extra = 0
    autocomplete_fields = ("organization",)


@admin.register(User)
class UserAdmin(TableAdmin, DjangoUserAdmin):  # type: ignore[misc, type-arg]
    """Accounts: nobody is deleted, for marks bear her name; she is kept from signing in instead."""

    table = resources.UserTable
    form = AccountForm
    add_form = AccountCreationForm
    list_display = ("email", "display_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    list_select_related = ("person",)
    search_fields = ("email", "name", "person__surname")
    ordering = ("email",)
    filter_horizontal = ()
    autocomplete_fields = ("person",)
    inlines = (PlacesInline,)
    fieldsets = (
        (None, {"fields": ["email", "password", "name", "person"]}),
        ("Доступ", {"fields": ["is_active", "is_staff"]}),
    )
    add_fieldsets = (
        (None, {"fields": ["email", "name", "person", "is_staff", "usable_password", "password1", "password2"]}),
    )

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Tell the form who edits."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.editor = _administrator(request)
        return form

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """An administrator may do everything in the admin."""
        obj.is_superuser = obj.is_staff
        super().save_model(request, obj, form, change)
        forget_former_addresses(obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody is deleted."""
        return False


def _administrator(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
