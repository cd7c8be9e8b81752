"""Addresses of reports."""

from __future__ import annotations

from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("cabinet/", views.cabinet, name="cabinet"),
    path("projects/<slug:slug>/director/", views.director_summary, name="director_summary"),
    path("projects/<slug:slug>/reports/", views.report_list, name="report_list"),
    path("projects/<slug:slug>/reports/order/", views.report_order, name="report_order"),
    path("reports/<int:pk>/status/", views.report_status, name="report_status"),
    path("reports/<int:pk>/download/", views.report_download, name="report_download"),
    path("reports/<int:pk>/retry/", views.report_retry, name="report_retry"),
    path("r/<str:code>/", views.report_check, name="report_check"),
]
