"""Addresses of the record."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "record"
urlpatterns: list[URLPattern] = []
