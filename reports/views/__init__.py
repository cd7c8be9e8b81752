"""Pages of reports, and the cabinet, which shows what they ask for."""

from __future__ import annotations

from reports.views.cabinet import cabinet
from reports.views.orders import (
    director_summary,
    report_check,
    report_download,
    report_list,
    report_order,
    report_retry,
    report_status,
)

__all__ = [
    "cabinet",
    "director_summary",
    "report_check",
    "report_download",
    "report_list",
    "report_order",
    "report_retry",
    "report_status",
]
