"""Which participants of a network are shown, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from plans.queries.participants import ParticipantLine
from portal.text.names import natural_key
from portal.text.search import read_words
from projects.models import Agreement, Participation

ORDERS = {"": "По району", "name": "По названию", "silent": "Давно молчат"}
NO_PAPER = "none"


class ParticipantFilter(forms.Form):
    """Anything wrong in the address shows all; roles and municipalities are those met in the list."""

    q = forms.CharField(label="Организация, роль", required=False, max_length=200)
    municipality = forms.ChoiceField(label="Муниципалитет", required=False)
    kind = forms.ChoiceField(label="Вид", required=False)
    status = forms.ChoiceField(label="Участие", required=False)
    paper = forms.ChoiceField(label="Договор", required=False)
    order = forms.ChoiceField(label="Порядок", required=False)

    def __init__(self, data: Mapping[str, Any], lines: Sequence[ParticipantLine], *, reads_whole: bool) -> None:
        super().__init__(data)
        parts = [line.row.part for line in lines]
        places = {str(each.organization.municipality_id): str(each.organization.municipality) for each in parts}
        places.pop("None", None)
        kinds = {each.organization.kind: each.organization.get_kind_display().capitalize() for each in parts}
        statuses = {
            value: label.capitalize()
            for value, label in Participation.Status.choices
            if any(each.status == value for each in parts)
        }
        self._offer("municipality", "Любой", sorted(places.items(), key=lambda pair: pair[1]))
        self._offer("kind", "Любой", sorted(kinds.items(), key=lambda pair: pair[1]))
        self._offer("status", "Любое", list(statuses.items()))
        states = [(each.value, str(each.label).capitalize()) for each in Agreement.State]
        self._offer("paper", "Любой", [(NO_PAPER, "Нет договора"), *states])
        orders = [(key, words) for key, words in ORDERS.items() if reads_whole or key != "silent"]
        self.fields["order"].choices = orders  # type: ignore[attr-defined]
        if not reads_whole:
            del self.fields["paper"]

    def found(self, lines: Sequence[ParticipantLine]) -> list[ParticipantLine]:
        """Rows that fit, in the order asked for."""
        said = self.cleaned_data if self.is_valid() else {}
        words = read_words(said.get("q", ""))
        rows = [line for line in lines if _fits(line, said) and not (words and words.missing_from(_text(line)))]
        if said.get("order") == "name":
            rows.sort(key=lambda line: natural_key(line.row.part.organization.short_name))
        elif said.get("order") == "silent":
            rows.sort(key=_last_heard)
        return rows

    @property
    def is_chosen(self) -> bool:
        """Something is asked for besides the order."""
        return self.is_valid() and any(value for name, value in self.cleaned_data.items() if name != "order")

    def _offer(self, name: str, empty: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]


def _fits(line: ParticipantLine, said: Mapping[str, str]) -> bool:
    part, paper = line.row.part, line.row.paper
    return (
        said.get("municipality", "") in {"", str(part.organization.municipality_id)}
        and said.get("kind", "") in {"", part.organization.kind}
        and said.get("status", "") in {"", part.status}
        and said.get("paper", "") in {"", paper.state.value if paper else NO_PAPER}
    )


def _text(line: ParticipantLine) -> str:
    part = line.row.part
    each = part.organization
    return f"{each.short_name} {each.full_name} {each.municipality or ''} {part.role}"


def _last_heard(line: ParticipantLine) -> tuple[bool, date]:
    """Those who take part and have not been heard of for longest come first."""
    last = line.activity.last_on if line.activity else None
    return line.row.part.status != Participation.Status.ACTIVE, last or date.min
