"""The narrative of a project: its sections are written, moved, numbered, taken out and brought back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from simple_history.utils import get_history_manager_for_model

from network.models import User
from network.services.history import delete_signed, save_many_signed, save_signed
from portal.text.clean import clean_text
from projects.models import PassportSection, Project
from projects.queries.passport import sections_of
from projects.text.sections import block_end, moved, numbers, relevelled

NO_HEADING = "Напишите заголовок: без него раздел не найти в содержании."
HAS_SUBSECTIONS = "Убрать нельзя: в разделе есть подразделы. Сначала уберите их или поднимите на его уровень."
STANDS = "Этот раздел уже стоит в паспорте."
NOT_KNOWN = "Такого текста у этого раздела не было."
WORDS = ("number", "heading", "text")


class SectionConflict(Exception):  # noqa: N818 - not an error of anybody: two people worked at once
    """Somebody changed the section since it was opened; `current` is the section as it stands now."""

    def __init__(self, current: PassportSection) -> None:
        super().__init__("Раздел изменил кто-то другой, пока вы его правили.")
        self.current = current


@transaction.atomic
def add_section(
    project: Project, said: Mapping[str, Any], *, behind: PassportSection | None = None, actor: User | None
) -> PassportSection:
    """Put a section behind another with all that is nested in it, else at the end; raises ValidationError by field.

    `said`: `number`, `heading`, `text` and `level`, 1 to 4.
    """
    Project.objects.select_for_update().get(pk=project.pk)
    rows = sections_of(project)
    place = len(rows)
    if behind is not None:
        at = next(place for place, row in enumerate(rows) if row.pk == behind.pk)
        place = block_end([row.level for row in rows], at)
    section = PassportSection(project=project, order=place, level=said["level"], **_words(said))
    save_signed(section, actor)
    _put_in_order([*rows[:place], section, *rows[place:]])
    return section


@transaction.atomic
def write_section(
    section_id: int, expected_version: int, said: Mapping[str, Any], *, actor: User | None
) -> PassportSection:
    """Write the words of a section if nobody has since `expected_version`; the same words again change nothing.

    Raises SectionConflict, or ValidationError by field.
    """
    section = PassportSection.objects.select_related("project").get(pk=section_id)
    words = _words(said)
    if section.version != expected_version:
        raise SectionConflict(section)
    if all(getattr(section, name) == value for name, value in words.items()):
        return section
    # The version in WHERE is what holds: between the read above and this line somebody else may have written.
    rows = PassportSection.objects.filter(pk=section_id, version=expected_version)
    if not rows.update(**words, version=F("version") + 1):
        raise SectionConflict(PassportSection.objects.get(pk=section_id))
    section.refresh_from_db()
    get_history_manager_for_model(PassportSection).bulk_history_create([section], update=True, default_user=actor)
    return section


def restore_section(section: PassportSection, history_id: int, *, actor: User | None) -> PassportSection:
    """Write a former text of the section again; raises ValidationError for a text it never had, or SectionConflict."""
    line = get_history_manager_for_model(PassportSection).filter(id=section.pk, history_id=history_id).first()
    if line is None:
        raise ValidationError(NOT_KNOWN)
    return write_section(section.pk, section.version, {name: getattr(line, name) for name in WORDS}, actor=actor)


@transaction.atomic
def move_section(section: PassportSection, step: int, *, actor: User | None) -> None:
    """One place up (-1) or down (1) among its neighbours, with what is nested; the trail tells who moved what."""
    rows = sections_of(section.project)
    order = moved([row.level for row in rows], _place(rows, section), step)
    _put_in_order([rows[place] for place in order], actor=actor)


@transaction.atomic
def nest_section(section: PassportSection, step: int, *, actor: User | None) -> None:
    """One level deeper (1) or higher (-1), with what is nested; stays where it cannot."""
    rows = sections_of(section.project)
    levels = relevelled([row.level for row in rows], _place(rows, section), step)
    changed = []
    for row, level in zip(rows, levels, strict=True):
        if row.level != level:
            row.level = level
            changed.append(row)
    save_many_signed(changed, ["level"], actor)


@transaction.atomic
def number_sections(project: Project, *, actor: User | None) -> int:
    """Number the sections in their order, «1», «1.1» …; tells how many numbers changed, the words stay as they are."""
    rows = sections_of(project)
    changed = []
    for row, number in zip(rows, numbers([row.level for row in rows]), strict=True):
        if row.number.rstrip(".") != number:
            row.number, row.version = number, row.version + 1
            changed.append(row)
    save_many_signed(changed, ["number", "version"], actor)
    return len(changed)


def remove_section(section: PassportSection, *, actor: User | None) -> None:
    """Take a section out; raises ValidationError where others are nested in it. `return_section` brings it back."""
    rows = sections_of(section.project)
    place = _place(rows, section)
    if block_end([row.level for row in rows], place) > place + 1:
        raise ValidationError(HAS_SUBSECTIONS)
    delete_signed(section, actor)


@transaction.atomic
def return_section(project: Project, section_id: int, *, actor: User | None) -> PassportSection:
    """Bring a removed section back to its place with its last words; raises ValidationError if it stands."""
    if PassportSection.objects.filter(pk=section_id).exists():
        raise ValidationError(STANDS)
    trail = get_history_manager_for_model(PassportSection).filter(id=section_id, project=project)
    last = trail.order_by("-history_id").first()
    if last is None:
        raise ValidationError(NOT_KNOWN)
    words = {name: getattr(last, name) for name in (*WORDS, "level", "order")}
    section = PassportSection(pk=section_id, project=project, version=last.version + 1, **words)
    rows = sections_of(project)
    save_signed(section, actor)
    _put_in_order([*rows[: last.order], section, *rows[last.order :]])
    return section


def _words(said: Mapping[str, Any]) -> dict[str, str]:
    words = {name: clean_text(str(said[name])).strip() for name in WORDS}
    if not words["heading"]:
        raise ValidationError({"heading": NO_HEADING})
    return words


def _place(rows: Sequence[PassportSection], section: PassportSection) -> int:
    return next(place for place, row in enumerate(rows) if row.pk == section.pk)


def _put_in_order(rows: Sequence[PassportSection], *, actor: User | None = None) -> None:
    changed = []
    for order, row in enumerate(rows):
        if row.order != order:
            row.order = order
            changed.append(row)
    save_many_signed(changed, ["order"], actor)
