"""Addresses of jobs."""

from __future__ import annotations

from django.urls import path

from repatria.desks.common.jobs import views

app_name = "jobs"
urlpatterns = [
    path("<int:job_id>/", views.one, name="one"),
    path("<int:job_id>/cancel", views.cancel, name="cancel"),
]
