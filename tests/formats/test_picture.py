"""A picture made anew: its points, and nothing else of it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

import made_files as made
from repatria.base.errors import FileRefused
from repatria.formats.picture import remake


def made_anew(data: bytes, tmp_path: Path, **limits: int) -> tuple[dict[str, Any], Image.Image]:
    path, out = tmp_path / "in", tmp_path / "out.jpg"
    path.write_bytes(data)
    told = remake(
        **{"path": str(path), "out": str(out), "most_points": 10**6, "side": 100} | limits
    )
    with Image.open(out) as opened:
        opened.load()
        return told, opened.copy()


def test_nothing_that_stood_beside_the_points_is_left(tmp_path: Path) -> None:
    data = made.jpeg_that_is_a_page()
    told, _ = made_anew(data, tmp_path)
    assert told["metadata"]["place"] == "50.45012, 30.52341"
    assert told["metadata"]["author"] == "Made-up Author"
    assert told["metadata"]["camera"] == "Maker of Devices"
    out = (tmp_path / "out.jpg").read_bytes()
    for word in (b"secret", b"Maker", b"Author", b"Exif", b"xmpmeta", b"script", b"ICC_PROFILE"):
        assert word not in out
    assert b"Maker" in data
    assert b"secret" in data


def test_it_is_turned_as_the_camera_was_held(tmp_path: Path) -> None:
    told, seen = made_anew(made.jpeg_with_a_place((40, 20)), tmp_path)
    assert (told["width"], told["height"]) == (40, 20)
    assert seen.size == (20, 40)


def test_it_is_made_small_enough(tmp_path: Path) -> None:
    _, seen = made_anew(made.png((400, 200)), tmp_path)
    assert seen.size == (100, 50)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "YCbCr"])
def test_every_kind_of_points_can_be_shown(mode: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    form = "TIFF" if mode in ("CMYK", "YCbCr", "I;16") else "PNG"
    Image.new(mode, (12, 8)).save(out, form)
    _, seen = made_anew(out.getvalue(), tmp_path)
    assert (seen.mode, seen.size) == ("RGB", (12, 8))


@pytest.mark.parametrize("good", [True, False])
def test_a_colour_profile_is_applied_or_passed_over_and_never_kept(
    good: bool, tmp_path: Path
) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    Image.new("RGB", (9, 9), (10, 200, 30)).save(
        out, "PNG", icc_profile=profile if good else b"no profile"
    )
    _, seen = made_anew(out.getvalue(), tmp_path)
    assert "icc_profile" not in seen.info
    assert abs(seen.getpixel((4, 4))[1] - 200) < 8


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (made.png_of_a_thousand_million_points(), "40000 × 40000 points"),
        (made.jpeg_with_a_place((300, 300))[:1500], "broken or cut off"),
        (b"\x89PNG\r\n\x1a\n", "broken or cut off"),
        (made.SVG_WITH_SCRIPT, "broken or cut off"),
        (made.pdf("a"), "broken or cut off"),
    ],
)
def test_what_is_not_taken_says_why(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=said):
        made_anew(data, tmp_path)


GOOD = made.png((40, 40), author="A")


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, len(GOOD)), gone=st.integers(0, 30), new=st.binary(max_size=20))
def test_a_damaged_picture_is_shown_or_refused(
    at: int, gone: int, new: bytes, tmp_path: Path
) -> None:
    try:
        _, seen = made_anew(GOOD[:at] + new + GOOD[at + gone :], tmp_path)
    except FileRefused:
        return
    assert seen.mode == "RGB"
