"""Proofs of marks: kept whole, under names nobody can guess."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from plans.models import Evidence
from plans.services.evidence import EvidenceInput, attach_evidence
from tests.makers import history_of, make_item, make_mark, make_plan, make_user

PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"


@pytest.mark.django_db
def test_file_is_kept_under_a_name_nobody_can_guess() -> None:
    mark = make_mark(make_item(make_plan()))
    (proof,) = attach_evidence(mark, [EvidenceInput(file_name="акт.pdf", content=PDF)], actor=make_user())
    with Evidence.objects.get(pk=proof.pk).file.open() as stored:
        kept = stored.read()
    assert (proof.title, proof.content_type, proof.size, kept) == ("акт.pdf", "application/pdf", len(PDF), PDF)
    assert "акт" not in proof.file.name


@pytest.mark.django_db
def test_link_and_number_prove_too() -> None:
    mark = make_mark(make_item(make_plan()))
    proofs = [EvidenceInput(url="https://school.example/1"), EvidenceInput(number="№ 5", title="Приказ")]
    attach_evidence(mark, proofs, actor=None)
    assert [(proof.title, proof.url, proof.number) for proof in mark.evidence.order_by("pk")] == [
        ("https://school.example/1", "https://school.example/1", ""),
        ("Приказ", "", "№ 5"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("proof", [EvidenceInput(), EvidenceInput(url="javascript:alert(1)")])
def test_proof_of_nothing_is_refused(proof: EvidenceInput) -> None:
    mark = make_mark(make_item(make_plan()))
    with pytest.raises(ValidationError):
        attach_evidence(mark, [proof], actor=None)
    assert Evidence.objects.count() == 0


@pytest.mark.django_db
def test_history_says_who_brought_the_file() -> None:
    mark, actor = make_mark(make_item(make_plan())), make_user()
    attach_evidence(mark, [EvidenceInput(number="5")], actor=actor)
    assert [row.history_user for row in history_of(Evidence)] == [actor]
