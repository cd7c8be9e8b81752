"""Who may see and do what with plans, items, marks and imports."""

from __future__ import annotations

from plans.access.cabinet import cabinet_marks, cabinet_organizations, items_for_organization, items_for_person
from plans.access.extracts import extract_parties
from plans.access.marking import (
    NOT_YOURS,
    MarkScope,
    PlanScope,
    batch_for_undo,
    evidence_for_download,
    expected_organizations,
    item_for_marking,
    mark_scope,
    plan_scope,
    require_marker,
)
from plans.access.plans import (
    CLOSED,
    import_for_review,
    item_for_editing,
    item_for_viewing,
    plan_for_editing,
    plan_for_viewing,
    project_for_overview,
)
from plans.access.visible import (
    own_responsibilities,
    reachable_projects,
    visible_approval_blocks,
    visible_deadlines,
    visible_evidence,
    visible_imports,
    visible_items,
    visible_marks,
    visible_occurrences,
    visible_plans,
    visible_responsibilities,
    visible_sections,
)

__all__ = [
    "CLOSED",
    "NOT_YOURS",
    "MarkScope",
    "PlanScope",
    "batch_for_undo",
    "cabinet_marks",
    "cabinet_organizations",
    "evidence_for_download",
    "expected_organizations",
    "extract_parties",
    "import_for_review",
    "item_for_editing",
    "item_for_marking",
    "item_for_viewing",
    "items_for_organization",
    "items_for_person",
    "mark_scope",
    "own_responsibilities",
    "plan_for_editing",
    "plan_for_viewing",
    "plan_scope",
    "project_for_overview",
    "reachable_projects",
    "require_marker",
    "visible_approval_blocks",
    "visible_deadlines",
    "visible_evidence",
    "visible_imports",
    "visible_items",
    "visible_marks",
    "visible_occurrences",
    "visible_plans",
    "visible_responsibilities",
    "visible_sections",
]
