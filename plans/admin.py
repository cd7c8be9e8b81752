"""Plans in the admin, to look at: they are changed on the pages of the portal, where every change has its author."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from plans.models import CompletionMark, Plan, PlanItem


class ReadOnly:
    """Nothing is added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody deletes."""
        return False


@admin.register(Plan)
class PlanAdmin(ReadOnly, SimpleHistoryAdmin):
    """Plans of all projects."""

    list_display = ("title", "kind", "project", "starts_on", "state")
    list_filter = ("kind", "state")
    list_select_related = ("project",)
    search_fields = ("title", "project__short_title")


@admin.register(PlanItem)
class PlanItemAdmin(ReadOnly, SimpleHistoryAdmin):
    """Items of all plans."""

    list_display = ("number", "title", "plan")
    list_select_related = ("plan",)
    search_fields = ("title", "plan__title")


@admin.register(CompletionMark)
class CompletionMarkAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Marks as they were added, newest first."""

    list_display = ("occurrence", "state", "organization", "fact_on", "author", "created_at")
    list_filter = ("state",)
    list_select_related = ("occurrence", "organization", "author__person")
    ordering = ("-pk",)
