"""Tables of the network for import and export: Russian column names, organisations told by any of their spellings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model
from import_export.fields import Field
from import_export.widgets import BooleanWidget, CharWidget, ManyToManyWidget, Widget

from network.models import Group, Membership, Municipality, Organization, Person, User
from network.services.organizations import add_spellings
from portal.exchange import ChoiceWidget, LookupWidget, Table
from portal.text.names import comparison_key

SEPARATOR = " | "
ADMINISTRATOR_STAYS = "Администратора из файла не отключить: откройте его учётную запись."
Row = TypeVar("Row", bound=Model)


def municipality_named(name: str) -> Municipality | None:
    """The municipality, none for an empty name; raises ValueError when the name says none or several."""
    if not name:
        return None
    key = comparison_key(name)
    found = [one for one in Municipality.objects.all() if comparison_key(one.name) == key]
    return the_only(found, f"Муниципалитета «{name}»")


def organization_named(name: str) -> Organization | None:
    """The organisation of this spelling, none for an empty one; raises ValueError when none or several have it."""
    if not name:
        return None
    found = list(Organization.objects.filter(aliases__key=comparison_key(name)).distinct()[:2])
    return the_only(found, f"Организации «{name}»")


def user_of(email: str) -> User:
    """The account of this e-mail; raises ValueError when there is none."""
    return the_only(list(User.objects.filter(email=email.lower())), f"Учётной записи «{email}»")


def the_only(found: Sequence[Row], what: str) -> Row:
    """The single row found; raises ValueError with the reason in words."""
    if not found:
        raise ValueError(f"{what} нет в справочнике. Исправьте написание или сначала добавьте в справочник.")
    if len(found) > 1:
        raise ValueError(f"{what} в справочнике больше одной. Уточните написание.")
    return found[0]


def municipality_column() -> Field:
    """A municipality told by its name."""
    return Field("municipality", "муниципалитет", widget=LookupWidget(municipality_named, "name"))


def organization_column(name: str = "организация") -> Field:
    """An organisation told by any spelling."""
    return Field("organization", name, widget=LookupWidget(organization_named, "short_name"))


def user_column() -> Field:
    """An account told by its e-mail."""
    return Field("user", "почта", widget=LookupWidget(user_of, "email"))


class OrganizationsWidget(ManyToManyWidget):
    """Organisations by their spellings, parted by upright lines."""

    def clean(self, value: object, row: dict[str, Any] | None = None, **kwargs: Any) -> list[Organization]:
        """The organisations; raises ValueError at the first that is not known."""
        names = [name.strip() for name in str(value or "").split("|")]
        found = [organization_named(name) for name in names if name]
        return [organization for organization in found if organization]


class SpellingsWidget(Widget):
    """Other spellings of an organisation, parted by upright lines."""

    def render(self, value: Any, obj: Model | None = None, **kwargs: Any) -> str:
        """All spellings in one cell."""
        return SEPARATOR.join(alias.name for alias in value.all()) if obj and obj.pk else ""


class MunicipalityTable(Table):
    """Municipalities, known by name and region."""

    name = Field("name", "название")
    region = Field("region", "область", widget=CharWidget(allow_blank=True))

    class Meta(Table.Meta):
        model = Municipality
        name = "Муниципалитеты"
        fields = ("name", "region")
        import_id_fields = ("name", "region")


class OrganizationTable(Table):
    """Organisations, known by their full name."""

    full_name = Field("full_name", "полное название")
    short_name = Field("short_name", "краткое название")
    kind = Field("kind", "вид", widget=ChoiceWidget(Organization.Kind.choices))
    municipality = municipality_column()
    aliases = Field("aliases", "другие написания", widget=SpellingsWidget())

    class Meta(Table.Meta):
        model = Organization
        name = "Организации"
        fields = ("full_name", "short_name", "kind", "municipality", "aliases")
        import_id_fields = ("full_name",)

    def import_field(
        self, field: Field, instance: Organization, row: dict[str, Any], *args: Any, **kwargs: Any
    ) -> None:
        """Spellings are rows of their own and are written after the organisation."""
        if field.column_name != self.fields["aliases"].column_name:
            super().import_field(field, instance, row, *args, **kwargs)

    def skip_row(self, instance: Organization, original: Organization, row: dict[str, Any], *args: Any) -> bool:
        """A row with new spellings is not an unchanged one."""
        known = {alias.key for alias in instance.aliases.all()} if instance.pk else set()
        new = {comparison_key(name) for name in spellings_of(row)} - known
        return not new and super().skip_row(instance, original, row, *args)

    def after_save_instance(self, instance: Organization, row: dict[str, Any], **kwargs: Any) -> None:
        """Both names and the given spellings are recognised from now on."""
        add_spellings(instance, spellings_of(row), actor=kwargs.get("user"))


def spellings_of(row: dict[str, Any]) -> list[str]:
    """Names in the cell of spellings."""
    return [name.strip() for name in str(row.get("другие написания") or "").split("|") if name.strip()]


class PersonTable(Table):
    """People, known by name and organisation."""

    surname = Field("surname", "фамилия")
    given_name = Field("given_name", "имя", widget=CharWidget(allow_blank=True))
    patronymic = Field("patronymic", "отчество", widget=CharWidget(allow_blank=True))
    position = Field("position", "должность", widget=CharWidget(allow_blank=True))
    organization = organization_column()

    class Meta(Table.Meta):
        model = Person
        name = "Люди"
        fields = ("surname", "given_name", "patronymic", "position", "organization")
        import_id_fields = ("surname", "given_name", "patronymic", "organization")


class GroupTable(Table):
    """Groups, known by name and whose they are; people of a group are chosen in its form."""

    name = Field("name", "название")
    organization = organization_column("чья группа")
    organizations = Field(
        "organizations",
        "организации",
        widget=OrganizationsWidget(Organization, separator=SEPARATOR, field="short_name"),
    )

    class Meta(Table.Meta):
        model = Group
        name = "Группы"
        fields = ("name", "organization", "organizations")
        import_id_fields = ("name", "organization")


class UserTable(Table):
    """Accounts, known by e-mail; a new one has no password, its owner asks for a letter on the sign-in page."""

    email = Field("email", "почта")
    name = Field("name", "имя", widget=CharWidget(allow_blank=True))
    is_active = Field("is_active", "может входить", widget=BooleanWidget(), default=True)

    class Meta(Table.Meta):
        model = User
        name = "Учётные записи"
        fields = ("email", "name", "is_active")
        import_id_fields = ("email",)

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """One address in any spelling; an empty cell of the last column means yes."""
        super().before_import_row(row, **kwargs)
        row["почта"] = str(row.get("почта") or "").lower()
        try:
            validate_email(row["почта"])
        except ValidationError as error:
            raise ValidationError({"email": f"«{row['почта']}» не похоже на адрес почты."}) from error
        words = {"": "1", "да": "1", "нет": "0"}
        given = str(row.get("может входить") or "").casefold()
        row["может входить"] = words.get(given, given)

    def validate_instance(
        self, instance: User, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """A file never shuts an administrator out: the form of her account knows when that may be done."""
        if instance.is_superuser and not instance.is_active:
            raise ValidationError({"is_active": ADMINISTRATOR_STAYS})
        super().validate_instance(instance, import_validation_errors, validate_unique)

    def init_instance(self, row: dict[str, Any] | None = None) -> User:
        """Nobody signs in with an empty password."""
        user: User = super().init_instance(row)
        user.set_unusable_password()
        return user


class MembershipTable(Table):
    """Places of accounts in organisations."""

    user = user_column()
    organization = organization_column()
    role = Field("role", "роль", widget=ChoiceWidget(Membership.Role.choices))

    class Meta(Table.Meta):
        model = Membership
        name = "Места в организациях"
        fields = ("user", "organization", "role")
        import_id_fields = ("user", "organization")
