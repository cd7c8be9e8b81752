"""The register of normative acts: acts are added many at once, corrected, taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from network.models import User
from network.services.history import delete_signed, save_signed
from portal.text.clean import clean_text, one_line
from projects.models import NormativeAct, Project, ProjectFile
from projects.services.files import drop_file, keep_file

NO_TEXT = "Напишите акт так, как он стоит в документе."
LINES: Final = ("kind", "number", "issuer", "note")
TEXTS: Final = ("text", "title")
GIVEN: Final = ("level", "dated_on", "is_in_force", "url")


@transaction.atomic
def add_acts(project: Project, said: Sequence[Mapping[str, Any]], *, actor: User | None) -> list[NormativeAct]:
    """Put acts behind those that are there, in the given order; raises ValidationError for an act without words."""
    Project.objects.select_for_update().get(pk=project.pk)
    last = NormativeAct.objects.filter(project=project).aggregate(last=Max("order"))["last"]
    first = 0 if last is None else last + 1
    return [
        write_act(NormativeAct(project=project, order=first + place), words, actor=actor)
        for place, words in enumerate(said)
    ]


@transaction.atomic
def write_act(
    act: NormativeAct,
    said: Mapping[str, Any],
    *,
    upload: tuple[str, bytes] | None = None,
    drop: bool = False,
    actor: User | None,
) -> NormativeAct:
    """Save an act with the parts given; `upload` (name, bytes) takes the place of its file, `drop` takes that away.

    Raises ValidationError by field, or of a file that is not accepted.
    """
    _put(act, said)
    former = act.file if upload or drop else None
    if former is not None:
        act.file = None
    if upload is not None:
        act.file = keep_file(act.project, *upload, audience=ProjectFile.Audience.NETWORK, actor=actor)
    save_signed(act, actor)
    if former is not None:
        drop_file(former, actor=actor)
    return act


def remove_act(act: NormativeAct, *, actor: User | None) -> None:
    """Take an act out of the register."""
    delete_signed(act, actor)


def _put(act: NormativeAct, said: Mapping[str, Any]) -> None:
    """Write the parts that are given; raises ValidationError where no words of the document are left."""
    for name in (*LINES, *TEXTS, *GIVEN):
        if name in said:
            given = said[name]
            if name in LINES:
                given = one_line(given)
            elif name in TEXTS:
                given = clean_text(given).strip()
            setattr(act, name, given)
    if not act.text:
        raise ValidationError({"text": NO_TEXT})
