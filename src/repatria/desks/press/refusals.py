"""Sentences for what is not taken. Each is a template that a page says in its own language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from repatria.base.errors import FileRefused
from repatria.base.messages import message
from repatria.runners.confined import Overrun

CUT_OFF = message("The upload was cut off on its way. Nothing of it was kept; send it again.")
EMPTY = message("The file is empty.")
NO_FILE = message("Choose a file.")
TOO_LARGE = message(
    "The file is larger than {most} MB, the most that is taken of its kind here. Larger footage is "
    "added on the machine itself: repatria press add."
)
TOO_LARGE_TEXT = message("The text is longer than is taken at once. Send it in parts.")
NO_ROOM = message(
    "There is not enough room on the disk for this file: {free} MB are free beyond what the store "
    "itself needs. Tell whoever runs this installation."
)
DRAWING = message("SVG drawings are not taken: they can hold programs. Save it as PNG, or as PDF.")
BROKEN_FORM = message("The form came incomplete. Nothing was kept; send it again.")
OVERRUN = {
    "time": message("Reading the file took too long, so it was not taken."),
    "memory": message("Reading the file took too much memory, so it was not taken."),
    "depth": message("The file is nested too deeply, so it was not taken."),
    "fault": message("The file made its reader fail, so it was not taken."),
}


def overrun(error: Overrun) -> FileRefused:
    return FileRefused(OVERRUN[error.what])


def said(error: FileRefused) -> str:
    """The sentence in the language of the page."""
    return in_words(error.template, error.params)


def in_words(template: str, params: Mapping[str, object]) -> str:
    """A template of the engines or of this desk, in the language of the page."""
    return gettext(template).format(**params)
