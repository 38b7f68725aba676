"""A folder of documents for each test, and people of the press desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from people import member, party, signed_in
from press_work import ARTICLE, PARTY_WORDS, SAID, load_record
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.press import keeping
from repatria.desks.press.models import Document
from repatria.desks.press.services import About, add_file, add_text


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A request leaves its language behind in the thread; no test begins in another's."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """A folder of documents of the test's own."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    return Path(settings.HOME)


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.PRESS, of=party("A", Standing.PARTY), name="Clerk of A")


@pytest.fixture
def desk(clerk: User) -> Client:
    """The clerk's browser."""
    return signed_in(clerk)


Add = Callable[..., Document]


@pytest.fixture
def added(clerk: User) -> Add:
    """Adds a file or a text as the clerk does."""

    def add(content: bytes | str, by: User | None = None, **about: object) -> Document:
        said = About(**{"title": "A title", **about})  # type: ignore[arg-type]
        if isinstance(content, str):
            return add_text(by or clerk, said, content).document
        return add_file(by or clerk, said, keeping.from_bytes(content)).document

    return add


@pytest.fixture
def record(db: None, home: Path, tmp_path: Path) -> None:
    """A small public record, and the words for its parties."""
    load_record(tmp_path)
    (home / "party-words.yaml").write_text(PARTY_WORDS, encoding="utf-8")


@pytest.fixture
def other(clerk: User) -> User:
    """A colleague of the clerk."""
    return member(Role.PRESS, of=party("A", Standing.PARTY), name="Other of A")


@pytest.fixture
def article(added: Add) -> Document:
    """An article about the record's exchange."""
    return added(ARTICLE, title="At the bridge", outlet="Evening", published=SAID.isoformat())


def left_under_way() -> list[Path]:
    """What lies in the folder of arrivals."""
    folder = keeping.folder() / "arriving"
    return sorted(folder.iterdir()) if folder.exists() else []
