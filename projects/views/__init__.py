"""Pages of projects."""

from __future__ import annotations

from projects.views.agreements import (
    agreement_add,
    agreement_edit,
    agreement_hand_in,
    agreement_remove,
    agreement_required,
    agreement_scan,
    agreement_terminate,
    agreements,
)
from projects.views.files import file_download
from projects.views.outline import (
    criteria,
    direction_add,
    direction_edit,
    direction_move,
    entry_add,
    entry_edit,
    outline,
    result_edit,
    stage_add,
    stage_edit,
    stage_move,
)
from projects.views.products import (
    product_add,
    product_decide,
    product_detail,
    product_edit,
    product_line,
    product_publish,
    product_remove,
    product_submit,
    products,
    publications,
)
from projects.views.school_years import school_year_edit, school_year_restore, school_years

__all__ = [
    "agreement_add",
    "agreement_edit",
    "agreement_hand_in",
    "agreement_remove",
    "agreement_required",
    "agreement_scan",
    "agreement_terminate",
    "agreements",
    "criteria",
    "direction_add",
    "direction_edit",
    "direction_move",
    "entry_add",
    "entry_edit",
    "file_download",
    "outline",
    "product_add",
    "product_decide",
    "product_detail",
    "product_edit",
    "product_line",
    "product_publish",
    "product_remove",
    "product_submit",
    "products",
    "publications",
    "result_edit",
    "school_year_edit",
    "school_year_restore",
    "school_years",
    "stage_add",
    "stage_edit",
    "stage_move",
]
