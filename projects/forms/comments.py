"""The form of a remark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from network.models import User
from portal.text.mentions import read_mentions

UNKNOWN = (
    "Портал не нашёл, кого вы упомянули: {names}. Напишите фамилию так, как она стоит в списке «Кого упомянуть», "
    "или отметьте человека там."
)
UNCLEAR = "«@{name}» — это может быть {names}. Допишите инициалы или отметьте нужного человека в списке."
MOST_LETTERS = 4000


class CommentForm(forms.Form):
    """A text, to whom it is said, whom it mentions: with «@Фамилия» in the text or by ticks."""

    text = forms.CharField(
        label="Комментарий",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MOST_LETTERS}),
        error_messages={"required": "Напишите, что хотите сказать."},
        help_text="Чтобы человек получил уведомление, напишите @Фамилия или отметьте его в списке.",
    )
    audience = forms.ChoiceField(label="Кто прочтёт", required=False)
    people = forms.TypedMultipleChoiceField(
        label="Кого упомянуть",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Упомянуть можно только тех, кто стоит в списке."},
    )

    def __init__(
        self, *args: Any, people: Sequence[User], audiences: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **{"prefix": "comment", **options})
        self.names = {user.pk: user.display_name for user in people}
        self.fields["people"].choices = [(str(pk), name) for pk, name in self.names.items()]  # type: ignore[attr-defined]
        self.audiences = [key for key, _ in audiences]
        self.fields["audience"].choices = list(audiences)  # type: ignore[attr-defined]
        if len(audiences) == 1:
            self.fields["audience"].widget = forms.HiddenInput()
            self.fields["audience"].initial = audiences[0][0]

    def clean_audience(self) -> str:
        """One of those she may speak to; where there is one alone, that one."""
        said = str(self.cleaned_data["audience"])
        return said if said in self.audiences else self.audiences[0]

    def clean(self) -> dict[str, Any]:
        """Find whom the text names; a name of nobody or of several comes back as a sentence."""
        cleaned = super().clean() or {}
        chosen = frozenset(cleaned.get("people", []))
        named = read_mentions(cleaned.get("text", ""), self.names, chosen)
        if named.unknown:
            self.add_error("text", UNKNOWN.format(names=", ".join(f"«@{name}»" for name in named.unknown)))
        for name, people in named.unclear:
            self.add_error("text", UNCLEAR.format(name=name, names=" или ".join(people)))
        cleaned["mentions"] = chosen | named.found
        return cleaned

    @property
    def organization_id(self) -> int | None:
        """To which organisation it is said, `None`: to everybody."""
        return int(self.cleaned_data["audience"]) if self.cleaned_data["audience"] else None
