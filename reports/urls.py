"""Addresses of reports."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from reports import views


class CodeConverter(StringConverter):
    """What codes and secrets of links are written with: nothing else can be one, a database is not asked."""

    regex = "[A-Za-z0-9_-]{1,100}"


register_converter(CodeConverter, "code")
app_name = "reports"
PART = "dues/<int:pk>/parts/<int:organization>"

urlpatterns = [
    path("cabinet/", views.cabinet, name="cabinet"),
    path("projects/<slug:slug>/director/", views.director_summary, name="director_summary"),
    path("projects/<slug:slug>/reports/", views.report_list, name="report_list"),
    path("projects/<slug:slug>/reports/order/", views.report_order, name="report_order"),
    path("projects/<slug:slug>/reports/preview/", views.report_preview, name="report_preview"),
    path("projects/<slug:slug>/reports/text/<str:key>/", views.report_text, name="report_text"),
    path("projects/<slug:slug>/dues/", views.due_list, name="due_list"),
    path("projects/<slug:slug>/dues/new/", views.due_create, name="due_create"),
    path("dues/<int:pk>/", views.due_detail, name="due_detail"),
    path("dues/<int:pk>/edit/", views.due_edit, name="due_edit"),
    path("dues/<int:pk>/close/", views.due_close, name="due_close"),
    path("dues/<int:pk>/reopen/", views.due_reopen, name="due_reopen"),
    path("dues/<int:pk>/delete/", views.due_delete, name="due_delete"),
    path(f"{PART}/", views.contribution_detail, name="contribution_detail"),
    path(f"{PART}/edit/", views.contribution_edit, name="contribution_edit"),
    path(f"{PART}/autosave/", views.contribution_autosave, name="contribution_autosave"),
    path(f"{PART}/withdraw/", views.contribution_withdraw, name="contribution_withdraw"),
    path(f"{PART}/comment/", views.contribution_comment, name="contribution_comment"),
    path(f"{PART}/decide/", views.contribution_decide, name="contribution_decide"),
    path("projects/<slug:slug>/activity/", views.activity, name="activity"),
    path("projects/<slug:slug>/activity/close/", views.activity_close, name="activity_close"),
    path("projects/<slug:slug>/activity/reopen/", views.activity_reopen, name="activity_reopen"),
    path("projects/<slug:slug>/activity/<int:organization>/", views.activity_facts, name="activity_facts"),
    path("reports/<int:pk>/", views.report_detail, name="report_detail"),
    path("reports/<int:pk>/read/", views.report_read, name="report_read"),
    path("reports/<int:pk>/approve/", views.report_approve, name="report_approve"),
    path("projects/<slug:slug>/paper/", views.paper_form, name="paper_form"),
    path("reports/<int:pk>/links/", views.report_links, name="report_links"),
    path("links/<int:pk>/revoke/", views.share_revoke, name="share_revoke"),
    path("s/<code:token>/", views.shared_report, name="shared_report"),
    path("s/<code:token>/<slug:format_>/", views.shared_file, name="shared_file"),
    path("reports/<int:pk>/signatures/", views.report_signatures, name="report_signatures"),
    path("reports/<int:pk>/sign/", views.report_sign, name="report_sign"),
    path("signatures/<int:pk>/", views.signature_download, name="signature_download"),
    path("signatures/<int:pk>/remove/", views.signature_remove, name="signature_remove"),
    path("projects/<slug:slug>/schedules/", views.schedules, name="schedules"),
    path("projects/<slug:slug>/schedules/new/", views.schedule_create, name="schedule_create"),
    path("schedules/<int:pk>/edit/", views.schedule_edit, name="schedule_edit"),
    path("schedules/<int:pk>/enable/", views.schedule_enable, name="schedule_enable"),
    path("schedules/<int:pk>/delete/", views.schedule_delete, name="schedule_delete"),
    path("reports/<int:pk>/status/", views.report_status, name="report_status"),
    path("reports/<int:pk>/download/", views.report_download, name="report_download"),
    path("reports/<int:pk>/download/<slug:format_>/", views.report_download, name="report_download"),
    path("reports/<int:pk>/retry/", views.report_retry, name="report_retry"),
    path("r/<code:code>/", views.report_check, name="report_check"),
]
