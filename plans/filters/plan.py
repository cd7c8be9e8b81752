"""The filter of a plan: what its query string says and which rows it leaves.

Rows are found among those that are read anyway: the chips are counted over the whole plan, and states are never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django_filters.filters import CharFilter, ChoiceFilter
from django_filters.filterset import FilterSet

from plans.filters import choices as offered
from plans.filters.chips import VIEWS
from plans.models import PlanItem
from plans.progress import ItemState
from plans.queries import ItemRow
from plans.rendering import BY_DOCUMENT, BY_RESPONSIBLE, BY_URGENCY
from plans.text.deadlines import DeadlineKind
from portal.text.names import folded

ORDERS = [
    (BY_DOCUMENT, "Порядок: как в документе"),
    (BY_URGENCY, "Порядок: сначала срочное"),
    (BY_RESPONSIBLE, "Порядок: по ответственным"),
]
MAX_QUERY = 200
MORE = ("section", "stage", "direction", "state", "organization", "month", "kind", "lacks")


class PlanFilter(FilterSet):
    """Reads the query string; a value that the rows do not offer counts for nothing and is told in `ignored`.

    `responsible` is written «person-12», `month` «2022-10». `view` and `order` are left to the page.
    """

    q = CharFilter(label="Поиск", max_length=MAX_QUERY)
    responsible = ChoiceFilter(label="Ответственный", empty_label="Ответственный: любой")
    section = ChoiceFilter(label="Раздел", empty_label="любой")
    stage = ChoiceFilter(label="Этап", empty_label="любой")
    direction = ChoiceFilter(label="Направление", empty_label="любое")
    state = ChoiceFilter(
        choices=[(s.value, word) for s, word in offered.STATE_WORDS], label="Состояние", empty_label="любое"
    )
    organization = ChoiceFilter(label="Организация", empty_label="любая")
    month = ChoiceFilter(label="Месяц", empty_label="любой")
    kind = ChoiceFilter(label="Вид срока", empty_label="любой")
    lacks = ChoiceFilter(choices=offered.LACKS, label="Не хватает", empty_label="неважно")
    view = ChoiceFilter(choices=VIEWS, label="Отбор")
    order = ChoiceFilter(choices=ORDERS, label="Порядок", empty_label=None)

    class Meta:
        model = PlanItem
        fields: tuple[str, ...] = ()

    def __init__(self, data: Mapping[str, Any], rows: Sequence[ItemRow]) -> None:
        super().__init__(data, PlanItem.objects.none())  # type: ignore[no-untyped-call]
        lists = {
            "responsible": offered.party_choices(rows),
            "section": offered.section_choices(rows),
            "stage": offered.stage_choices(rows),
            "direction": offered.direction_choices(rows),
            "organization": offered.organization_choices(rows),
            "month": offered.month_choices(rows),
            "kind": offered.kind_choices(rows),
        }
        for name, found in lists.items():
            self.filters[name].extra["choices"] = found
        self.offers = {name for name in MORE if name not in lists or lists[name]}

    @property
    def chosen(self) -> dict[str, str]:
        """Values that stand, by name; what could not be read is left out."""
        cleaned = getattr(self.form, "cleaned_data", {}) if self.is_bound and self.form.errors is not None else {}
        return {name: str(value) for name, value in cleaned.items() if value}

    @property
    def more(self) -> list[Any]:
        """Fields of the wider filter that have something to choose from."""
        return [self.form[name] for name in MORE if name in self.offers]

    @property
    def is_wide(self) -> bool:
        """Something of the wider filter is chosen."""
        return bool(set(MORE) & set(self.chosen))

    @property
    def ignored(self) -> list[str]:
        """Labels of what the query string asks for and these rows do not have."""
        return [str(self.filters[name].label) for name in self.form.errors] if self.is_bound else []


def found_rows(rows: Sequence[ItemRow], chosen: Mapping[str, str]) -> list[ItemRow]:
    """Rows that everything chosen leaves, in their order."""
    tests = [TESTS[name](value) for name, value in chosen.items() if name in TESTS]
    return [row for row in rows if all(test(row) for test in tests)]


Test = Callable[[ItemRow], bool]


def _has_words(words: str) -> Test:
    """Any letter case, ё as е; a number only as a whole."""
    sought = folded(words.strip())

    def test(row: ItemRow) -> bool:
        item = row.item
        if item.number.strip(" .").casefold() == sought.strip(" ."):
            return True
        texts = [item.title, item.responsible_text, item.deadline.text if hasattr(item, "deadline") else ""]
        return any(sought in folded(text) for text in (*texts, *(party.label for party in row.responsibilities)))

    return test


def _answers(key: str) -> Test:
    field, _, number = key.partition("-")
    pk = int(number)
    return lambda row: any(getattr(party, f"{field}_id") == pk for party in row.responsibilities)


def _in_section(key: str) -> Test:
    pk = int(key)
    return lambda row: any(section.pk == pk for section in offered.section_chain(row.item.section))


def _in_month(key: str) -> Test:
    year, _, month = key.partition("-")
    wanted = (int(year), int(month))
    return lambda row: wanted in offered.row_months(row)


def _lacks(what: str) -> Test:
    if what == offered.NO_PARTY:
        return lambda row: not row.responsibilities and not row.item.responsible_text.strip()
    return lambda row: offered.kind_of(row) is DeadlineKind.UNKNOWN and not row.progress.has_control


TESTS: dict[str, Callable[[str], Test]] = {
    "q": _has_words,
    "responsible": _answers,
    "section": _in_section,
    "stage": lambda key: lambda row: row.item.stage_id == int(key),
    "direction": lambda key: lambda row: row.item.direction_id == int(key),
    "state": lambda key: lambda row: row.progress.state is ItemState(key),
    "organization": lambda key: lambda row: any(each.pk == int(key) for each in row.organizations),
    "month": _in_month,
    "kind": lambda key: lambda row: offered.kind_of(row) is DeadlineKind(key),
    "lacks": _lacks,
}
