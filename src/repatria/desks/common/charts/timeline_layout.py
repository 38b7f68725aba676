"""How much room the parts of a timeline take, in pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from repatria.desks.common.charts import svg
from repatria.desks.common.charts.marks import party_class, top
from repatria.desks.common.charts.timeline_model import Cell, Day, Mark, Row, Timeline

BAR = 78
"""Height of the largest number of a row."""
SLOT = 16
"""Width of one speaker's bar; `GAP` lies between two."""
GAP = 2
NARROWEST = 64
RADIUS = 11
FLAG = 8
"""What the band of a contested day takes."""
_CAPTION = 104
_NAME = 116


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the class that colours it."""

    text: str
    class_: str

    @property
    def width(self) -> float:
        """Pixels; what differs is written bold."""
        return svg.width(self.text) * (1.1 if self.class_ == "differ" else 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its top, the line its bars stand on, its parties' order, its largest
    number."""

    upper: float
    base: float
    slots: tuple[int, ...]
    most: int


def column_width(picture: Timeline) -> float:
    """The least width of a day that holds every caption, every date and every bar."""
    needed = [line.width for day in picture.days for line in dates(day)]
    for row in picture.rows:
        order = slots(row, picture)
        needed.append(len(order) * (SLOT + GAP))
        for cell in filter(None, row.cells):
            aside = 2 * abs(caption_x(row, cell, order))
            needed += [line.width + aside for line in captions(cell)]
            needed.append(svg.width(cell.ordinal or ""))
    return max(NARROWEST, 12 + max(needed, default=0))


def captions(cell: Cell) -> tuple[Line, ...]:
    """The lines over a day: one where all say the same, else one a speaker in its colour."""
    marks = sorted((mark for mark in cell.bars if mark.text), key=lambda mark: mark.party)
    said = list(dict.fromkeys(mark.text for mark in marks))
    if cell.contested:
        return _lines(cell.label or " | ".join(said), _CAPTION, "differ")
    if cell.label or len(said) < 2:
        silent = not any(mark.state in {"stated", "none"} for mark in cell.bars)
        return _lines(cell.label or "".join(said), _CAPTION, "s" if silent else "")
    return tuple(
        line for mark in marks for line in _lines(mark.text, _CAPTION, party_class(mark.party))
    )


def slot_x(party: int, order: tuple[int, ...]) -> float:
    """Where a party's bar begins, counted from the middle of the day."""
    return order.index(party) * (SLOT + GAP) - (len(order) * (SLOT + GAP) - GAP) / 2


def caption_x(row: Row, cell: Cell, order: tuple[int, ...]) -> float:
    """The middle of a cell's words: over the bar where there is one, else over the day."""
    drawn = [mark.party for mark in cell.bars if mark.state != "nothing_found"]
    if len(drawn) != 1 or not has_bars(row, cell):
        return 0.0
    return slot_x(drawn[0], order) + SLOT / 2


def dates(day: Day) -> tuple[Line, ...]:
    """The lines over a column."""
    return _lines(day.label, _CAPTION, "day") + _lines(day.sublabel, _CAPTION, "s")


def names(row: Row) -> tuple[Line, ...]:
    """The lines beside a row."""
    return _lines(row.label, _NAME, "") + _lines(row.sublabel, _NAME, "s")


def head_height(picture: Timeline) -> float:
    """What the dates take."""
    return max((len(dates(day)) for day in picture.days), default=1) * svg.LINE + 10


def places(picture: Timeline) -> Iterator[Place]:
    """The rows from top to bottom, each as high as its tallest cell or its name."""
    upper = head_height(picture)
    for row in picture.rows:
        cells = [cell for cell in row.cells if cell]
        most = max((top(mark.low, mark.high) for cell in cells for mark in cell.bars), default=0)
        tallest = max((_cell_height(row, cell, most) for cell in cells), default=0)
        base = upper + 14 + max(tallest, len(names(row)) * svg.LINE, 34)
        yield Place(upper, base, slots(row, picture), most)
        upper = base + 18


def slots(row: Row, picture: Timeline) -> tuple[int, ...]:
    """The parties that have a place in a row: the first two of the picture, and who else speaks."""
    everyone = {
        mark.party for each in picture.rows for cell in each.cells if cell for mark in cell.bars
    }
    here = {mark.party for cell in row.cells if cell for mark in cell.bars}
    return tuple(sorted(here | {party for party in everyone if party < 2}))


def has_bars(row: Row, cell: Cell) -> bool:
    """A living leg without a number is a circle; every other word stands on the line."""
    words = {"stated", "none"}
    if row.kind == "remains":
        words |= {"not_stated", "stated_without_number"}
    return any(mark.state in words for mark in cell.bars)


def has_circle(row: Row, cell: Cell) -> bool:
    """A living leg that is counted among others, or that has no number to draw."""
    return row.kind == "living" and bool(cell.ordinal or not has_bars(row, cell))


def bar_height(number: int, most: int) -> float:
    """Height of a number in a row whose largest is `most`: linear, at least 2 to be seen."""
    return max(2.0, BAR * number / most) if number and most else 0.0


def bars_height(row: Row, cell: Cell, most: int) -> float:
    """Height of a cell's tallest mark."""
    if not has_bars(row, cell):
        return 0.0
    return max(_mark_height(mark, most) for mark in cell.bars)


def _cell_height(row: Row, cell: Cell, most: int) -> float:
    circle = 2 * RADIUS + 6 if has_circle(row, cell) else 0
    words = len(captions(cell)) * svg.LINE + 6 + (FLAG if cell.contested else 0)
    return circle + bars_height(row, cell, most) + words


def _mark_height(mark: Mark, most: int) -> float:
    if mark.state == "stated":
        arrow = 10 if mark.high is None else 0
        return max(bar_height(top(mark.low, mark.high), most), 3.0) + arrow
    return {"none": 3.0, "nothing_found": 0.0}.get(mark.state, 14.0)


def _lines(content: str, limit: float, class_: str) -> tuple[Line, ...]:
    return tuple(Line(text, class_) for text in svg.wrap(content, limit))
