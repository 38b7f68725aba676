"""The place that a film carries with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import made_files as made
from repatria.formats.footage_place import footage_place


def place(data: bytes, tmp_path: Path) -> str:
    path = tmp_path / "film"
    path.write_bytes(data)
    return footage_place(path)


@pytest.mark.parametrize(
    ("where", "said"),
    [((50.4501, 30.5234), "50.45010, 30.52340"), ((-3.5, -60.25), "-3.50000, -60.25000")],
)
def test_the_place_is_found_behind_the_pictures(
    where: tuple[float, float], said: str, tmp_path: Path
) -> None:
    assert place(made.film(where), tmp_path) == said


def test_a_film_without_a_place_has_none(tmp_path: Path) -> None:
    assert place(made.film(), tmp_path) == ""


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 4200), new=st.binary(max_size=12))
def test_a_damaged_film_ends_the_search_and_no_more(at: int, new: bytes, tmp_path: Path) -> None:
    data = made.film((50.4501, 30.5234))
    damaged = data[:at] + new + data[at + len(new) :]
    found = place(damaged, tmp_path)
    if at < 4000:  # before the place itself
        assert found in {"", "50.45010, 30.52340"}
