"""The text of a PDF, and PDFs that are made to hurt: each ends with a sentence and in time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import made_files as made
from repatria.base.errors import FileRefused
from repatria.formats.pdf_text import read_pdf
from repatria.runners.confined import Confines, Overrun, confined


def read(data: bytes, tmp_path: Path, **limits: int) -> Any:
    path = tmp_path / "some.pdf"
    path.write_bytes(data)
    given_ = {"path": str(path), "most_pages": 2000, "most_characters": 100_000} | limits
    return read_pdf(**given_)


def test_pages_follow_each_other_and_their_beginnings_are_known(tmp_path: Path) -> None:
    found = read(made.pdf("First page\nsecond line", "Other page"), tmp_path)
    assert found["text"] == "First page\nsecond line\nOther page\n"
    assert [found["text"][at:].split("\n")[0] for at in found["pages"]] == [
        "First page",
        "Other page",
    ]
    assert found["pictures"] is False


def test_pictures_and_the_author_are_told(tmp_path: Path) -> None:
    found = read(made.pdf("Words", author="Made-up Author", picture=True), tmp_path)
    assert found["pictures"] is True
    assert found["metadata"] == {"author": "Made-up Author"}


def test_a_pdf_without_words_has_an_empty_text(tmp_path: Path) -> None:
    assert read(made.pdf("", picture=True), tmp_path)["text"] == ""


@pytest.mark.parametrize(
    ("data", "limits", "said"),
    [
        (made.pdf("a", "b", "c"), {"most_pages": 2}, "has 3 pages; 2 are the most"),
        (made.pdf("word " * 200), {"most_characters": 100}, "more than 100 characters"),
        (b"%PDF-1.4\nnothing follows", {}, "structure is broken"),
        (made.pdf("a")[:300], {}, "structure is broken"),
    ],
)
def test_what_is_not_taken_says_why(
    data: bytes, limits: dict[str, int], said: str, tmp_path: Path
) -> None:
    with pytest.raises(FileRefused, match=said):
        read(data, tmp_path, **limits)


@pytest.mark.parametrize(
    "bomb",
    [
        made.pdf_that_unpacks_to_a_gigabyte,
        made.pdf_nested_too_deeply,
        made.pdf_that_never_ends,
        made.pdf_whose_pages_go_in_a_ring,
        lambda: made.pdf_of_many_pages(3000),
    ],
    ids=["a gigabyte", "too deep", "never ends", "a ring", "many pages"],
)
def test_a_bomb_hurts_nobody(bomb: Any, tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb())
    order = {"path": str(path), "most_pages": 2000, "most_characters": 100_000}
    with pytest.raises((FileRefused, Overrun)):
        confined("repatria.formats.pdf_text:read_pdf", order, Confines(seconds=4, memory=700 << 20))


GOOD = made.pdf("Some words", "and more", author="A", picture=True)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, len(GOOD)), gone=st.integers(0, 40), new=st.binary(max_size=20))
def test_a_damaged_pdf_is_read_or_refused(at: int, gone: int, new: bytes, tmp_path: Path) -> None:
    try:
        found = read(GOOD[:at] + new + GOOD[at + gone :], tmp_path)
    except FileRefused:
        return
    assert isinstance(found["text"], str)
