"""Forms of accounts: allauth's own with the portal's labels, and the user's name."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.http import HttpRequest

from network.models import LetterPreference

EMAIL = "Электронная почта"
NEW_PASSWORD = "Новый пароль"  # noqa: S105 - a label
REPEATED_PASSWORD = "Новый пароль ещё раз"  # noqa: S105 - a label


def _relabel(form: forms.Form, **labels: str) -> None:
    """A label stands above a field; the grey copy inside it would vanish while one types."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(allauth_forms.LoginForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, login=EMAIL, password="Пароль")  # noqa: S106 - a label
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs["autofocus"] = True


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    """Where to send the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, email=EMAIL)

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Write to an unknown address too, or the time of the answer would tell which addresses are known."""
        email = str(self.cleaned_data["email"])
        if self.users:
            super().save(request, **kwargs)
        else:
            get_adapter(request).send_mail("account/email/unknown_account", email, {})
        return email


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """A new password by the link of a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, password1=NEW_PASSWORD, password2=REPEATED_PASSWORD)


class OtherPasswordForm(allauth_forms.ChangePasswordForm):
    """A new password by the one in use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, oldpassword="Нынешний пароль", password1=NEW_PASSWORD, password2=REPEATED_PASSWORD)
        self.fields["oldpassword"].help_text = ""


class FirstPasswordForm(allauth_forms.SetPasswordForm):
    """A password for an account that an administrator made without one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, password1=NEW_PASSWORD, password2=REPEATED_PASSWORD)


class AccountForm(forms.Form):
    """How the user is called on pages."""

    name = forms.CharField(
        label="Как к вам обращаться",
        max_length=200,
        required=False,
        help_text="Так вас будут видеть остальные: в отметках, истории и отчётах.",
    )


class LetterForm(forms.Form):
    """How often the digest comes, and on which weekdays no letter does."""

    frequency = forms.ChoiceField(
        label="Как часто", choices=LetterPreference.Frequency.choices, widget=forms.RadioSelect
    )
    quiet_days = forms.MultipleChoiceField(
        label="Дни без писем",
        required=False,
        choices=[
            (str(number), name)
            for number, name in enumerate(
                ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
            )
        ],
        widget=forms.CheckboxSelectMultiple,
    )
