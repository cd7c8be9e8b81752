"""Tables of projects: the project and its passport, what it means to reach, who takes part, what came of it."""

from __future__ import annotations

from projects.models.agreements import Agreement, AgreementKind
from projects.models.calendars import SchoolTerm, SchoolYear
from projects.models.councils import Council, CouncilMeeting, CouncilMember
from projects.models.files import ProjectFile
from projects.models.indicators import IndicatorValue, MeasurementPeriod
from projects.models.invitations import ProjectInvitation
from projects.models.outcomes import Criterion, Indicator, MatrixEntry, PlannedResult
from projects.models.passport import USUAL_SECTIONS, NormativeAct, Objective, PassportSection
from projects.models.products import Product, ProductAuthor
from projects.models.projects import (
    UNKNOWN_ZONE,
    Direction,
    Participation,
    Project,
    ProjectRole,
    Stage,
    validate_time_zone,
)
from projects.models.reviews import Review, ReviewCriterion, ReviewRound
from projects.models.risks import Risk

__all__ = [
    "UNKNOWN_ZONE",
    "USUAL_SECTIONS",
    "Agreement",
    "AgreementKind",
    "Council",
    "CouncilMeeting",
    "CouncilMember",
    "Criterion",
    "Direction",
    "Indicator",
    "IndicatorValue",
    "MatrixEntry",
    "MeasurementPeriod",
    "NormativeAct",
    "Objective",
    "Participation",
    "PassportSection",
    "PlannedResult",
    "Product",
    "ProductAuthor",
    "Project",
    "ProjectFile",
    "ProjectInvitation",
    "ProjectRole",
    "Review",
    "ReviewCriterion",
    "ReviewRound",
    "Risk",
    "SchoolTerm",
    "SchoolYear",
    "Stage",
    "validate_time_zone",
]
