"""Projects, roles and participation in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from portal.exchange import AdministratorOnly, TableAdmin
from projects import resources
from projects.models import Direction, Participation, Project, ProjectRole, SchoolTerm, SchoolYear, Stage
from projects.services import NO_COORDINATOR


@admin.register(Project)
class ProjectAdmin(TableAdmin):
    """Projects; one with a plan is archived, not deleted."""

    table = resources.ProjectTable
    list_display = ("short_title", "organization", "starts_on", "ends_on", "state")
    list_filter = ("state",)
    list_select_related = ("organization",)
    search_fields = ("short_title", "title", "slug")
    autocomplete_fields = ("organization",)

    def has_delete_permission(self, request: HttpRequest, obj: Project | None = None) -> bool:
        """Marks and reports would go with it."""
        return False


def is_last_coordinator(role: ProjectRole) -> bool:
    """An active project would stay without a coordinator if the saved role went."""
    saved = ProjectRole.objects.select_related("project").filter(pk=role.pk, role=ProjectRole.Role.COORDINATOR).first()
    if saved is None or saved.project.state != Project.State.ACTIVE:
        return False
    return not ProjectRole.objects.filter(project=saved.project, role=saved.role).exclude(pk=saved.pk).exists()


class ProjectRoleForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A role; the last coordinator keeps hers."""

    class Meta:
        model = ProjectRole
        fields = ("project", "user", "role")

    def clean(self) -> dict[str, Any]:
        """Another user may take over, but not another role or project."""
        if {"role", "project"} & set(self.changed_data) and is_last_coordinator(self.instance):
            raise forms.ValidationError(NO_COORDINATOR)
        return self.cleaned_data


@admin.register(ProjectRole)
class ProjectRoleAdmin(TableAdmin):
    """Who does what in projects."""

    table = resources.ProjectRoleTable
    form = ProjectRoleForm
    list_display = ("user", "project", "role")
    list_filter = ("role", "project")
    list_select_related = ("user__person", "project")
    autocomplete_fields = ("project", "user")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Roles go one by one, so that a project never stays without a coordinator."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: ProjectRole | None = None) -> bool:
        """The last coordinator of an active project stays."""
        return super().has_delete_permission(request, obj) and not (obj is not None and is_last_coordinator(obj))


@admin.register(Stage)
class StageAdmin(TableAdmin):
    """Stages."""

    table = resources.StageTable
    list_display = ("title", "project", "order", "period_text")
    list_filter = ("project",)
    list_select_related = ("project",)
    autocomplete_fields = ("project",)


@admin.register(Direction)
class DirectionAdmin(TableAdmin):
    """Directions."""

    table = resources.DirectionTable
    list_display = ("title", "project", "order")
    list_filter = ("project",)
    list_select_related = ("project",)
    autocomplete_fields = ("project",)


@admin.register(Participation)
class ParticipationAdmin(TableAdmin):
    """Organisations of projects."""

    table = resources.ParticipationTable
    list_display = ("organization", "project", "role", "status")
    list_filter = ("status", "project")
    list_select_related = ("organization", "project")
    search_fields = ("organization__short_name", "project__short_title")
    autocomplete_fields = ("project", "organization")


class SchoolTermInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    """Quarters, half-years, trimesters and holidays of a year; holidays are numbered from autumn to summer."""

    model = SchoolTerm
    extra = 1


@admin.register(SchoolYear)
class SchoolYearAdmin(AdministratorOnly, SimpleHistoryAdmin):
    """School years as published for a country; a project's own dates are set on its page."""

    list_display = ("__str__", "project", "source")
    list_filter = ("country", "start_year")
    list_select_related = ("project",)
    autocomplete_fields = ("project",)
    inlines = (SchoolTermInline,)
