"""What merged cells mean for rows: a value that stands beside several rows is told to each.

Only downwards, in the column in which the merged cell begins. Across columns nothing is repeated: a
title over a whole table is not the name of anybody.
"""

from __future__ import annotations

from collections.abc import Sequence

from repatria.formats.people_cells import EMPTY, Cell, CellKind, Merge


class Merges:
    """The merged ranges of a sheet, gone through from its first row to its last."""

    def __init__(self, merges: Sequence[Merge] = ()) -> None:
        self._waiting = sorted(
            ((m.top, m.left, m.bottom) for m in merges if m.bottom > m.top), reverse=True
        )
        self._open: dict[int, tuple[int, str]] = {}
        """By column: the last row that is covered, and the text."""

    def add(self, column: int, bottom: int, text: str) -> None:
        """A merged cell that was just read, where a file tells of it in its place."""
        if text:
            self._open[column] = bottom, text

    def filled(self, number: int, cells: list[Cell]) -> list[Cell]:
        """The row with the text of the cells that cover it; without the empty cells at its end.

        A row that holds nothing else than what covers it is empty.
        """
        while cells and not cells[-1].text and cells[-1].kind is not CellKind.FORMULA:
            cells.pop()
        if cells and self._open:
            for column, (bottom, text) in list(self._open.items()):
                if bottom < number:
                    del self._open[column]
                    continue
                if column >= len(cells):
                    cells.extend([EMPTY] * (column + 1 - len(cells)))
                if not cells[column].text:
                    cells[column] = Cell(text, CellKind.MERGED)
        while self._waiting and self._waiting[-1][0] <= number:
            top, column, bottom = self._waiting.pop()
            if top == number and column < len(cells):
                self.add(column, bottom, cells[column].text)
        return cells
