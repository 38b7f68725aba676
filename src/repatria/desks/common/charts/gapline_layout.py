"""What a number line is told, and where its parts stand so that none meets another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.desks.common.charts import svg
from repatria.desks.common.charts.marks import check_bounds, party_class

PHONE = 320
"""Pixels of the narrowest place that the picture must be readable in."""
LEFT, RIGHT = 20.0, 80.0
"""Where the smallest and the largest number stand, in percent."""
_FIGURE = 18
_LABEL = 124
RADIUS = 8
LANE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One speaker's number: `label` is the figure in words, `role` whose it is.

    Exact: low = high. At least: high is None. At most: low is None.
    """

    label: str
    role: str
    party: int
    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        check_bounds("stated", self.low, self.high)
        party_class(self.party)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The part of the line on which the speakers differ, and its name ("difference 3")."""

    low: int
    high: int
    text: str

    def __post_init__(self) -> None:
        check_bounds("stated", self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """The whole picture; `desc` tells it in words."""

    title: str
    desc: str
    points: tuple[Point, ...]
    gap: Gap | None
    id_prefix: str

    def __post_init__(self) -> None:
        svg.checked_id(self.id_prefix)
        if not self.points:
            raise ValueError("a number line needs a point")


@dataclass(frozen=True, slots=True)
class Label:
    """A point's words: their middle in percent, the first line's height, the lines."""

    x: float
    y: float
    figure: tuple[str, ...]
    role: tuple[str, ...]

    @property
    def width(self) -> float:
        figures = [svg.width(line, _FIGURE) for line in self.figure]
        return max([*figures, *map(svg.width, self.role)], default=0)

    @property
    def height(self) -> float:
        return len(self.figure) * 20 + len(self.role) * svg.LINE


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers to percent of the width, linear from `LEFT` to `RIGHT`."""

    low: int
    high: int

    def __call__(self, number: int) -> float:
        if self.low == self.high:
            return (LEFT + RIGHT) / 2
        return LEFT + (RIGHT - LEFT) * (number - self.low) / (self.high - self.low)


def scale(picture: GapLine) -> Scale:
    """From the smallest to the largest number that anyone names."""
    named = [n for point in picture.points for n in (point.low, point.high) if n is not None]
    if picture.gap:
        named += [picture.gap.low, picture.gap.high]
    return Scale(min(named), max(named))


def labels(picture: GapLine, first: float) -> list[Label]:
    """Every point's label, moved down by as many rows as it takes to overlap no other."""
    place = scale(picture)
    blocks = [
        Label(
            middle(point, place),
            first,
            svg.wrap(point.label, _LABEL, _FIGURE),
            svg.wrap(point.role, _LABEL),
        )
        for point in picture.points
    ]
    rows = stacked([around(block.x, block.width / 2 + 5) for block in blocks])
    tops, y = [], first
    for row in range(max(rows) + 1):
        tops.append(y)
        y += 8 + max(b.height for b, r in zip(blocks, rows, strict=True) if r == row)
    return [
        Label(block.x, tops[row], block.figure, block.role)
        for block, row in zip(blocks, rows, strict=True)
    ]


def stacked(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For each span the lowest row in which it meets none of those placed before it."""
    rows: list[list[tuple[float, float]]] = []
    chosen = []
    for low, high in spans:
        for n, row in enumerate(rows):
            if all(high <= other_low or other_high <= low for other_low, other_high in row):
                row.append((low, high))
                chosen.append(n)
                break
        else:
            rows.append([(low, high)])
            chosen.append(len(rows) - 1)
    return chosen


def around(x: float, half: float) -> tuple[float, float]:
    """The span of something `half` pixels to each side, in percent of the narrowest width."""
    return x - half * 100 / PHONE, x + half * 100 / PHONE


def extent(point: Point, place: Scale) -> tuple[float, float]:
    low = 2.0 if point.low is None else place(point.low)
    high = 98.0 if point.high is None else place(point.high)
    return around(low, RADIUS + 2)[0], around(high, RADIUS + 2)[1]


def middle(point: Point, place: Scale) -> float:
    low = point.high if point.low is None else point.low
    high = point.low if point.high is None else point.high
    assert low is not None
    assert high is not None
    return (place(low) + place(high)) / 2
