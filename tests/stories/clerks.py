"""Two clerks at work in their browsers, and a clock that a story moves."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from people import PASSWORD, browser, code_of, member, party, with_app
from repatria.desks.accounts.models import Standing
from repatria.desks.accounts.rights import Role
from repatria.desks.common.jobs.worker import Worker
from stories.reading import Part, page


class Clock:
    """What the site takes for now. Only a story moves it."""

    def __init__(self, patch: pytest.MonkeyPatch, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        patch.setattr(timezone, "now", lambda: self.now)
        patch.setattr(time, "time", lambda: self.now.timestamp())

    def on(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    def a_minute_later(self) -> None:
        self.now += timedelta(minutes=1)


class Clerk:
    """A press clerk with a browser, a password and an app that shows codes."""

    def __init__(self, name: str, clock: Clock) -> None:
        self.clock = clock
        self.user = member(Role.PRESS, of=party("HQ", Standing.PARTY), name=name, password=PASSWORD)
        with_app(self.user)
        self.browser: Client = browser()

    def signs_in(self) -> None:
        self.browser = browser()
        self._posts("/sign-in", {"login": self.user.email, "password": PASSWORD})
        self._posts("/sign-in/code", {"code": self._code()})

    def pastes(self, text: str, **about: str) -> str:
        """Holds a text; the address of its desk."""
        held = self._posts("/press/documents/paste", {**about, "text": text, "whole": "1"})
        return f"{held}/claims"

    def has_it_read(self, desk: str) -> list[str]:
        """Lets the rules read a text; the codes of what they drafted, in its order."""
        self._posts(f"{desk}/read", {})
        return re.findall(r'id="d-(\w+)"', self.sees(desk))

    def accepts(self, draft: str) -> None:
        self._posts(f"/press/drafts/{draft}/accept", {})

    def mends(self, draft: str, **fields: str) -> str:
        """Changes some fields of a draft's form and saves it as the form has the rest."""
        address = f"/press/drafts/{draft}/mend"
        form = {**filled(self.sees(address)), **fields, "save": "1"}
        return self._posts(address, form)

    def drops(self, draft: str) -> None:
        self._posts(f"/press/drafts/{draft}/drop", {})

    def proposes(self, *drafts: str) -> str:
        """The address of the proposal."""
        return self._posts("/press/drafts/propose", {"draft": list(drafts)})

    def proposes_to_take_back(self, claim: str, reason: str) -> str:
        return self._posts(f"/press/claims/{claim}/take-back", {"reason": reason})

    def seconds(self, proposal: str) -> str:
        """Reads it, gives the second factor again, and agrees; what they read."""
        again = self.browser.get(f"{proposal}/second")
        assert again.status_code == 302, "the second factor is asked for again"
        self.clock.a_minute_later()
        self._posts(again.headers["Location"], {"code": self._code()})
        read = self.sees(f"{proposal}/second")
        digest = filled(read)["digest"]
        self._posts(f"{proposal}/second", {"digest": digest})
        return read

    def sees(self, address: str) -> str:
        answer = self.browser.get(address)
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        return answer.content.decode()

    def _code(self) -> str:
        self.clock.a_minute_later()
        return code_of(self.user)

    def _posts(self, address: str, form: dict[str, Any]) -> str:
        answer = self.browser.post(address, form)
        assert answer.status_code == 302, f"{address} answers {answer.status_code}"
        return str(answer.headers["Location"])


def filled(html: str) -> dict[str, str]:
    """What a page's form would send as it stands: its fields with a value."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", html):
        named = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        box = named.get("type") in ("checkbox", "radio")
        if "name" in named and (not box or " checked" in tag) and named.get("value"):
            found[named["name"]] = unescape(named["value"])
    for name, inside in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        if chosen and chosen[1]:
            found[name] = unescape(chosen[1])
    return found


def the_work_is_done() -> None:
    Worker().run(once=True)


def the_public_sees(address: str, as_known: date | None = None) -> Part:
    """A page of the public site in the browser of somebody who is not signed in."""
    asked = f"?as_known={as_known}" if as_known else ""
    answer = Client(SERVER_NAME="localhost").get(address + asked)
    assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    return page(answer.content.decode())
