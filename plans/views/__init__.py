"""Pages of plans."""

from __future__ import annotations

from plans.views.calendar import calendar, year_strip
from plans.views.columns import plan_columns
from plans.views.comments import item_comment
from plans.views.compound import item_split
from plans.views.copying import plan_copy
from plans.views.events import event_decide, event_unlink, events
from plans.views.exports import plan_export, plan_extract, plan_extract_file
from plans.views.feeds import feed, feed_revoke, feeds
from plans.views.filters import filter_delete, filter_edit, filter_save
from plans.views.heads import plan_create, plan_edit
from plans.views.import_jobs import import_cancel, import_progress, import_reopen, import_retry, import_undo
from plans.views.imports import import_confirm, import_review, import_upload
from plans.views.indicators import indicator_detail, indicator_facts, indicators
from plans.views.invitation_lists import (
    invitation_list,
    invitation_list_confirm,
    invitation_list_file,
    invitation_list_made,
)
from plans.views.items import item_detail, item_edit
from plans.views.joint_events import (
    joint_event_add,
    joint_event_cancel,
    joint_event_detail,
    joint_event_edit,
    joint_event_material,
    joint_event_material_remove,
    joint_events,
)
from plans.views.leaving import person_leave
from plans.views.letters import item_remind, mark_by_letter
from plans.views.life import (
    plan_approve,
    plan_archive,
    plan_changes,
    plan_check,
    plan_close,
    plan_edition,
    plan_reopen,
)
from plans.views.marks import evidence_download, item_mark, marks_bulk, marks_undo
from plans.views.marksheets import (
    mark_sheet,
    mark_sheet_cancel,
    mark_sheet_confirm,
    mark_sheet_review,
    mark_sheet_upload,
)
from plans.views.matrix import matrix
from plans.views.merging import organization_merge
from plans.views.objectives import coverage, item_objectives, objective_items
from plans.views.occurrences import occurrence_add, occurrence_move, occurrence_remove
from plans.views.outcomes import import_outcome
from plans.views.overview import home, overview
from plans.views.participants import groups, participants
from plans.views.passports import passport_import, passport_review
from plans.views.registrations import (
    joint_event_attendance,
    joint_event_links,
    joint_event_marks,
    joint_event_register,
    registration_withdraw,
)
from plans.views.replacement import person_replace, person_replace_undo
from plans.views.rereading import deadlines_reread
from plans.views.scheme import scheme, scheme_svg
from plans.views.search import search
from plans.views.structure import change_undo, plan_structure
from plans.views.tables import plan_detail, plan_list
from plans.views.works import item_works

__all__ = [
    "calendar",
    "change_undo",
    "coverage",
    "deadlines_reread",
    "event_decide",
    "event_unlink",
    "events",
    "evidence_download",
    "feed",
    "feed_revoke",
    "feeds",
    "filter_delete",
    "filter_edit",
    "filter_save",
    "groups",
    "home",
    "import_cancel",
    "import_confirm",
    "import_outcome",
    "import_progress",
    "import_reopen",
    "import_retry",
    "import_review",
    "import_undo",
    "import_upload",
    "indicator_detail",
    "indicator_facts",
    "indicators",
    "invitation_list",
    "invitation_list_confirm",
    "invitation_list_file",
    "invitation_list_made",
    "item_comment",
    "item_detail",
    "item_edit",
    "item_mark",
    "item_objectives",
    "item_remind",
    "item_split",
    "item_works",
    "joint_event_add",
    "joint_event_attendance",
    "joint_event_cancel",
    "joint_event_detail",
    "joint_event_edit",
    "joint_event_links",
    "joint_event_marks",
    "joint_event_material",
    "joint_event_material_remove",
    "joint_event_register",
    "joint_events",
    "mark_by_letter",
    "mark_sheet",
    "mark_sheet_cancel",
    "mark_sheet_confirm",
    "mark_sheet_review",
    "mark_sheet_upload",
    "marks_bulk",
    "marks_undo",
    "matrix",
    "objective_items",
    "occurrence_add",
    "occurrence_move",
    "occurrence_remove",
    "organization_merge",
    "overview",
    "participants",
    "passport_import",
    "passport_review",
    "person_leave",
    "person_replace",
    "person_replace_undo",
    "plan_approve",
    "plan_archive",
    "plan_changes",
    "plan_check",
    "plan_close",
    "plan_columns",
    "plan_copy",
    "plan_create",
    "plan_detail",
    "plan_edit",
    "plan_edition",
    "plan_export",
    "plan_extract",
    "plan_extract_file",
    "plan_list",
    "plan_reopen",
    "plan_structure",
    "registration_withdraw",
    "scheme",
    "scheme_svg",
    "search",
    "year_strip",
]
