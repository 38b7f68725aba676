"""A folder of the test's own, and people of the exchange desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

import rounds_work
from exchanges_work import said_what_for
from people import member, party, signed_in
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.exchanges.models import Freeze
from repatria.desks.people.models import Person


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    return Path(settings.HOME)


@pytest.fixture
def clerk(db: None) -> User:
    """Somebody of the exchange desk of party A."""
    party("B", Standing.PARTY)
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY), name="Clerk of A")


@pytest.fixture
def authority(clerk: User) -> User:
    return member(Role.DECIDING_AUTHORITY, of=clerk.party, name="Authority of A")


@pytest.fixture
def auditor(clerk: User) -> User:
    return member(Role.AUDITOR, of=clerk.party, name="Auditor of A")


@pytest.fixture
def desk(clerk: User) -> Client:
    """The clerk's browser, who has said what for."""
    return said_what_for(signed_in(clerk, fresh=True))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days that pass when a test says so (`rounds_work.day_comes`)."""
    real = timezone.localdate

    def day() -> date:
        return real() + timedelta(days=rounds_work.PASSED[0])

    rounds_work.PASSED[0] = 0
    monkeypatch.setattr(timezone, "localdate", day)
    yield
    rounds_work.PASSED[0] = 0


@pytest.fixture
def everybody(clerk: User) -> list[Person]:
    return rounds_work.people_of(clerk)


@pytest.fixture
def sealed(clock: None, clerk: User, authority: User, everybody: list[Person]) -> Freeze:
    """Six of each side, three seats."""
    return rounds_work.held_of(clerk, authority)


@pytest.fixture
def liaison(clerk: User) -> User:
    return member(Role.FAMILY_LIAISON, of=clerk.party, name="Caseworker of A")


@pytest.fixture
def site(liaison: User) -> Client:
    return said_what_for(signed_in(liaison))
