"""Addresses of accounts."""

from __future__ import annotations

from django.urls import path

from network import views

app_name = "network"

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/letters/", views.letters, name="letters"),
    path("letters/stop/<str:token>/", views.letters_stop, name="letters_stop"),
    path("account/display/", views.display_set, name="display_set"),
    path("comments/<int:pk>/remove/", views.comment_remove, name="comment_remove"),
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/read/", views.notifications_read, name="notifications_read"),
]
