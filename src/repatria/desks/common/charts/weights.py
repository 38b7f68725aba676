"""The weight of two records as a staircase: where it starts, what each field adds or takes, and
where it ends. Bits to the right speak for one person, bits to the left against.

Every step says its figure and its sentence, so that the picture needs no table beside it to be
read aloud; whoever shows it gives the table all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from repatria.desks.common.charts import svg

BAR = 10
_WRAP = 320
"""Pixels of text before a line breaks: a phone's width."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one field adds, in bits (binary logarithm of the ratio), with its sentence.

    A field that one of the two does not state adds nothing.
    """

    field: str
    bits: float
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The whole picture. `start` is the weight before anything is compared, in bits."""

    title: str
    desc: str
    start: float
    start_label: str
    end_label: str
    steps: tuple[Step, ...]
    id_prefix: str

    def __post_init__(self) -> None:
        svg.checked_id(self.id_prefix)

    @property
    def total(self) -> float:
        return self.start + sum(step.bits for step in self.steps)


def bits(value: float) -> str:
    """A weight with its sign, to a tenth of a bit: “+3.4”, “−12.0”."""
    shown = f"{abs(value):.1f}"
    if float(shown) == 0:
        return "0"
    return f"+{shown}" if value > 0 else f"\N{MINUS SIGN}{shown}"


def draw(picture: Weights) -> svg.Svg:
    """A row for the start, one for each step, one for the sum; widths are shares of the place."""
    levels = list(accumulate((step.bits for step in picture.steps), initial=picture.start))
    low, high = min(0.0, *levels), max(0.0, *levels)
    span = (high - low) or 1.0

    def x(value: float) -> float:
        return 2 + 96 * (value - low) / span

    rows = [
        _Row(picture.start_label, "", 0.0, picture.start, "sum"),
        *(
            _Row(step.field, step.sentence, before, after, _kind(step.bits))
            for step, (before, after) in zip(picture.steps, pairwise(levels), strict=True)
        ),
        _Row(picture.end_label, "", 0.0, picture.total, "sum"),
    ]
    parts: list[str] = []
    y = 0.0
    for row in rows:
        drawn, y = _drawn(row, x, y)
        parts.append(drawn)
    zero = svg.percent(x(0))
    parts.insert(0, svg.tag("line", class_="base", x1=zero, x2=zero, y1=0, y2=y))
    name = picture.id_prefix
    return svg.Svg(
        svg.tag(
            "svg",
            svg.words("title", picture.title, id=f"{name}-t"),
            svg.words("desc", picture.desc, id=f"{name}-d"),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            class_="chart weights",
            width="100%",
            height=y + 4,
            role="img",
            aria_labelledby=f"{name}-t",
            aria_describedby=f"{name}-d",
        )
    )


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    sentence: str
    before: float
    after: float
    kind: str


def _kind(value: float) -> str:
    return "for" if value > 0 else "against" if value < 0 else "nothing"


def _drawn(row: _Row, x: Callable[[float], float], y: float) -> tuple[str, float]:
    """The field with its figure, the sentence, and the bar from one level to the next."""
    value = row.after - row.before
    y += svg.LINE + 8
    head = svg.tag(
        "text",
        svg.words("tspan", row.label, class_="head"),
        svg.words("tspan", bits(value), class_="fig", dx=8),
        x=0,
        y=y - 3,
    )
    parts = [head]
    for line in svg.wrap(row.sentence, _WRAP):
        y += svg.LINE
        parts.append(svg.text(line, 0, y - 3, "s", "start"))
    y += 3
    left, right = sorted((x(row.before), x(row.after)))
    parts.append(
        svg.tag(
            "rect",
            class_=" ".join(("weight", row.kind)),
            x=svg.percent(left),
            y=y,
            width=svg.percent(max(right - left, 0.4)),
            height=BAR,
        )
    )
    return "".join(parts), y + BAR


def told(picture: Weights) -> Iterator[str]:
    """The picture in sentences, for its description and for a terminal."""
    yield f"{picture.start_label}: {bits(picture.start)}"
    for step in picture.steps:
        yield f"{step.field}: {bits(step.bits)}. {step.sentence}"
    yield f"{picture.end_label}: {bits(picture.total)}"
