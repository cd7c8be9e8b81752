"""What the linter looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from plans.text.deadlines import DeadlineKind
from plans.text.numbering import NumberingMode
from plans.text.period import PeriodKind, PlanPeriod
from portal.text import short

_LONG = 70


class Severity(StrEnum):
    """How much a finding weighs: wrong for certain, likely wrong, worth a look."""

    WRONG = "wrong"
    DOUBT = "doubt"
    ADVICE = "advice"


class Code(StrEnum):
    """Kinds of findings, in the order they are shown."""

    NO_DEADLINE = "no_deadline"
    NO_RESPONSIBLE = "no_responsible"
    NOT_UNDERSTOOD = "not_understood"
    STALE_YEAR = "stale_year"
    OUTSIDE = "outside"
    OUT_OF_SCHOOL = "out_of_school"
    REPEATED_DATE = "repeated_date"
    REPEATED_EVENT = "repeated_event"
    NUMBERS = "numbers"
    ORDER = "order"
    EMPTY_SECTION = "empty_section"
    STAGES_OVERLAP = "stages_overlap"
    CELL_WITHOUT_ITEMS = "cell_without_items"
    ACT_NUMBERS = "act_numbers"
    LOOKALIKES = "lookalikes"
    ORGANIZATION_SPELLINGS = "organization_spellings"
    PERSON_SPELLINGS = "person_spellings"


HEADINGS = {
    Code.NO_DEADLINE: "Нет срока",
    Code.NO_RESPONSIBLE: "Нет ответственного",
    Code.NOT_UNDERSTOOD: "Срок не понят",
    Code.STALE_YEAR: "Год от прежнего плана",
    Code.OUTSIDE: "Срок вне периода плана",
    Code.OUT_OF_SCHOOL: "Месяц вне учебного года",
    Code.REPEATED_DATE: "Одно время названо дважды",
    Code.REPEATED_EVENT: "Одно событие записано дважды",
    Code.NUMBERS: "Номера",
    Code.ORDER: "Порядок по датам",
    Code.EMPTY_SECTION: "Пустые разделы",
    Code.STAGES_OVERLAP: "Этапы накладываются",
    Code.CELL_WITHOUT_ITEMS: "Работы этапов без пунктов",
    Code.ACT_NUMBERS: "Документ с двумя номерами",
    Code.LOOKALIKES: "Буквы из разных алфавитов",
    Code.ORGANIZATION_SPELLINGS: "Организации",
    Code.PERSON_SPELLINGS: "Люди",
}


class PlaceKind(StrEnum):
    """What a finding is about."""

    PLAN = "plan"
    ITEM = "item"
    SECTION = "section"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Place:
    """One row that a finding is about; `words` name it in a link."""

    kind: PlaceKind
    pk: int
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: a sentence for the reader and the places it is about, the first of them first."""

    code: Code
    severity: Severity
    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class LintWindow:
    """One window of an item, both days inclusive; `title`: its sub-item."""

    starts_on: date | None
    ends_on: date | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class LintDeadline:
    """The deadline's words and what was understood of them."""

    text: str
    kind: DeadlineKind
    windows: tuple[LintWindow, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LintParty:
    """One responsible: `key` is the same for one person or organisation of the directory, `name` as it is written."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class LintItem:
    """One row of the plan; `texts`: all its other words by the name of the column."""

    pk: int
    title: str
    number: str = ""
    section: int | None = None
    deadline: LintDeadline | None = None
    responsible_text: str = ""
    parties: tuple[LintParty, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """The item, to be linked."""
        return Place(PlaceKind.ITEM, self.pk, self.named)

    @property
    def named(self) -> str:
        """«пункт 3», an item without a number by the beginning of its title."""
        number = self.number.strip(" .)")
        return f"пункт {number}" if number else f"пункт «{shortened(self.title)}»"

    @property
    def words(self) -> Iterator[str]:
        """All texts of the row."""
        yield self.title
        yield self.responsible_text
        yield self.deadline.text if self.deadline else ""
        yield from self.texts.values()


@dataclass(frozen=True, slots=True)
class LintSection:
    """A heading row, in the order of the document."""

    pk: int
    title: str
    number: str = ""
    parent: int | None = None

    @property
    def place(self) -> Place:
        """The section, to be linked."""
        return Place(PlaceKind.SECTION, self.pk, f"раздел «{shortened(self.title)}»")


@dataclass(frozen=True, slots=True)
class LintStage:
    """A stage of the project with the days it was understood to take."""

    pk: int
    title: str
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def place(self) -> Place:
        """The stage, to be linked."""
        return Place(PlaceKind.STAGE, self.pk, f"этап «{shortened(self.title)}»")


@dataclass(frozen=True, slots=True)
class LintCell:
    """A cell of the matrix with works of the project; `items`: how many items of the project's plans serve it."""

    stage: LintStage
    direction_id: int
    direction: str
    works: int
    items: int


@dataclass(frozen=True, slots=True)
class LintPlan:
    """A whole plan: items and sections in the order of the document."""

    pk: int
    title: str
    period: PlanPeriod
    items: tuple[LintItem, ...] = ()
    sections: tuple[LintSection, ...] = ()
    stages: tuple[LintStage, ...] = ()
    cells: tuple[LintCell, ...] = ()
    numbering: NumberingMode = NumberingMode.MANUAL
    has_deadlines: bool = True
    has_responsibles: bool = True

    @property
    def place(self) -> Place:
        """The plan itself, to be linked."""
        return Place(PlaceKind.PLAN, self.pk, "план")

    @property
    def years(self) -> str:
        """«2022/2023», «2022» or «2022–2024»."""
        first, last = self.period.start.year, self.period.end.year
        if first == last:
            return str(first)
        return f"{first}{'/' if self.period.kind is PeriodKind.SCHOOL else '–'}{last}"


def shortened(text: str) -> str:
    """The beginning of a text in one line, cut at a word, for a link or a sentence."""
    return short.shortened(text, _LONG)


def capitalized(text: str) -> str:
    """The text with its first letter made capital, the rest as it is."""
    return text[:1].upper() + text[1:]
