"""A record and press desks, for programs to ask about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.utils.translation import override
from pytest_django import DjangoDbBlocker

from api_work import Desk, desk_of
from desks.record.conftest import empty, take_in
from press_work import PARTY_WORDS, load_record


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A request leaves its language behind in the thread; no test begins in another's."""
    with override("en"):
        yield


@pytest.fixture
def _counted(db: None) -> None:
    """What an earlier test asked is not counted in this one."""
    cache.clear()


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    return Path(settings.HOME)


@pytest.fixture
def record(_counted: None, home: Path, tmp_path: Path) -> None:
    """A small public record, and the words for its parties."""
    load_record(tmp_path)
    (home / "party-words.yaml").write_text(PARTY_WORDS, encoding="utf-8")


@pytest.fixture(scope="module")
def demo_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration's statements, seen by every test of the module."""
    with django_db_blocker.unblock():
        take_in()
        yield
        empty()


@pytest.fixture
def ours(record: None) -> Desk:
    return desk_of("A")


@pytest.fixture
def theirs(record: None) -> Desk:
    return desk_of("B")
