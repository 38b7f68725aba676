"""A site with the demonstration in it, served as it is to be served, and a real Chromium."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from typer.testing import CliRunner
from waitress.server import create_server

from browser.visiting import COOKIE, DESKTOP, Desk, Site, chromium
from people import BROWSER
from repatria.cli.main import app
from repatria.desks.record import models
from repatria.desks.wsgi import application

NewPage = Callable[..., Page]


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The site on a free port of this machine, until the last browser test."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        # A connection that outlives its request would keep the test's database from being dropped.
        for alias in ("default", "public"):
            patch.setitem(connections.settings[alias], "CONN_MAX_AGE", 0)
        done = CliRunner().invoke(app, ["record", "import", "--demo"])
        assert done.exit_code == 0, done.stderr
        server = create_server(application, host="127.0.0.1", port=0, threads=4)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        key = models.Finding.objects.filter(kind="between_sides").values_list("key", flat=True)
        yield Site(
            address=f"http://127.0.0.1:{server.effective_port}",
            contradiction=key.get(),
            every=tuple(_addresses()),
            places_of_method=_places("/method"),
        )
        server.task_dispatcher.shutdown()
        server.close()
        call_command("flush", database="public", verbosity=0, interactive=False)


@pytest.fixture(scope="package")
def browser(site: Site) -> Iterator[Browser]:
    """One Chromium for all; it starts after the site is filled and ends before it is emptied."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as play:
        started = play.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox"] if root else []
        )
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens a page for a reader with these habits: width, colour scheme, scripts on or off."""
    contexts = []

    def opened(width: int = DESKTOP, scheme: str = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def _places(path: str) -> frozenset[str]:
    """What an address of this page can end in, after its #."""
    html = Client(SERVER_NAME="localhost").get(path).content.decode()
    return frozenset(re.findall(r'\bid="([^"]+)"', html))


def _addresses() -> Iterator[str]:
    """The address of every page of the record that is loaded."""
    for name in ("overview", "agreements", "contradictions", "sources", "changes", "method"):
        yield reverse(f"record:{name}")
    yield reverse("record:changes") + "?from=2025-06-14&to=2025-06-17"
    for code in models.Agreement.objects.values_list("code", flat=True):
        yield reverse("record:agreement", args=[code])
    for code in models.Exchange.objects.values_list("code", flat=True):
        yield reverse("record:exchange", args=[code])
    legs = models.Leg.objects.values_list("exchange_id", "giver", "receiver", "track")
    for leg in legs:
        yield reverse("record:leg", args=leg)
    found = models.Finding.objects.exclude(kind="carried")
    for key in found.values_list("key", flat=True).distinct():
        yield reverse("record:contradiction", args=[key])
    for key in models.Source.objects.values_list("key", flat=True):
        yield reverse("record:source", args=[key])


@pytest.fixture
def opened(browser: Browser, site: Site, desk: Desk) -> Iterator[NewPage]:
    """The browser of the clerk of a module's `desk`."""
    contexts = []

    def page(width: int = DESKTOP, scheme: str = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            user_agent=BROWSER,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        context.add_cookies([{"name": COOKIE, "value": desk.cookie, "url": site.address}])
        contexts.append(context)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()
