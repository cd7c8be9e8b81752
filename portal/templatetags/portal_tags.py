"""Icons, signs of states, Russian plurals and dates, controls of forms."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from django import template
from django.contrib.messages.storage.base import Message
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.db.models.options import Options
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from portal.text import russian
from portal.text.search import Words, pieces

register = template.Library()

# One vocabulary for states of items and of marks: value -> (class and glyph, word).
STATES = {
    "done": ("done", "Выполнено"),
    "active": ("active", "В работе"),
    "in_progress": ("active", "В работе"),
    "partly": ("partly", "Выполнено частично"),
    "late": ("late", "Просрочено"),
    "soon": ("soon", "Скоро срок"),
    "plan": ("plan", "Впереди"),
    "moved": ("moved", "Перенесено"),
    "cancelled": ("cancelled", "Отменено"),
    "none": ("none", "Нет отметки"),
}
SKIPPED_WIDGETS = frozenset({"checkbox", "radio", "hidden", "file"})


@register.simple_tag
@cache
def icon(name: str, size: int = 17) -> SafeString:
    """An icon of the sprite, `size` pixels of a square; it is decoration, the words stand beside it."""
    return format_html(
        '<svg width="{}" height="{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        size,
        size,
        static("icons.svg"),
        name,
    )


@register.simple_tag
def glyph(state: object) -> SafeString:
    """The sign of a state alone, for places where its word is told otherwise."""
    shape, _ = STATES.get(str(state), STATES["none"])
    return _glyph(shape)


@cache
def _glyph(shape: str) -> SafeString:
    """Give the same sign for the same shape: a long table shows it a thousand times."""
    return format_html(
        '<svg class="g" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><use href="{}#g-{}"/></svg>',
        static("icons.svg"),
        shape,
    )


@register.simple_tag
def glyph_url(state: object) -> str:
    """Address of the sign of a state, for pictures that place it themselves."""
    shape, _ = STATES.get(str(state), STATES["none"])
    return f"{static('icons.svg')}#g-{shape}"


@register.simple_tag
def state_sign(state: object, word: str = "", *, pill: bool = False) -> SafeString:
    """Shape, word and colour of a state of an item or a mark; `word` replaces the usual word."""
    shape, usual = STATES.get(str(state), STATES["none"])
    return format_html(
        '<span class="st s-{}{}">{}{}</span>',
        shape,
        " pill" if pill else "",
        glyph(state),
        word or usual,
    )


@register.filter
def state_class(state: object) -> str:
    """Class of colours of a state: `s-done`, `s-late` …"""
    return f"s-{STATES.get(str(state), STATES['none'])[0]}"


@register.filter
def state_word(state: object) -> str:
    """The word of a state."""
    return STATES.get(str(state), STATES["none"])[1]


@register.filter
def plural(number: int, forms: str) -> str:
    """The form that goes with the number: `{{ 5|plural:"пункт,пункта,пунктов" }}` gives «пунктов»."""
    one, few, many = forms.split(",")
    return russian.plural(int(number), one, few, many)


@register.filter
def ru_date(value: date | datetime | None) -> str:
    """«15 мая 2023 г.» of a date or a moment in the portal's time zone; nothing for nothing."""
    return russian.date_long(_day(value)) if value else ""


@register.filter
def ru_day(value: date | datetime | None) -> str:
    """«15 мая», for places where the year goes without saying."""
    if not value:
        return ""
    day = _day(value)
    return f"{day.day}\N{NO-BREAK SPACE}{russian.month_name(day.month, russian.Case.GENITIVE)}"


@register.filter
def bind(text: object) -> str:
    """The text with no-break spaces in dates, numbers and names."""
    return russian.bind_words(str(text))


@register.simple_tag
def field_control(field: BoundField) -> SafeString:
    """The control of a form field in the portal's looks; Django itself ties it to its help and errors."""
    widget = field.field.widget
    if getattr(widget, "input_type", "") in SKIPPED_WIDGETS:
        return field.as_widget()
    own = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"inp w {own}".strip()})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """The label of a single tick stands after it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.filter
def verbose_name(field: str, options: Options[Model]) -> str:
    """The Russian name of a field of a model, for errors of a loaded table."""
    try:
        return str(options.get_field(field).verbose_name)  # type: ignore[union-attr]
    except (FieldDoesNotExist, AttributeError):
        return field


@register.filter
def marked(text: str, words: Words) -> SafeString:
    """The text with the words that were sought marked; everything else of it is escaped."""
    parts = (
        format_html("<mark>{}</mark>", part) if is_found else conditional_escape(part)
        for part, is_found in pieces(text, words)
    )
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def undo_url(message: Message) -> str:
    """Address that takes a step back, given as `messages.success(…, extra_tags=f"undo:{url}")`; empty without one."""
    tags = (message.extra_tags or "").split()
    return next((tag.removeprefix("undo:") for tag in tags if tag.startswith("undo:")), "")


def _day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
