"""Forms of reports: orders of documents, joint reports, parts of them."""

from __future__ import annotations

from reports.forms.contributions import ContributionForm, ReturnForm
from reports.forms.dues import DueEditForm, DueForm
from reports.forms.orders import OrderForm

__all__ = ["ContributionForm", "DueEditForm", "DueForm", "OrderForm", "ReturnForm"]
