"""How papers of a project are laid out: the form of its organisation and the people who sign."""

from __future__ import annotations

from projects.models import Project
from reports.content import PaperRules
from reports.models import PaperForm


def paper_form(project: Project) -> PaperForm:
    """The form of the project's organisation; one that is not written yet has the defaults."""
    found = PaperForm.objects.filter(organization=project.organization_id).first()
    return found or PaperForm(organization=project.organization)


def paper_rules(form: PaperForm) -> PaperRules:
    """Margins and letters as contents freeze them."""
    return PaperRules(
        left=form.left,
        right=form.right,
        top=form.top,
        bottom=form.bottom,
        size=form.size,
        is_serif=form.is_serif,
        has_stamp=form.has_stamp,
        has_code=form.has_code,
    )
