"""What a file that has arrived is: its kind, its text, what stands inside it, and the picture that
may be shown for it. Readers of hostile formats run in a process of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from repatria.base.errors import FileRefused
from repatria.base.messages import message
from repatria.desks.press import limits, refusals
from repatria.desks.press.keeping import Arrived
from repatria.desks.press.models import Captives, Kind
from repatria.formats import held_text, pdf_text
from repatria.formats.footage_place import footage_place
from repatria.formats.media_type import UNKNOWN, FileKind, MediaType, media_type
from repatria.runners.confined import Confines, Overrun, confined

NO_TEXT_LAYER = message("The PDF has no text layer, so nothing can be quoted from it.")
WITH_PICTURES = message("The PDF holds pictures. Somebody must look whether they show captives.")
HIDDEN = message("Hidden characters were taken out of the text: {number}.")
FIRST_FRAME = message("The picture moves; the first of its {number} frames is shown.")
MADE_SMALL = message("The original measures {width} × {height} points.")
_OF_PDF = Confines(seconds=20, memory=1 << 30, output=32 << 20)
_OF_PICTURE = Confines(seconds=10, memory=1 << 30, output=16 << 20)
_READ_PDF = "repatria.formats.pdf_text:read_pdf"
_REMAKE = "repatria.formats.picture:remake"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found out about a file."""

    kind: Kind
    media_type: str
    captives: Captives = Captives.UNKNOWN
    text: str = ""
    rules: str = ""
    pages: tuple[int, ...] = ()
    notes: tuple[dict[str, Any], ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
    shown: Path | None = None
    """A picture made anew, still under way."""


def note(template: str, **params: int) -> dict[str, Any]:
    return {"template": template, "params": params}


def read(arrived: Arrived) -> Reading:
    """Raises `FileRefused`. A picture made anew lies beside the file, under way like it."""
    if not arrived.size:
        raise FileRefused(refusals.EMPTY)
    kind = media_type(arrived.head)
    if kind.kind is FileKind.DRAWING:
        raise FileRefused(refusals.DRAWING)
    try:
        return _READERS[kind.kind](arrived, kind)
    except Overrun as error:
        raise refusals.overrun(error) from None


def read_pasted(text: str) -> tuple[bytes, Reading]:
    """The bytes to keep of a text that was typed or pasted, and its reading."""
    held = held_text.held(text)
    if not held.text.strip():
        raise FileRefused(refusals.EMPTY)
    if len(held.text) > limits.MOST_CHARACTERS:
        raise FileRefused(refusals.TOO_LARGE_TEXT)
    # Browsers send line ends in their own way: the same text pasted twice is the same bytes.
    return held.text.encode(), _of_text(held, "text/plain")


def text_again(data: bytes) -> str:
    """The text of held bytes, read anew by the rules of `held_text`."""
    found = held_text.read_text(data)
    return found.text if found is not None else ""


def _of_text(held: held_text.HeldText, name: str) -> Reading:
    notes = (note(HIDDEN, number=held.hidden),) if held.hidden else ()
    return Reading(Kind.TEXT, name, Captives.NO, text=held.text, rules=held_text.RULES, notes=notes)


def _text(arrived: Arrived, kind: MediaType) -> Reading:
    if arrived.size > limits.largest(FileKind.TEXT):
        raise FileRefused(refusals.TOO_LARGE_TEXT)
    held = held_text.read_text(arrived.path.read_bytes())
    if held is None:
        return _other(arrived, UNKNOWN)
    if len(held.text) > limits.MOST_CHARACTERS:
        raise FileRefused(refusals.TOO_LARGE_TEXT)
    return _of_text(held, kind.name)


def _pdf(arrived: Arrived, kind: MediaType) -> Reading:
    made = confined(
        _READ_PDF,
        {
            "path": str(arrived.path),
            "most_pages": limits.MOST_PAGES,
            "most_characters": limits.MOST_CHARACTERS,
        },
        _OF_PDF,
    )
    notes = []
    if not made["text"]:
        notes.append(note(NO_TEXT_LAYER))
    if made["pictures"]:
        notes.append(note(WITH_PICTURES))
    return Reading(
        Kind.PDF,
        kind.name,
        Captives.UNKNOWN if made["pictures"] else Captives.NO,
        text=made["text"],
        rules=pdf_text.RULES if made["text"] else "",
        pages=tuple(made["pages"]),
        notes=tuple(notes),
        found=made["metadata"],
    )


def _picture(arrived: Arrived, kind: MediaType) -> Reading:
    out = arrived.path.with_name(f"{arrived.path.name}.jpg")
    try:
        made = confined(
            _REMAKE,
            {
                "path": str(arrived.path),
                "out": str(out),
                "most_points": limits.MOST_POINTS,
                "side": limits.SHOWN_SIDE,
            },
            _OF_PICTURE,
        )
    except BaseException:
        out.unlink(missing_ok=True)
        raise
    out.chmod(0o600)
    notes = []
    if made["frames"] > 1:
        notes.append(note(FIRST_FRAME, number=made["frames"]))
    if max(made["width"], made["height"]) > limits.SHOWN_SIDE:
        notes.append(note(MADE_SMALL, width=made["width"], height=made["height"]))
    return Reading(Kind.PICTURE, kind.name, notes=tuple(notes), found=made["metadata"], shown=out)


def _footage(arrived: Arrived, kind: MediaType) -> Reading:
    place = footage_place(arrived.path)
    return Reading(Kind.FOOTAGE, kind.name, found={"place": place} if place else {})


def _other(_arrived: Arrived, kind: MediaType) -> Reading:
    return Reading(Kind.OTHER, kind.name)


_READERS = {
    FileKind.TEXT: _text,
    FileKind.PDF: _pdf,
    FileKind.PICTURE: _picture,
    FileKind.FOOTAGE: _footage,
    FileKind.OTHER: _other,
}
