"""A folder of the test's own with a ledger in it, and people of its desks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from handovers_work import set_up
from people import member, party, signed_in
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role


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
def place(home: Path, settings: Any) -> Path:
    """The folder of a ledger that is set up."""
    return set_up(settings)


@pytest.fixture
def clerk(db: None, place: Path) -> User:
    """Somebody of the exchange desk of party A."""
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY), name="Clerk of A")


@pytest.fixture
def authority(clerk: User) -> User:
    return member(Role.DECIDING_AUTHORITY, of=clerk.party, name="Authority of A")


@pytest.fixture
def second(clerk: User) -> User:
    return member(Role.RECEPTION_DESK, of=clerk.party, name="Reception of A")


@pytest.fixture
def desk(clerk: User) -> Client:
    """The clerk's browser, who has said what for."""
    return said_what_for(signed_in(clerk))


def said_what_for(site: Client) -> Client:
    site.post("/access-log/purpose", {"purpose": "exchange"})
    return site
