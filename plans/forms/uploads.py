"""What goes into the import wizard: a file or a pasted table, and the plan it is meant for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from plans.forms.imports import PERIOD_HELP, clean_period
from plans.importing import ImportRefused
from plans.importing.guard import check_size

SUFFIXES = (".docx", ".odt", ".xlsx", ".ods", ".csv", ".pdf", ".doc")
NEW_PLAN = ""
MAX_PASTED = 1_000_000
NOTHING = "Выберите файл плана или вставьте таблицу."
TOO_MUCH = "Вставленного слишком много. Сохраните таблицу файлом и загрузите файл."


class SizedFileForm(forms.Form):
    """A form whose field `file` takes no file that is empty or too large to be looked at."""

    def clean_file(self) -> UploadedFile | None:
        """The file, if it is not too large to be looked at."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file:
            try:
                check_size(file.size or 0)
            except ImportRefused as refused:
                raise forms.ValidationError(refused.message) from refused
        return file


class UploadForm(SizedFileForm):
    """A file or what was pasted, the plan it goes into, and the period for a document that names none."""

    file = forms.FileField(
        label="Файл плана",
        help_text=(
            "Word (.docx, .doc), LibreOffice (.odt, .ods), Excel (.xlsx), .csv или PDF с таблицей, до 10 МБ. "
            "Текст пунктов не меняется, сам файл не хранится."
        ),
        error_messages={"empty": "Файл пустой: в нём нет ни одного знака. Выберите другой файл."},
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        allow_empty_file=True,
        required=False,
    )
    pasted = forms.CharField(
        label="Вставьте таблицу из Word или Excel",
        help_text="Выделите таблицу вместе с заголовками граф, скопируйте и вставьте сюда.",
        widget=forms.Textarea(attrs={"rows": 4, "data-paste": "id_pasted_html", "spellcheck": "false"}),
        max_length=MAX_PASTED,
        error_messages={"max_length": TOO_MUCH},
        strip=False,
        required=False,
    )
    pasted_html = forms.CharField(widget=forms.HiddenInput, max_length=MAX_PASTED, required=False)
    period = forms.CharField(
        label="Период плана, если в документе его нет",
        help_text=PERIOD_HELP,
        max_length=40,
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        plans: Sequence[tuple[int, str]] = (),
        chosen: str = NEW_PLAN,
    ) -> None:
        super().__init__(data, files, initial={"target": chosen})
        known = [(str(pk), f"Дополнить: {title}") for pk, title in plans]
        # The choices are the project's own plans, which no class can know.
        self.fields["target"] = forms.ChoiceField(
            label="Куда", choices=[(NEW_PLAN, "Новый план"), *known], required=False
        )

    def clean_period(self) -> str:
        """The period as typed, if it can be read."""
        return clean_period(self.cleaned_data["period"])

    def clean(self) -> dict[str, Any]:
        """Something has to be given."""
        data = super().clean() or self.cleaned_data
        if "file" not in self.errors and not data.get("file") and not str(data.get("pasted") or "").strip():
            self.add_error("file", NOTHING)
        return data
