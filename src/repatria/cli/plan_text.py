"""Tables of numbers as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

GAP = 2


def aligned(rows: Sequence[Sequence[str]], left: int = 1) -> Iterator[str]:
    """Lines of a table: the first `left` columns begin at the left, the others end at the right."""
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(size) if at < left else cell.rjust(size)
            for at, (cell, size) in enumerate(zip(row, wide, strict=True))
        ]
        yield (" " * GAP).join(cells).rstrip()


def both(numbers: Sequence[int]) -> str:
    """A number of each side."""
    return " / ".join(f"{number:,}" for number in numbers)
