"""Signatures by certificate: read from a file, made inside a PDF, checked. Nothing is fetched from a network.

The libraries take a second to load: they are imported where they are used.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import IO, Any, Final

from django.views.decorators.debug import sensitive_variables

from reports.keys import SlowKeyError, require_opening, require_quick

FIELD: Final = "Signature"
MAX_KEY: Final = 64 * 1024
"""Bytes of a file with a certificate and its key."""
_ARMOUR: Final = re.compile(rb"-----BEGIN [A-Z0-9 ]+-----(.*?)-----END [A-Z0-9 ]+-----", re.DOTALL)
_DIGESTS: Final = frozenset({"sha1", "sha256", "sha384", "sha512"})
_KEYS: Final = frozenset({"rsassa_pkcs1v15", "rsassa_pss", "ecdsa"})
_MOST_SIGNERS: Final = 20

NOT_A_SIGNATURE = (
    "Это не файл подписи. Подойдёт отсоединённая подпись .sig или .p7s, которую сделала ваша программа подписи."
)
NOT_DETACHED = "В этом файле лежит и сам документ. Нужна отсоединённая подпись: отдельный файл рядом с документом."
OF_ANOTHER = "Эта подпись сделана не к этому файлу. Скачайте файл с портала, подпишите его и приложите подпись."
WRONG_KEY = (
    "Ключ не открылся: пароль не тот, или это не файл .p12 (.pfx) с сертификатом и ключом RSA или ECDSA. "
    "Ключом ГОСТ или СТБ подпишите файл своей программой и приложите подпись .sig."
)
SLOW_KEY = (
    "Файл ключа зашифрован так, что открывать его пришлось бы минутами: в нём больше миллиона повторов. "
    "Сохраните ключ своей программой в новый файл .p12 с обычными настройками."
)
NOT_YET = "Сертификат начнёт действовать {day:%d.%m.%Y}: подписать им пока нельзя."
EXPIRED = "Срок сертификата истёк {day:%d.%m.%Y}. Возьмите действующий."
NOT_SIGNED = "Подписать не получилось: файл документа не читается. Закажите документ ещё раз."
UNREADABLE = "Файл повреждён: подпись в нём не прочитать."
GONE = "Файла на месте нет: проверить нечего."
NO_SIGNATURE = "Подписи в файле нет."
WHOLE = (
    "Подпись верна: с тех пор как файл подписан, в нём ничего не изменилось. Кто выдал сертификат, портал не проверяет."
)
BROKEN = "Подпись неверна: после подписания файл изменили."
OF_THIS = "Подпись верна: она сделана к этому файлу. Кто выдал сертификат, портал не проверяет."
UNTRUE = "Подпись неверна: она сделана не к этому файлу, или её файл изменили."
NOT_CHECKED = (
    "Портал не проверял эту подпись: её алгоритма он не знает (ГОСТ, СТБ), или в ней нет сертификата. "
    "Проверьте её своей программой подписи."
)
ADDED = "После подписания к файлу что-то дописали."


class SigningError(ValueError):
    """Why a signature is not taken or not made, in words for whoever brought it."""


@dataclass(frozen=True, slots=True)
class SignatureState:
    """A signature: whom it names, whether the file is as it was signed, that in words; `None`: nobody can tell here."""

    signer: str
    is_whole: bool | None
    words: str


def read_detached(content: bytes, document: IO[bytes]) -> SignatureState:
    """Whom the certificates of the signers name (nobody vouches for that), and whether the signature is true.

    Raises SigningError for what is no detached CMS signature, and for one that is not of this document. RSA and ECDSA
    are verified; ГОСТ, СТБ and those without a certificate are not, and that is said.
    """
    state = _read_state(content, document)
    if state.is_whole is False:
        raise SigningError(state.words)
    return state


@sensitive_variables()
def sign_pdf(pdf: bytes, key: bytes, passphrase: str, now: datetime) -> tuple[bytes, str]:
    """The PDF with a signature inside (PAdES), and whom the certificate names; the key is used and forgotten.

    Raises SigningError for a key that does not open, a certificate out of its time, a PDF that cannot be read.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter

    try:
        secret = passphrase.encode()
        require_quick(key[: MAX_KEY + 1])
        require_opening(key[: MAX_KEY + 1], secret)
        signer = signers.SimpleSigner.load_pkcs12_data(key[: MAX_KEY + 1], other_certs=[], passphrase=secret)
    except SlowKeyError as problem:
        raise SigningError(SLOW_KEY) from problem
    except (ValueError, TypeError, KeyError, AttributeError, OSError, RecursionError) as problem:
        # A file without a key, or without a certificate, ends in an attribute of nothing.
        raise SigningError(WRONG_KEY) from problem
    if signer is None or signer.signing_cert is None or signer.signing_key.algorithm not in {"rsa", "rsassa_pss", "ec"}:
        raise SigningError(WRONG_KEY)
    certificate = signer.signing_cert
    if now < certificate.not_valid_before:
        raise SigningError(NOT_YET.format(day=certificate.not_valid_before))
    if now > certificate.not_valid_after:
        raise SigningError(EXPIRED.format(day=certificate.not_valid_after))
    meta = signers.PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    try:
        signed = _apart(lambda: signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer=signer))
    except (PdfError, ValueError) as problem:
        raise SigningError(NOT_SIGNED) from problem
    return signed.getvalue(), _name(certificate)


def check_detached(content: bytes, document: IO[bytes]) -> SignatureState:
    """Whether a signature beside a document is true; one by ГОСТ or СТБ cannot be checked, and that is said."""
    try:
        return _read_state(content, document)
    except SigningError as problem:
        return SignatureState("", is_whole=False, words=str(problem))


def check_pdf(pdf: bytes) -> tuple[SignatureState, ...]:
    """How each signature inside a PDF stands; a file that cannot be read, or has none, is told as one broken state."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        found = tuple(_state(each) for each in PdfFileReader(io.BytesIO(pdf)).embedded_signatures)
    except (PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return (SignatureState("", is_whole=False, words=UNREADABLE),)
    return found or (SignatureState("", is_whole=False, words=NO_SIGNATURE),)


def _state(signature: Any) -> SignatureState:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    signer = _name(signature.signer_cert)
    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = _apart(lambda: validate_pdf_signature(signature, context))
    if not (status.intact and status.valid) or not _is_padded_with_nothing(signature.pkcs7_content):
        return SignatureState(signer, is_whole=False, words=BROKEN)
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        return SignatureState(signer, is_whole=False, words=ADDED)
    return SignatureState(signer, is_whole=True, words=WHOLE)


def _apart(call: Callable[[], Any]) -> Any:
    """Call in a thread of its own: the library runs an event loop, and the caller's thread may have one already."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(call).result()


def _is_padded_with_nothing(content: bytes) -> bool:
    """Room left after the signature is not covered by it: anything there was put there later."""
    return not content[_length(content) :].strip(b"\0")


def _length(content: bytes) -> int:
    """Bytes of the structure that begins the content."""
    from asn1crypto import parser

    return int(parser.peek(content))  # type: ignore[no-untyped-call]


def _as_der(content: bytes) -> bytes:
    """Bytes of a signature written as DER, as PEM, or as bare base64."""
    armour = _ARMOUR.search(content)
    text = armour[1] if armour else content.removeprefix(b"\xef\xbb\xbf")
    if not armour and content[:1] == b"\x30":
        return content
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as problem:
        raise SigningError(NOT_A_SIGNATURE) from problem


def _read_state(content: bytes, document: IO[bytes]) -> SignatureState:
    der = _as_der(content)
    try:
        return _read(der, document)
    except SigningError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as problem:
        raise SigningError(NOT_A_SIGNATURE) from problem


def _read(der: bytes, document: IO[bytes]) -> SignatureState:
    # pyHanko teaches asn1crypto its attributes when it is imported, and asn1crypto learns nothing after its first use.
    import pyhanko.sign.signers  # noqa: F401
    from asn1crypto import cms

    info = cms.ContentInfo.load(der, strict=True)  # type: ignore[no-untyped-call]
    if info["content_type"].native != "signed_data" or not 0 < len(info["content"]["signer_infos"]) <= _MOST_SIGNERS:
        raise SigningError(NOT_A_SIGNATURE)
    signed, signers = info["content"], info["content"]["signer_infos"]
    if signed["encap_content_info"]["content"].contents:
        raise SigningError(NOT_DETACHED)
    certificates = [choice.chosen for choice in signed["certificates"] or () if choice.name == "certificate"]
    digests = _digests(document, {each["digest_algorithm"]["algorithm"].native for each in signers} & _DIGESTS)
    found = [(each, _certificate_of(each, certificates)) for each in signers]
    names = dict.fromkeys(_name(certificate) for _, certificate in found if certificate is not None)
    signer = "; ".join(filter(None, names))[:300]
    if not all(_is_of(each, digests) for each in signers):
        return SignatureState(signer, is_whole=False, words=OF_ANOTHER)
    kind = signed["encap_content_info"]["content_type"].native
    answers = {_is_true(each, certificate, digests, kind) for each, certificate in found}
    if False in answers:
        return SignatureState(signer, is_whole=False, words=UNTRUE)
    if None in answers:
        return SignatureState(signer, is_whole=None, words=NOT_CHECKED)
    return SignatureState(signer, is_whole=True, words=OF_THIS)


def _digests(document: IO[bytes], algorithms: set[str]) -> dict[str, bytes]:
    """Digests of the document, which may be larger than memory."""
    made = {}
    for algorithm in algorithms:
        document.seek(0)
        new = partial(hashlib.new, algorithm, usedforsecurity=False)
        made[algorithm] = hashlib.file_digest(document, new).digest()  # type: ignore[arg-type]
    return made


def _certificate_of(signer: Any, certificates: Sequence[Any]) -> Any:
    """The certificate by whose key the signer says it signed, `None` where it is not in the file."""
    sid = signer["sid"]
    if sid.name != "issuer_and_serial_number":
        return next((each for each in certificates if each.key_identifier == sid.chosen.native), None)
    serial, issuer = sid.chosen["serial_number"].native, sid.chosen["issuer"].dump()
    return next((each for each in certificates if each.serial_number == serial and each.issuer.dump() == issuer), None)


def _is_of(signer: Any, digests: Mapping[str, bytes]) -> bool:
    """The signer says the digest of the document, as far as the portal can count it; some say none."""
    attributes = [each for each in signer["signed_attrs"] or () if each["type"].native == "message_digest"]
    said = [value.native for each in attributes for value in each["values"]]
    counted = digests.get(signer["digest_algorithm"]["algorithm"].native)
    return counted is None or all(each == counted for each in said)


def _is_true(signer: Any, certificate: Any, digests: Mapping[str, bytes], kind: str) -> bool | None:
    """Whether the signature was made of the document with the key of the certificate; `None` if nobody can tell."""
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    digest = digests.get(signer["digest_algorithm"]["algorithm"].native)
    try:
        if certificate is None or digest is None or signer["signature_algorithm"].signature_algo not in _KEYS:
            return None
        is_same, is_signed = validate_sig_integrity(signer, certificate, kind, digest)
    except SignatureValidationError:
        return False
    except Exception:  # noqa: BLE001 - what libraries make of a foreign key has no common ancestor
        return None
    return bool(is_same and is_signed)


def _name(certificate: Any) -> str:
    """«Лесная И.И., Заречный дворец творчества», as the certificate says."""
    subject = certificate.subject.native
    parts = (subject.get("common_name"), subject.get("organization_name"))
    words = [str(part) for part in parts if part]
    return ", ".join(dict.fromkeys(words))[:300]
