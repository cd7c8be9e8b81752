"""Tables of reports: orders of papers and their files, parts that members give, closed months of activity."""

from __future__ import annotations

from reports.models.activity import ActivityMonth
from reports.models.contributions import Contribution, ReportDue
from reports.models.orders import Report, ReportDownload, ReportFile, public_code, report_path
from reports.models.paper import PaperForm, ReportText
from reports.models.sharing import ReportSchedule, ReportSignature, ShareLink, ShareVisit

__all__ = [
    "ActivityMonth",
    "Contribution",
    "PaperForm",
    "Report",
    "ReportDownload",
    "ReportDue",
    "ReportFile",
    "ReportSchedule",
    "ReportSignature",
    "ReportText",
    "ShareLink",
    "ShareVisit",
    "public_code",
    "report_path",
]
