"""Every write of reports: the order, the work on it, the file."""

from __future__ import annotations

from reports.services.approval import approve_report
from reports.services.files import remove_leftovers
from reports.services.orders import Order, order_report, record_download, retry_report
from reports.services.production import orders_to_wake, produce_report
from reports.services.sandbox import LIMITS, Limits
from reports.services.texts import TextConflict, reset_text, save_text

__all__ = [
    "LIMITS",
    "Limits",
    "Order",
    "TextConflict",
    "approve_report",
    "order_report",
    "orders_to_wake",
    "produce_report",
    "record_download",
    "remove_leftovers",
    "reset_text",
    "retry_report",
    "save_text",
]
