"""Forms of the register of normative acts: one act, many pasted at once, what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from portal.checked_files import ACCEPTED
from portal.fields import FileForm, day_field
from portal.text.search import read_words
from projects.models import NormativeAct
from projects.queries.acts import ActChoice
from projects.text.acts import read_acts

MOST_LINES = 200
NO_TEXT = "Напишите акт так, как он стоит в документе."
NOTHING = "Вставьте акты: каждый с новой строки."
TOO_MANY = "За раз можно добавить не больше 200 актов, а здесь {count}. Добавьте их в несколько приёмов."
FORCE = [("", "действующие и нет"), ("yes", "действующие"), ("no", "утратившие силу")]
SORTS = [("", "как в документе"), ("level", "по уровню"), ("date", "сначала новые")]


class ActPartsForm(forms.Form):
    """An act in the words of the document and its parts as they were understood."""

    text = forms.CharField(
        label="Акт, как в документе",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2, "data-draft": ""}),
        error_messages={"required": NO_TEXT},
    )
    level = forms.ChoiceField(label="Уровень", choices=NormativeAct.Level.choices, initial=NormativeAct.Level.UNKNOWN)
    kind = forms.CharField(label="Вид", max_length=100, required=False)
    number = forms.CharField(label="Номер", max_length=100, required=False)
    dated_on = day_field("Дата")
    issuer = forms.CharField(label="Кто принял", max_length=300, required=False)
    title = forms.CharField(
        label="Название", max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 1, "data-draft": ""})
    )


class PastedActForm(ActPartsForm):
    """A pasted line: it is saved unless its tick is taken off."""

    take = forms.BooleanField(label="Добавить этот акт", required=False, initial=True)


PastedActs = forms.formset_factory(PastedActForm, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES)


class PasteForm(forms.Form):
    """Acts, each on a line of its own, and the level of all of them."""

    lines = forms.CharField(
        label="Акты, каждый с новой строки",
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12, "data-draft": ""}),
        error_messages={"required": NOTHING},
        help_text="Например: Приказ управления образования от 01.09.2022 № 14 «О сетевых мастерских».",
    )
    level = forms.ChoiceField(
        label="Уровень этих актов", choices=NormativeAct.Level.choices, initial=NormativeAct.Level.UNKNOWN
    )

    def clean_lines(self) -> str:
        """Not more lines than a page has room for."""
        lines = str(self.cleaned_data["lines"])
        count = len(read_acts(lines))
        if count > MOST_LINES:
            raise forms.ValidationError(TOO_MANY.format(count=count))
        if not count:
            raise forms.ValidationError(NOTHING)
        return lines

    def rows(self) -> list[dict[str, Any]]:
        """What each line was understood as, for the forms of the preview."""
        return [
            {
                "text": text,
                "level": self.cleaned_data["level"],
                "kind": reading.kind,
                "number": reading.number,
                "dated_on": reading.dated_on,
                "issuer": reading.issuer,
                "title": reading.title,
                "take": True,
            }
            for text, reading in read_acts(self.cleaned_data["lines"])
        ]


class ActForm(FileForm, ActPartsForm):
    """An act of the register: its parts, whether it is in force, where to read it."""

    is_in_force = forms.BooleanField(label="Действует", required=False)
    note = forms.CharField(
        label="Примечание", max_length=300, required=False, help_text="Например, чем заменён или когда утратил силу."
    )
    url = forms.URLField(label="Ссылка", max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(label=f"Файл: {ACCEPTED}", required=False)
    drop = forms.BooleanField(label="Убрать приложенный файл", required=False)


def act_choice(asked: QueryDict, kinds: Sequence[str]) -> ActChoice:
    """What the address asks to be shown; a value there is not is left out."""

    def one_of(name: str, values: Sequence[str]) -> str:
        value = asked.get(name, "")
        return value if value in values else ""

    return ActChoice(
        words=read_words(asked.get("q", "")),
        level=one_of("level", NormativeAct.Level.values),
        kind=one_of("kind", kinds),
        force=one_of("force", [value for value, _ in FORCE]),
        only_doubts=asked.get("doubts") == "1",
        sort=one_of("sort", [value for value, _ in SORTS]),
    )
