"""A signature brought as a file, or made with a certificate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from reports.models import ReportFile

NO_FILE = "Выберите файл подписи."
NO_KEY = "Выберите файл ключа .p12 или .pfx."
NO_FORM = "Выберите, какой файл подписан."


class SignatureForm(forms.Form):
    """A detached signature of one of the files."""

    format = forms.ChoiceField(
        label="Какой файл подписан",
        widget=forms.RadioSelect,
        error_messages={"required": NO_FORM, "invalid_choice": NO_FORM},
    )
    file = forms.FileField(
        label="Файл подписи .sig или .p7s, до 1 МБ",
        error_messages={"required": NO_FILE, "empty": "Файл пустой. Выберите другой.", "invalid": NO_FILE},
    )

    def __init__(self, *args: Any, files: Sequence[ReportFile], **options: Any) -> None:
        super().__init__(*args, **options)
        self.files_of = list(files)
        choices = [(file.format, file.get_format_display()) for file in files]
        self.fields["format"].choices = choices  # type: ignore[attr-defined]
        if choices:
            self.fields["format"].initial = choices[0][0]


class CertificateForm(forms.Form):
    """The certificate with its key; neither it nor the passphrase is kept."""

    key = forms.FileField(
        label="Сертификат с ключом .p12 или .pfx",
        error_messages={"required": NO_KEY, "empty": NO_KEY, "invalid": NO_KEY},
    )
    passphrase = forms.CharField(
        label="Пароль ключа",
        max_length=200,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Ключ и пароль нужны один раз, портал их не сохраняет.",
    )
