"""A folder of the test's own, and people of the register's desks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from people import member, party, signed_in
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import Person, Sender, Source, SourceKind


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A request leaves its language behind in the thread; no test begins in another's."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """A folder of the test's own."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    return Path(settings.HOME)


@pytest.fixture
def clerk(db: None) -> User:
    """Somebody of the exchange desk of party A."""
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY), name="Clerk of A")


@pytest.fixture
def desk(clerk: User) -> Client:
    """The clerk's browser."""
    return signed_in(clerk)


@pytest.fixture
def hq(clerk: User) -> Sender:
    return services.add_sender(clerk, "Headquarters")


NewSource = Callable[..., Source]


@pytest.fixture
def new_source(clerk: User) -> NewSource:
    """A source of the clerk's party; each its own root unless a sender is named."""

    def made(by: User | None = None, kind: SourceKind = SourceKind.LIST, **more: Any) -> Source:
        return services.add_source(by or clerk, kind, "exchange", **more)

    return made


@pytest.fixture
def known(clerk: User, new_source: NewSource) -> Callable[..., Person]:
    """A person with these values, from a source of their own."""

    def made(by: User | None = None, source: Source | None = None, **values: Any) -> Person:
        who = by or clerk
        return services.add(source or new_source(who), who, values)

    return made
