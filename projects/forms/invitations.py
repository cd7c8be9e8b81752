"""Forms of invitations: whom to invite as what, and what a new member says of herself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from network.models import Invitation, Membership, Organization, Person, User
from network.services.invitations import NewInvitation
from projects.models import ProjectRole
from projects.queries.invitations import InvitationRow
from projects.services.invitations import NewAccount

IN_ORGANIZATION: Final = [
    (Membership.Role.EDITOR.value, "Редактор: отмечает и заполняет за организацию"),
    (Membership.Role.VIEWER.value, "Читатель: видит часть своей организации"),
]
HEAD: Final = [(Membership.Role.HEAD.value, "Руководитель: то же и приглашает своих")]
IN_PROJECT: Final = [
    (ProjectRole.Role.COORDINATOR.value, "Координатор: ведёт проект"),
    (ProjectRole.Role.DIRECTOR.value, "Директор: читает всё и утверждает"),
    (ProjectRole.Role.EXPERT.value, "Эксперт: рецензирует продукты"),
    (ProjectRole.Role.OBSERVER.value, "Наблюдатель: читает всё"),
]
NO_ORGANIZATION: Final = "Выберите организацию из списка."
NO_ROLE: Final = "Выберите, кем человек будет в проекте."
NO_ADDRESS: Final = "Чтобы отправить письмо, укажите почту. Или снимите галочку и передайте ссылку сами."
DIFFERENT: Final = "Пароли не совпадают. Наберите оба ещё раз."
WRONG_ADDRESS: Final = "Такой почты не бывает. Проверьте адрес: имя, знак @ и домен, например ivanova@school.by."


class InvitationForm(forms.Form):
    """Whom to invite, into which organisation, as what."""

    organization = forms.ChoiceField(
        label="Организация", error_messages={"required": NO_ORGANIZATION, "invalid_choice": NO_ORGANIZATION}
    )
    role = forms.ChoiceField(label="Кем", error_messages={"required": NO_ROLE, "invalid_choice": NO_ROLE})
    name = forms.CharField(
        label="Кого приглашаем", max_length=200, required=False, help_text="Имя подставится на странице приглашения."
    )
    email = forms.EmailField(label="Электронная почта", required=False, error_messages={"invalid": WRONG_ADDRESS})
    person = forms.ModelChoiceField(
        label="Человек из планов",
        queryset=Person.objects.none(),
        required=False,
        empty_label="не выбран",
        help_text="Если выбрать, новая учётная запись сможет отмечать пункты, за которые отвечает этот человек.",
        error_messages={"invalid_choice": "Такого человека в списке нет или у него уже есть учётная запись."},
    )
    by_letter = forms.BooleanField(label="Отправить ссылку письмом на эту почту", required=False)

    def __init__(
        self,
        *args: Any,
        organizations: Sequence[Organization],
        people: QuerySet[Person],
        may_give_roles: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.organizations = {str(each.pk): each for each in organizations}
        choices = [(pk, each.short_name) for pk, each in self.organizations.items()]
        field = self.fields["organization"]
        field.choices = choices if len(choices) == 1 else [("", "—"), *choices]  # type: ignore[attr-defined]
        roles: list[Any] = [*IN_ORGANIZATION]
        if may_give_roles:
            roles = [("В организации", [*IN_ORGANIZATION, *HEAD]), ("Во всём проекте", IN_PROJECT)]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A letter needs an address."""
        cleaned = super().clean() or {}
        if cleaned.get("by_letter") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", NO_ADDRESS)
        return cleaned

    @property
    def project_role(self) -> str:
        """The role in the project, empty for a role in the organisation alone."""
        role: str = self.cleaned_data["role"]
        return role if role in ProjectRole.Role.values else ""

    def given(self) -> NewInvitation:
        """What was said, for the service; a role in the project asks for no more than reading in the organisation."""
        said = self.cleaned_data
        person: Person | None = said["person"]
        return NewInvitation(
            organization=self.organizations[said["organization"]],
            role=Membership.Role.VIEWER.value if self.project_role else said["role"],
            name=said["name"] or (full_name(person) if person else ""),
            email=said["email"],
            person=person,
        )


class SignUpForm(forms.Form):
    """A new member: her name, address and password."""

    name = forms.CharField(
        label="Как к вам обращаться",
        max_length=200,
        error_messages={"required": "Напишите имя: так вас будут видеть остальные."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Электронная почта",
        max_length=254,
        help_text="По ней вы будете входить.",
        error_messages={"required": "Укажите почту: по ней вы будете входить.", "invalid": WRONG_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label="Пароль",
        strip=False,
        help_text="Не короче восьми знаков, не из одних цифр.",
        error_messages={"required": "Придумайте пароль."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label="Пароль ещё раз",
        strip=False,
        error_messages={"required": "Наберите пароль ещё раз."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords alike, and good enough for the portal."""
        cleaned = super().clean() or {}
        password, repeated = cleaned.get("password"), cleaned.get("repeated")
        if password and repeated and password != repeated:
            self.add_error("repeated", DIFFERENT)
        if password:
            try:
                validate_password(password, User(email=cleaned.get("email", ""), name=cleaned.get("name", "")))
            except ValidationError as problem:
                self.add_error("password", problem)
        return cleaned

    def given(self) -> NewAccount:
        """What was said, for the service."""
        said = self.cleaned_data
        return NewAccount(" ".join(said["name"].split()), said["email"], said["password"])


class InvitationFilter(forms.Form):
    """Which invitations are shown; anything wrong in the address shows all of them."""

    q = forms.CharField(label="Имя, почта или организация", required=False, max_length=200)
    state = forms.ChoiceField(
        label="Состояние",
        required=False,
        choices=[("", "Любое"), *((each.value, str(each.label).capitalize()) for each in Invitation.State)],
    )

    def chosen(self, rows: Sequence[InvitationRow]) -> list[InvitationRow]:
        """Rows that fit."""
        said = self.cleaned_data if self.is_valid() else {}
        words = said.get("q", "").casefold().split()
        return [
            row
            for row in rows
            if said.get("state", "") in {"", row.state.value} and all(word in _words(row) for word in words)
        ]


def full_name(person: Person) -> str:
    """All that is known of a name, in the order of plans."""
    return " ".join(part for part in (person.surname, person.given_name, person.patronymic) if part)


def _words(row: InvitationRow) -> str:
    each = row.invitation
    return f"{each.name} {each.email} {each.organization.short_name}".casefold()
