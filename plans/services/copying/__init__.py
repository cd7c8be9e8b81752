"""A plan goes on next year: its words with the years moved, looked at first, then saved as a new draft."""

from __future__ import annotations

from plans.services.copying.draft import CopyDraft, CopyRow, copy_draft, next_period
from plans.services.copying.saving import copy_plan

__all__ = ["CopyDraft", "CopyRow", "copy_draft", "copy_plan", "next_period"]
