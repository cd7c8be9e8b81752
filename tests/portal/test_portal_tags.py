"""Tags of templates."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template

from portal.text.search import read_words


def render(text: str, **values: object) -> str:
    return Template("{% load portal_tags %}" + text).render(Context(values))


@pytest.mark.parametrize(("number", "word"), [(1, "пункт"), (3, "пункта"), (11, "пунктов"), (22, "пункта")])
def test_word_goes_with_its_number(number: int, word: str) -> None:
    assert render('{{ n|plural:"пункт,пункта,пунктов" }}', n=number) == word


def test_dates_are_russian() -> None:
    day = date(2023, 5, 15)
    assert render("{{ d|ru_date }}, {{ d|ru_day }}", d=day) == "15\xa0мая\xa02023\xa0г., 15\xa0мая"
    assert render("{{ d|ru_date }}{{ d|ru_day }}", d=None) == ""


def test_moment_is_told_by_the_day_of_the_portal() -> None:
    late_evening = datetime(2023, 5, 14, 22, 30, tzinfo=UTC)
    assert render("{{ d|ru_day }}", d=late_evening) == "15\xa0мая"


@pytest.mark.parametrize(
    ("state", "shape", "word"),
    [("late", "late", "Просрочено"), ("in_progress", "active", "В работе"), ("nonsense", "none", "Нет отметки")],
)
def test_state_is_shape_word_and_colour(state: str, shape: str, word: str) -> None:
    sign = render("{% state_sign s pill=True %}", s=state)
    assert sign == (
        f'<span class="st s-{shape} pill"><svg class="g" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        f'<use href="/static/icons.svg#g-{shape}"/></svg>{word}</span>'
    )
    assert render("{{ s|state_class }} {{ s|state_word }}", s=state) == f"s-{shape} {word}"


def test_word_of_a_state_is_escaped() -> None:
    assert "<b>" not in render('{% state_sign "late" w %}', w="<b>")


def test_icon_is_drawn_from_the_sprite() -> None:
    assert render('{% icon "key" 20 %}') == (
        '<svg width="20" height="20" aria-hidden="true" focusable="false"><use href="/static/icons.svg#i-key"/></svg>'
    )


def test_sought_words_are_marked_and_the_rest_is_escaped() -> None:
    page = render("{{ t|marked:words }}", t="<b>Семинар</b> & круглый стол", words=read_words("семинары стол"))
    assert page == "&lt;b&gt;<mark>Семинар</mark>&lt;/b&gt; &amp; круглый <mark>стол</mark>"


def test_sign_has_an_address_of_its_own() -> None:
    assert render('{% glyph_url "late" %}') == "/static/icons.svg#g-late"


def test_names_and_numbers_are_bound() -> None:
    assert render("{{ t|bind }}", t="приказ № 5 от 15 мая") == "приказ №\xa05 от 15\xa0мая"


class SomeForm(forms.Form):
    """A text with help, a tick."""

    title = forms.CharField(label="Название", help_text="Как в документе")
    agreed = forms.BooleanField(label="Согласовано", required=False)


def test_field_is_tied_to_its_help_and_error() -> None:
    form = SomeForm({"title": ""})
    page = render('{% include "_form_field.html" with field=form.title only %}', form=form)
    assert 'aria-invalid="true" aria-describedby="id_title_helptext id_title_error"' in " ".join(page.split())
    assert 'id="id_title_helptext">Как в документе<' in page
    assert 'id="id_title_error"' in page


def test_control_has_the_looks_of_the_portal_but_a_tick_its_own() -> None:
    form = SomeForm()
    assert 'class="inp w"' in render("{% field_control form.title %}", form=form)
    assert "class=" not in render("{% field_control form.agreed %}", form=form)
