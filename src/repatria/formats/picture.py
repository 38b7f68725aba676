"""A picture made anew from its points alone, and what stood beside them.

`remake` is meant to run in a child process (`runners.confined`), since a picture can be made to
hurt its reader. What it writes is a JPEG of limited size, turned as its camera was held, in sRGB,
on white, without any of the original's metadata, profile, comment or appended bytes.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageOps

from repatria.base.errors import FileRefused
from repatria.base.messages import message
from repatria.formats.held_text import held

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "AVIF")
BROKEN = message("The picture cannot be read: it is broken or cut off. Save it again.")
HUGE = message("The picture has {width} × {height} points, more than is taken. Make it smaller.")
_LONGEST = 500
_EXIF = {
    ExifTags.Base.Make: "camera",
    ExifTags.Base.Model: "camera",
    ExifTags.Base.Software: "program",
    ExifTags.Base.Artist: "author",
    ExifTags.Base.XPAuthor: "author",
    ExifTags.Base.Copyright: "author",
    ExifTags.Base.ImageDescription: "title",
    ExifTags.Base.DateTime: "made",
    ExifTags.Base.DateTimeOriginal: "made",
    ExifTags.Base.CameraOwnerName: "author",
    ExifTags.Base.BodySerialNumber: "camera",
}


def remake(path: str, out: str, most_points: int, side: int) -> dict[str, Any]:
    """Write the picture anew to `out`, no side longer than `side`. Returns `width` and `height` of
    the original, its number of `frames` (the first is shown) and the `metadata` found. Raises
    `FileRefused`."""
    warnings.simplefilter("ignore")
    # Its own guard would speak before the size is known; ours follows at once.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(Path(path), formats=FORMATS) as opened:
            width, height = opened.size
            if width * height > most_points:
                raise FileRefused(HUGE, width=width, height=height)
            metadata = dict(_metadata(opened))
            frames = int(getattr(opened, "n_frames", 1))
            opened.draft("RGB", (side, side))
            _plain(opened, side).save(Path(out), "JPEG", quality=88, optimize=True)
    except (FileRefused, MemoryError):
        raise
    except Exception:
        # A broken file can make any error in a decoder.
        raise FileRefused(BROKEN) from None
    return {"width": width, "height": height, "frames": frames, "metadata": metadata}


def _plain(opened: Image.Image, side: int) -> Image.Image:
    """The points alone: a new picture, to which nothing of the old one clings."""
    opened.seek(0)
    turned = ImageOps.exif_transpose(opened)
    turned.thumbnail((side, side))
    seen = _in_srgb(turned)
    fresh = Image.new("RGB", seen.size, "white")
    if seen.mode == "RGBA":
        fresh.paste(seen, mask=seen.getchannel("A"))
    else:
        fresh.paste(seen.convert("RGB"))
    return fresh


def _in_srgb(image: Image.Image) -> Image.Image:
    if image.mode in ("P", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    profile = image.info.get("icc_profile")
    if isinstance(profile, bytes) and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        # Where the profile is no good, the points are taken as they are.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            made = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
            return image if made is None else made
    if image.mode.startswith("I"):
        # Sixteen bits a point: the upper eight are what is seen.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image


def _metadata(opened: Image.Image) -> Iterator[tuple[str, str]]:
    exif = opened.getexif()
    details = exif.get_ifd(ExifTags.IFD.Exif)
    for tag, name in _EXIF.items():
        value = exif.get(tag, details.get(tag))
        if words := _words(value):
            yield name, words
    if place := _place(exif.get_ifd(ExifTags.IFD.GPSInfo)):
        yield "place", place
    for key, value in opened.info.items():
        if key in ("comment", "Comment", "Description", "Title") and (words := _words(value)):
            yield "title", words
        if key in ("Author", "Copyright") and (words := _words(value)):
            yield "author", words
        if key in ("xmp", "XML:com.adobe.xmp"):
            yield "xmp", "XMP"


def _words(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-16-le" if value[1:2] == b"\0" else "utf-8", errors="replace")
    return held(str(value)).text.strip()[:_LONGEST] if value is not None else ""


def _place(gps: dict[int, Any]) -> str:
    """`50.45012, 30.52341`, degrees north and east; where it cannot be read, that there is one."""
    if not gps:
        return ""
    try:
        north, east = (
            _degrees(gps[at]) for at in (ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude)
        )
        if str(gps.get(ExifTags.GPS.GPSLatitudeRef, "N")).upper().startswith("S"):
            north = -north
        if str(gps.get(ExifTags.GPS.GPSLongitudeRef, "E")).upper().startswith("W"):
            east = -east
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return "?"
    return f"{north:.5f}, {east:.5f}"


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600
