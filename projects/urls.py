"""Addresses of projects; pages that show plan items stand in `plans`."""

from __future__ import annotations

from django.urls import URLPattern, path

from projects import views

app_name = "projects"

urlpatterns: list[URLPattern] = [
    path("projects/<slug:slug>/school-years/", views.school_years, name="school_years"),
    path("projects/<slug:slug>/school-years/<int:start_year>/", views.school_year_edit, name="school_year_edit"),
    path(
        "projects/<slug:slug>/school-years/<int:start_year>/restore/",
        views.school_year_restore,
        name="school_year_restore",
    ),
]
