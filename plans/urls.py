"""Addresses of plans: overview, table, item, marks, import, cabinet."""

from __future__ import annotations

from django.urls import path

from plans import views

app_name = "plans"

urlpatterns = [
    path("", views.home, name="home"),
    path("projects/<slug:slug>/", views.overview, name="overview"),
    path("projects/<slug:slug>/plans/", views.plan_list, name="plan_list"),
    path("plans/<int:pk>/", views.plan_detail, name="plan_detail"),
    path("plans/<int:pk>/marks/", views.marks_bulk, name="marks_bulk"),
    path("plans/<int:pk>/export.<str:form>", views.plan_export, name="plan_export"),
    path("plans/<int:pk>/extract/", views.plan_extract, name="plan_extract"),
    path("plans/<int:pk>/extract.<str:form>", views.plan_extract_file, name="plan_extract_file"),
    path("plans/<int:pk>/mark-sheet.xlsx", views.mark_sheet, name="mark_sheet"),
    path("plans/<int:pk>/mark-sheet/", views.mark_sheet_upload, name="mark_sheet_upload"),
    path("mark-sheets/<uuid:key>/", views.mark_sheet_review, name="mark_sheet_review"),
    path("mark-sheets/<uuid:key>/confirm/", views.mark_sheet_confirm, name="mark_sheet_confirm"),
    path("mark-sheets/<uuid:key>/cancel/", views.mark_sheet_cancel, name="mark_sheet_cancel"),
    path("plans/<int:pk>/structure/", views.plan_structure, name="plan_structure"),
    path("changes/<uuid:batch>/undo/", views.change_undo, name="change_undo"),
    path("plans/<int:pk>/check/", views.plan_check, name="plan_check"),
    path("plans/<int:pk>/approve/", views.plan_approve, name="plan_approve"),
    path("plans/<int:pk>/changes/", views.plan_changes, name="plan_changes"),
    path("plans/<int:pk>/close/", views.plan_close, name="plan_close"),
    path("plans/<int:pk>/reopen/", views.plan_reopen, name="plan_reopen"),
    path("plans/<int:pk>/archive/", views.plan_archive, name="plan_archive"),
    path("plans/<int:pk>/copy/", views.plan_copy, name="plan_copy"),
    path("projects/<slug:slug>/replace/", views.person_replace, name="person_replace"),
    path("projects/<slug:slug>/replace/<uuid:key>/undo/", views.person_replace_undo, name="person_replace_undo"),
    path("items/<int:pk>/", views.item_detail, name="item_detail"),
    path("items/<int:pk>/edit/", views.item_edit, name="item_edit"),
    path("items/<int:pk>/mark/", views.item_mark, name="item_mark"),
    path("marks/<uuid:batch>/undo/", views.marks_undo, name="marks_undo"),
    path("evidence/<uuid:key>/", views.evidence_download, name="evidence_download"),
    path("projects/<slug:slug>/school-years/deadlines/", views.deadlines_reread, name="deadlines_reread"),
    path("projects/<slug:slug>/import/", views.import_upload, name="import_upload"),
    path("imports/<uuid:key>/", views.import_review, name="import_review"),
    path("imports/<uuid:key>/confirm/", views.import_confirm, name="import_confirm"),
    path("imports/<uuid:key>/cancel/", views.import_cancel, name="import_cancel"),
    path("imports/<uuid:key>/undo/", views.import_undo, name="import_undo"),
    path("imports/<uuid:key>/progress/", views.import_progress, name="import_progress"),
    path("imports/<uuid:key>/retry/", views.import_retry, name="import_retry"),
    path("imports/<uuid:key>/reopen/", views.import_reopen, name="import_reopen"),
    path("search/", views.search, name="search"),
    path("cabinet/", views.cabinet, name="cabinet"),
    path("cabinet/calendars/", views.feeds, name="feeds"),
    path("cabinet/calendars/<int:pk>/revoke/", views.feed_revoke, name="feed_revoke"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path("projects/<slug:slug>/calendar/", views.calendar, name="calendar"),
    path("projects/<slug:slug>/year/", views.year_strip, name="year_strip"),
    path("projects/<slug:slug>/filters/", views.filter_save, name="filter_save"),
    path("filters/<int:pk>/", views.filter_edit, name="filter_edit"),
    path("filters/<int:pk>/delete/", views.filter_delete, name="filter_delete"),
]
