"""Who may order, see and download reports, give parts to them, and read the activity of a network."""

from __future__ import annotations

from reports.access.contributions import (
    due_for_coordination,
    due_for_reading,
    place_for_decision,
    place_for_talking,
    place_for_viewing,
    place_for_writing,
    project_for_dues,
    reads_text,
    talk_about_contribution,
    visible_contributions,
    visible_dues,
)
from reports.access.orders import (
    NOT_AN_ORDERER,
    can_approve,
    can_order,
    is_open,
    project_for_ordering,
    project_for_preparing,
    project_for_reports,
    report_for_approval,
    report_for_retry,
    report_for_viewing,
    require_open,
    visible_downloads,
    visible_reports,
)
from reports.access.paper import can_edit_paper, project_for_paper
from reports.access.schedules import schedule_for_editing
from reports.access.sharing import link_for_revoking, link_of_token, report_for_sharing
from reports.access.signatures import (
    report_for_signatures,
    report_for_signing,
    signature_for_removal,
    signature_for_viewing,
)

__all__ = [
    "NOT_AN_ORDERER",
    "can_approve",
    "can_edit_paper",
    "can_order",
    "due_for_coordination",
    "due_for_reading",
    "is_open",
    "link_for_revoking",
    "link_of_token",
    "place_for_decision",
    "place_for_talking",
    "place_for_viewing",
    "place_for_writing",
    "project_for_dues",
    "project_for_ordering",
    "project_for_paper",
    "project_for_preparing",
    "project_for_reports",
    "reads_text",
    "report_for_approval",
    "report_for_retry",
    "report_for_sharing",
    "report_for_signatures",
    "report_for_signing",
    "report_for_viewing",
    "require_open",
    "schedule_for_editing",
    "signature_for_removal",
    "signature_for_viewing",
    "talk_about_contribution",
    "visible_contributions",
    "visible_downloads",
    "visible_dues",
    "visible_reports",
]
