"""Each side's word under each direction and category: figure, whose it is, and a bar.

All bars of one drawing share one linear scale from 0. Nothing is added across speakers.
"""

from __future__ import annotations

from dataclasses import dataclass

from repatria.desks.common.charts import svg
from repatria.desks.common.charts.marks import State, check_bounds, party_class, top

FULL = 94.0
"""Percent of the width that the largest number takes; the rest is for arrows."""
_WRAP = 320
_FIGURE = 18
_BAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side's word. `text` is the figure in words, `label` whose it is and what it covers."""

    label: str
    party: int
    state: State
    low: int | None = None
    high: int | None = None
    text: str = ""

    def __post_init__(self) -> None:
        check_bounds(self.state, self.low, self.high)
        party_class(self.party)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A direction and category, with one row for each side's word."""

    label: str
    rows: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The whole picture; `desc` tells it in words."""

    title: str
    desc: str
    groups: tuple[Group, ...]
    id_prefix: str

    def __post_init__(self) -> None:
        svg.checked_id(self.id_prefix)


def draw(picture: Balance) -> svg.Svg:
    """Groups from top to bottom; widths are shares of the place, text is never scaled."""
    most = max((top(s.low, s.high) for group in picture.groups for s in group.rows), default=0)
    parts: list[str] = []
    y = 0.0
    for group in picture.groups:
        y += 14 if parts else 0
        parts.append(svg.tag("line", class_="base", x1="0%", x2="100%", y1=y + 0.5, y2=y + 0.5))
        y += 8
        for line in svg.wrap(group.label, _WRAP):
            y += svg.LINE + 1
            parts.append(svg.text(line, 0, y - 3, "head", "start"))
        for side in group.rows:
            markup, y = _side(side, y + 6, most)
            parts.append(markup)
    name = picture.id_prefix
    return svg.Svg(
        svg.tag(
            "svg",
            svg.words("title", picture.title, id=f"{name}-t"),
            svg.words("desc", picture.desc, id=f"{name}-d"),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            class_="chart balance",
            width="100%",
            height=y + 6,
            role="img",
            aria_labelledby=f"{name}-t",
            aria_describedby=f"{name}-d",
        )
    )


def share(number: int, most: int) -> float:
    """Percent of the width for a number, when the largest of the drawing is `most`."""
    return FULL * number / most if most else 0.0


def _side(side: Side, y: float, most: int) -> tuple[str, float]:
    colour = party_class(side.party)
    figures = svg.wrap(side.text, _WRAP, _FIGURE)
    taken = svg.width(figures[-1], _FIGURE) + 10 if figures else 0
    first, *rest = svg.wrap(side.label, _WRAP, first=taken) or ("",)
    parts = []
    for n, figure in enumerate(figures or ("",)):
        y += 20
        tail = first if n >= len(figures) - 1 else ""
        spans = [svg.words("tspan", figure, class_="fig")] if figure else []
        if tail:
            spans.append(svg.words("tspan", tail, class_="s", dx=10 if figure else None))
        if spans:
            parts.append(svg.tag("text", *spans, x=0, y=y - 4))
    for line in rest:
        y += svg.LINE
        parts.append(svg.text(line, 0, y - 3, "s", "start"))
    y += 4
    parts.append(_bar(side, y, most, colour))
    return "".join(parts), y + (_BAR if side.state != "nothing_found" else 0)


def _bar(side: Side, y: float, most: int, colour: str) -> str:
    if side.state == "nothing_found":
        return ""
    if side.state == "not_stated":
        return svg.tag("rect", class_="dash", x=0.5, y=y + 0.5, width=30, height=_BAR - 1)
    if side.state == "stated_without_number":
        return svg.tag(
            "rect", class_=f"{colour} outline", x=0.5, y=y + 0.5, width=30, height=_BAR - 1
        )
    if side.state == "none" or top(side.low, side.high) == 0:
        return svg.tag("rect", class_=f"{colour} solid", x=0, y=y - 1, width=3, height=_BAR + 2)
    return _number(side, y, most, colour)


def _number(side: Side, y: float, most: int, colour: str) -> str:
    sure = share(side.low or 0, most)
    far = share(top(side.low, side.high), most)
    parts = [_stroke(f"{colour} solid", 0, sure, y)] if sure else []
    if far > sure:
        parts.append(_stroke(f"{colour} pale", sure, far - sure, y))
    if side.high is None:
        tip = svg.tag("path", class_=f"{colour} arrow", d=f"M5 0L11 {_BAR / 2:g}L5 {_BAR}")
        parts.append(svg.tag("svg", tip, x=svg.percent(sure), y=y, overflow="visible"))
    return "".join(parts)


def _stroke(class_: str, x: float, across: float, y: float) -> str:
    # A sliver would vanish: 0.3 % of a phone's width is a pixel.
    return svg.tag(
        "rect", class_=class_, x=svg.percent(x), y=y, width=svg.percent(max(across, 0.3)),
        height=_BAR,
    )  # fmt: skip
