"""The text layer of a PDF, page by page, and what its makers left in it.

`read_pdf` is meant to run in a child process (`runners.confined`): a PDF is a program in a way, and
some are made to use up a machine. Limits of its own come first, so that most are refused with their
reason before the process is ended.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import FileNotDecryptedError, LimitReachedError
from pypdf.generic import ArrayObject, StreamObject

from repatria.base.errors import FileRefused
from repatria.base.messages import message
from repatria.formats.held_text import held

RULES = "pdf-1"
BROKEN = message("The PDF cannot be read: its structure is broken. Save it again and send that.")
BOMB = message(
    "The PDF unpacks into more than a document needs, so it was not taken. Print the pages that "
    "matter into a new PDF."
)
LOCKED = message("The PDF is locked with a password. Save it without one.")
LONG = message("The PDF has {pages} pages; {most} are the most. Split it.")
WORDY = message("The PDF holds more than {most} characters of text. Split it.")
_TOLD = {
    "/Author": "author",
    "/Creator": "program",
    "/Producer": "program",
    "/Title": "title",
    "/CreationDate": "made",
    "/ModDate": "changed",
}
_LONGEST = 500


def read_pdf(path: str, most_pages: int, most_characters: int) -> dict[str, Any]:
    """`text` (held text, pages parted by a line feed), `pages` (where each begins), `pictures`
    (whether there are any) and `metadata` (what was found, by name). Raises `FileRefused`."""
    logging.disable(logging.CRITICAL)
    try:
        reader = PdfReader(Path(path), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileRefused(LOCKED)
        count = len(reader.pages)
        if count > most_pages:
            raise FileRefused(LONG, pages=count, most=most_pages)
        text, starts = _text(reader, most_characters)
        return {
            "text": text,
            "pages": starts,
            "pictures": any(map(_has_pictures, reader.pages)),
            "metadata": dict(_metadata(reader)),
        }
    except (FileRefused, MemoryError):
        raise
    except (LimitReachedError, RecursionError):
        raise FileRefused(BOMB) from None
    except FileNotDecryptedError:
        raise FileRefused(LOCKED) from None
    except Exception:
        # A broken file can make any error in a reader of so large a format.
        raise FileRefused(BROKEN) from None


def _text(reader: PdfReader, most: int) -> tuple[str, list[int]]:
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for page in reader.pages:
        _unpack(page)
        text = held(page.extract_text()).text.strip("\n") + "\n"
        starts.append(length)
        length += len(text)
        if length > most:
            raise FileRefused(WORDY, most=most)
        pieces.append(text)
    whole = "".join(pieces)
    return (whole, starts) if whole.strip() else ("", starts)


def _unpack(page: PageObject) -> None:
    """Unpack what a page draws, so that what cannot be unpacked is an error: a reader of text
    passes over it in silence, and a page would seem to be empty."""
    drawn = page.get("/Contents")
    drawn = drawn.get_object() if drawn is not None else None
    for one in drawn if isinstance(drawn, ArrayObject) else (drawn,):
        stream = one.get_object() if one is not None else None
        if isinstance(stream, StreamObject):
            stream.get_data()


def _has_pictures(page: PageObject) -> bool:
    """Whether a page draws pictures, looked up without unpacking them."""
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    for one in drawn.get_object().values() if drawn is not None else ():
        # A form can hold pictures in turn; it counts as one, for nobody has looked at it.
        if one.get_object().get("/Subtype") in ("/Image", "/Form"):
            return True
    return False


def _metadata(reader: PdfReader) -> Iterator[tuple[str, str]]:
    for key, value in (reader.metadata or {}).items():
        name = _TOLD.get(key)
        words = held(str(value)).text.strip()[:_LONGEST]
        if name and words:
            yield name, words
