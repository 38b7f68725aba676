"""Opens a workbook (.xlsx) of lists: its sheets, styles, shared texts and merged ranges.

Layout: ECMA-376, part 1, SpreadsheetML. The parts are read straight from the zip, so that the
memory does not grow with the number of rows; formulas are seen, and never run.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from repatria.base.errors import Problem
from repatria.base.messages import sentence
from repatria.formats.guards import Limits, refused
from repatria.formats.people_cells import Merge, PeopleRow, column_number
from repatria.formats.people_xlsx_rows import RowHandler
from repatria.formats.spilled_texts import SpilledTexts
from repatria.formats.workbook_guard import XLSX, check_packed
from repatria.formats.xml_rows import XmlHandler, xml_rows

_MAIN = "xl/workbook.xml"
_CHUNK = 1 << 16
_MERGE = re.compile(
    rb"<(?:[\w.-]{1,40}:)?mergeCell\s[^>]{0,200}?ref\s*=\s*[\"']"
    rb"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
_MOST_MERGES = 200_000
_COLUMN = re.compile(rb"<(?:[\w.-]{1,40}:)?col\s([^>]{0,400})>")
_ATTRIBUTE = re.compile(rb"(min|max|hidden|width)\s*=\s*[\"']([^\"']{0,30})[\"']")
_DATA = b"sheetData"
_HEAD, _STEP = 1 << 20, 1 << 12
"""The columns stand before the rows; more is not looked through for them."""
_Element = tuple[str, dict[str, str], str]


class _Flat(XmlHandler[_Element]):
    """A small part as its elements in the order of their ends, each with its own text."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self._open: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append((name, attributes))
        self.done.append((name, attributes, self._open[-2][0] if len(self._open) > 1 else ""))

    def end(self, name: str) -> None:  # noqa: ARG002
        self._open.pop()

    def text(self, data: str) -> None:
        pass


class _Texts(XmlHandler[str]):
    """The shared texts: of formatted ones all pieces, without the reading aids over them."""

    def __init__(self, file: str, limit: int) -> None:
        super().__init__(file)
        self._limit = limit
        self._pieces: list[str] = []
        self._taken = False
        self._aids = 0
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        if name == "si":
            self._pieces.clear()
            self._length = 0
        elif name == "rPh":
            self._aids += 1
        self._taken = name == "t" and not self._aids

    def end(self, name: str) -> None:
        self._taken = False
        if name == "si":
            self.done.append("".join(self._pieces))
        elif name == "rPh":
            self._aids -= 1

    def text(self, data: str) -> None:
        if self._taken:
            self._length += len(data)
            if self._length > self._limit:
                told = sentence(
                    "a text of the workbook is longer than {limit:,} characters", limit=self._limit
                )
                raise refused(self.file, told)
            self._pieces.append(data)


class XlsxBook:
    """An open workbook. Raises `InputError` for what is broken, hostile, locked or has macros."""

    kind = "xlsx"

    def __init__(self, stream: IO[bytes], path: Path, limits: Limits) -> None:
        self.file = path.name
        self.notes: tuple[Problem, ...] = ()
        self._limits = limits
        check_packed(stream, self.file, limits, XLSX)
        self._archive = zipfile.ZipFile(stream)
        self._parts = {name.lower(): name for name in self._archive.namelist()}
        self._texts: SpilledTexts | None = None
        self._merges: dict[str, tuple[Merge, ...]] = {}
        self._epoch: datetime = WINDOWS_EPOCH
        links = self._links()
        self._sheets: dict[str, str] = {}
        self._hidden: set[str] = set()
        for name, attributes, _ in self._small(_MAIN):
            if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self._epoch = MAC_EPOCH
            elif name == "sheet" and "name" in attributes:
                target = links.get(attributes.get("id", ""), "")
                if "worksheets/" in target.lower() and target.lower() in self._parts:
                    self._sheets[attributes["name"]] = target
                    if attributes.get("state", "visible") != "visible":
                        self._hidden.add(attributes["name"])
        self._strings = links.get("sharedStrings", "")
        self._formats = self._number_formats(links.get("styles", ""))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._sheets)

    def hidden(self, name: str) -> bool:
        return name in self._hidden

    def hidden_columns(self, name: str) -> tuple[int, ...]:
        head = b""
        with self._part(self._sheets[name]) as stream:
            while _DATA not in head and len(head) < _HEAD and (more := stream.read(_STEP)):
                head += more
        head = head.partition(_DATA)[0]
        found: set[int] = set()
        for match in _COLUMN.finditer(head):
            said = dict(_ATTRIBUTE.findall(match[1]))
            first, last = said.get(b"min", b""), said.get(b"max", b"")
            unseen = said.get(b"hidden") in (b"1", b"true") or said.get(b"width") == b"0"
            if unseen and first.isdigit() and last.isdigit() and len(first) < 9 and len(last) < 9:
                found.update(range(int(first) - 1, min(int(last), self._limits.columns)))
        return tuple(sorted(at for at in found if at >= 0))

    def rows(self, name: str) -> Iterator[PeopleRow]:
        handler = RowHandler(
            self.file, self._limits, self._shared(), self._formats, self._epoch, self.merges(name)
        )
        with self._part(self._sheets[name]) as stream:
            yield from xml_rows(stream, handler)

    def merges(self, name: str) -> tuple[Merge, ...]:
        """They stand behind the rows, and have to be known before: hence a look of its own."""
        if name not in self._merges:
            self._merges[name] = self._look_for_merges(name)
        return self._merges[name]

    def _look_for_merges(self, name: str) -> tuple[Merge, ...]:
        found: list[Merge] = []
        kept = b""
        with self._part(self._sheets[name]) as stream:
            while chunk := stream.read(_CHUNK):
                text = kept + chunk
                end = 0
                for match in _MERGE.finditer(text):
                    left, top, right, bottom = (part.decode() for part in match.groups())
                    found.append(
                        Merge(int(top), column_number(left), int(bottom), column_number(right))
                    )
                    end = match.end()
                if len(found) > _MOST_MERGES:
                    raise refused(
                        self.file,
                        sentence(
                            "the sheet has more than {most:,} merges",
                            most=_MOST_MERGES,
                        ),
                    )
                kept = text[max(end, len(text) - 400) :]
        return tuple(found)

    def close(self) -> None:
        self._archive.close()
        if self._texts is not None:
            self._texts.close()

    def _part(self, name: str) -> IO[bytes]:
        return self._archive.open(self._parts[name.lower()])

    def _small(self, name: str) -> Iterator[_Element]:
        if name.lower() in self._parts:
            with self._part(name) as stream:
                yield from xml_rows(stream, _Flat(self.file))

    def _links(self) -> dict[str, str]:
        """Where the parts of the workbook lie, by the key of the link, and by its type."""
        found: dict[str, str] = {}
        for name, attributes, _ in self._small("xl/_rels/workbook.xml.rels"):
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                full = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
                found[attributes.get("Id", "")] = full
                found.setdefault(attributes.get("Type", "").rpartition("/")[2], full)
        return found

    def _number_formats(self, part: str) -> tuple[str, ...]:
        """The number format of each style that a cell may have."""
        own: dict[str, str] = {}
        found: list[str] = []
        for name, attributes, parent in self._small(part):
            if name == "numFmt":
                own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif name == "xf" and parent == "cellXfs":
                key = attributes.get("numFmtId", "0")
                built_in = BUILTIN_FORMATS.get(int(key), "") if key.isdecimal() else ""
                found.append(own.get(key, built_in))
        return tuple(found)

    def _shared(self) -> SpilledTexts:
        if self._texts is None:
            self._texts = SpilledTexts()
            if self._strings.lower() in self._parts:
                with self._part(self._strings) as stream:
                    for text in xml_rows(stream, _Texts(self.file, self._limits.cell)):
                        self._texts.add(text)
        return self._texts
