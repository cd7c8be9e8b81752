"""Addresses of projects; pages that show plan items stand in `plans`."""

from __future__ import annotations

from django.urls import URLPattern, path

from projects import views

app_name = "projects"

urlpatterns: list[URLPattern] = [
    path("files/<uuid:key>/", views.file_download, name="file_download"),
    path("projects/<slug:slug>/agreements/", views.agreements, name="agreements"),
    path("projects/<slug:slug>/agreements/new/", views.agreement_add, name="agreement_add"),
    path("projects/<slug:slug>/agreements/required/", views.agreement_required, name="agreement_required"),
    path("projects/<slug:slug>/agreements/hand-in/", views.agreement_hand_in, name="agreement_hand_in"),
    path("agreements/<int:pk>/", views.agreement_edit, name="agreement_edit"),
    path("agreements/<int:pk>/terminate/", views.agreement_terminate, name="agreement_terminate"),
    path("agreements/<int:pk>/remove/", views.agreement_remove, name="agreement_remove"),
    path("agreements/<int:pk>/scan/", views.agreement_scan, name="agreement_scan"),
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
    path("projects/<slug:slug>/products/", views.products, name="products"),
    path("projects/<slug:slug>/publications/", views.publications, name="publications"),
    path("projects/<slug:slug>/products/new/", views.product_add, name="product_add"),
    path("projects/<slug:slug>/products/line/", views.product_line, name="product_line"),
    path("products/<int:pk>/", views.product_detail, name="product_detail"),
    path("products/<int:pk>/edit/", views.product_edit, name="product_edit"),
    path("products/<int:pk>/submit/", views.product_submit, name="product_submit"),
    path("products/<int:pk>/decide/", views.product_decide, name="product_decide"),
    path("products/<int:pk>/publish/", views.product_publish, name="product_publish"),
    path("products/<int:pk>/remove/", views.product_remove, name="product_remove"),
    path("projects/<slug:slug>/school-years/", views.school_years, name="school_years"),
    path("projects/<slug:slug>/school-years/<int:start_year>/", views.school_year_edit, name="school_year_edit"),
    path(
        "projects/<slug:slug>/school-years/<int:start_year>/restore/",
        views.school_year_restore,
        name="school_year_restore",
    ),
]
