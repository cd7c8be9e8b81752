"""The order of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict

from portal.fields import day_field
from reports.content.periods import Preset
from reports.models import Report
from reports.queries import GENRES
from reports.queries.choices import PERIODS, OrderChoices
from reports.queries.genres import Genre
from reports.queries.genres.genre import Subject
from reports.queries.life import is_of_same
from reports.services import Order

NO_PLAN = "Выберите план."
NO_DUE = "Выберите совместный отчёт. Если списка нет, сначала соберите сведения: «Сеть», «Сведения для отчётов»."
NO_DAYS = "Укажите обе даты периода или выберите период по названию."
WRONG_PERIOD = "Период не может закончиться раньше, чем начался."
NOT_YET = "Эта дата ещё не наступила. Выберите сегодняшнюю или более раннюю."
TICKED = (Report.Format.PDF, Report.Format.DOCX, Report.Format.XLSX)
BY_FORM, NOBODY = "form", "none"
FIRST_PERIODS: Mapping[str, str] = {Report.Kind.SCHEME: Preset.PROJECT}
PARTS_SHOWN = "parts_shown"
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
TOO_FAR = "Укажите дату с 01.01.1990 по 31.12.2100."
BOUNDS = (MinValueValidator(FIRST_DAY, TOO_FAR), MaxValueValidator(LAST_DAY, TOO_FAR))
OTHER_KIND = (
    "Исправляется «{kind}»: исправление — такой же документ. Выберите его или закажите новый со страницы отчётов."
)
OTHER_SUBJECT = (
    "Исправляется документ о другом: выберите в полях то же, что в нём, или закажите новый со страницы отчётов."
)
REPLACED = "Этот документ уже заменён утверждённым исправлением{words}. Исправляйте теперь его."
SKIPPED = ("csrfmiddlewaretoken", "look", "edit", "page", "order")


Row = TypeVar("Row")


class OrderForm(forms.Form):
    """Which document, about what, on which day; `today` is the project's day, a later one cannot be asked for.

    What the chosen genre does not need is ignored, whatever was sent.
    """

    kind = forms.ChoiceField(
        label="Документ",
        choices=[(kind, Report.Kind(kind).label) for kind in GENRES],
        error_messages={"required": "Выберите документ.", "invalid_choice": "Выберите документ из списка."},
    )
    plan = forms.ChoiceField(
        label="План", required=False, error_messages={"invalid_choice": "Этого плана в проекте нет."}
    )
    due = forms.ChoiceField(
        label="Совместный отчёт",
        required=False,
        error_messages={"invalid_choice": "Этого совместного отчёта в проекте нет."},
    )
    party = forms.ChoiceField(
        label="О ком", required=False, error_messages={"invalid_choice": "Выберите из списка: такого в проекте нет."}
    )
    period = forms.ChoiceField(
        label="За период",
        required=False,
        choices=[(preset.value, word) for preset, word in PERIODS.items()],
        error_messages={"invalid_choice": "Выберите период из списка."},
    )
    starts_on = day_field("С", validators=BOUNDS)
    ends_on = day_field("По", validators=BOUNDS)
    as_of = forms.DateField(
        label="На дату",
        help_text="Будут учтены отметки, сделанные к этому дню.",
        validators=BOUNDS[:1],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Укажите дату.", "invalid": "Дата не понята. Нужна, например, 14.11.2022."},
    )
    approver = forms.ChoiceField(
        label="Утверждает", required=False, error_messages={"invalid_choice": "Этого директора в проекте нет."}
    )
    formats = forms.MultipleChoiceField(
        label="Файлы",
        required=False,
        choices=[(each.value, str(each.label)) for each in TICKED],
        error_messages={"invalid_choice": "Такого вида файла нет."},
    )
    parts = forms.MultipleChoiceField(
        label="Что включить", required=False, error_messages={"invalid_choice": "Такого раздела в документе нет."}
    )
    brief = forms.BooleanField(
        label="Кратко: в графе ответственных только фамилии, должности списком после таблицы", required=False
    )
    archive = forms.BooleanField(label="PDF для архива (PDF/A), с данными внутри", required=False)
    replaces = forms.ChoiceField(
        label="Вместо",
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Исправить можно только утверждённый документ этого проекта."},
    )

    def __init__(self, *args: Any, choices: OrderChoices, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.named, self.today = choices, today
        given: Mapping[str, Sequence[tuple[str, Any]]] = {
            "plan": [(str(plan.pk), plan.short_title) for plan in choices.plans],
            "due": [(str(due.pk), f"{due.title}, до {due.due_on:%d.%m.%Y}") for due in choices.dues],
            "party": _parties(choices),
            "approver": _approvers(choices),
            "parts": [(f"{kind}:{key}", name) for kind, genre in GENRES.items() for key, name in genre.parts.items()],
            "replaces": [("", ""), *((str(report.pk), str(report)) for report in choices.approved)],
        }
        for name, pairs in given.items():
            self.fields[name].choices = pairs  # type: ignore[attr-defined]

    def clean_as_of(self) -> date:
        """Days to come are refused."""
        day: date = self.cleaned_data["as_of"]
        if day > self.today:
            raise forms.ValidationError(NOT_YET)
        return day

    def clean(self) -> dict[str, Any]:
        """What the genre needs must be named."""
        said = self.cleaned_data
        genre = GENRES.get(said.get("kind", ""))
        if genre is None or "as_of" not in said:
            return said
        if Subject.PLAN in genre.subjects and not said.get("plan") and "plan" not in self.errors:
            self.add_error("plan", NO_PLAN)
        if Subject.DUE in genre.subjects and not said.get("due") and "due" not in self.errors:
            self.add_error("due", NO_DUE)
        if Subject.PERIOD in genre.subjects and said.get("period") == Preset.OWN:
            self._check_own_days(said)
        if said.get("replaces") and not self.errors:
            self._check_replaced()
        return said

    def order(self) -> Order:
        """What is asked for; call it on a valid form only."""
        said = self.cleaned_data
        genre = GENRES[said["kind"]]
        start, end = self._period(genre) or (None, None)
        party = said["party"] if Subject.PARTY in genre.subjects else ""
        return Order(
            kind=genre.kind,
            as_of=said["as_of"],
            plan=_named(self.named.plans, said["plan"]) if Subject.PLAN in genre.subjects else None,
            due=_named(self.named.dues, said["due"]) if Subject.DUE in genre.subjects else None,
            starts_on=start,
            ends_on=end,
            organization=_named(self.named.organizations, party.removeprefix("organization-")),
            person=_named(self.named.persons, party.removeprefix("person-")),
            options=self._options(genre),
            formats=self._formats(genre),
            replaces=_named(self.named.approved, said["replaces"]),
        )

    @property
    def genre(self) -> Genre:
        """The genre that is chosen, the first one where nothing is."""
        return GENRES.get(str(self["kind"].value()), next(iter(GENRES.values())))

    @property
    def kinds(self) -> list[tuple[str, str, str, bool]]:
        """Choices as cards: value, name, hint, chosen."""
        chosen = self["kind"].value()
        return [(kind, str(Report.Kind(kind).label), genre.hint, kind == chosen) for kind, genre in GENRES.items()]

    @property
    def needs(self) -> dict[str, bool]:
        """Which fields the chosen genre needs; the rest is put away where scripts run."""
        genre = self.genre
        return {
            "plan": Subject.PLAN in genre.subjects,
            "due": Subject.DUE in genre.subjects,
            "party": Subject.PARTY in genre.subjects,
            "period": Subject.PERIOD in genre.subjects,
            "days": Subject.PERIOD in genre.subjects and self["period"].value() == Preset.OWN,
            "formats": len(genre.formats) > 1,
            "archive": Report.Format.PDF in genre.formats,
            "brief": genre.kind == Report.Kind.PLAN,
        }

    @property
    def part_ticks(self) -> list[tuple[str, str, bool, bool]]:
        """Parts that may be left out: value, name, ticked, of the chosen genre; all ticked until somebody unticks."""
        chosen = set(self["parts"].value() or ())
        is_shown = bool(self.data.get(PARTS_SHOWN)) if self.is_bound else bool(self.initial.get(PARTS_SHOWN))
        return [
            (f"{kind}:{key}", name, f"{kind}:{key}" in chosen or not is_shown, kind == self.genre.kind)
            for kind, genre in GENRES.items()
            for key, name in genre.parts.items()
        ]

    @property
    def format_ticks(self) -> list[tuple[str, str, bool]]:
        """Files the chosen genre has: value, name, ticked."""
        chosen = self["formats"].value() or [Report.Format.PDF]
        return [(each.value, str(each.label), each.value in chosen) for each in TICKED if each in self.genre.formats]

    def _check_own_days(self, said: dict[str, Any]) -> None:
        start, end = said.get("starts_on"), said.get("ends_on")
        if {"starts_on", "ends_on"} & set(self.errors):
            return
        if start is None or end is None:
            self.add_error("starts_on", NO_DAYS)
        elif end < start:
            self.add_error("ends_on", WRONG_PERIOD)

    def _check_replaced(self) -> None:
        """A correction is the same document about the same thing, and the first one of it."""
        order = self.order()
        former = order.replaces
        if former is None:
            return
        if former.kind != order.kind:
            self.add_error("replaces", OTHER_KIND.format(kind=former.get_kind_display()))
        elif not is_of_same(former, order.report(self.named.project, None)):
            self.add_error("replaces", OTHER_SUBJECT)
        elif later := next((each for each in self.named.approved if each.replaces_id == former.pk), None):
            self.add_error("replaces", REPLACED.format(words=later.approval_words))

    def _period(self, genre: Genre) -> tuple[date, date] | None:
        said = self.cleaned_data
        if Subject.PERIOD not in genre.subjects:
            return None
        if said["period"] == Preset.OWN:
            return said["starts_on"], said["ends_on"]
        return self.named.period(said["period"], said["as_of"])

    def _options(self, genre: Genre) -> dict[str, Any]:
        said = self.cleaned_data
        options: dict[str, Any] = {}
        if self.data.get(PARTS_SHOWN):
            without = sorted(key for key in genre.parts if f"{genre.kind}:{key}" not in said["parts"])
            options |= {"without": without} if without else {}
        if said["approver"] not in {"", BY_FORM}:
            options["approver"] = said["approver"]
        if said["brief"] and genre.kind == Report.Kind.PLAN:
            options["brief"] = True
        if said["archive"] and Report.Format.PDF in self._formats(genre):
            options["archive"] = True
        return options

    def _formats(self, genre: Genre) -> tuple[str, ...]:
        chosen = tuple(str(each) for each in genre.formats if each in self.cleaned_data["formats"])
        return chosen or (str(genre.formats[0]),)


ORDER_FIELDS = frozenset({*OrderForm.base_fields, PARTS_SHOWN})
"""Names under which an order is sent."""


def first_words(kind: str, plan_id: int | None, today: date) -> dict[str, Any]:
    """What the form of a fresh order holds."""
    return {
        "kind": kind,
        "plan": str(plan_id or ""),
        "as_of": today,
        "period": FIRST_PERIODS.get(kind, Preset.MONTH),
        "formats": [Report.Format.PDF],
        "approver": BY_FORM,
    }


def typed_words(data: QueryDict) -> dict[str, Any]:
    """What was typed so far, to be shown again without being checked."""
    lists = {"formats", "parts"}
    return {name: data.getlist(name) if name in lists else data[name] for name in data if name in ORDER_FIELDS}


def words_of(report: Report) -> dict[str, Any]:
    """What the form holds that corrects a report."""
    party = f"organization-{report.organization_id}" if report.organization_id else ""
    without = set(report.options.get("without", ()))
    parts = GENRES[report.kind].parts if report.kind in GENRES else {}
    return {
        "kind": report.kind,
        "plan": str(report.plan_id or ""),
        "due": str(report.due_id or ""),
        "party": f"person-{report.person_id}" if report.person_id else party,
        "period": Preset.OWN if report.starts_on else Preset.MONTH,
        "starts_on": report.starts_on,
        "ends_on": report.ends_on,
        "as_of": report.as_of,
        "formats": list(report.formats),
        "parts": [f"{report.kind}:{key}" for key in parts if key not in without],
        PARTS_SHOWN: "1",
        "approver": report.options.get("approver", BY_FORM),
        "brief": report.options.get("brief", False),
        "archive": report.options.get("archive", False),
        "replaces": str(report.pk),
    }


def order_query(data: QueryDict) -> str:
    """The order as a query string, without what belongs to the page."""
    said = data.copy()
    for name in SKIPPED:
        said.pop(name, None)
    for name in [name for name in said if not any(said.getlist(name))]:
        said.pop(name)
    return said.urlencode()


def _parties(choices: OrderChoices) -> list[tuple[str, Any]]:
    organizations = [(f"organization-{each.pk}", str(each)) for each in choices.organizations]
    persons = [(f"person-{each.pk}", each.short_name) for each in choices.persons]
    groups = (("Организации", organizations), ("Люди", persons))
    return [("", "все, по периоду"), *((name, rows) for name, rows in groups if rows)]


def _approvers(choices: OrderChoices) -> list[tuple[str, str]]:
    directors = [(str(each.pk), f"{each.display_name}, директор проекта") for each in choices.directors]
    return [(BY_FORM, "как в оформлении документов"), *directors, (NOBODY, "без грифа")]


def _named(rows: Sequence[Row], pk: str) -> Row | None:
    return next((row for row in rows if str(getattr(row, "pk", None)) == pk), None)
