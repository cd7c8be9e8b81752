"""The form of an extract: whose, and of which month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms

from plans.queries.exports import Party
from portal.text.russian import month_name

WHOLE_PLAN, WHOLE_PERIOD = "Все", "Весь период плана"
NOTHING_CHOSEN = "Выберите, для кого выписка, или месяц."
UNKNOWN_PARTY = "Выберите из списка: выписка бывает только для тех, кто назван в плане."
UNKNOWN_MONTH = "Выберите месяц из списка: в других месяцах у плана сроков нет."
NO_PARTY = "Выберите, для кого выписка."


class ExtractForm(forms.Form):
    """`parties` the reader may ask for; who does not read the whole plan has to choose one of them."""

    party = forms.ChoiceField(
        label="Для кого",
        required=False,
        error_messages={"invalid_choice": UNKNOWN_PARTY, "required": NO_PARTY},
    )
    month = forms.ChoiceField(label="Месяц", required=False, error_messages={"invalid_choice": UNKNOWN_MONTH})

    def __init__(
        self, *args: Any, parties: Sequence[Party], months: Sequence[date], is_whole: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.parties = {party.key: party for party in parties}
        nobody = [("", WHOLE_PLAN)] if is_whole else []
        named = [(key, party.label) for key, party in self.parties.items()]
        offered = [("", WHOLE_PERIOD), *((f"{day:%Y-%m}", f"{month_name(day.month)} {day.year}") for day in months)]
        self.fields["party"].choices = [*nobody, *named]  # type: ignore[attr-defined]
        self.fields["party"].required = not is_whole
        self.fields["month"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An extract of everything would be the plan itself."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("party") and not cleaned.get("month"):
            self.add_error(None, NOTHING_CHOSEN)
        return cleaned

    @property
    def party_chosen(self) -> Party | None:
        """Whose extract it is, `None` for everybody's."""
        return self.parties.get(self.cleaned_data["party"])

    @property
    def month_chosen(self) -> date | None:
        """First day of the month, `None` for all months."""
        month = self.cleaned_data["month"]
        return date.fromisoformat(f"{month}-01") if month else None

    @property
    def subject(self) -> str:
        """«Ковалёва А.П., октябрь 2022 г.»."""
        party, month = self.party_chosen, self.month_chosen
        words = f"{month_name(month.month)} {month.year} г." if month else ""
        return ", ".join(filter(None, (party.label if party else "", words)))

    @property
    def query(self) -> str:
        """The extract as an address asks for it."""
        asked = {name: self.cleaned_data[name] for name in ("party", "month")}
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"
