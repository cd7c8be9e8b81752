"""What proves a mark: a file kept under a name nobody can guess, a link, or a document by number and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from network.models import User
from network.services.history import save_signed
from plans.models import CompletionMark, Evidence
from portal.checked_files import check_file

MAX_TITLE: Final = 300
NOTHING = "Приложите файл, дайте ссылку или назовите документ."


@dataclass(frozen=True, slots=True)
class EvidenceInput:
    """One proof: a file (name and bytes), a link, or a document by number and date."""

    title: str = ""
    file_name: str = ""
    content: bytes = b""
    url: str = ""
    number: str = ""
    dated_on: date | None = None


def attach_evidence(mark: CompletionMark, proofs: Sequence[EvidenceInput], *, actor: User | None) -> list[Evidence]:
    """Save proofs of a mark; raises ValidationError in Russian for a bad file or a proof of nothing."""
    saved = []
    for proof in proofs:
        evidence = Evidence(mark=mark, url=proof.url, number=proof.number, dated_on=proof.dated_on)
        if proof.file_name or proof.content:
            checked = check_file(proof.file_name, proof.content)
            evidence.content_type, evidence.size = checked.content_type, len(checked.content)
            evidence.title = (proof.title or checked.name)[:MAX_TITLE]
            evidence.file.save(checked.name, ContentFile(checked.content), save=False)
        elif proof.url or proof.number or proof.title:
            evidence.title = (proof.title or proof.number or proof.url)[:MAX_TITLE]
        else:
            raise ValidationError(NOTHING)
        saved.append(save_signed(evidence, actor))
    return saved
