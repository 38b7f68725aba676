"""Lines of plain text that stay readable at 80 to 100 columns and can be searched line by line."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

from repatria.desks.record.report_said import Where, Who

WIDEST = 100
NARROWEST = 60


def width() -> int:
    """The columns to fill: the terminal's, between 60 and 100."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def wrapped(text: str, indent: int, columns: int, hanging: int = 2) -> Iterator[str]:
    """A line, or several with the later ones further in. Long addresses are never cut."""
    yield from textwrap.wrap(
        text,
        columns,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )


def heading(text: str) -> Iterator[str]:
    yield ""
    yield text
    yield "=" * len(text)


def who(speaker: Who) -> str:
    """The name of a speaker; who is no party but an unnamed source or an outlet is marked so."""
    if speaker.unnamed:
        return f"{speaker.name} [unnamed]"
    return f"{speaker.name} [media]" if speaker.voice == "media" else speaker.name


def everybody(speakers: tuple[Who, ...]) -> str:
    return "; ".join(who(speaker) for speaker in speakers)


def source(place: Where) -> str:
    return place.outlet or place.title
