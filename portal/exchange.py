"""Tables in and out of the admin: CSV and JSON, read with bounds, written so that a spreadsheet runs no formula."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats import base_formats
from import_export.forms import ExportForm
from import_export.resources import Diff, ModelResource
from import_export.widgets import Widget
from simple_history.admin import SimpleHistoryAdmin
from tablib.core import Dataset
from tablib.exceptions import InvalidDimensions

from portal.text.cells import neutralised, restored

BYTES = 2 * 1024 * 1024
ROWS = 5_000
TOO_BIG = "Файл больше 2 МБ. Разделите его на части."
TOO_LONG = "В файле больше 5000 строк. Разделите его на части."
NOT_TEXT = "Это не текстовый файл. Сохраните таблицу как CSV: в Excel «Сохранить как», тип «CSV UTF-8»."
UNEVEN = "В одной из строк столбцов больше, чем в заголовке. Проверьте точки с запятой и кавычки внутри ячеек."
NOT_TABLE = "Файл не читается как таблица. Проверьте, что в первой строке стоят названия столбцов."


def _text(data: bytes) -> str:
    """Words of a file saved by Excel or by hand; raises ValueError with the reason in words."""
    if len(data) > BYTES:
        raise ValueError(TOO_BIG)
    if b"\x00" in data:
        raise ValueError(NOT_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


class CsvTable(base_formats.CSV):
    """CSV as Excel of a Russian machine writes and reads it: UTF-8 with a mark or Windows-1251, «;» or «,»."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def get_read_mode(self) -> str:
        """The file is decoded here, not by the library."""
        return "rb"

    def is_binary(self) -> bool:
        """The file is handed over as bytes."""
        return True

    def create_dataset(self, in_stream: bytes, **kwargs: Any) -> Dataset:
        """Rows of the file; raises ValueError with the reason in words."""
        text = _text(in_stream)
        head = text.partition("\n")[0]
        delimiter = max(";,\t", key=head.count)
        try:
            table = Dataset().load(text, format="csv", delimiter=delimiter)
        except InvalidDimensions as error:
            raise ValueError(UNEVEN) from error
        except Exception as error:
            raise ValueError(NOT_TABLE) from error
        return _bounded(table)

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        """The mark at the start tells Excel that this is UTF-8."""
        text: str = dataset.export("csv", delimiter=";")
        return text.encode("utf-8-sig")


class JsonTable(base_formats.JSON):
    """A list of objects."""

    CONTENT_TYPE = "application/json"

    def get_read_mode(self) -> str:
        """The file is decoded here, not by the library."""
        return "rb"

    def is_binary(self) -> bool:
        """The file is handed over as bytes."""
        return True

    def create_dataset(self, in_stream: bytes, **kwargs: Any) -> Dataset:
        """Rows of the file; raises ValueError with the reason in words."""
        try:
            rows = json.loads(_text(in_stream))
            table = Dataset()
            table.dict = rows
        except Exception as error:
            raise ValueError(str(error) if str(error) in {TOO_BIG, NOT_TEXT} else NOT_TABLE) from error
        return _bounded(table)

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        """Letters stay letters."""
        return json.dumps(dataset.dict, ensure_ascii=False, indent=1, default=str).encode()


def _bounded(table: Dataset) -> Dataset:
    if table.height > ROWS:
        raise ValueError(TOO_LONG)
    return table


class PlainDiff(Diff):
    """Was and will be, marked by elements alone: the library's colours are inline styles, which the portal forbids."""

    def as_html(self) -> list[SafeString]:
        """One cell a column."""
        return [
            self._cell("" if self.new else str(old), str(new)) for old, new in zip(self.left, self.right, strict=False)
        ]

    def _cell(self, old: str, new: str) -> SafeString:
        if old == new:
            return conditional_escape(new)
        return format_html("<del>{}</del> <ins>{}</ins>", old, new) if old else format_html("<ins>{}</ins>", new)


class Table(ModelResource):
    """Base of the tables: rows are checked as forms are, saved one by one so that history is complete."""

    class Meta:
        abstract = True
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_bulk = False

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        """Without inline styles."""
        return PlainDiff

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """Take back the apostrophes of an export, trim the cells."""
        for name, value in row.items():
            row[name] = restored(value.strip(" ") if isinstance(value, str) else value)

    def export_field(self, field: Field, instance: Model, **kwargs: Any) -> object:
        """A cell that is never a formula."""
        return neutralised(super().export_field(field, instance, **kwargs))


class ChoiceWidget(Widget):
    """A choice told by its Russian word."""

    def __init__(self, choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: object, row: dict[str, Any] | None = None, **kwargs: Any) -> str:
        """The stored value; raises ValueError naming the known words."""
        word = str(value or "").strip().casefold()
        for stored, label in self.choices:
            if word in {stored, label.casefold()}:
                return stored
        known = ", ".join(label for _, label in self.choices)
        raise ValueError(f"«{value}» здесь не годится. Можно: {known}.")

    def render(self, value: object, obj: Model | None = None, **kwargs: Any) -> str:
        """The Russian word."""
        return dict(self.choices).get(str(value), str(value))


class LookupWidget(Widget):
    """A row of another table told by words."""

    def __init__(self, find: Callable[[str], Model | None], shown: str) -> None:
        super().__init__()
        self.find = find
        self.shown = shown

    def clean(self, value: object, row: dict[str, Any] | None = None, **kwargs: Any) -> Model | None:
        """The row; raises ValueError with the reason in words."""
        return self.find(str(value or "").strip())

    def render(self, value: Model | None, obj: Model | None = None, **kwargs: Any) -> str:
        """The words of a row."""
        return str(getattr(value, self.shown)) if value else ""


class AdministratorOnly:
    """Only an administrator opens the admin, and she may do all that it offers."""

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Same as everything else."""
        return bool(request.user.is_active and request.user.is_superuser)

    has_export_permission = has_import_permission


class TableAdmin(AdministratorOnly, ImportExportMixin, SimpleHistoryAdmin):  # type: ignore[misc]  # `model` clashes
    """A dictionary: list, form, history, import and export."""

    table: type[Table]
    export_form_class = ExportForm  # type: ignore[assignment]  # the library's own choice of two
    import_template_name = "admin/portal/import.html"
    list_per_page = 50

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """An address typed without its beginning is taken as https."""
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def add_data_read_fail_error_to_form(self, form: Form, e: Exception) -> None:
        """Formats raise reasons in words."""
        form.add_error("import_file", str(e) if isinstance(e, ValueError) else NOT_TABLE)

    def get_import_formats(self) -> list[type]:
        """CSV and JSON, whatever else the machine has libraries for."""
        return [CsvTable, JsonTable]

    def get_export_formats(self) -> list[type]:
        """CSV and JSON."""
        return [CsvTable, JsonTable]

    def get_resource_classes(self, request: HttpRequest) -> list[type[Table]]:
        """One table a dictionary."""
        return [self.table]

    def _create_log_entry(self, user_pk: int, rows: list[Model], import_type: str, action_flag: int) -> None:
        """A line in the journal of the admin."""
        for row in rows:
            LogEntry.objects.log_actions(
                user_pk, [row], action_flag, change_message="Загружено из файла", single_object=True
            )


def administration() -> admin.AdminSite:
    """The admin with the portal's names."""
    site = admin.site
    site.site_header = "Портал проекта: справочники и доступ"
    site.site_title = "Портал проекта"
    site.index_title = "Справочники и доступ"
    site.site_url = "/"
    # The admin's own sign-in page knows no limit of tries.
    site.login = secure_admin_login(site.login)  # type: ignore[method-assign]
    return site
