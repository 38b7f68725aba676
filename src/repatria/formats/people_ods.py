"""Opens a workbook of OpenDocument (.ods) with lists, and streams the rows of its sheets.

Layout: OpenDocument 1.3, part 3 (OASIS), tables. Rows and cells that are written once and counted
are told as often as they count, within the limits.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from repatria.base.errors import Problem
from repatria.base.messages import sentence
from repatria.formats.guards import Limits, refused
from repatria.formats.people_cells import Merge, PeopleRow
from repatria.formats.people_ods_rows import OdsHandler
from repatria.formats.workbook_guard import ODS, check_packed
from repatria.formats.xml_rows import xml_rows

_MANIFEST = "META-INF/manifest.xml"
_LOCKED = b"encryption-data"


class OdsBook:
    """An open workbook. Raises `InputError` for what is broken, hostile, locked or has macros."""

    kind = "ods"

    def __init__(self, stream: IO[bytes], path: Path, limits: Limits) -> None:
        self.file = path.name
        self.notes: tuple[Problem, ...] = ()
        self._limits = limits
        check_packed(stream, self.file, limits, ODS)
        self._archive = zipfile.ZipFile(stream)
        if "content.xml" not in self._archive.namelist():
            raise refused(self.file, sentence("this is a zip, and no workbook (.ods)"))
        if _MANIFEST in self._archive.namelist():
            with self._archive.open(_MANIFEST) as manifest:
                if _LOCKED in manifest.read(1_000_000):
                    raise refused(
                        self.file, sentence("the workbook has a password: save it without one")
                    )
        outline = OdsHandler(self.file, limits, None)
        for _ in self._read(outline):
            pass
        self._outline = outline.sheets

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._outline)

    def hidden(self, name: str) -> bool:
        return self._outline[name].hidden

    def hidden_columns(self, name: str) -> tuple[int, ...]:
        return tuple(self._outline[name].unseen)

    def merges(self, name: str) -> tuple[Merge, ...]:
        return tuple(self._outline[name].merges)

    def rows(self, name: str) -> Iterator[PeopleRow]:
        return self._read(OdsHandler(self.file, self._limits, name))

    def close(self) -> None:
        self._archive.close()

    def _read(self, handler: OdsHandler) -> Iterator[PeopleRow]:
        with self._archive.open("content.xml") as stream:
            yield from xml_rows(stream, handler)
