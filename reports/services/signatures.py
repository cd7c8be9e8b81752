"""Signatures of files of reports: attached, made inside a PDF, taken away again."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import PurePath
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from network.models import User
from portal.text.clean import one_line
from reports.models import Report, ReportFile, ReportSignature
from reports.services.files import storage
from reports.signing import MAX_KEY, SignatureState, SigningError, read_detached, sign_pdf

MAX_BYTES: Final = 1024 * 1024
MOST: Final = 20
TOO_BIG = "Файл подписи больше 1 МБ: это не отсоединённая подпись."
KEY_TOO_BIG = "Файл ключа больше 64 КБ: это не .p12 с одним сертификатом."
NOT_READY = "Подписать можно готовый документ."
ONLY_PDF = "Сертификатом портал подписывает только PDF. К остальным файлам приложите подпись .sig."
THERE_ALREADY = "Эта подпись уже приложена."
TOO_MANY = "У файла уже {most} подписей, больше не приложить."
GONE = "Файла документа на месте нет. Закажите документ ещё раз: он соберётся заново."
NOT_YOURS = "Убрать подпись может только тот, кто её добавил."
APPROVED = "Документ утверждён: его подписи убрать нельзя."


def attach_signature(
    file: ReportFile, name: str, content: bytes, *, actor: User
) -> tuple[ReportSignature, SignatureState]:
    """Keep a detached signature beside the file, as it was brought, and tell how it stands.

    Raises ValidationError for anything else, and for one that is not of this file.
    """
    if len(content) > MAX_BYTES:
        raise ValidationError({"file": TOO_BIG})
    try:
        with _opened(file) as document:
            state = read_detached(content, document)
    except SigningError as problem:
        raise ValidationError({"file": str(problem)}) from problem
    kept = ReportSignature(file=file, kind=ReportSignature.Kind.DETACHED, signer=state.signer, author=actor)
    return _keep(kept, _plain_name(name), content), state


@sensitive_variables()
def sign_file(file: ReportFile, key: bytes, passphrase: str, *, now: datetime, actor: User) -> ReportSignature:
    """Sign the PDF with the organisation's certificate; the signed file stands beside the plain one.

    The key and its passphrase are used once, in memory. Raises ValidationError in words.
    """
    if file.format != Report.Format.PDF:
        raise ValidationError({"signed": ONLY_PDF})
    if len(key) > MAX_KEY:
        raise ValidationError({"key": KEY_TOO_BIG})
    try:
        with _opened(file) as document:
            content, signer = sign_pdf(document.read(), key, passphrase, now)
    except SigningError as problem:
        raise ValidationError({"key": str(problem)}) from problem
    kept = ReportSignature(file=file, kind=ReportSignature.Kind.EMBEDDED, signer=signer, author=actor)
    return _keep(kept, f"{PurePath(file.filename).stem}, подписан.pdf", content)


@transaction.atomic
def remove_signature(signature: ReportSignature, *, actor: User) -> None:
    """Take a signature away: by whoever added it, until the report is approved. Raises ValidationError otherwise."""
    report = Report.objects.select_for_update().get(files=signature.file_id)
    if signature.author_id != actor.pk:
        raise ValidationError(NOT_YOURS)
    if report.approved_at:
        raise ValidationError(APPROVED)
    name = signature.signature.name
    signature.delete()

    def remove() -> None:
        storage().delete(name)

    transaction.on_commit(remove, robust=True)


def _keep(signature: ReportSignature, name: str, content: bytes) -> ReportSignature:
    """Write the row and its bytes; the file of a row that was not written is deleted."""
    signature.name = name
    signature.size = len(content)
    signature.sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        ReportFile.objects.select_for_update().get(pk=signature.file_id)
        others = ReportSignature.objects.filter(file=signature.file_id)
        if others.filter(sha256=signature.sha256).exists():
            raise ValidationError({"file": THERE_ALREADY})
        if others.count() >= MOST:
            raise ValidationError(TOO_MANY.format(most=MOST))
        signature.signature.save("x", ContentFile(content), save=False)
        try:
            signature.full_clean()
            signature.save()
        except BaseException:
            storage().delete(signature.signature.name)
            raise
    return signature


def _opened(file: ReportFile) -> File[bytes]:
    if file.report.state != Report.State.DONE or not file.sha256:
        raise ValidationError(NOT_READY)
    try:
        opened: File[bytes] = file.file.open("rb")
    except FileNotFoundError as problem:
        raise ValidationError(GONE) from problem
    return opened


def _plain_name(name: str) -> str:
    """The name without folders; a plain one where it has none."""
    return one_line(PurePath(name.replace("\\", "/")).name)[-200:] or "подпись.sig"
