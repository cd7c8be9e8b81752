"""Forms of joint events: the event itself, its cancelling, its materials, who comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, tzinfo
from typing import Any

from django import forms

from network.models import Organization, Person
from plans.models import Event
from plans.queries.joint_events import end_of, start_of
from plans.services.joint_events import NO_TITLE, EventInput, event_errors
from plans.services.registrations import NOBODY, Guest, guests_of_lines
from portal.checked_files import ACCEPTED
from portal.fields import day_field

WRONG_HOUR = "Такого часа нет. Напишите его так: 14:30."
NO_HOUR = "Укажите час начала: например, 14:30."
NO_DAY = "Укажите день события."
NO_END_HOUR = "Укажите, в котором часу событие кончается, или уберите последний день."


def _hour(label: str, **options: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": WRONG_HOUR},
        **options,
    )


class JointEventForm(forms.Form):
    """An event; days and hours are those of the place where the project is."""

    title = forms.CharField(label="Название", max_length=500, error_messages={"required": NO_TITLE})
    on = day_field("День")
    starts = _hour("Начало")
    ends = _hour("Конец")
    last_on = day_field("Последний день, если идёт несколько дней")
    place = forms.CharField(label="Место", required=False, max_length=300)
    url = forms.URLField(label="Ссылка на встречу", required=False, max_length=500, assume_scheme="https")
    audience = forms.CharField(
        label="Для кого", required=False, max_length=300, help_text="Например: наставники и методисты."
    )
    organizer = forms.ChoiceField(label="Кто проводит", required=False)
    registration_until = day_field("Последний день заявок", help_text="Без него записываться можно до дня события.")
    description = forms.CharField(
        label="О чём", required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 5, "data-draft": ""})
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        zone: tzinfo,
        organizations: Sequence[Organization],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.zone = zone
        self.organizations = {str(each.pk): each for each in organizations}
        choices = [("", "не указано"), *((key, each.short_name) for key, each in self.organizations.items())]
        self.fields["organizer"].choices = choices  # type: ignore[attr-defined]
        for name in ("title", "on", "starts"):
            self.fields[name].is_needed = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The rules of events, the same that the service holds."""
        cleaned = super().clean() or {}
        for name, words in (("on", NO_DAY), ("starts", NO_HOUR)):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, words)
        if cleaned.get("last_on") and cleaned.get("ends") is None and "ends" not in self.errors:
            self.add_error("ends", NO_END_HOUR)
        if "on" not in self.errors and "starts" not in self.errors:
            places = {"starts_at": "starts", "ends_at": "ends"}
            for name, words in event_errors(self.given(cleaned), cleaned["on"]).items():
                place = places.get(name, name)
                if place not in self.errors:
                    self.add_error(place, words)
        return cleaned

    def given(self, cleaned: Mapping[str, Any] | None = None) -> EventInput:
        """What was said, for the service."""
        values = self.cleaned_data if cleaned is None else cleaned
        first, hour, end = values.get("on"), values.get("starts"), values.get("ends")
        return EventInput(
            title=values.get("title", ""),
            starts_at=self._moment(first, hour) if first and hour is not None else None,
            ends_at=self._moment(values.get("last_on") or first, end) if first and end is not None else None,
            place=values.get("place", ""),
            url=values.get("url", ""),
            audience=values.get("audience", ""),
            description=values.get("description", ""),
            organizer=self.organizations.get(values.get("organizer", "")),
            registration_until=values.get("registration_until"),
        )

    def _moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=self.zone)


def event_initial(event: Event) -> dict[str, Any]:
    """Values of the form for an event that is there."""
    start, end = start_of(event), end_of(event)
    return {
        "title": event.title,
        "on": start.date(),
        "starts": start.time(),
        "ends": end.time() if end else None,
        "last_on": end.date() if end and end.date() != start.date() else None,
        "place": event.place,
        "url": event.url,
        "audience": event.audience,
        "organizer": str(event.organizer_id or ""),
        "registration_until": event.registration_until,
        "description": event.description,
    }


class CancelEventForm(forms.Form):
    """Why an event is cancelled."""

    reason = forms.CharField(
        label="Почему отменено",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, почему событие отменено: это прочтут все, кто записан."},
    )


class MaterialForm(forms.Form):
    """One file of an event."""

    file = forms.FileField(
        label=f"Файл: {ACCEPTED}",
        error_messages={"required": "Выберите файл.", "empty": "Файл пустой. Выберите другой."},
    )
    title = forms.CharField(label="Название, если имя файла непонятно", required=False, max_length=300)


class RegistrationForm(forms.Form):
    """People of one organisation: ticks of those the directory knows, names of the rest."""

    people = forms.TypedMultipleChoiceField(
        label="Из справочника",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Кого-то из отмеченных уже записали или нет в справочнике."},
    )
    names = forms.CharField(
        label="Ещё участники",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="По одному в строке: фамилия, имя и отчество, через запятую должность.",
    )

    def __init__(self, *args: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {person.pk: person for person in people}
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (str(pk), f"{person.short_name}, {person.position}" if person.position else person.short_name)
            for pk, person in self.known.items()
        ]

        if not people:
            self.fields["names"].label = "Участники"

    def clean(self) -> dict[str, Any]:
        """There is somebody to register."""
        cleaned = super().clean() or {}
        if not self.errors and not self._guests(cleaned):
            self.add_error(None, NOBODY)
        return cleaned

    def guests(self) -> list[Guest]:
        """Who was named, those of the directory first."""
        return self._guests(self.cleaned_data)

    def _guests(self, cleaned: Mapping[str, Any]) -> list[Guest]:
        known = [self.known[pk] for pk in cleaned.get("people", [])]
        found = [Guest(_name(person), person.position, person) for person in known]
        return found + guests_of_lines(cleaned.get("names", ""))


def _name(person: Person) -> str:
    """As a list of attendance tells it: in full where the directory knows the names, not the initials alone."""
    is_full = len(person.given_name.rstrip(".")) > 1
    return " ".join(f"{person.surname} {person.given_name} {person.patronymic}".split()) if is_full else str(person)
