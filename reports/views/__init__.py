"""Pages of reports, and the cabinet, which shows what they ask for."""

from __future__ import annotations

from reports.views.activity import activity, activity_close, activity_facts, activity_reopen
from reports.views.cabinet import cabinet
from reports.views.checks import report_check
from reports.views.contributions import (
    contribution_autosave,
    contribution_comment,
    contribution_decide,
    contribution_detail,
    contribution_edit,
    contribution_withdraw,
)
from reports.views.details import report_approve, report_detail, report_read
from reports.views.dues import due_close, due_create, due_delete, due_detail, due_edit, due_list, due_reopen
from reports.views.orders import (
    director_summary,
    report_download,
    report_list,
    report_order,
    report_retry,
    report_status,
)
from reports.views.paper import paper_form
from reports.views.previews import report_preview, report_text
from reports.views.schedules import (
    schedule_create,
    schedule_delete,
    schedule_edit,
    schedule_enable,
    schedules,
)
from reports.views.sharing import report_links, share_revoke, shared_file, shared_report
from reports.views.signatures import report_sign, report_signatures, signature_download, signature_remove

__all__ = [
    "activity",
    "activity_close",
    "activity_facts",
    "activity_reopen",
    "cabinet",
    "contribution_autosave",
    "contribution_comment",
    "contribution_decide",
    "contribution_detail",
    "contribution_edit",
    "contribution_withdraw",
    "director_summary",
    "due_close",
    "due_create",
    "due_delete",
    "due_detail",
    "due_edit",
    "due_list",
    "due_reopen",
    "paper_form",
    "report_approve",
    "report_check",
    "report_detail",
    "report_download",
    "report_links",
    "report_list",
    "report_order",
    "report_preview",
    "report_read",
    "report_retry",
    "report_sign",
    "report_signatures",
    "report_status",
    "report_text",
    "schedule_create",
    "schedule_delete",
    "schedule_edit",
    "schedule_enable",
    "schedules",
    "share_revoke",
    "shared_file",
    "shared_report",
    "signature_download",
    "signature_remove",
]
