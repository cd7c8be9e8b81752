"""Addresses of projects; pages that show plan items stand in `plans`."""

from __future__ import annotations

from django.urls import URLPattern, path

from projects import views

app_name = "projects"

urlpatterns: list[URLPattern] = [
    path("files/<uuid:key>/", views.file_download, name="file_download"),
    path("projects/<slug:slug>/criteria/", views.criteria, name="criteria"),
    path("projects/<slug:slug>/outline/", views.outline, name="outline"),
    path("projects/<slug:slug>/stages/new/", views.stage_add, name="stage_add"),
    path("projects/<slug:slug>/directions/new/", views.direction_add, name="direction_add"),
    path("projects/<slug:slug>/works/new/", views.entry_add, name="entry_add"),
    path("stages/<int:pk>/", views.stage_edit, name="stage_edit"),
    path("stages/<int:pk>/move/", views.stage_move, name="stage_move"),
    path("directions/<int:pk>/", views.direction_edit, name="direction_edit"),
    path("directions/<int:pk>/move/", views.direction_move, name="direction_move"),
    path("works/<int:pk>/", views.entry_edit, name="entry_edit"),
    path("results/<int:pk>/", views.result_edit, name="result_edit"),
    path("projects/<slug:slug>/school-years/", views.school_years, name="school_years"),
    path("projects/<slug:slug>/school-years/<int:start_year>/", views.school_year_edit, name="school_year_edit"),
    path(
        "projects/<slug:slug>/school-years/<int:start_year>/restore/",
        views.school_year_restore,
        name="school_year_restore",
    ),
]
