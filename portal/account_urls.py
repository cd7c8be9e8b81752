"""Sign-in and password pages of allauth; only those the portal shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path, re_path


def honest(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A form that comes back with errors is answered 422, as everywhere in the portal."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        came_back = request.method == "POST" and response.status_code == HttpResponse.status_code
        if came_back and getattr(form, "errors", None):
            response.status_code = 422
        return response

    return wrapped


urlpatterns = [
    path("login/", honest(views.login), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("password/change/", honest(views.password_change), name="account_change_password"),
    path("password/set/", honest(views.password_set), name="account_set_password"),
    path("password/reset/", honest(views.password_reset), name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(  # the key has hyphens of its own
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        honest(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
