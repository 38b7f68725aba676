"""Where a film says that it was made: the place that phones write into MP4 and QuickTime files.

Both keep it as ISO 6709 text (`+50.4501+030.5234/`) inside the box `moov`, under `©xyz` or as
`com.apple.quicktime.location.ISO6709`. Boxes are those of ISO/IEC 14496-12, §4.2: four bytes of
size, four of type; a size of 1 means that eight more bytes hold it, 0 that it goes to the end.
"""

from __future__ import annotations

import re
from pathlib import Path

_ISO_6709 = re.compile(
    rb"([+-]\d{2}(?:\.\d{1,8}))([+-]\d{3}(?:\.\d{1,8}))(?:[+-]\d{1,6}(?:\.\d{1,8})?)?/"
)
# What is looked through at most, and how many boxes are stepped over.
_MOST = 32 << 20
_BOXES = 1000


def footage_place(path: Path) -> str:
    """`50.45010, 30.52340`, degrees north and east; "" where none is found."""
    with path.open("rb") as film:
        at, end = 0, path.stat().st_size
        for _ in range(_BOXES):
            if at + 8 > end:
                break
            film.seek(at)
            head = film.read(16)
            size, kind = int.from_bytes(head[:4], "big"), head[4:8]
            if size == 1:
                size = int.from_bytes(head[8:16], "big")
            elif size == 0:
                size = end - at
            if kind == b"moov":
                film.seek(at)
                found = _ISO_6709.search(film.read(min(size, _MOST)))
                return f"{float(found[1]):.5f}, {float(found[2]):.5f}" if found else ""
            if size < 8:
                break
            at += size
    return ""
