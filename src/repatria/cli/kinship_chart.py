"""The contributions of the markers to a ratio as an SVG file that stands alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from repatria.cli.kinship_jobs import Compared
from repatria.cli.kinship_text import rests_on
from repatria.desks.common.charts.svg import clean, tag, text, width, words, wrap
from repatria.kinship.result import Comparison, Flag, MarkerRatio

WIDE, ROW, LEFT, RIGHT, MARGIN = 760, 22, 130, 130, 16
SMALL, LINE = 11, 15
MIDDLE = LEFT + (WIDE - LEFT - RIGHT) / 2
_FOR, _AGAINST, _DOUBT, _INK, _LINE = "#1f6f5c", "#9a3b2f", "#8a6d1d", "#1d2328", "#c9ced2"
_FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"


def chart(results: Sequence[Compared]) -> str:
    """A bar a marker: to the right what speaks for the first hypothesis, to the left what speaks
    against it, as decimal logarithms. A marker that excludes it has an arrow, one without a ratio
    the words for why. The whole stands above, what it was computed under below. Where the family
    can be read in several ways, every one is drawn, one below the other."""
    pieces: list[str] = []
    top = float(MARGIN)
    for each in results:
        drawn, top = _panel(each, top)
        pieces += drawn
    told = [
        f"{each.job.words} {each.found.sentence} {' '.join(rests_on(each.panel))}"
        for each in results
    ]
    return tag(
        "svg",
        words("title", _title(results[0].found)),
        words("desc", "\n".join(each.strip() for each in told)),
        tag("rect", width=WIDE, height=top, fill="#ffffff"),
        *pieces,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDE} {top}",
        width=WIDE,
        height=top,
        role="img",
        font_family=_FONT,
        font_size=13,
        fill=_INK,
    )


def _panel(each: Compared, top: float) -> tuple[list[str], float]:
    """One comparison drawn from `top` downwards, and where it ends."""
    found = each.found
    pieces: list[str] = []
    lines = [(_title(found), 16), (each.job.words, 13), (_whole(found), 13), (_samples(each), 11)]
    for content, size in lines:
        for line in wrap(content, WIDE - 2 * MARGIN, size):
            top += size + 6
            weight = "600" if size == 16 else None
            pieces.append(_text(line, MARGIN, top, size=size, weight=weight))
    top += 20
    bottom = top + ROW * len(found.markers)
    logs = [abs(one.log10) for one in found.markers if one.log10 is not None]
    most = max(1.0, *filter(math.isfinite, logs), 0.0)
    unit = (WIDE - LEFT - RIGHT) / 2 / most
    pieces += _ticks(most, unit, top, bottom)
    for place, one in enumerate(found.markers):
        pieces += _row(one, top + ROW * place, unit)
    top = bottom + 28
    below = [*(one.sentence for one in found.clusters), *rests_on(each.panel)]
    below += [*each.job.notes, *found.notes]
    for sentence in below:
        for line in wrap(sentence, WIDE - 2 * MARGIN, SMALL):
            top += LINE
            pieces.append(_text(line, MARGIN, top, size=SMALL))
    return pieces, top + 2 * MARGIN


def _title(found: Comparison) -> str:
    return f"Is it so that {found.first}?"


def _samples(each: Compared) -> str:
    told = (f"{name}: {who}" for name, who in each.job.persons.items() if who)
    return "; ".join(told)


def _whole(found: Comparison) -> str:
    if found.log10 is None:
        return "No ratio: the references contradict each other."
    if not math.isfinite(found.log10):
        return "Excluded: the first hypothesis cannot give the readings."
    return f"log10 of the whole ratio: {found.log10:+.2f}"


def _row(each: MarkerRatio, top: float, unit: float) -> Iterator[str]:
    yield _text(_fitting(each.marker), LEFT - 12, top + 13, anchor="end")
    if each.log10 is None or Flag.NOT_TYPED in each.flags:
        fill = _DOUBT if each.log10 is None else None
        yield _text(each.flags[0].value, MIDDLE + 6, top + 13, fill=fill)
        return
    if not math.isfinite(each.log10):
        yield tag(
            "path",
            d=f"M{MIDDLE} {top + 3}H{LEFT + 10}L{LEFT} {top + 9}L{LEFT + 10} {top + 15}H{MIDDLE}Z",
            fill=_AGAINST,
        )
        yield _text("excluded", MIDDLE + 6, top + 13, fill=_AGAINST)
        return
    length = abs(each.log10) * unit
    start = MIDDLE - length if each.log10 < 0 else MIDDLE
    doubted = each.flags[0] is not Flag.NORMAL
    colour = _DOUBT if doubted else _AGAINST if each.log10 < 0 else _FOR
    yield tag("rect", x=start, y=top + 3, width=length, height=12, fill=colour)
    label = f"{each.log10:+.2f}"
    if doubted:
        label += " family mutation" if each.flags[0] is Flag.FAMILY_MUTATION else " mutation"
    yield _text(label, (MIDDLE if each.log10 < 0 else start + length) + 6, top + 13)


def _ticks(most: float, unit: float, top: float, bottom: float) -> Iterator[str]:
    step = max(1, math.ceil(most / 4))
    for value in range(-math.floor(most / step) * step, math.floor(most) + 1, step):
        x = MIDDLE + value * unit
        line = (_LINE, 0.5) if value else (_INK, 1)
        yield tag("line", x1=x, x2=x, y1=top - 6, y2=bottom, stroke=line[0], stroke_width=line[1])
        yield _text(f"10^{value}" if value else "1", x, bottom + 18, anchor="middle", size=SMALL)


def _fitting(name: str) -> str:
    """A name as far as it goes into the space before the bars."""
    kept = clean(name)
    while width(kept) > LEFT - 20:
        kept = f"{kept.removesuffix('…')[:-1]}…"
    return kept


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
    plain = text(content, f"{x:.2f}", y, anchor=anchor)
    more = "".join(
        f' {name}="{value}"'
        for name, value in (("font-size", size), ("font-weight", weight), ("fill", fill))
        if value is not None
    )
    return plain.replace("<text", f"<text{more}", 1)
