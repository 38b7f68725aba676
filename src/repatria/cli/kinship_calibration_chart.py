"""Posteriors against how often they were right, as an SVG file that stands alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from repatria.desks.common.charts.svg import tag, text, words, wrap
from repatria.kinship.joint.calibration import Bin
from repatria.kinship.joint.pairing import probability

WIDE, LEFT, RIGHT, MARGIN = 760, 110, 40, 20
FIRST, LAST = -2, 7
"""Decimal logarithms of odds at the ends of both axes; what lies beyond stands at the end."""
UNIT = 48.0
"""Pixels a decade of odds upwards."""
EDGE = 0.5
"""Decades beyond the ends for shares that are none or all."""
TITLE = "Posteriors against how often they were right"
EXPLAINED = (
    "The share of pairs that are true, and its 95 % interval, over the posterior told;",
    "both on the scale of log odds. Where bars cross the broken line, the posteriors hold.",
)
TICKS = {
    -2: "0.01", -1: "0.09", 0: "0.5", 1: "0.91", 2: "0.99", 3: "0.999", 4: "0.9999", 5: "0.99999",
    6: "0.999999",
}  # fmt: skip
SMALL, LINE, ROW = 11, 15, 19
_STYLE = """
svg { --paper: #ffffff; --ink: #1d2328; --soft: #5a646c; --line: #d5d9dc; --mark: #1f6f5c;
  --off: #9a3b2f }
@media (prefers-color-scheme: dark) { svg { --paper: #14181b; --ink: #e8ebed; --soft: #a9b2b9;
  --line: #363d43; --mark: #63c3a8; --off: #ef8f80 } }
text { fill: var(--ink); font-family: system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif;
  font-size: 13px }
.h { font-size: 16px; font-weight: 600 } .s { font-size: 11px } .soft { fill: var(--soft) }
.grid { stroke: var(--line) } .true { stroke: var(--ink); stroke-dasharray: 5 4; fill: none }
.holds { stroke: var(--mark); fill: var(--mark) } .fails { stroke: var(--off); fill: var(--off) }
.bar { stroke-width: 2 } .none { fill: var(--paper); stroke-width: 2 }
"""


def chart(bins: Sequence[Bin], told: Sequence[str]) -> str:
    """A mark a bin, at its mean posterior and the share that was true, with the interval of the
    share; where everything holds, the intervals cross the broken line. The figures stand below."""
    top = MARGIN + 78.0
    bottom = top + (LAST - FIRST + 2 * EDGE) * UNIT
    pieces = [
        text(TITLE, MARGIN, MARGIN + 14, "h", anchor="start"),
        *(
            text(line, MARGIN, MARGIN + 34 + 17 * number, "soft", anchor="start")
            for number, line in enumerate(EXPLAINED)
        ),
        *_axes(top, bottom),
        *(piece for each in bins for piece in _mark(each, top, bottom)),
        *_table(bins, bottom + 62),
    ]
    at = bottom + 62 + ROW * (len(bins) + 1) + 12
    for sentence in told:
        for line in wrap(sentence, WIDE - 2 * MARGIN, SMALL):
            at += LINE
            pieces.append(text(line, MARGIN, at, "s", anchor="start"))
    high = at + MARGIN
    return tag(
        "svg",
        words("title", TITLE),
        words("desc", "\n".join([*(_sentence(each) for each in bins), *told])),
        words("style", _STYLE),
        tag("rect", width=WIDE, height=high, fill="var(--paper)"),
        *pieces,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDE} {high:.0f}",
        width=WIDE,
        height=high,
        role="img",
    )


def _odds(p: float) -> float:
    """The decimal logarithm of odds, within the axes; the edges are for none and all."""
    if p <= 0:
        return FIRST - EDGE
    if p >= 1:
        return LAST + EDGE
    return min(max(math.log10(p / (1 - p)), FIRST - EDGE / 2), LAST + EDGE / 2)


def _x(odds: float) -> float:
    return LEFT + (odds - FIRST + EDGE) / (LAST - FIRST + 2 * EDGE) * (WIDE - LEFT - RIGHT)


def _y(odds: float, bottom: float) -> float:
    return bottom - (odds - FIRST + EDGE) * UNIT


def _axes(top: float, bottom: float) -> Iterator[str]:
    right = WIDE - RIGHT
    for value, label in TICKS.items():
        x, y = _x(value), _y(value, bottom)
        yield tag("line", x1=x, x2=x, y1=top, y2=bottom, class_="grid")
        yield tag("line", x1=LEFT, x2=right, y1=y, y2=y, class_="grid")
        yield text(label, x, bottom + 18, "s")
        yield text(label, LEFT - 8, y + 4, "s", anchor="end")
    for label, y in (("all", top), ("none", bottom)):
        yield text(label, LEFT - 8, y + 4, "s soft", anchor="end")
        yield tag("line", x1=LEFT, x2=right, y1=y, y2=y, class_="grid")
    ends = [(_x(value), _y(value, bottom)) for value in (FIRST - EDGE, LAST + EDGE)]
    (x1, y1), (x2, y2) = ends
    yield tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="true")
    yield text("posterior told", (LEFT + right) / 2, bottom + 38)
    middle = (top + bottom) / 2
    turned = f"translate({MARGIN + 10} {middle:.0f}) rotate(-90)"
    yield tag("g", text("share that is true", 0, 0), transform=turned)


def _mark(each: Bin, top: float, bottom: float) -> Iterator[str]:
    share = each.true / each.count
    x, y = _x(_odds(each.mean)), _y(_odds(share), bottom)
    kind = "holds" if each.holds else "fails"
    low, high = _y(_odds(each.least), bottom), _y(_odds(each.most), bottom)
    yield tag("line", x1=x, x2=x, y1=low, y2=high, class_=f"{kind} bar")
    for end, limit in ((low, bottom), (high, top)):
        if abs(end - limit) > 1:
            yield tag("line", x1=x - 4, x2=x + 4, y1=end, y2=end, class_=f"{kind} bar")
    open_ = 0 < share < 1
    yield tag(
        "circle", words("title", _sentence(each)), cx=x, cy=y, r=5,
        class_=kind if open_ else f"{kind} none", style=None if open_ else "fill: var(--paper)",
    )  # fmt: skip


def _table(bins: Sequence[Bin], top: float) -> Iterator[str]:
    """The figures of every bin, a row each."""
    columns = (MARGIN, 280, 390, 460, 550, WIDE - MARGIN)
    heads = ("posterior", "pairs", "mean", "true", "share", "95 % interval")
    for number, cells in enumerate((heads, *map(_cells, bins))):
        class_ = "s" if number else "s soft"
        for place, (x, cell) in enumerate(zip(columns, cells, strict=True)):
            yield text(cell, x, top + ROW * (number + 1), class_, "end" if place else "start")
    below = top + ROW * (len(bins) + 1) + 8
    yield tag("line", x1=MARGIN, x2=WIDE - MARGIN, y1=below, y2=below, class_="grid")


def _cells(each: Bin) -> tuple[str, ...]:
    outside = "" if each.holds else " · not held"
    return (
        f"{_told(each.low)} to {_told(each.high)}{outside}",
        f"{each.count:,}",
        probability(each.mean),
        f"{each.true:,}",
        _told(each.true / each.count),
        f"{_told(each.least)} to {_told(each.most)}",
    )


def _told(p: float) -> str:
    """A share in few digits, never rounded to none or to all."""
    if 0 < p < 0.995:
        return f"{p:.2g}"
    return probability(p)


def _sentence(each: Bin) -> str:
    return (
        f"Posteriors from {_told(each.low)} to {_told(each.high)}: {each.true:,} of "
        f"{each.count:,} are true ({_told(each.least)} to {_told(each.most)}); "
        f"{probability(each.mean)} on average was told."
    )
