"""Finds where the headings of a list stand: under titles, in one line or several, merged or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.formats.people_cells import CellKind, Merge, PeopleRow
from repatria.formats.people_headings import KNOWN, KNOWN_COMPOUND, fold_heading

HEAD = 60
"""How many rows that hold something are looked at."""
_MOST_LINES = 4
JOINT = " / "


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a sheet, a text for each column, "" over a column without one.

    Where several lines make up a heading they are joined from top to bottom by “ / ”. `first` and
    `last` are the rows that they stand in, and `body` is the row from which people may stand.
    """

    headings: tuple[str, ...]
    first: int
    last: int
    body: int
    titles: tuple[str, ...] = ()
    """What stands above, a text a row."""


def find_header(rows: Sequence[PeopleRow], merges: Sequence[Merge]) -> Header | None:
    """The headings among the first rows of a sheet; `None` where no row has a heading that is
    known, so that a person has to say which it is (`header_at`)."""
    scores = [_score(row) for row in rows]
    best = max(range(len(rows)), key=lambda at: (scores[at], -at), default=0)
    if not rows or not scores[best]:
        return None
    spans = _spans(merges)
    first = last = best
    while first and last - first < _MOST_LINES - 1 and _above(rows[first - 1], rows[first], spans):
        first -= 1
    while last + 1 < len(rows) and last - first < _MOST_LINES - 1:
        if not _below(rows[last], rows[last + 1], spans):
            break
        last += 1
    return _made(rows, first, last, spans)


def header_at(
    rows: Sequence[PeopleRow], merges: Sequence[Merge], first: int, last: int
) -> Header | None:
    """The header in the rows that a person named, by their numbers; `None` where they are empty."""
    at = [place for place, row in enumerate(rows) if first <= row.number <= last]
    return _made(rows, at[0], at[-1], _spans(merges)) if at else None


def _score(row: PeopleRow) -> int:
    """How many fields the row has headings of."""
    if any(cell.kind in (CellKind.DATE, CellKind.NUMBER) for cell in row.cells):
        return 0
    found = (fold_heading(cell.text) for cell in row.cells if cell.text and len(cell.text) < 200)
    return len({KNOWN.get(text, text) for text in found if text in KNOWN or text in KNOWN_COMPOUND})


_Spans = dict[tuple[int, int], int]


def _spans(merges: Sequence[Merge]) -> _Spans:
    """The last column of each cell that is merged across columns, by its row and column."""
    return {(m.top, m.left): m.right for m in merges if m.right > m.left and m.top < 10_000}


def _texts(row: PeopleRow) -> list[int]:
    return [at for at, cell in enumerate(row.cells) if cell.text and cell.kind != CellKind.MERGED]


def _above(upper: PeopleRow, lower: PeopleRow, spans: _Spans) -> bool:
    """Whether a row is the upper line of the headings below it, and no title."""
    if upper.number != lower.number - 1:
        return False
    held = _texts(upper)
    if not _score(upper):
        wide = [at for at in held if (upper.number, at) in spans]
        return len(held) > 1 and bool(wide) and all(len(upper.cells[at].text) < 80 for at in held)
    # A lower line that has everything of its own is no part of a second line.
    return any(not lower.cell(at).text for at in held) or any(
        (upper.number, at) in spans or not upper.cell(at + 1).text for at in held
    ) or any(cell.kind is CellKind.MERGED for cell in lower.cells)  # fmt: skip


def _below(upper: PeopleRow, lower: PeopleRow, spans: _Spans) -> bool:
    """Whether a row is a further line of the headings above it, and no person."""
    held = _texts(lower)
    if upper.number != lower.number - 1 or not held or not _score(lower):
        return False
    covered: set[int] = set()
    reach = -1
    for at in range(max(len(upper.cells), len(lower.cells))):
        if upper.cell(at).text:
            reach = spans.get((upper.number, at), at)
            if not upper.cell(at + 1).text and lower.cell(at + 1).text:
                covered.add(at)
        if at <= reach != at or not upper.cell(at).text:
            covered.add(at)
        if (upper.number, at) in spans:
            covered.update(range(at, reach + 1))
    return all(at in covered for at in held)


def _made(rows: Sequence[PeopleRow], first: int, last: int, spans: _Spans) -> Header:
    width = max(len(row.cells) for row in rows)
    parts: list[list[str]] = [[] for _ in range(width)]
    for place in range(first, last + 1):
        row = rows[place]
        text, reach = "", -1
        for at in range(width):
            own = " ".join(row.cell(at).text.split())
            if own:
                text, reach = own, spans.get((row.number, at), at)
            elif place < last and at == reach + 1 and text and rows[place + 1].cell(at).text:
                # Without merged cells, an upper heading counts until the next one.
                reach = at if _open(rows[place + 1], at) else reach
            if at <= reach and text and text not in parts[at]:
                parts[at].append(text)
    body = rows[last].number + 1
    if last + 1 < len(rows) and _numbering(rows[last + 1]):
        body = rows[last + 1].number + 1
    titles = tuple(
        " ".join(cell.text for cell in row.cells if cell.text and cell.kind != CellKind.MERGED)
        for row in rows[:first]
    )
    headings = tuple(JOINT.join(texts) for texts in parts)
    return Header(headings, rows[first].number, rows[last].number, body, titles)


def _open(lower: PeopleRow, at: int) -> bool:
    return lower.cell(at).kind is not CellKind.MERGED


def _numbering(row: PeopleRow) -> bool:
    """Whether it is the line of column numbers that stands under the headings of official lists."""
    texts = [cell.text.strip() for cell in row.cells if cell.text]
    return len(texts) > 2 and all(
        text == str(at) for at, text in enumerate(texts, int(texts[0]) if texts[0] in "01" else 1)
    )
