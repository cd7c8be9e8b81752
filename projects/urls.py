"""Addresses of projects; pages that show plan items stand in `plans`."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "projects"

urlpatterns: list[URLPattern] = []
