"""Days from left to right, a row for each direction and category, a bar for each speaker.

A bar's height is its number, linear within its row; rows are not comparable with each other, and
nothing is summed. Inside a day the speakers stand in the order of the parties, so that a place
means the same party everywhere. The row names are a drawing of their own, which stays in sight
while the days scroll under it; the days are shares of the width, as wide as the page allows and
never narrower than their words.
"""

from __future__ import annotations

from repatria.desks.common.charts import svg
from repatria.desks.common.charts.marks import party_class, top
from repatria.desks.common.charts.timeline_layout import (
    BAR,
    FLAG,
    RADIUS,
    SLOT,
    Place,
    bar_height,
    bars_height,
    caption_x,
    captions,
    column_width,
    dates,
    has_bars,
    has_circle,
    head_height,
    names,
    places,
    slot_x,
)
from repatria.desks.common.charts.timeline_model import Cell, Day, Mark, Row, Timeline

__all__ = ["BAR", "Cell", "Day", "Mark", "Row", "Timeline", "draw"]

_ROOMY = 120
"""Pixels of a day where a few days leave room; more of them fill the page by themselves."""


def draw(picture: Timeline) -> svg.Svg:
    """Row names and days, in one box that scrolls on a narrow screen."""
    stand = list(places(picture))
    height = (stand[-1].base if stand else head_height(picture)) + 16
    rows = tuple(zip(picture.rows, stand, strict=True))
    gutter = max([line.width for row in picture.rows for line in names(row)], default=0)
    return svg.Svg(
        svg.tag(
            "div",
            svg.tag(
                "svg",
                *(_name(row, place) for row, place in rows),
                xmlns="http://www.w3.org/2000/svg",
                class_="chart rows",
                width=gutter + 14,
                height=height,
                aria_hidden="true",
            ),
            _days(picture, rows, height),
            class_="timeline",
            role="group",
            tabindex="0",
            aria_labelledby=f"{picture.id_prefix}-t",
        )
    )


def _days(picture: Timeline, rows: tuple[tuple[Row, Place], ...], height: float) -> str:
    name, count = picture.id_prefix, max(1, len(picture.days))
    few = count * _ROOMY < 720
    column = max(column_width(picture), _ROOMY if few else 0)
    share = 100 / count
    linked = any(day.href for day in picture.days) or any(
        cell and cell.href for row in picture.rows for cell in row.cells
    )
    return svg.tag(
        "svg",
        svg.words("title", picture.title, id=f"{name}-t"),
        svg.words("desc", picture.desc, id=f"{name}-d"),
        *(_day(day, (n + 0.5) * share, height) for n, day in enumerate(picture.days)),
        *(_row(row, place, share) for row, place in rows),
        xmlns="http://www.w3.org/2000/svg",
        class_="chart plot" if few else "chart plot wide",
        width=column * count,
        height=height,
        # An image may hold no links, a group may.
        role="group" if linked else "img",
        aria_labelledby=f"{name}-t",
        aria_describedby=f"{name}-d",
    )


def _name(row: Row, place: Place) -> str:
    lines = names(row)
    y = (place.upper + 14 + place.base - len(lines) * svg.LINE) / 2 + svg.SIZE
    return "".join(
        svg.text(line.text, 0, y + n * svg.LINE, line.class_, "start")
        for n, line in enumerate(lines)
    )


def _day(day: Day, middle: float, height: float) -> str:
    lines, x = dates(day), svg.percent(middle)
    upper = len(lines) * svg.LINE + 6
    rule = svg.tag("line", class_="rule", x1=x, x2=x, y1=upper, y2=height)
    words = "".join(
        svg.text(line.text, x, svg.SIZE + n * svg.LINE, line.class_) for n, line in enumerate(lines)
    )
    return rule + (svg.tag("a", words, href=day.href) if day.href and words else words)


def _row(row: Row, place: Place, share: float) -> str:
    y = place.base
    line = svg.tag("line", class_="base", x1="0%", x2="100%", y1=y, y2=y)
    cells = [_cell(row, cell, place, n * share, share) for n, cell in enumerate(row.cells) if cell]
    barred = any(has_bars(row, cell) for cell in row.cells if cell)
    return "".join([line, *cells] if barred else cells)


def _cell(row: Row, cell: Cell, place: Place, left: float, share: float) -> str:
    y = place.upper + 4
    hit = svg.tag(
        "rect",
        class_="hit",
        x=svg.percent(left),
        y=y,
        width=svg.percent(share),
        height=place.base - y + 6,
        rx=3,
    )
    # Inside, pixels are counted from the middle of the day.
    marks = svg.tag(
        "svg", *_content(row, cell, place), x=svg.percent(left + share / 2), overflow="visible"
    )
    title = svg.words("title", cell.title) if cell.title else ""
    if cell.href:
        return svg.tag("a", title, hit, marks, href=cell.href)
    return svg.tag("g", title, hit, marks)


def _content(row: Row, cell: Cell, place: Place) -> list[str]:
    lines, circle = captions(cell), has_circle(row, cell)
    centre = place.upper + 14 + RADIUS
    parts = _circle(cell, centre) if circle else []
    bottom = place.base - 6
    if has_bars(row, cell):
        for mark in cell.bars:
            parts += _mark(mark, slot_x(mark.party, place.slots), place.base, place.most)
        bottom -= bars_height(row, cell, place.most)
    elif circle:
        flag = FLAG if cell.contested else 0
        bottom = centre + RADIUS + 4 + flag + len(lines) * svg.LINE
    x = caption_x(row, cell, place.slots)
    if cell.contested:
        parts.append(svg.tag("rect", class_="differ", x=x - 22, y=bottom - 5, width=44, height=5))
        bottom -= FLAG
    bottom -= (len(lines) - 1) * svg.LINE + 2
    for n, line in enumerate(lines):
        class_ = f"cap {line.class_}".strip()
        parts.append(svg.text(line.text, x, bottom + n * svg.LINE, class_))
    return parts


def _circle(cell: Cell, y: float) -> list[str]:
    silent = all(mark.state in {"not_stated", "nothing_found"} for mark in cell.bars)
    ring = svg.tag("circle", class_="ring dash" if silent else "ring", cx=0, cy=y, r=RADIUS)
    return [ring, svg.text(cell.ordinal, 0, y + 4.5, "s")] if cell.ordinal else [ring]


def _mark(mark: Mark, x: float, base: float, most: int) -> list[str]:
    colour = party_class(mark.party)
    if mark.state == "nothing_found":
        return []
    if mark.state == "not_stated":
        return [_bar("dash", x + 0.5, base, 14, SLOT - 1)]
    if mark.state == "stated_without_number":
        return [_bar(f"{colour} outline", x + 0.5, base, 14, SLOT - 1)]
    if mark.state == "none" or (mark.high == 0):
        return [_bar(f"{colour} solid", x - 1, base + 1.5, 3, SLOT + 2)]
    sure = bar_height(mark.low or 0, most)
    parts = [_bar(f"{colour} solid", x, base, sure)] if sure else []
    if mark.high is None:
        middle, y = x + SLOT / 2, base - sure - 3
        arrow = f"M{middle - 6:.1f} {y:.1f}L{middle:.1f} {y - 6:.1f}L{middle + 6:.1f} {y:.1f}"
        return [*parts, svg.tag("path", class_=f"{colour} arrow", d=arrow)]
    rest = bar_height(top(mark.low, mark.high), most) - sure
    if rest > 0:
        parts.append(_bar(f"{colour} pale", x + 0.5, base - sure, rest, SLOT - 1))
    return parts


def _bar(class_: str, x: float, base: float, height: float, across: float = SLOT) -> str:
    return svg.tag("rect", class_=class_, x=x, y=base - height, width=across, height=height)
