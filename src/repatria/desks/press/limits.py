"""How much is taken of each kind of file, and how much of the disk stays free."""

from __future__ import annotations

from django.conf import settings

from repatria.formats.media_type import FileKind

MEGA = 10**6
MOST_PAGES = 2000
MOST_CHARACTERS = 5_000_000
MOST_POINTS = 80_000_000
SHOWN_SIDE = 1600
"""Points on the longer side of a picture as it is shown."""


def largest(kind: FileKind) -> int:
    """The most bytes of a file of this kind that comes through a browser. `repatria press add` has
    no such limit for footage."""
    return int(settings.REPATRIA_LARGEST_FILES.get(kind.value, 0)) * MEGA


def largest_of_all() -> int:
    return max(map(largest, FileKind))


def kept_free() -> int:
    """Bytes of the disk that no upload may take: a store needs room to write down what happens."""
    return int(settings.REPATRIA_KEPT_FREE) * MEGA
