"""Paragraphs of reports: rewritten by the coordinator, given back to the portal."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import get_history_manager_for_model

from network.models import User
from network.services.history import delete_signed
from portal.text.clean import clean_text
from projects.models import Project
from reports.models import Report, ReportText
from reports.queries.texts import paragraphs_of, subject_of

MOST_LETTERS = 20_000
TOO_LONG = f"Абзац длиннее {MOST_LETTERS} знаков: сократите его или приложите к отчёту файлом."


class TextConflict(Exception):  # noqa: N818 - not an error of anybody: two people worked at once
    """Somebody rewrote the paragraph since it was opened; `current` is how it stands, None if the portal's words do."""

    def __init__(self, current: ReportText | None) -> None:
        super().__init__("Пока вы писали, этот абзац сохранил кто-то другой.")
        self.current = current


@transaction.atomic
def save_text(report: Report, key: str, text: str, base: str, version: int, actor: User) -> ReportText | None:
    """Keep her words for all later reports of the subject; words equal to the portal's are not kept: gives None.

    `report` may be a row that is not written. `base`: the words of the portal she saw; `version`: that of the
    paragraph she opened, 0 where nobody had rewritten it. Empty words leave the paragraph out of the report.
    Raises TextConflict where somebody wrote other words meanwhile, ValidationError for too long ones, KeyError for a
    paragraph the report does not have.
    """
    if key not in {paragraph.key for paragraph in paragraphs_of(report)}:
        raise KeyError(key)
    words, seen = (clean_text(each).replace("\r\n", "\n").strip() for each in (text, base))
    if len(words) > MOST_LETTERS:
        raise ValidationError(TOO_LONG)
    current = _locked(report, key)
    if version != (current.version if current else 0):
        if current and current.text == words:
            return current
        raise TextConflict(current)
    if words.split() == seen.split():
        _remove(current, actor)
        return None
    row = current or ReportText(project=report.project, kind=report.kind, subject=subject_of(report), key=key)
    row.text, row.base, row.author = words, seen, actor
    row.version = _last_version(report, key) + 1
    row._history_user = actor  # type: ignore[attr-defined]
    # Not `save_signed`: empty words are words of hers, a form would call them missing.
    row.save()
    return row


@transaction.atomic
def reset_text(report: Report, key: str, version: int, actor: User) -> bool:
    """Give the paragraph back to the portal; whether anything was rewritten. Her words stay in the history.

    `version`: that of the paragraph she opened. Raises TextConflict where somebody wrote other words meanwhile.
    """
    current = _locked(report, key)
    if current and current.version != version:
        raise TextConflict(current)
    return _remove(current, actor)


def _locked(report: Report, key: str) -> ReportText | None:
    # Without a row there is nothing to lock: those who write the first words wait for each other at the project.
    Project.objects.select_for_update().only("pk").get(pk=report.project_id)
    return ReportText.objects.filter(**_place(report, key)).first()


def _place(report: Report, key: str) -> dict[str, Any]:
    return {"project": report.project_id, "kind": report.kind, "subject": subject_of(report), "key": key}


def _last_version(report: Report, key: str) -> int:
    """The highest ever: words written after a reset must not pass for those that another tab still shows."""
    versions = get_history_manager_for_model(ReportText).filter(**_place(report, key)).values_list("version", flat=True)
    return max(versions, default=0)


def _remove(row: ReportText | None, actor: User) -> bool:
    if row is not None:
        delete_signed(row, actor)
    return row is not None
