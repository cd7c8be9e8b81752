"""What is wrong with a plan before it is approved: sentences, each about a place in it. Pure: no database, no clock."""

from __future__ import annotations

from itertools import groupby

from plans.linter.deadlines import deadline_findings, responsible_findings
from plans.linter.model import (
    HEADINGS,
    Code,
    Finding,
    LintCell,
    LintDeadline,
    LintItem,
    LintParty,
    LintPlan,
    LintSection,
    LintStage,
    LintWindow,
    Place,
    PlaceKind,
    Severity,
)
from plans.linter.order import order_findings
from plans.linter.spelling import spelling_findings

__all__ = [
    "HEADINGS",
    "Code",
    "Finding",
    "LintCell",
    "LintDeadline",
    "LintItem",
    "LintParty",
    "LintPlan",
    "LintSection",
    "LintStage",
    "LintWindow",
    "Place",
    "PlaceKind",
    "Severity",
    "grouped",
    "lint",
]

_ORDER = tuple(Code)


def lint(plan: LintPlan) -> tuple[Finding, ...]:
    """Every remark about a plan: by kind in the order of `Code`, within a kind in the order of the document."""
    found = [
        *deadline_findings(plan),
        *responsible_findings(plan),
        *order_findings(plan),
        *spelling_findings(plan),
    ]
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.code)))


def grouped(findings: tuple[Finding, ...]) -> list[tuple[str, list[Finding]]]:
    """Findings in their order under the headings of their kinds."""
    return [(HEADINGS[code], list(found)) for code, found in groupby(findings, key=lambda finding: finding.code)]
