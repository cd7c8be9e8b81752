"""Forms of invitations by a list: the file, then each row as it was understood, to be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from django import forms

from network.models import Organization
from network.queries import Directory
from network.services.invitations import NewInvitation
from plans.forms.uploads import SizedFileForm
from plans.services.invitation_lists import Wanted
from portal.text.names import comparison_key, near_keys
from projects.access.invitations import InvitingScope
from projects.models import ProjectRole
from projects.text.invitees import MOST_ROWS, Invitee

SHORT_ROLES: Final = [
    ("editor", "редактор"),
    ("viewer", "читатель"),
    ("head", "руководитель"),
    ("coordinator", "координатор проекта"),
    ("director", "директор проекта"),
    ("expert", "эксперт"),
    ("observer", "наблюдатель"),
]
IN_OWN_HOUSE: Final = ("editor", "viewer")
NO_ORGANIZATION: Final = "Выберите организацию."
NO_NAME: Final = "Напишите, кто это."
WRONG_EMAIL: Final = "Такой почты не бывает. Исправьте её или оставьте пустой."
TWICE: Final = "Эта почта уже стоит в строке {row}. Исправьте одну из них или снимите галочку."
NOBODY: Final = "Отметьте галочкой хотя бы одного человека."
NOT_NAMED: Final = "Организация не указана."
UNKNOWN: Final = "Организации «{name}» среди участников проекта нет. Выберите её из списка."
LIKE: Final = "Организации «{name}» среди участников нет. Похожа на «{like}»: выберите её, если это она."
MEMBER: Final = "Уже входит на портал за эту организацию."
WAITING: Final = "Уже приглашение есть, и ссылка ещё действует."


class ListUploadForm(SizedFileForm):
    """The file with a table of people."""

    file = forms.FileField(
        label="Список людей",
        help_text="Excel, LibreOffice, CSV или таблица в Word, до 10 МБ и 300 человек.",
        error_messages={"required": "Выберите файл со списком.", "empty": "Файл пустой: выберите другой."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.docx,.odt"}),
    )


class InviteeForm(forms.Form):
    """A row of the list; what is not ticked is asked nothing."""

    take = forms.BooleanField(required=False)
    row = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    written = forms.CharField(widget=forms.HiddenInput, required=False)
    doubts = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Кто", max_length=200, error_messages={"required": NO_NAME})
    email = forms.EmailField(label="Почта", required=False, error_messages={"invalid": WRONG_EMAIL})
    organization = forms.ChoiceField(
        label="Организация", error_messages={"required": NO_ORGANIZATION, "invalid_choice": NO_ORGANIZATION}
    )
    role = forms.ChoiceField(label="Кем")

    def __init__(self, *args: Any, scope: InvitingScope, **options: Any) -> None:
        super().__init__(*args, **options)
        self.scope = scope
        names = [(str(each.pk), each.short_name) for each in scope.organizations]
        roles = [(key, word) for key, word in SHORT_ROLES if scope.may_give_roles or key in IN_OWN_HOUSE]
        self.fields["organization"].choices = [("", "—"), *names]  # type: ignore[attr-defined]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A row that is not ticked is left alone, whatever stands in it."""
        cleaned = super().clean() or {}
        if not cleaned.get("take"):
            self.errors.clear()
        return cleaned

    @property
    def doubt_lines(self) -> list[str]:
        """What was doubtful about the row when it was read."""
        return [line for line in str(self["doubts"].value() or "").split("\n") if line]

    def wanted(self) -> Wanted:
        """What the row asks for, for the service."""
        said = self.cleaned_data
        project_role = said["role"] if said["role"] in ProjectRole.Role.values else ""
        place = "viewer" if project_role else said["role"]
        organization = self.scope.organization(said["organization"])
        return Wanted(NewInvitation(organization, place, said["name"], said["email"]), project_role)


if TYPE_CHECKING:
    _Rows = forms.BaseFormSet[InviteeForm]
else:
    _Rows = forms.BaseFormSet  # Django's own class takes no parameters when it runs


class InviteeRows(_Rows):
    """All rows of a list together."""

    def clean(self) -> None:
        """Each address once, and somebody at all; the places of errors are named."""
        seen: dict[str, int] = {}
        for form in self.taken:
            email, row = form.cleaned_data.get("email", "").lower(), form.cleaned_data.get("row", 0)
            if email and email in seen:
                form.add_error("email", TWICE.format(row=seen[email]))
            seen.setdefault(email, row)
        if not self.taken and not any(self.errors):
            raise forms.ValidationError(NOBODY)

    @property
    def taken(self) -> list[InviteeForm]:
        """Rows that are ticked."""
        return [form for form in self.forms if getattr(form, "cleaned_data", {}).get("take")]


InviteeFormSet = cast(
    "type[InviteeRows]",
    forms.formset_factory(
        InviteeForm, formset=InviteeRows, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    ),
)


class ListLetterForm(forms.Form):
    """Whether links go by letter to those who have an address."""

    by_letter = forms.BooleanField(label="Отправить ссылки письмами тем, у кого указана почта", required=False)


def rows_to_review(
    people: Iterable[Invitee],
    scope: InvitingScope,
    directory: Directory,
    members: set[tuple[str, int]],
    waiting: set[tuple[str, int]],
) -> list[dict[str, Any]]:
    """What stands in the rows at first, doubtful ones on top; those whom it makes no sense to invite are not ticked.

    `members` and `waiting`: pairs of an address and an organisation that is entered or invited already.
    """
    rows = [_start(each, scope, directory, members, waiting) for each in people]
    return sorted(rows, key=lambda row: not row["doubts"])


def _start(
    each: Invitee,
    scope: InvitingScope,
    directory: Directory,
    members: set[tuple[str, int]],
    waiting: set[tuple[str, int]],
) -> dict[str, Any]:
    found, doubt = _organization(each.organization, scope.organizations, directory)
    doubts = [*each.doubts, *([doubt] if doubt else [])]
    place = (each.email, found.pk if found else 0)
    useless = [words for words, places in ((MEMBER, members), (WAITING, waiting)) if place in places]
    return {
        "take": not useless,
        "row": each.row,
        "written": each.organization,
        "doubts": "\n".join([*doubts, *useless]),
        "name": each.name,
        "email": each.email,
        "organization": str(found.pk) if found else "",
        "role": each.role if scope.may_give_roles or each.role in IN_OWN_HOUSE else IN_OWN_HOUSE[0],
    }


def _organization(
    name: str, organizations: Sequence[Organization], directory: Directory
) -> tuple[Organization | None, str]:
    """The organisation of a name in any of its spellings, else what to say of it; a likeness is told, never taken."""
    if not name:
        return (organizations[0], "") if len(organizations) == 1 else (None, NOT_NAMED)
    known = {each.pk for each in organizations}
    found = directory.organization_named(name)
    if found is not None and found.pk in known:
        return found, ""
    near = near_keys(comparison_key(name), directory.organizations)
    like = next((row for key in near for row in directory.organizations[key] if row.pk in known), None)
    return None, LIKE.format(name=name, like=like.short_name) if like else UNKNOWN.format(name=name)
