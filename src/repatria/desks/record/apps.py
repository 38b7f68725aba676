"""The record desk as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "repatria.desks.record"
    label = "record"
    default = True
