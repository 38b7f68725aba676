"""The folder of lists: whole or not at all, by digest, and made sure of."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from django.test import override_settings

from repatria.desks.people import keeping
from repatria.desks.people.refusals import PeopleError

DATA = b"a list " * 1000


def files(home: Path) -> list[Path]:
    return [path for path in (home / "lists").rglob("*") if path.is_file()]


def kept(data: bytes = DATA, name: str = "June.XLSX") -> Path:
    with keeping.arriving([data[:10], data[10:]], name) as arrived:
        return keeping.keep(arrived, name)


def test_bytes_lie_under_their_digest_for_the_owner_alone(home: Path) -> None:
    path = kept()
    digest = hashlib.sha256(DATA).hexdigest()
    assert path == keeping.held(digest, "other.xlsx")
    assert path.name == f"{digest}.xlsx"
    assert path.read_bytes() == DATA
    assert [each.stat().st_mode & 0o077 for each in (path, path.parent, home / "lists")] == [0] * 3
    kept()
    assert files(home) == [path]


def test_an_ending_that_no_list_has_is_not_kept() -> None:
    assert keeping.ending("x.exe") == keeping.ending("../../x") == ""


def test_what_is_not_kept_is_gone(home: Path) -> None:
    with pytest.raises(OSError, match="gone"), keeping.arriving([DATA]):
        raise OSError("gone")
    with pytest.raises(PeopleError, match="empty"), keeping.arriving([b""]):
        pass
    assert files(home) == []


def test_too_much_is_refused_on_the_way(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "PACKED_BYTES", 100)
    with pytest.raises(PeopleError, match="larger"), keeping.arriving([DATA]):
        pass
    monkeypatch.undo()
    with (
        override_settings(REPATRIA_KEPT_FREE=10**9),
        pytest.raises(PeopleError, match="room"),
        keeping.arriving([DATA]),
    ):
        pass
    assert files(home) == []


def test_an_original_that_changed_or_is_missing_is_noticed(home: Path) -> None:
    path = kept()
    path.write_bytes(b"another list")
    for digest in (path.stem, "0" * 64):
        with pytest.raises(PeopleError, match="not what it was"):
            keeping.held(digest, "x.xlsx")


def test_what_a_killed_process_left_goes_with_a_later_arrival(home: Path) -> None:
    kept()
    old, young = (home / "lists" / f"arriving-{name}" for name in ("old", "young"))
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    kept(b"another")
    assert (old.exists(), young.exists()) == (False, True)
