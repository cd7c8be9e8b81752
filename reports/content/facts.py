"""What the contents are made of: a plan on a day with the marks that count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plans.progress import ItemProgress, MarkState, PlanProgress
from reports.content.document import PaperRules
from reports.content.model import Approval, Column, Ref, Signer


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """A mark that counts; `window` names the occurrence and `organization` who marked, where that is not plain.

    `author`: who wrote it down, «Фамилия И.О.», where that is known.
    """

    state: MarkState
    fact_on: date | None = None
    moved_to: date | None = None
    text: str = ""
    reason: str = ""
    participants: int | None = None
    window: str = ""
    organization: str = ""
    evidence: tuple[str, ...] = ()
    author: str = ""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """A row of the plan: `cells` are the document's words by field, `headings` the section rows printed above it.

    `planned_on` is its last control date, `closed_on` the day the last of it was done.
    """

    progress: ItemProgress
    cells: Mapping[str, str]
    marks: tuple[MarkFacts, ...] = ()
    headings: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    planned_on: date | None = None
    closed_on: date | None = None
    pk: int | None = None

    @property
    def number(self) -> str:
        """Number as printed, without the full stop."""
        return self.cells.get("number", "").strip().rstrip(".")

    @property
    def title(self) -> str:
        """Words of the item."""
        return self.cells.get("title", "")

    @property
    def deadline(self) -> str:
        """Deadline as printed; a plan with start and finish columns gives both."""
        both = " – ".join(filter(None, (self.cells.get("start", ""), self.cells.get("finish", ""))))
        return self.cells.get("deadline", "") or self.cells.get("deadline_place", "") or both


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan on the day `progress.as_of`; `tail` are section rows after the last item."""

    organization: str
    project: str
    title: str
    short_title: str
    starts_on: date
    ends_on: date
    approvals: tuple[Approval, ...]
    columns: tuple[Column, ...]
    items: tuple[ItemFacts, ...]
    progress: PlanProgress
    signature: Signer
    tail: tuple[str, ...] = field(default=())
    rules: PaperRules = field(default_factory=PaperRules)
    pk: int | None = None

    @property
    def as_of(self) -> date:
        """Day the content speaks of."""
        return self.progress.as_of


def item_refs(*items: ItemFacts) -> tuple[Ref, ...]:
    """Links to items; one that is not of the database has none."""
    return tuple(Ref("item", item.pk, item.number) for item in items if item.pk is not None)
