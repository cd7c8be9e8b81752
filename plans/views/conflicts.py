"""Two people edited one item: both texts side by side, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from plans.forms.items import BY_HAND, BY_WORDS, EXTRA_PREFIX, Choices, ItemForm
from plans.models import Deadline, PlanItem
from plans.models.items import LINK_FIELDS, TEXT_FIELDS
from plans.queries.history import item_at_version
from plans.queries.item import extra_columns

DEADLINE = "deadline_text"
PREFIX, THEIRS = "take-", "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field with both texts; `is_theirs` when the writer has not touched it and the other person has."""

    name: str
    label: str
    mine: str
    theirs: str
    is_theirs: bool

    @property
    def choice(self) -> str:
        """Name of the radio buttons that choose between the texts."""
        return f"{PREFIX}{self.name}"


def item_words(item: PlanItem) -> dict[str, Any]:
    """Initial values of `ItemForm`."""
    deadline = getattr(item, "deadline", None)
    is_manual = deadline is not None and deadline.source == Deadline.Source.MANUAL
    return {
        "version": item.version,
        **{name: getattr(item, name) for name in TEXT_FIELDS},
        **{name: str(getattr(item, f"{name}_id") or "") for name in LINK_FIELDS},
        **{f"{EXTRA_PREFIX}{number}": item.extra.get(number, "") for number in extra_columns(item)},
        DEADLINE: deadline.text if deadline else "",
        "mode": BY_HAND if is_manual else BY_WORDS,
        "kind": deadline.kind if deadline else "",
        "starts_on": deadline.starts_on if deadline else None,
        "ends_on": deadline.ends_on if deadline else None,
        "recurrence": deadline.recurrence if deadline else "",
    }


def differences(form: ItemForm, current: PlanItem) -> list[Difference]:
    """Fields in which the writer's words differ from what stands now."""
    stands = item_words(current)
    base = item_at_version(current, form.cleaned_data["version"])
    before = {name: base.get(name) for name in TEXT_FIELDS} | {
        name: str(base.get(f"{name}_id") or "") for name in LINK_FIELDS
    }
    own = [f"{EXTRA_PREFIX}{number}" for number in form.extras]
    before |= {name: (base.get("extra") or {}).get(name.removeprefix(EXTRA_PREFIX), "") for name in own if base}
    found = []
    for name in (*TEXT_FIELDS, DEADLINE, *LINK_FIELDS, *own):
        mine, theirs = form.cleaned_data[name], stands[name]
        if mine != theirs:
            label = str(form.fields[name].label)
            is_theirs = bool(base) and mine == before.get(name, form.initial.get(name))
            found.append(Difference(name, label, _words(form, name, mine), _words(form, name, theirs), is_theirs))
    return found


def chosen_theirs(posted: QueryDict) -> list[str]:
    """Fields that the writer left to the other person's words."""
    return [name.removeprefix(PREFIX) for name in posted if name.startswith(PREFIX) and posted[name] == THEIRS]


def renewed(form: ItemForm, posted: QueryDict, current: PlanItem, links: dict[str, Choices]) -> ItemForm:
    """The same form with the writer's words, now on top of the version that stands."""
    data = posted.copy()
    data["version"] = str(current.version)
    again = ItemForm(data, initial=form.initial, links=links, columns=form.columns, extras=form.extras)
    again.is_valid()
    return again


def _words(form: ItemForm, name: str, value: object) -> str:
    """A select's value in the words of its choice."""
    choices: Mapping[object, object] = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value) or "—")
