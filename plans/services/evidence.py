"""What proves a mark: a file under a name nobody can guess, a link, a document by number and date, a product."""

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
from projects.models import Product

MAX_TITLE: Final = 300
NOTHING = "Приложите файл, дайте ссылку или назовите документ."
NO_PRODUCT = "Этого продукта нет среди одобренных продуктов проекта. Выберите другой."
SHOWN = (Product.State.APPROVED, Product.State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class EvidenceInput:
    """One proof: a file (name and bytes), a link, a document by number and date, or a product by its id."""

    title: str = ""
    file_name: str = ""
    content: bytes = b""
    url: str = ""
    number: str = ""
    dated_on: date | None = None
    product_id: int | None = None


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
        elif proof.product_id is not None:
            evidence.product = _product(mark, proof.product_id)
            evidence.title = evidence.product.title[:MAX_TITLE]
        elif proof.url or proof.number or proof.title:
            evidence.title = (proof.title or proof.number or proof.url)[:MAX_TITLE]
        else:
            raise ValidationError(NOTHING)
        saved.append(save_signed(evidence, actor))
    return saved


def _product(mark: CompletionMark, product_id: int) -> Product:
    """An approved product of the project the mark is in; raises ValidationError for any other."""
    known = Product.objects.filter(project=mark.occurrence.item.plan.project_id, state__in=SHOWN)
    product = known.filter(pk=product_id).first()
    if product is None:
        raise ValidationError(NO_PRODUCT)
    return product
