"""How papers of an organisation are laid out, as it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.forms import BoundField

from portal.text.clean import clean_text, one_line
from reports.models import PaperForm, Report

SIGNERS: Final = 4
MARGINS: Final = {"left": (20, 60), "right": (8, 60), "top": (15, 60), "bottom": (15, 60)}
"""Least and most of each margin, in millimetres."""
NAMED: Final = tuple(kind for kind in Report.Kind if kind is not Report.Kind.PLAN)
"""Genres that may have a name of the organisation's own; a plan bears the name of its document."""
BELARUSIAN: Final = {
    Report.Kind.PROGRESS: "Справка о промежуточных результатах реализации инновационного проекта",
    Report.Kind.FINAL: "Справка об итоговых результатах реализации инновационного проекта",
}
PRESETS: Final[Mapping[str, Mapping[str, Any]]] = {
    PaperForm.Country.BELARUS: {"left": 30, "right": 10, "top": 20, "bottom": 20, "dates": PaperForm.Dates.DIGITS},
    PaperForm.Country.RUSSIA: {"left": 20, "right": 10, "top": 20, "bottom": 20, "dates": PaperForm.Dates.WORDS},
}
"""What papers of a country usually look like (domain description, «Document conventions»)."""
PLAIN: Final = (
    *("country", "letterhead", "left", "right", "top", "bottom", "size"),
    *("approval", "approver_position", "approver_name", "approval_act", "dates"),
)
WRONG_MARGIN = "{label} — целое число от {least} до {most}."


class PaperFormForm(forms.Form):
    """Every field of the form of papers; rows of signers and own names of genres are fields of their own."""

    country = forms.ChoiceField(label="Страна", choices=PaperForm.Country.choices, widget=forms.RadioSelect)
    letterhead = forms.CharField(
        label="Шапка",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Строки над документом: вышестоящий орган, название учреждения.",
    )
    size = forms.TypedChoiceField(
        label="Размер букв", coerce=int, choices=[(n, f"{n} пт") for n in (12, 13, 14)], widget=forms.RadioSelect
    )
    is_serif = forms.TypedChoiceField(
        label="Шрифт",
        coerce=lambda word: word == "1",
        choices=[("1", "С засечками (PT Serif)"), ("0", "Без засечек (PT Sans)")],
        widget=forms.RadioSelect,
    )
    approval = forms.ChoiceField(label="Гриф", choices=PaperForm.Approval.choices, widget=forms.RadioSelect)
    approver_position = forms.CharField(label="Должность утверждающего", max_length=300, required=False)
    approver_name = forms.CharField(
        label="Инициалы и фамилия утверждающего",
        max_length=200,
        required=False,
        help_text="Если оставить пустым, подставится директор проекта.",
    )
    approval_act = forms.CharField(
        label="Чем утверждается",
        max_length=300,
        required=False,
        help_text="Для грифа с документом, в творительном падеже: «приказом от 15.04.2022 № 1».",
    )
    dates = forms.ChoiceField(label="Даты в грифе", choices=PaperForm.Dates.choices, widget=forms.RadioSelect)
    has_stamp = forms.BooleanField(label="Место печати «М. П.» у подписи", required=False)
    has_code = forms.BooleanField(label="QR-код проверки на первом листе", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, (least, most) in MARGINS.items():
            label = str(PaperForm._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]
            words = WRONG_MARGIN.format(label=label, least=least, most=most)
            errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)
            self.fields[name] = forms.IntegerField(label=label, min_value=least, max_value=most, error_messages=errors)
        for number in range(1, SIGNERS + 1):
            self.fields[f"position_{number}"] = forms.CharField(label="Должность", max_length=300, required=False)
            self.fields[f"name_{number}"] = forms.CharField(label="Инициалы и фамилия", max_length=200, required=False)
        for kind in NAMED:
            self.fields[f"title_{kind.value}"] = forms.CharField(label=kind.label, max_length=200, required=False)

    @property
    def margins(self) -> list[BoundField]:
        """The four margins."""
        return [self[name] for name in MARGINS]

    @property
    def signer_rows(self) -> list[tuple[BoundField, BoundField]]:
        """Post and name of each who signs."""
        return [(self[f"position_{n}"], self[f"name_{n}"]) for n in range(1, SIGNERS + 1)]

    @property
    def titles(self) -> list[BoundField]:
        """Own names of genres."""
        return [self[f"title_{kind.value}"] for kind in NAMED]

    def values(self) -> dict[str, Any]:
        """Fields of `PaperForm`, cleaned."""
        told = self.cleaned_data
        rows = [(one_line(told[f"position_{n}"]), one_line(told[f"name_{n}"])) for n in range(1, SIGNERS + 1)]
        titles = {kind.value: one_line(told[f"title_{kind.value}"]) for kind in NAMED}
        plain = {name: one_line(told[name]) if isinstance(told[name], str) else told[name] for name in PLAIN}
        return plain | {
            "letterhead": clean_text(told["letterhead"]).strip(),
            "is_serif": told["is_serif"],
            "has_stamp": told["has_stamp"],
            "has_code": told["has_code"],
            "signers": [{"position": position, "name": name} for position, name in rows if position or name],
            "genre_titles": {kind: words for kind, words in titles.items() if words},
        }


def typed_values(form: PaperForm) -> dict[str, Any]:
    """What the fields show of a form that is written."""
    signers = dict(enumerate(form.signers, 1))
    shown: dict[str, Any] = {name: getattr(form, name) for name in (*PLAIN, "has_stamp", "has_code")}
    shown["is_serif"] = "1" if form.is_serif else "0"
    for number in range(1, SIGNERS + 1):
        row = signers.get(number, {"position": "", "name": ""})
        shown |= {f"position_{number}": row["position"], f"name_{number}": row["name"]}
    return shown | {f"title_{kind.value}": form.genre_titles.get(kind.value, "") for kind in NAMED}


def with_preset(typed: Mapping[str, Any], country: str) -> dict[str, Any]:
    """What is typed, with margins, dates and names of genres usual in the country; an unknown one changes nothing."""
    if country not in PRESETS:
        return dict(typed)
    return {**typed, **PRESETS[country], "country": country, **dict(_titles(typed, country))}


def _titles(typed: Mapping[str, Any], country: str) -> Iterable[tuple[str, str]]:
    """Names that the other country's preset gave are taken back; own ones stay."""
    for kind, words in BELARUSIAN.items():
        name = f"title_{kind.value}"
        written = str(typed.get(name, "")).strip()
        if country == PaperForm.Country.BELARUS and not written:
            yield name, words
        elif country == PaperForm.Country.RUSSIA and written == words:
            yield name, ""
