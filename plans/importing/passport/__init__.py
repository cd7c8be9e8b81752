"""The passport of a project out of a text document: numbered sections and what they tell; pure, saves nothing."""

from __future__ import annotations

from plans.importing.passport.draft import ActDraft, MemberDraft, PassportDraft, SectionDraft
from plans.importing.passport.gold import passport_as_json
from plans.importing.passport.reading import passport_of, read_passport

__all__ = [
    "ActDraft",
    "MemberDraft",
    "PassportDraft",
    "SectionDraft",
    "passport_as_json",
    "passport_of",
    "read_passport",
]
