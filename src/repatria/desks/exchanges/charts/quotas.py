"""How far the room and the numbers of a round are used, side by side: a bar each, from 0 to what
there is. What has no limit is a bar with its number alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.desks.common.charts import svg
from repatria.desks.common.charts.marks import party_class

BAR = 12
_WRAP = 320


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing that can be full on one side. `words` are the figures in words."""

    label: str
    words: str
    party: int
    used: int
    most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotas:
    """The whole picture; `desc` tells it in words."""

    title: str
    desc: str
    bars: tuple[Bar, ...]
    id_prefix: str

    def __post_init__(self) -> None:
        svg.checked_id(self.id_prefix)


def draw(picture: Quotas) -> svg.Svg:
    """Bars from top to bottom, all on one scale; the outline is what there is, the fill what is
    used."""
    most = max((max(each.used, each.most or 0) for each in picture.bars), default=0)
    parts: list[str] = []
    y = 0.0
    for each in picture.bars:
        markup, y = _bar(each, y + 8, most)
        parts.append(markup)
    name = picture.id_prefix
    return svg.Svg(
        svg.tag(
            "svg",
            svg.words("title", picture.title, id=f"{name}-t"),
            svg.words("desc", picture.desc, id=f"{name}-d"),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            class_="chart balance quotas",
            width="100%",
            height=y + 6,
            role="img",
            aria_labelledby=f"{name}-t",
            aria_describedby=f"{name}-d",
        )
    )


def share(number: int, most: int) -> float:
    """Percent of the width; the largest of the picture takes all but a margin."""
    return 99.0 * number / most if most else 0.0


def _bar(bar: Bar, y: float, most: int) -> tuple[str, float]:
    colour = party_class(bar.party)
    parts = []
    lines = svg.wrap(f"{bar.label}: {bar.words}", _WRAP)
    for line in lines:
        y += svg.LINE
        parts.append(svg.text(line, 0, y - 3, "", "start"))
    y += 3
    if bar.most is not None:
        parts.append(_rect(f"{colour} outline", share(bar.most, most), y))
    if bar.used:
        parts.append(_rect(f"{colour} solid", share(bar.used, most), y))
    return "".join(parts), y + BAR


def total(bars: Sequence[Bar]) -> int:
    """How much is used in all, for the description."""
    return sum(each.used for each in bars)


def _rect(class_: str, across: float, y: float) -> str:
    # A sliver would vanish: 0.3 % of a phone's width is a pixel.
    return svg.tag(
        "rect", class_=class_, x="0.5", y=y, width=svg.percent(max(across, 0.3)), height=BAR
    )
