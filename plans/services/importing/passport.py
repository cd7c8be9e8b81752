"""The passport of a document saved in its project: what stands there already is left as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from network.models import User
from plans.importing.passport import PassportDraft, read_passport
from plans.importing.plain import to_plain
from plans.models import PlanImport
from plans.queries.importing.passport import ActChoice, SectionChoice, review_of_passport
from plans.queries.importing.state import ImportState, import_state
from plans.services.importing.drafts import MAX_FILENAME
from plans.services.importing.outcomes import save_participants, undo_of
from plans.services.importing.undoing import SETTLED
from portal.text.russian import plural
from projects.models import PassportSection, Project
from projects.services.acts import add_acts
from projects.services.passport import add_section

NOTHING_NEW = "Всё это в проекте уже есть: ничего не добавлено."
MOST_NUMBER, MOST_KIND, MOST_ISSUER = 50, 100, 300
WORDS = (("раздел", "раздела", "разделов"), ("акт", "акта", "актов"), ("участник", "участника", "участников"))


@dataclass(frozen=True, slots=True)
class SavedPassport:
    """How many sections, acts and participants a passport brought, and what `undo_outcome` needs."""

    sections: int
    acts: int
    participants: int
    undo: dict[str, Any]

    @property
    def words(self) -> str:
        """What came of it, for the message after saving."""
        counts = (self.sections, self.acts, self.participants)
        told = [f"{count} {plural(count, *forms)}" for count, forms in zip(counts, WORDS, strict=True) if count]
        return f"Добавлено: {', '.join(told)}." if told else NOTHING_NEW


def start_passport(project: Project, data: bytes, filename: str, *, author: User) -> PlanImport:
    """Read a document and keep its passport for review; raises ImportRefused, and then keeps nothing."""
    state = ImportState(passport=read_passport(data, filename))
    return PlanImport.objects.create(
        project=project, author=author, filename=filename[-MAX_FILENAME:], draft=to_plain(state)
    )


@transaction.atomic
def confirm_passport(
    plan_import: PlanImport, picked: Collection[str], names: Mapping[str, str], *, actor: User
) -> SavedPassport:
    """Save what was picked of a passport that waits and close its import, which `undo_import` takes back.

    Raises ValidationError where it does not wait any more, or where an organisation may be one of several.
    """
    locked = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    draft = import_state(locked).passport
    if locked.state != PlanImport.State.REVIEW or draft is None:
        raise ValidationError(SETTLED)
    saved = save_passport(plan_import.project, draft, picked, names, actor=actor)
    PlanImport.objects.filter(pk=locked.pk).update(
        state=PlanImport.State.CONFIRMED, draft=to_plain(ImportState()), undo=saved.undo
    )
    return saved


@transaction.atomic
def save_passport(
    project: Project,
    draft: PassportDraft,
    picked: Collection[str] | None = None,
    names: Mapping[str, str] | None = None,
    *,
    actor: User | None,
) -> SavedPassport:
    """Add sections, acts and participants of a passport that the project lacks; nothing that stands is touched.

    `picked`: codes of `PassportReview`; None takes all of which it is sure. `names`: what a person said of
    organisations, by their codes. Raises ValidationError where a picked organisation may be one of several.
    """
    review = review_of_passport(project, draft, names or {})
    wanted = {*review.new_codes} - {each.code for each in review.doubtful} if picked is None else {*picked}
    sections = list(_save_sections(project, review.sections, wanted, actor))
    new_acts = [_act(each) for each in review.acts if each.known is None and each.code in wanted]
    acts = add_acts(project, new_acts, actor=actor)
    chosen = [each for each in review.organizations if each.code in wanted and not each.is_participant]
    rows = save_participants(project, chosen, actor)
    created: list[Model] = [*sections, *acts, *rows]
    return SavedPassport(len(sections), len(acts), len(chosen), undo_of(created))


def _save_sections(
    project: Project, choices: Iterable[SectionChoice], wanted: Collection[str], actor: User | None
) -> Iterable[PassportSection]:
    """New sections, each behind the one before it in the document; where none stands yet, in the document's order."""
    behind: PassportSection | None = None
    for each in choices:
        if each.known is not None:
            behind = each.known
        elif each.code in wanted:
            said = {
                "number": each.draft.number[:MOST_NUMBER],
                "heading": each.heading,
                "text": each.draft.text,
                "level": each.draft.level,
            }
            row = add_section(project, said, behind=behind, actor=actor)
            behind = row if behind is not None else None
            yield row


def _act(each: ActChoice) -> dict[str, Any]:
    """The parts of an act; one too long to be what it was taken for stays in the text alone."""
    read = each.reading
    return {
        "level": each.level,
        "text": each.text,
        "kind": read.kind if len(read.kind) <= MOST_KIND else "",
        "number": read.number if len(read.number) <= MOST_KIND else "",
        "dated_on": read.dated_on,
        "issuer": read.issuer if len(read.issuer) <= MOST_ISSUER else "",
        "title": read.title,
    }
