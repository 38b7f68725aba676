"""One number line: what each speaker said of the same thing, and the gap between them named.

Coordinates are shares of the width, so the picture is as wide as its place and never scaled. Labels
and marks are stacked so that nothing overlaps down to `PHONE` pixels.
"""

from __future__ import annotations

from repatria.desks.common.charts import svg
from repatria.desks.common.charts.gapline_layout import (
    LANE,
    PHONE,
    RADIUS,
    Gap,
    GapLine,
    Label,
    Point,
    Scale,
    extent,
    labels,
    scale,
    stacked,
)
from repatria.desks.common.charts.marks import party_class

__all__ = ["PHONE", "Gap", "GapLine", "Point", "draw"]

_NAME = 116
"""Pixels that the gap's name may take in one line."""


def draw(picture: GapLine) -> svg.Svg:
    """The number line; marks above it where they would meet, labels below."""
    place = scale(picture)
    lanes = stacked([extent(point, place) for point in picture.points])
    above = svg.wrap(picture.gap.text, _NAME) if picture.gap else ()
    axis = len(above) * svg.LINE + (10 if above else 0) + 14 + LANE * max(lanes)
    words = labels(picture, axis + 18)
    height = max(label.y + label.height for label in words) + 6
    leaders, marks = [], []
    for point, lane, label in zip(picture.points, lanes, words, strict=True):
        y, x = axis - LANE * lane, svg.percent(label.x)
        if lane or label.y > axis + 18:
            leaders.append(svg.tag("line", class_="rule", x1=x, x2=x, y1=y, y2=label.y))
        marks.append(_mark(point, place, y, party_class(point.party)))
    parts = [
        *leaders,
        svg.tag("line", class_="base", x1="2%", x2="98%", y1=axis, y2=axis),
        *_gap(picture.gap, place, axis, above),
        *marks,
        *map(_label, words),
    ]
    name = picture.id_prefix
    return svg.Svg(
        svg.tag(
            "svg",
            svg.words("title", picture.title, id=f"{name}-t"),
            svg.words("desc", picture.desc, id=f"{name}-d"),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            class_="chart gapline",
            width="100%",
            height=height,
            role="img",
            aria_labelledby=f"{name}-t",
            aria_describedby=f"{name}-d",
        )
    )


def _gap(gap: Gap | None, place: Scale, axis: float, lines: tuple[str, ...]) -> list[str]:
    if gap is None:
        return []
    low, high = place(gap.low), place(gap.high)
    band = svg.tag(
        "rect", class_="gap", x=svg.percent(low), width=svg.percent(high - low), y=axis - 6,
        height=12,
    )  # fmt: skip
    middle = svg.percent((low + high) / 2)
    return [
        band,
        *(svg.text(t, middle, svg.SIZE + n * svg.LINE, "differ") for n, t in enumerate(lines)),
    ]


def _label(label: Label) -> str:
    x, y = svg.percent(label.x), label.y
    figure = [svg.text(t, x, y + 15 + n * 20, "fig cap") for n, t in enumerate(label.figure)]
    y += len(figure) * 20
    return "".join(
        (
            *figure,
            *(svg.text(t, x, y + 12 + n * svg.LINE, "s cap") for n, t in enumerate(label.role)),
        )
    )


def _mark(point: Point, place: Scale, y: float, colour: str) -> str:
    """A shape at a number, a pale bar over a range, an arrow where one end is open."""
    low = 2.0 if point.low is None else place(point.low)
    high = 98.0 if point.high is None else place(point.high)
    if point.low is not None and point.low == point.high:
        return _at(low, y, _shape(point.party), colour)
    if point.low is not None and point.high is not None:
        bar = svg.tag(
            "rect", class_=f"{colour} pale", x=svg.percent(low), width=svg.percent(high - low),
            y=y - 6, height=12,
        )  # fmt: skip
        ends = svg.tag("path", d="M0 -8V8", class_=f"{colour} arrow")
        return bar + _at(low, y, ends, colour) + _at(high, y, ends, colour)
    line = svg.tag(
        "line", class_=f"{colour} arrow", x1=svg.percent(low), x2=svg.percent(high), y1=y, y2=y
    )
    opens = high if point.high is None else low
    head = "M-7 -6L0 0L-7 6" if point.high is None else "M7 -6L0 0L7 6"
    tip = svg.tag("path", d=head, class_=f"{colour} arrow")
    return (
        line + _at(opens, y, tip, colour) + _at(high + low - opens, y, _shape(point.party), colour)
    )


def _shape(party: int) -> str:
    """A circle, a square, a diamond: the parties differ in shape too."""
    if party == 0:
        return svg.tag("circle", r=RADIUS)
    if party == 1:
        return svg.tag("rect", x=-7, y=-7, width=14, height=14)
    return svg.tag("path", d="M0 -9L9 0L0 9L-9 0Z")


def _at(x: float, y: float, shape: str, colour: str) -> str:
    """A shape of fixed size at a share of the width."""
    return svg.tag(
        "svg", shape, x=svg.percent(x), y=y, overflow="visible", class_=f"{colour} solid"
    )
