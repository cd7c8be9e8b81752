"""How papers of a project are laid out: the form of its organisation and the people who sign."""

from __future__ import annotations

from datetime import date

from portal.text.numbers import number_in
from portal.text.russian import initials_first
from projects.models import Project, ProjectRole
from reports.content import Document, PaperRules, Signer, TitleLine
from reports.content.dressing import APPROVED, PLAN, Approving, Dress, brief, dressed
from reports.content.progress import GENRE
from reports.models import PaperForm, Report
from reports.queries.facts import quoted

FORM, NONE = "form", "none"
"""Values of `options["approver"]` beside the id of a director's account: as the form says, and without an approval."""


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


def on_paper(document: Document, report: Report) -> Document:
    """The document of an order as the project's organisation lays its papers out, «кратко» where that was asked.

    `options` of the order that are known here: "approver" (id of a director's account, "form" or "none"),
    "approval_date" (ISO), "brief".
    """
    short = brief(document) if report.options.get("brief") and document.kind == PLAN else document
    return dressed(short, dress_of(document, report, paper_form(report.project)))


def dress_of(document: Document, report: Report, form: PaperForm) -> Dress:
    """What the form and the order say of the paper."""
    asked = str(report.options.get("approver") or FORM)
    chosen = director(report.project, asked) if asked not in {FORM, NONE} else Signer()
    approving = Approving.NONE if asked == NONE else Approving(form.approval)
    approver = Signer(form.approver_position, form.approver_name)
    is_nobody = approver == Signer() and not document.approvals and document.kind in APPROVED
    if chosen != Signer():
        approving, approver = Approving.SIGNED, chosen
    elif is_nobody and approving is Approving.SIGNED:
        approver = director(report.project)
    return Dress(
        rules=paper_rules(form),
        letterhead=tuple(line for line in form.letterhead.splitlines() if line.strip()),
        approving=approving,
        approver=approver,
        act=form.approval_act,
        approved_on=_day(report.options.get("approval_date")),
        has_digits=form.dates == PaperForm.Dates.DIGITS,
        signers=tuple(Signer(row["position"], row["name"]) for row in form.signers),
        title=form.genre_titles.get(report.kind, ""),
        is_asked=chosen != Signer(),
    )


def sample_head(project: Project, form: PaperForm, day: date) -> Document:
    """A report on progress with its head alone, dressed in a form that need not be written."""
    bare = Document(
        kind=Report.Kind.PROGRESS,
        organization=project.organization.full_name,
        as_of=day,
        title=(TitleLine(GENRE, is_strong=True), TitleLine(quoted(project.title))),
        docname="",
        blocks=(),
        signers=(Signer(),),
    )
    report = Report(project=project, kind=Report.Kind.PROGRESS, as_of=day)
    return dressed(bare, dress_of(bare, report, form))


def director(project: Project, account: str = "") -> Signer:
    """Post and name of the director of the project, or of the one with this account; empty where there is none."""
    roles = ProjectRole.objects.filter(project=project, role=ProjectRole.Role.DIRECTOR, user__person__isnull=False)
    if account:
        roles = roles.filter(user=number_in(account) or 0)
    found = roles.select_related("user__person").order_by("pk").first()
    person = found.user.person if found else None
    if person is None:
        return Signer()
    return Signer(person.position[:1].upper() + person.position[1:], initials_first(person.short_name))


def _day(words: object) -> date | None:
    try:
        return date.fromisoformat(str(words)) if words else None
    except ValueError:
        return None
