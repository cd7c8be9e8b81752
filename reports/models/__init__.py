"""Tables of reports: orders of papers, parts that members give, closed months of activity."""

from __future__ import annotations

from reports.models.activity import ActivityMonth
from reports.models.contributions import Contribution, ReportDue
from reports.models.orders import Report, ReportDownload, public_code, report_path

__all__ = ["ActivityMonth", "Contribution", "Report", "ReportDownload", "ReportDue", "public_code", "report_path"]
