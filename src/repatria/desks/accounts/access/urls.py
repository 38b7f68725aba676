"""Addresses of the access log."""

from __future__ import annotations

from django.urls import path

from repatria.desks.accounts.access import views

app_name = "access"
urlpatterns = [
    path("", views.log, name="log"),
    path("log.csv", views.log_csv, name="log_csv"),
    path("mine", views.mine, name="mine"),
    path("purpose", views.purpose, name="purpose"),
    path("of/<str:subject_type>/<path:subject>", views.of_subject, name="subject"),
]
