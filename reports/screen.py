"""Documents on screen: the same blocks as on paper, sentences linked to what they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.template import Context, Engine
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe

from reports.content import Document, EditableParagraph, Paragraph, Ref, TableBlock
from reports.rendering import TEMPLATES, drawn

ADDRESSES = {
    "item": "plans:item_detail",
    "product": "projects:product_detail",
    "event": "plans:joint_event_detail",
    "indicator": "plans:indicator_detail",
    "due": "reports:due_detail",
    "contribution": "reports:contribution_detail",
}
MOST_LINKS = 40


def screen_html(document: Document, paragraphs: Iterable[EditableParagraph] = (), **editing: Any) -> SafeString:
    """Lay a document out as a piece of a page; text typed by people is escaped.

    With `paragraphs` those that may be rewritten bear links to do so. `editing`: `address` of the page with its query
    and the sign that joins one more word to it, `opened`: key of the paragraph in whose place `form` stands.
    """
    # Words of several lines stand as several paragraphs: the first of them is where they are rewritten.
    known = {paragraph.key: paragraph for paragraph in paragraphs}
    context = {
        "document": document,
        "blocks": [(block, _drawn(block, document), _words(block, known)) for block in document.blocks],
        "address": "",
        "opened": "",
        "form": "",
        **editing,
    }
    template = _engine().get_template("reports/screen/document.html")
    # The engine escapes as the portal's own does.
    return mark_safe(template.render(Context(context, use_l10n=False, use_tz=False)))  # noqa: S308


def ref_address(ref: Ref) -> str:
    """Where what a sentence is made of is seen; empty where it has no page of its own."""
    try:
        return reverse(ADDRESSES[ref.kind], args=[ref.within, ref.pk] if ref.within else [ref.pk])
    except (KeyError, NoReverseMatch):
        return ""


def _drawn(block: Any, document: Document) -> Any:
    """The geometry of paper; columns in shares of the table, for a screen has no millimetres."""
    found = drawn(block, document)
    if isinstance(block, TableBlock):
        widths = [float(width) for width in found["widths"]]
        return {**found, "shares": [f"{100 * width / sum(widths):.1f}%" for width in widths]}
    return found


def _words(block: Any, known: dict[str, EditableParagraph]) -> dict[str, Any]:
    if not isinstance(block, Paragraph):
        return {}
    linked = []
    for sentence in block.sentences:
        refs = [ref for ref in sentence.refs if ref.kind in ADDRESSES]
        links = [(ref.label, address) for ref in refs[:MOST_LINKS] if (address := ref_address(ref))]
        linked.append((sentence.text, links, max(0, len(refs) - MOST_LINKS)))
    return {"sentences": linked, "paragraph": known.pop(block.key, None)}


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(TEMPLATES)],
        builtins=["reports.templatetags.paper_tags"],
        libraries={"l10n": "django.templatetags.l10n", "portal_tags": "portal.templatetags.portal_tags"},
    )
