"""Tables of projects for import and export; a project is told by its address."""

from __future__ import annotations

from import_export.fields import Field
from import_export.widgets import CharWidget, DateWidget, IntegerWidget

from network.resources import organization_column, the_only, user_column
from portal.exchange import ChoiceWidget, LookupWidget, Table
from projects.models import Direction, Participation, Project, ProjectRole, Stage

DAY = "%d.%m.%Y"


def project_at(slug: str) -> Project:
    """The project of this address; raises ValueError when there is none."""
    return the_only(list(Project.objects.filter(slug=slug)), f"Проекта с адресом «{slug}»")


def project_column() -> Field:
    """Which project a row belongs to."""
    return Field("project", "проект", widget=LookupWidget(project_at, "slug"))


def day_column(attribute: str, name: str) -> Field:
    """A date as «15.05.2023»."""
    return Field(attribute, name, widget=DateWidget(DAY))


class ProjectTable(Table):
    """Projects, known by their address."""

    slug = Field("slug", "адрес")
    short_title = Field("short_title", "краткое название")
    title = Field("title", "полное название")
    organization = organization_column("учреждение")
    starts_on = day_column("starts_on", "начало")
    ends_on = day_column("ends_on", "окончание")
    state = Field("state", "состояние", widget=ChoiceWidget(Project.State.choices))

    class Meta(Table.Meta):
        model = Project
        name = "Проекты"
        fields = ("slug", "short_title", "title", "organization", "starts_on", "ends_on", "state")
        import_id_fields = ("slug",)


class ProjectRoleTable(Table):
    """Roles in projects."""

    project = project_column()
    user = user_column()
    role = Field("role", "роль", widget=ChoiceWidget(ProjectRole.Role.choices))

    class Meta(Table.Meta):
        model = ProjectRole
        name = "Роли в проектах"
        fields = ("project", "user", "role")
        import_id_fields = ("project", "user", "role")


class StageTable(Table):
    """Stages, known by project and title."""

    project = project_column()
    order = Field("order", "порядок", widget=IntegerWidget())
    title = Field("title", "название")
    period_text = Field("period_text", "срок, как в документе", widget=CharWidget(allow_blank=True))
    starts_on = day_column("starts_on", "начало")
    ends_on = day_column("ends_on", "окончание")

    class Meta(Table.Meta):
        model = Stage
        name = "Этапы"
        fields = ("project", "order", "title", "period_text", "starts_on", "ends_on")
        import_id_fields = ("project", "title")


class DirectionTable(Table):
    """Directions, known by project and title."""

    project = project_column()
    order = Field("order", "порядок", widget=IntegerWidget())
    title = Field("title", "название")

    class Meta(Table.Meta):
        model = Direction
        name = "Направления"
        fields = ("project", "order", "title")
        import_id_fields = ("project", "title")


class ParticipationTable(Table):
    """Who takes part in which project."""

    project = project_column()
    organization = organization_column()
    role = Field("role", "роль в проекте", widget=CharWidget(allow_blank=True))
    status = Field("status", "состояние", widget=ChoiceWidget(Participation.Status.choices))
    starts_on = day_column("starts_on", "участвует с")
    ends_on = day_column("ends_on", "участвует по")

    class Meta(Table.Meta):
        model = Participation
        name = "Участие в проектах"
        fields = ("project", "organization", "role", "status", "starts_on", "ends_on")
        import_id_fields = ("project", "organization")
