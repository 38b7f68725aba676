"""Addresses of proposals."""

from __future__ import annotations

from django.urls import path

from repatria.desks.accounts.proposals import views

app_name = "proposals"
urlpatterns = [
    path("", views.listing, name="listing"),
    path("<int:number>", views.one, name="one"),
    path("<int:number>/second", views.second, name="second"),
    path("<int:number>/decline", views.decline, name="decline"),
    path("<int:number>/withdraw", views.withdraw, name="withdraw"),
]
