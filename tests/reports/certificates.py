"""Certificates made by the tests themselves, and signatures by them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

# asn1crypto learns nothing after its first use, and pyHanko has something to teach it.
import pyhanko.sign.signers  # noqa: F401
from asn1crypto import cms
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from cryptography.x509.oid import NameOID

SIGNER = "Лесная И.И."
PASSPHRASE = "тайное слово"
START, END = datetime(2022, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


@cache
def key_and_certificate(
    signer: str = SIGNER, *, is_curve: bool = False
) -> tuple[rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, x509.Certificate]:
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = rsa.generate_private_key(65537, 2048)
    if is_curve:
        key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, signer)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(START).not_valid_after(END).add_extension(usage, critical=True)
    return key, made.sign(key, hashes.SHA256())


def p12(*, way: pkcs12.PBES | None = None, rounds: int = 2048) -> bytes:
    """The key with its certificate; `way`: in which way they are hidden, the best one if none is told."""
    key, certificate = key_and_certificate()
    hidden: serialization.KeySerializationEncryption = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    if way:
        made = serialization.PrivateFormat.PKCS12.encryption_builder().kdf_rounds(rounds)
        made = made.key_cert_algorithm(way).hmac_hash(hashes.SHA256())
        hidden = made.build(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"test", key, certificate, None, hidden)


def p12_without_key() -> bytes:
    """Certificates alone, as a store of those that are trusted."""
    trusted = pkcs12.PKCS12Certificate(key_and_certificate()[1], b"test")
    return pkcs12.serialize_java_truststore([trusted], serialization.BestAvailableEncryption(PASSPHRASE.encode()))


def p12_of_another_kind() -> bytes:
    """A key of a kind that signs no PDF here (Ed25519), with its certificate."""
    key = ed25519.Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    certificate = made.serial_number(1).not_valid_before(START).not_valid_after(END).sign(key, None)
    hidden = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"test", key, certificate, None, hidden)


def p12_with_slow_mac(rounds: int) -> bytes:
    """The key under a password that is checked by so many rounds."""
    file = asn1_pkcs12.Pfx.load(p12())  # type: ignore[no-untyped-call]
    file["mac_data"]["iterations"] = rounds
    return bytes(file.dump(force=True))


def detached(
    document: bytes,
    encoding: serialization.Encoding = serialization.Encoding.DER,
    *options: pkcs7.PKCS7Options,
    holds_document: bool = False,
    is_curve: bool = False,
    others: tuple[str, ...] = (),
) -> bytes:
    """A CMS signature of the document beside it, with certificates of others who signed nothing."""
    key, certificate = key_and_certificate(is_curve=is_curve)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(document).add_signer(certificate, key, hashes.SHA256())
    for other in others:
        builder = builder.add_certificate(key_and_certificate(other)[1])
    also = () if holds_document else (pkcs7.PKCS7Options.DetachedSignature,)
    return builder.sign(encoding, [pkcs7.PKCS7Options.Binary, *also, *options])


def by_unknown_digest(document: bytes) -> bytes:
    """A signature whose digest is named as of ГОСТ Р 34.11-2012: what it says nobody can count here."""
    info = cms.ContentInfo.load(detached(document))  # type: ignore[no-untyped-call]
    (signer,) = info["content"]["signer_infos"]
    signer["digest_algorithm"] = {"algorithm": "1.2.643.7.1.1.2.2"}
    return bytes(info.dump(force=True))
