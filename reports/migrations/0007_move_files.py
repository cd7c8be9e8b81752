"""A report had one file; its genre and its file move to where the new genres and forms have them."""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps.registry import Apps
from django.core.files.storage import default_storage
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def move_files(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One row of a file for each file; orders still at work are read anew."""
    report_model = apps.get_model("reports", "Report")
    file_model = apps.get_model("reports", "ReportFile")
    report_model.objects.filter(kind="plan").update(kind="calendar-plan")
    report_model.objects.filter(state="done").update(order_key="before-files")
    for report in report_model.objects.exclude(state="done"):
        report.content, report.order_key = None, f"before-files-{report.pk}"
        report.formats = ["pdf"]
        report.save(update_fields=["content", "order_key", "formats"])
    for report in report_model.objects.filter(state="done"):
        report.formats = ["pdf"]
        report.save(update_fields=["formats"])
        file_model.objects.create(
            report=report,
            format="pdf",
            file=report.file.name,
            sha256=_fingerprint(report.file.name),
            size=report.size,
            pages=report.pages,
        )


def move_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The PDF of each report, by the names of before."""
    report_model: Any = apps.get_model("reports", "Report")
    report_model.objects.filter(kind="calendar-plan").update(kind="plan")
    for file in apps.get_model("reports", "ReportFile").objects.filter(format="pdf"):
        report_model.objects.filter(pk=file.report_id).update(file=file.file.name, size=file.size, pages=file.pages)


def _fingerprint(name: str) -> str:
    if not name or not default_storage.exists(name):
        return "lost"
    with default_storage.open(name) as file:
        return hashlib.sha256(file.read()).hexdigest()


class Migration(migrations.Migration):
    """After the tables, before the old columns go."""

    dependencies = [("reports", "0006_genres_files_and_sharing")]
    operations = [migrations.RunPython(move_files, move_back)]
