"""A new link to a report."""

from __future__ import annotations

from django import forms

from reports.services.sharing import MOST_DAYS, WRONG_DAYS

NUMBER = dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG_DAYS)


class ShareForm(forms.Form):
    """For whom, and for how long."""

    label = forms.CharField(
        label="Для кого",
        max_length=200,
        required=False,
        help_text="Например, «Управление образования, И. И. Лесная»: так вы узнаете ссылку в списке.",
    )
    days = forms.IntegerField(
        label="Сколько дней действует", min_value=1, max_value=MOST_DAYS, initial=14, error_messages=NUMBER
    )
