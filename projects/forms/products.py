"""Forms of products: words, authors row by row, what is known when one comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from network.models import Organization, Person
from portal.checked_files import ACCEPTED
from portal.fields import day_field
from portal.text.names import comparison_key
from projects.models import Product
from projects.services.products import FIRST_YEAR, IMPRINT, NewAuthor, NewFile

Choices = Sequence[tuple[str, str]]
LATEST_YEAR = 2100
FOREIGN_ORGANIZATION = "Выберите организацию из списка."
WRONG_YEAR = f"Год — четыре цифры, от {FIRST_YEAR} до {LATEST_YEAR}."
WRONG_LINK = "Это не похоже на ссылку. Она начинается с https:// или http://."
NO_DAY = "Укажите, когда продукт вышел."


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """One row of authors as typed; `organization` is the id of one or empty."""

    name: str = ""
    organization: str = ""


def author_rows(posted: QueryDict) -> list[AuthorRow]:
    """Rows as they were sent, in their order."""
    names, organizations = posted.getlist("author_name"), posted.getlist("author_organization")
    padded = [*organizations, *[""] * len(names)]
    return [AuthorRow(name, place) for name, place in zip(names, padded, strict=False)]


def arranged(rows: Sequence[AuthorRow], action: str) -> list[AuthorRow]:
    """Rows after a button was pressed: `add`, `up-2`, `down-0`, `drop-1`; as they are for anything else."""
    found = list(rows)
    if action == "add":
        return [*found, AuthorRow()]
    word, _, number = action.partition("-")
    at = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else len(found)  # noqa: PLR2004
    if at >= len(found):
        return found
    row = found.pop(at)
    if word == "drop":
        return found
    found.insert(max(at + {"up": -1, "down": 1}.get(word, 0), 0), row)
    return found


def named_authors(
    rows: Iterable[AuthorRow], people: Iterable[Person], organizations: Iterable[Organization]
) -> list[NewAuthor]:
    """Authors of the rows that have a name; who of the directory bears just that name is that person.

    Raises ValidationError for an organisation that was not offered.
    """
    by_key: dict[str, list[Person]] = {}
    for person in people:
        full = f"{person.surname} {person.given_name} {person.patronymic}"
        for key in {comparison_key(person.short_name), comparison_key(full)}:
            by_key.setdefault(key, []).append(person)
    known = {str(organization.pk): organization for organization in organizations}
    found = []
    for row in rows:
        if not row.name.strip():
            continue
        if row.organization and row.organization not in known:
            raise ValidationError(FOREIGN_ORGANIZATION)
        same = by_key.get(comparison_key(row.name), [])
        found.append(NewAuthor(row.name, same[0] if len(same) == 1 else None, known.get(row.organization)))
    return found


class ImprintForm(forms.Form):
    """What is known when a product comes out."""

    city = forms.CharField(label="Город", required=False, max_length=100)
    publisher = forms.CharField(label="Издательство", required=False, max_length=200)
    year = forms.IntegerField(
        label="Год",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LATEST_YEAR,
        error_messages={"invalid": WRONG_YEAR, "min_value": WRONG_YEAR, "max_value": WRONG_YEAR},
    )
    pages = forms.CharField(label="Страницы", required=False, max_length=50, help_text="«48», для статьи «15–22»")
    host_title = forms.CharField(label="Журнал или сборник", required=False, max_length=1_000)
    volume = forms.CharField(label="Том", required=False, max_length=50)
    issue = forms.CharField(label="Номер, выпуск", required=False, max_length=50)
    isbn = forms.CharField(label="ISBN", required=False, max_length=30)
    url = forms.URLField(
        label="Ссылка",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": WRONG_LINK},
    )
    accessed_on = day_field("Дата обращения")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def said(self) -> dict[str, Any]:
        """Words by field of a product."""
        return {name: self.cleaned_data[name] for name in IMPRINT}


class PublishForm(ImprintForm):
    """The day a product came out, and where."""

    published_on = day_field("Когда вышел")
    field_order = ("published_on",)

    def clean_published_on(self) -> date:
        """The day, which has to be told."""
        day: date | None = self.cleaned_data["published_on"]
        if day is None:
            raise ValidationError(NO_DAY)
        return day


class ProductForm(ImprintForm):
    """A product, but for its authors, who stand in rows of their own."""

    organization = forms.ChoiceField(
        label="Чей продукт", error_messages={"invalid_choice": "От имени этой организации подать продукт нельзя."}
    )
    kind = forms.ChoiceField(label="Вид", choices=Product.Kind.choices)
    title = forms.CharField(
        label="Название",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите название: без него продукт не найти."},
    )
    abstract = forms.CharField(
        label="О чём", required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 4, "data-draft": ""})
    )
    stage = forms.ChoiceField(label="Этап", required=False)
    direction = forms.ChoiceField(label="Направление", required=False)
    file = forms.FileField(label=f"Файл: {ACCEPTED}", required=False)
    keep = forms.MultipleChoiceField(label="Оставить файлы", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        organizations: Choices,
        stages: Choices,
        directions: Choices,
        kept: Choices = (),
        **options: Any,
    ) -> None:
        """`organizations`: on whose behalf, none for a product that is there; `kept`: its files."""
        super().__init__(*args, **options)
        empty = [("", "не указан")]
        for name, choices in (
            ("organization", organizations),
            ("stage", [*empty, *stages]),
            ("direction", [("", "не указано"), *directions]),
            ("keep", kept),
        ):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
        if not organizations:
            del self.fields["organization"]
        elif len(organizations) == 1:
            self.fields["organization"].widget = forms.HiddenInput()
            self.fields["organization"].required = False
            self.fields["organization"].initial = organizations[0][0]
        if not kept:
            del self.fields["keep"]

    def words(self, links: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """Everything said, by field of a product; `links`: rows of the project by field and id."""
        said = self.said() | {name: self.cleaned_data[name] for name in ("kind", "title", "abstract")}
        return said | {name: rows.get(self.cleaned_data[name]) for name, rows in links.items()}

    def given_files(self) -> list[NewFile]:
        """The file that was given, if any."""
        upload = self.cleaned_data.get("file")
        return [NewFile(upload.name, upload.read())] if upload else []

    def kept(self) -> set[int]:
        """Ids of files that stay."""
        return {int(pk) for pk in self.cleaned_data.get("keep", [])}


class ReturnForm(forms.Form):
    """What the authors are to mend."""

    reason = forms.CharField(
        label="Что доработать",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""}),
        error_messages={"required": "Напишите, что доработать: авторы увидят эти слова."},
    )
