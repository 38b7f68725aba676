"""Many texts by number, kept in a temporary file: a workbook's table of shared strings.

A list of a hundred thousand people shares some hundred thousand strings; held in memory they
would make the memory of reading grow with the file.
"""

from __future__ import annotations

import tempfile
from array import array
from functools import lru_cache

_RECENT = 4_096


class SpilledTexts:
    """Texts are added once, in order, and then looked up by number (an `IndexError` where there is
    none). Eight bytes a text stay in memory, and the texts used last."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._ends = array("Q", [0])
        self.get = lru_cache(maxsize=_RECENT)(self._get)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, text: str) -> None:
        data = text.encode("utf-8", "surrogatepass")
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def _get(self, number: int) -> str:
        if not 0 <= number < len(self):
            raise IndexError(number)
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        self._file.close()
