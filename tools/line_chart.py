"""Draws the figures of the method pages: lines, dots and intervals, as SVG that stands alone.

A figure is white, 700 pixels wide, and legible in print without colour: every series has its own
dash pattern or mark, and its name beside its end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from repatria.desks.common.charts.svg import tag, text, words

WIDTH, HEIGHT = 700, 420
LEFT, TOP, BOTTOM = 66, 24, 62
SIZE = 13
_ROW = 30
_NEAR = 18
"""Least distance of two names at the right edge."""
# Okabe & Ito's colours, dark enough on white; the dash patterns tell the lines apart without them.
COLOURS = ("#0072b2", "#c04a00", "#00735a", "#8c3b74", "#1a1a1a", "#7a5a00")
DASHES = ("", "9 4", "2 4", "12 4 2 4", "5 3", "1 3 6 3")
_STYLE = (
    f"text {{ font: {SIZE}px 'DejaVu Sans', Verdana, Arial, sans-serif; fill: #1a1a1a }}"
    " .line { fill: none; stroke-width: 2 } .grid { stroke: #dcdcdc; stroke-width: 1 }"
    " .axis { stroke: #555; stroke-width: 1 }"
)


@dataclass(frozen=True)
class Series:
    """A named row of points, joined by a line unless `joined` is false; `marks` draws each."""

    name: str
    points: tuple[tuple[float, float], ...]
    joined: bool = True
    marks: bool = False


@dataclass(frozen=True)
class Axis:
    """What an axis shows, from the first to the last of its ticks."""

    label: str
    ticks: tuple[float, ...]
    logarithmic: bool = False

    def place(self, value: float) -> float:
        """Where a value lies, 0 at the first tick and 1 at the last."""
        ends = self.ticks[0], self.ticks[-1]
        if self.logarithmic:
            value, ends = math.log10(value), (math.log10(ends[0]), math.log10(ends[1]))
        return (value - ends[0]) / (ends[1] - ends[0])

    def name(self, tick: float) -> str:
        if self.logarithmic and not 0.1 <= tick < 1e4:
            return "10" + str(round(math.log10(tick))).translate(_RAISED)
        return f"{tick:g}".replace("-", "−")


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Interval:
    """A row of a figure of intervals: a mean with a lower and an upper end."""

    name: str
    low: float
    mean: float
    high: float


def lines(
    title: str, description: str, x: Axis, y: Axis, series: Sequence[Series], names: int = 190
) -> str:
    """Lines over two axes, with `names` pixels at the right for the names of the series."""
    right, bottom = WIDTH - names, HEIGHT - BOTTOM

    def at(point: tuple[float, float]) -> tuple[float, float]:
        across, up = x.place(point[0]), y.place(point[1])
        return LEFT + across * (right - LEFT), bottom - up * (bottom - TOP)

    parts = [_across(x, right, bottom), _up(y, right, bottom)]
    ends = []
    for number, each in enumerate(series):
        places = [at(point) for point in each.points]
        colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        if each.joined:
            parts.append(_line(places, colour, dash))
        if each.marks:
            parts += [_mark(number, *place, colour) for place in places]
        ends.append((places[-1][1], number))
    for (_, number), row in zip(sorted(ends), _spread(sorted(ends), bottom), strict=True):
        each, colour = series[number], COLOURS[number % len(COLOURS)]
        sample = [(right + 10.0, row), (right + 40.0, row)]
        if each.joined:
            parts.append(_line(sample, colour, DASHES[number % len(DASHES)]))
        if each.marks:
            parts.append(_mark(number, right + 25, row, colour))
        parts.append(text(each.name, right + 47, row + 4.5, anchor="start"))
    return _whole(title, description, parts, HEIGHT)


def intervals(
    title: str, description: str, x: Axis, rows: Sequence[Interval], names: int = 200
) -> str:
    """One row for each interval, its mean as a dot with the number beside the upper end."""
    height = TOP + _ROW * len(rows) + BOTTOM
    right, bottom = WIDTH - 30, height - BOTTOM
    parts = [_across(x, right, bottom, names)]
    for number, row in enumerate(rows):
        y = TOP + _ROW * (number + 0.5)
        low, mean, high = (
            names + x.place(each) * (right - names) for each in (row.low, row.mean, row.high)
        )
        parts += [
            text(row.name, names - 10, y + 4.5, anchor="end"),
            _line([(low, y), (high, y)], COLOURS[0], ""),
            tag("circle", cx=mean, cy=y, r=5, fill=COLOURS[0]),
            text(f"{row.mean:.1f}", high + 7, y + 4.5, anchor="start"),
        ]
    return _whole(title, description, parts, height)


def _whole(title: str, description: str, parts: Sequence[str], height: float) -> str:
    return tag(
        "svg",
        words("title", title, id="title"),
        words("desc", description, id="desc"),
        words("style", _STYLE),
        tag("rect", width=WIDTH, height=height, fill="#fff"),
        *(f"\n{part}" for part in parts),
        "\n",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height:g}",
        width=WIDTH,
        height=height,
        role="img",
        aria_labelledby="title desc",
    )


def _across(axis: Axis, right: float, bottom: float, left: float = LEFT) -> str:
    parts = []
    for tick in axis.ticks:
        at = left + axis.place(tick) * (right - left)
        parts.append(tag("line", x1=at, x2=at, y1=TOP, y2=bottom, class_="grid"))
        parts.append(text(axis.name(tick), at, bottom + 19))
    parts.append(tag("line", x1=left, x2=right, y1=bottom, y2=bottom, class_="axis"))
    parts.append(text(axis.label, (left + right) / 2, bottom + 45))
    return "".join(parts)


def _up(axis: Axis, right: float, bottom: float) -> str:
    parts = []
    for tick in axis.ticks:
        at = bottom - axis.place(tick) * (bottom - TOP)
        parts.append(tag("line", x1=LEFT, x2=right, y1=at, y2=at, class_="grid"))
        parts.append(text(axis.name(tick), LEFT - 7, at + 4.5, anchor="end"))
    middle = (TOP + bottom) / 2
    label = words(
        "text", axis.label, text_anchor="middle", transform=f"translate(17 {middle:g}) rotate(-90)"
    )
    return "".join((*parts, label))


def _line(places: Sequence[tuple[float, float]], colour: str, dash: str) -> str:
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in places)
    return tag(
        "polyline", points=points, class_="line", stroke=colour, stroke_dasharray=dash or None
    )


def _mark(number: int, x: float, y: float, colour: str) -> str:
    """A filled circle, square, triangle or diamond, or the outline of one."""
    inside = "#fff" if number >= len(_SHAPES) else colour
    shape = _SHAPES[number % len(_SHAPES)]
    if shape is None:
        return tag("circle", cx=x, cy=y, r=4.2, fill=inside, stroke=colour, stroke_width=1.5)
    points = " ".join(f"{x + a:.2f},{y + b:.2f}" for a, b in shape)
    return tag("polygon", points=points, fill=inside, stroke=colour, stroke_width=1.5)


_SHAPES: tuple[tuple[tuple[float, float], ...] | None, ...] = (
    None,
    ((-3.8, -3.8), (3.8, -3.8), (3.8, 3.8), (-3.8, 3.8)),
    ((0, -5), (4.6, 3.5), (-4.6, 3.5)),
    ((0, -5.2), (5.2, 0), (0, 5.2), (-5.2, 0)),
)


def _spread(ends: Sequence[tuple[float, int]], bottom: float) -> list[float]:
    """Where the names stand: each at its line's end, moved so that none covers another."""
    rows: list[float] = []
    for y, _ in ends:
        rows.append(max(y, rows[-1] + _NEAR) if rows else max(y, TOP))
    for place in range(len(rows) - 1, -1, -1):
        most = bottom if place == len(rows) - 1 else rows[place + 1] - _NEAR
        rows[place] = min(rows[place], most)
    return rows
