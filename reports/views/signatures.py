"""Signatures of the files of a report."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from portal.downloads import download
from reports.access import (
    can_approve,
    report_for_signatures,
    report_for_signing,
    require_open,
    signature_for_removal,
    signature_for_viewing,
)
from reports.forms.signatures import CertificateForm, SignatureForm
from reports.models import Report, ReportSignature
from reports.queries.sharing import ready_files
from reports.queries.signatures import checked, file_of, signatures_of
from reports.services.signatures import MAX_BYTES, attach_signature, remove_signature, sign_file
from reports.signing import MAX_KEY

ATTACHED = "Подпись приложена."
SIGNED = "PDF подписан: подписанный файл стоит в списке."
REMOVED = "Подпись убрана."
TYPES = {
    ReportSignature.Kind.DETACHED: "application/octet-stream",
    ReportSignature.Kind.EMBEDDED: "application/pdf",
}


@require_http_methods(["GET", "POST"])
def report_signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """Signatures of a report's files; a detached one is attached here."""
    report = report_for_signatures(request.user, pk)
    if request.method == "GET":
        return _page(request, report, SignatureForm(files=ready_files(report)), CertificateForm())
    require_open(report.project)
    form = SignatureForm(request.POST, request.FILES, files=ready_files(report))
    if form.is_valid() and _attached(request, report, form):
        return redirect("reports:report_signatures", pk)
    return _page(request, report, form, CertificateForm(), HTTPStatus.UNPROCESSABLE_ENTITY)


@sensitive_post_parameters("passphrase")
@require_POST
def report_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the PDF with the certificate that comes with the request and is forgotten after it."""
    report = report_for_signing(request.user, pk)
    form = CertificateForm(request.POST, request.FILES)
    if form.is_valid() and _signed(request, report, form):
        messages.success(request, SIGNED)
        return redirect("reports:report_signatures", pk)
    blank = SignatureForm(files=ready_files(report))
    return _page(request, report, blank, form, HTTPStatus.UNPROCESSABLE_ENTITY)


@require_GET
def signature_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The signature, or the signed PDF."""
    signature = signature_for_viewing(request.user, pk)
    try:
        file = signature.signature.open("rb")
    except FileNotFoundError as problem:
        raise Http404 from problem
    return download(file, signature.name, TYPES[ReportSignature.Kind(signature.kind)])


@require_POST
def signature_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own signature away while the report is a draft."""
    signature = signature_for_removal(request.user, pk)
    report = signature.file.report_id
    try:
        remove_signature(signature, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, REMOVED)
    return redirect("reports:report_signatures", report)


def _attached(request: HttpRequest, report: Report, form: SignatureForm) -> bool:
    """Keep the signature and tell how it stands; False with the reason at the form."""
    told = form.cleaned_data
    file = file_of(report, told["format"])
    if file is None:
        raise Http404
    try:
        _, state = attach_signature(file, told["file"].name, told["file"].read(MAX_BYTES + 1), actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    messages.success(request, f"{ATTACHED} {state.words}")
    return True


@sensitive_variables()
def _signed(request: HttpRequest, report: Report, form: CertificateForm) -> bool:
    """Sign; False with the reason at the form."""
    file = file_of(report, Report.Format.PDF)
    if file is None:
        raise Http404
    told = form.cleaned_data
    try:
        sign_file(file, told["key"].read(MAX_KEY + 1), told["passphrase"], now=timezone.now(), actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, ValidationError(problem.messages))
        return False
    return True


def _page(
    request: HttpRequest,
    report: Report,
    form: SignatureForm,
    signing: CertificateForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    has_pdf = any(file.format == Report.Format.PDF for file in form.files_of)
    signatures = signatures_of(report)
    states = checked(signatures) if request.method == "GET" and "check" in request.GET else {}
    context = {
        "project": report.project,
        "tab": "reports",
        "report": report,
        "form": form,
        "signing": signing if has_pdf and can_approve(request.user, report.project) else None,
        "signatures": [(each, states.get(each.pk)) for each in signatures],
        "user_id": reader(request).pk,
    }
    return render(request, "reports/report_signatures.html", context, status=status)
