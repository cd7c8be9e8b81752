"""Addresses of the portal; apps are named as strings so that the ground floor imports none of them."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from portal import views

urlpatterns = [
    path("", include("plans.urls")),
    path("", include("reports.urls")),
    path("", include("projects.urls")),
    path("", include("network.urls")),
    path("", include("portal.account_urls")),
    path("health/", views.health, name="health"),
    path("admin/", admin.site.urls),
]

handler400 = "portal.views.bad_request"
handler403 = "portal.views.permission_denied"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"
