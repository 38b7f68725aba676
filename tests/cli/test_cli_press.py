"""`repatria press`: documents from this machine, and the check of what is quoted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_running import Outcome

import made_files as made
from people import member
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role
from repatria.desks.press import keeping
from repatria.desks.press.models import Document
from repatria.desks.press.services import quote_words

Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.PRESS)


def file(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "some.file"
    path.write_bytes(data)
    return path


def test_footage_over_the_limit_of_browsers_is_added_here(
    repatria: Run, clerk: User, tmp_path: Path, settings: Any
) -> None:
    settings.REPATRIA_LARGEST_FILES = {**settings.REPATRIA_LARGEST_FILES, "footage": 1}
    path = file(tmp_path, made.film(size=1_200_000))
    done = repatria("press", "add", path, "--title", "T", "--outlet", "O", "--by", clerk.email)
    of = Document.objects.get()
    assert done.code == 0
    assert of.receipt in done.out
    assert "counts as showing them" in done.out
    assert keeping.digest_of(keeping.original(of.digest)) == of.digest
    again = repatria("press", "add", path, "--title", "T", "--by", clerk.email)
    assert "held already" in again.out
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [(made.SVG_WITH_SCRIPT, "SVG drawings are not taken"), (b"", "The file is empty")],
)
def test_what_is_not_taken_says_why(
    data: bytes, said: str, repatria: Run, clerk: User, tmp_path: Path
) -> None:
    done = repatria("press", "add", file(tmp_path, data), "--title", "T", "--by", clerk.email)
    assert done.code == 1
    assert said in done.err
    assert Trace.objects.filter(action="refused", actor=clerk.code).exists()
    assert not Document.objects.exists()


def test_it_takes_somebody_whose_roles_allow_it(repatria: Run, clerk: User, tmp_path: Path) -> None:
    path = file(tmp_path, b"words")
    nobody = repatria("press", "add", path, "--title", "T", "--by", "nobody@example.org")
    assert (nobody.code, "No open account" in nobody.err) == (1, True)
    auditor = member(Role.AUDITOR)
    refused = repatria("press", "add", path, "--title", "T", "--by", auditor.email)
    assert (refused.code, "Your roles do not allow this" in refused.err) == (1, True)
    assert not Document.objects.exists()


def test_the_check_finds_what_was_changed_and_what_nobody_names(
    repatria: Run, clerk: User, tmp_path: Path
) -> None:
    repatria("press", "add", file(tmp_path, b"25 returned."), "--title", "T", "--by", clerk.email)
    of = Document.objects.get()
    quote_words(of, "25 returned", clerk)
    right = repatria("press", "check")
    assert (right.code, "documents: 1, quotations: 1" in right.out) == (0, True)
    arriving = keeping.from_bytes(b"nobody's")
    keeping.keep(arriving.whole())
    arriving.discard()
    assert "No document names the original" in repatria("press", "check").err
    Document.objects.update(text="26 returned.")
    wrong = repatria("press", "check")
    assert wrong.code == 1
    assert f"Document {of.code}, quotation 0 to 11: the held text is not" in wrong.err
