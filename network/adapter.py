"""How sign-in behaves: nobody signs up by herself, accounts come from an administrator or an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from network.cookies import set_display_cookie
from network.models import User
from network.services.letters import queue_letter
from network.tasks import send_letters
from portal.display import DisplayPreferences

INACTIVE = "Эта учётная запись закрыта. Если это ошибка, обратитесь к администратору портала."


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Closes self-registration, sends letters by the worker, remembers how the user likes to see pages."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Почта или пароль не подходят. Проверьте раскладку клавиатуры и Caps Lock.",
        "too_many_login_attempts": "Слишком много попыток входа. Подождите пять минут и попробуйте снова.",
        "enter_current_password": "Нынешний пароль другой. Проверьте раскладку клавиатуры и Caps Lock.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No page of the portal makes an account without an invitation."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is, without the site's address in brackets."""
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter down and wake the worker; a page neither waits for a mail server nor depends on it."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        queue_letter(email, str(message.subject), str(message.body))
        # Not a partial: Django asks the function for its name when it fails.
        transaction.on_commit(lambda: send_letters.apply_async(expires=60), robust=True)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **options: Any) -> HttpResponse:
        """Show pages the way the user has chosen before, on this machine too."""
        response: HttpResponse = super().post_login(request, user, **options)
        if isinstance(user, User) and user.display:
            set_display_cookie(response, DisplayPreferences.from_mapping(user.display))
        return response

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Say so on the sign-in page; only somebody who knows the password gets here."""
        messages.error(request, INACTIVE)
        return HttpResponseRedirect(reverse("account_login"))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("network:account")
