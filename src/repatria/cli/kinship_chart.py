"""The contributions of the markers to a ratio as an SVG file that stands alone."""

from __future__ import annotations

import math
from collections.abc import Iterator

from repatria.desks.common.charts.svg import tag, text, words
from repatria.kinship.result import Comparison, Flag, MarkerRatio

WIDE, ROW, TOP, LEFT, RIGHT = 760, 22, 74, 130, 90
_FOR, _AGAINST, _DOUBT, _INK, _LINE = "#1f6f5c", "#9a3b2f", "#8a6d1d", "#1d2328", "#c9ced2"
_FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"


def chart(found: Comparison, title: str) -> str:
    """A bar a marker: to the right what speaks for the first hypothesis, to the left what speaks
    against it, as decimal logarithms. A marker that excludes it has an arrow, one without a ratio
    the words for why. The whole stands above."""
    finite = [each.log10 for each in found.markers if each.log10 is not None]
    most = max([1.0, *(abs(each) for each in finite if math.isfinite(each))])
    high = TOP + ROW * len(found.markers) + 46
    middle = LEFT + (WIDE - LEFT - RIGHT) / 2
    unit = (WIDE - LEFT - RIGHT) / 2 / most
    rows = [
        piece
        for place, each in enumerate(found.markers)
        for piece in _row(each, TOP + ROW * place, middle, unit)
    ]
    bottom = TOP + ROW * len(found.markers)
    axis = [
        tag("line", x1=middle, x2=middle, y1=TOP - 6, y2=bottom, stroke=_INK, stroke_width=1),
        *_ticks(most, middle, unit, bottom),
    ]
    head = [
        words("title", title),
        words("desc", f"{found.sentence} {found.population}. {found.models}."),
        tag("rect", width=WIDE, height=high, fill="#ffffff"),
        _text(title, 16, 26, size=16, weight="600"),
        _text(_whole(found), 16, 48),
    ]
    return tag(
        "svg",
        *head,
        *axis,
        *rows,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDE} {high}",
        width=WIDE,
        height=high,
        role="img",
        font_family=_FONT,
        font_size=13,
        fill=_INK,
    )


def _whole(found: Comparison) -> str:
    if found.log10 is None:
        return "No ratio: the references contradict each other."
    if not math.isfinite(found.log10):
        return "Excluded: the first hypothesis cannot give the readings."
    return f"log10 of the whole ratio: {found.log10:+.2f}"


def _row(each: MarkerRatio, top: float, middle: float, unit: float) -> Iterator[str]:
    yield _text(each.marker, LEFT - 12, top + 13, anchor="end")
    label = "" if each.log10 is None else f"{each.log10:+.2f}"
    if each.log10 is None:
        yield _text(each.flags[0].value, middle + 6, top + 13, fill=_DOUBT)
        return
    if not _finite(each):
        yield tag(
            "path",
            d=f"M{middle} {top + 3}H{LEFT + 10}L{LEFT} {top + 9}L{LEFT + 10} {top + 15}H{middle}Z",
            fill=_AGAINST,
        )
        yield _text("excluded", middle + 6, top + 13, fill=_AGAINST)
        return
    length = abs(each.log10) * unit
    start = middle - length if each.log10 < 0 else middle
    doubted = Flag.MUTATION in each.flags or Flag.FAMILY_MUTATION in each.flags
    colour = _DOUBT if doubted else _AGAINST if each.log10 < 0 else _FOR
    yield tag("rect", x=round(start, 2), y=top + 3, width=round(length, 2), height=12, fill=colour)
    if Flag.NOT_TYPED in each.flags:
        label = "not typed"
    elif doubted:
        label += " mutation"
    end = middle + length + 6 if each.log10 >= 0 else middle + 6
    yield _text(label, round(end, 2), top + 13)


def _ticks(most: float, middle: float, unit: float, bottom: float) -> Iterator[str]:
    step = max(1, math.ceil(most / 4))
    for value in range(-math.floor(most / step) * step, math.floor(most) + 1, step):
        x = round(middle + value * unit, 2)
        yield tag("line", x1=x, x2=x, y1=TOP - 6, y2=bottom, stroke=_LINE, stroke_width=0.5)
        yield _text(f"10^{value}" if value else "1", x, bottom + 18, anchor="middle", size=11)


def _text(
    content: str,
    x: float,
    y: float,
    *,
    anchor: str = "start",
    size: float | None = None,
    weight: str | None = None,
    fill: str | None = None,
) -> str:
    plain = text(content, x, y, anchor=anchor)
    more = "".join(
        f' {name}="{value}"'
        for name, value in (("font-size", size), ("font-weight", weight), ("fill", fill))
        if value is not None
    )
    return plain.replace("<text", f"<text{more}", 1)


def _finite(each: MarkerRatio) -> bool:
    return each.log10 is not None and math.isfinite(each.log10)
