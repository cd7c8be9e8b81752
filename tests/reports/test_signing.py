"""Signatures by certificate: read, made, checked; a broken byte is reported."""

from __future__ import annotations

import base64
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES

from reports.content import plan_content
from reports.drawing import rendered
from reports.signing import SigningError, check_detached, check_pdf, read_detached, sign_pdf
from tests.reports import facts
from tests.reports.certificates import (
    END,
    PASSPHRASE,
    SIGNER,
    START,
    by_unknown_digest,
    detached,
    p12,
    p12_of_another_kind,
    p12_with_slow_mac,
    p12_without_key,
)

NOW = datetime(2022, 11, 14, tzinfo=UTC)
DOCUMENT = b"%PDF-1.7 report"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return rendered(plan_content(facts.plan(facts.item())), "https://portal.example/r/code", "pdf")[0]


@pytest.fixture(scope="module")
def signed(pdf: bytes) -> bytes:
    return sign_pdf(pdf, p12(), PASSPHRASE, NOW)[0]


@pytest.mark.parametrize("form", ["der", "pem", "base64"])
def test_detached_signature_is_read_as_programs_write_it(form: str) -> None:
    der = detached(DOCUMENT)
    given = {"der": der, "pem": detached(DOCUMENT, Encoding.PEM), "base64": base64.encodebytes(der)}[form]
    state = read_detached(given, io.BytesIO(DOCUMENT))
    assert (state.signer, state.is_whole) == (SIGNER, True)


@pytest.mark.parametrize("options", [{}, {"is_curve": True}, {"others": ("Абакумова А.А.", "Яблокова Я.Я.")}])
@pytest.mark.parametrize("has_attributes", [True, False])
def test_true_signature_names_whoever_signed(options: dict[str, Any], has_attributes: bool) -> None:
    without = () if has_attributes else (PKCS7Options.NoAttributes,)
    state = check_detached(detached(DOCUMENT, Encoding.DER, *without, **options), io.BytesIO(DOCUMENT))
    assert (state.signer, state.is_whole) == (SIGNER, True)


def test_signature_that_is_only_of_other_bytes_is_refused_without_attributes() -> None:
    content = detached(DOCUMENT, Encoding.DER, PKCS7Options.NoAttributes)
    with pytest.raises(SigningError, match="сделана не к этому файлу, или её файл изменили"):
        read_detached(content, io.BytesIO(DOCUMENT + b"!"))


def test_signature_by_a_key_of_nobody_is_refused() -> None:
    broken = bytearray(detached(DOCUMENT))
    broken[-5] ^= 1
    with pytest.raises(SigningError, match="Подпись неверна"):
        read_detached(bytes(broken), io.BytesIO(DOCUMENT))


@pytest.mark.parametrize(
    ("content", "signer"),
    [(by_unknown_digest(DOCUMENT), SIGNER), (detached(DOCUMENT, Encoding.DER, PKCS7Options.NoCerts), "")],
)
def test_what_the_portal_cannot_verify_is_taken_and_told(content: bytes, signer: str) -> None:
    state = read_detached(content, io.BytesIO(DOCUMENT))
    assert (state.signer, state.is_whole) == (signer, None)
    assert state.words.startswith("Портал не проверял эту подпись")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"\x30\x03\x02\x01\x05",
        b"\x30\x80" * 500,
        b"\x30\x84\xff\xff\xff\xff",
        base64.b64encode(b"not a signature"),
        b"-----BEGIN CMS-----\n%%%\n-----END CMS-----",
        detached(DOCUMENT)[:-20],
        p12(),
    ],
)
def test_what_is_no_signature_is_refused(content: bytes) -> None:
    with pytest.raises(SigningError, match="Это не файл подписи"):
        read_detached(content, io.BytesIO(DOCUMENT))


def test_detached_signature_is_checked_in_words() -> None:
    content = detached(DOCUMENT)
    broken = bytearray(content)
    broken[-5] ^= 1
    pairs = [(content, DOCUMENT), (content, b"%PDF-1.7 rePort"), (b"", b""), (bytes(broken), DOCUMENT)]
    told = [check_detached(content, io.BytesIO(document)) for content, document in pairs]
    assert [(state.signer, state.is_whole) for state in told] == [
        (SIGNER, True),
        (SIGNER, False),
        ("", False),
        (SIGNER, False),
    ]
    assert told[0].words.startswith("Подпись верна: она сделана к этому файлу.")
    assert told[3].words == "Подпись неверна: она сделана не к этому файлу, или её файл изменили."


def test_signature_with_the_document_inside_is_refused() -> None:
    with pytest.raises(SigningError, match="лежит и сам документ"):
        read_detached(detached(DOCUMENT, holds_document=True), io.BytesIO(DOCUMENT))


def test_signature_of_other_bytes_is_refused() -> None:
    with pytest.raises(SigningError, match="сделана не к этому файлу"):
        read_detached(detached(DOCUMENT), io.BytesIO(DOCUMENT + b"!"))


def test_signed_pdf_holds_the_file_as_it_was_and_names_the_signer(pdf: bytes) -> None:
    signed, signer = sign_pdf(pdf, p12(), PASSPHRASE, NOW)
    assert (signer, signed.startswith(pdf)) == (SIGNER, True)
    (state,) = check_pdf(signed)
    assert (state.signer, state.is_whole) == (SIGNER, True)
    assert state.words.startswith("Подпись верна")


def test_every_broken_byte_is_reported(signed: bytes) -> None:
    places = [100, len(signed) // 3, len(signed) // 2, signed.rfind(b"/Contents <") + 200, signed.rfind(b"0000>") + 2]
    for place in places:
        broken = bytearray(signed)
        broken[place] = ord("1") if broken[place] != ord("1") else ord("2")
        assert [state.is_whole for state in check_pdf(bytes(broken))] == [False], place


def test_what_is_written_behind_a_signature_is_reported(signed: bytes) -> None:
    (state,) = check_pdf(signed + b"\n% more\n")
    assert (state.is_whole, state.words) == (False, "После подписания к файлу что-то дописали.")


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_told(content: bytes) -> None:
    assert [state.words for state in check_pdf(content)] == ["Файл повреждён: подпись в нём не прочитать."]


def test_pdf_without_a_signature_is_told(pdf: bytes) -> None:
    assert [state.words for state in check_pdf(pdf)] == ["Подписи в файле нет."]


@pytest.mark.parametrize(("key", "passphrase"), [(p12(), "other"), (p12(), ""), (b"", "x"), (b"x" * 100_000, "x")])
def test_key_that_does_not_open_is_told(pdf: bytes, key: bytes, passphrase: str) -> None:
    with pytest.raises(SigningError, match="Ключ не открылся"):
        sign_pdf(pdf, key, passphrase, NOW)


@pytest.mark.parametrize("way", [PBES.PBESv1SHA1And3KeyTripleDESCBC, PBES.PBESv2SHA256AndAES256CBC])
def test_key_that_is_hidden_in_an_old_or_new_way_signs(pdf: bytes, way: PBES) -> None:
    assert sign_pdf(pdf, p12(way=way, rounds=100_000), PASSPHRASE, NOW)[1] == SIGNER


@pytest.mark.parametrize("way", [PBES.PBESv1SHA1And3KeyTripleDESCBC, PBES.PBESv2SHA256AndAES256CBC])
def test_key_that_takes_too_long_to_open_is_not_opened(pdf: bytes, way: PBES) -> None:
    with pytest.raises(SigningError, match="больше миллиона повторов"):
        sign_pdf(pdf, p12(way=way, rounds=1_000_001), PASSPHRASE, NOW)


@pytest.mark.parametrize("rounds", [1_000_001, 2_000_000_000, -1])
def test_password_that_takes_too_long_to_check_is_not_checked(pdf: bytes, rounds: int) -> None:
    with pytest.raises(SigningError, match="больше миллиона повторов"):
        sign_pdf(pdf, p12_with_slow_mac(rounds), PASSPHRASE, NOW)


@pytest.mark.parametrize("key", [p12_without_key(), p12_of_another_kind()])
def test_file_with_no_key_that_signs_is_told(pdf: bytes, key: bytes) -> None:
    with pytest.raises(SigningError, match="Ключ не открылся"):
        sign_pdf(pdf, key, PASSPHRASE, NOW)


@pytest.mark.parametrize(
    ("now", "words"),
    [(START - timedelta(days=1), "начнёт действовать 01.01.2022"), (END + timedelta(days=1), "истёк 01.01.2040")],
)
def test_certificate_out_of_its_time_signs_nothing(pdf: bytes, now: datetime, words: str) -> None:
    with pytest.raises(SigningError, match=words):
        sign_pdf(pdf, p12(), PASSPHRASE, now)


def test_file_that_is_no_pdf_is_not_signed() -> None:
    with pytest.raises(SigningError, match="не читается"):
        sign_pdf(b"hello", p12(), PASSPHRASE, NOW)
