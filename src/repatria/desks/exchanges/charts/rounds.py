"""A series of rounds as bars, one row for each side, and under them by how many a side is ahead in
handing over: up where the second side is, down where the first is. All rows of people share one
scale; what is shown as a line has its own, which is told."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.desks.common.charts import svg
from repatria.desks.common.charts.marks import party_class

ROW = 72
"""Pixels of height for a row of bars."""
MOST_NUMBERS = 24
"""With more rounds than this no number is written into a bar."""
MOST_BARS = 260
"""More rounds than this are drawn as bars of several rounds each, which the words tell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One side: how many return to it in each round, those of article 109 among them."""

    label: str
    party: int
    moved: tuple[int, ...]
    duty: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """The whole picture; `desc` tells it in words. `first` and `last` are the days under it."""

    title: str
    desc: str
    rows: tuple[Row, Row]
    balance: tuple[int, ...]
    """After each round; above 0 the second side is ahead."""
    balance_label: str
    first: str
    last: str
    id_prefix: str

    def __post_init__(self) -> None:
        svg.checked_id(self.id_prefix)
        lengths = {len(self.balance), *(len(each.moved) for each in self.rows)}
        if len(lengths) != 1 or not self.balance:
            raise ValueError("all rows of a picture have the same rounds, one at least")


def draw(picture: Rounds) -> svg.Svg:
    """Two rows of bars and a row of exposure; widths are shares of the place."""
    step = -(-len(picture.balance) // MOST_BARS)
    rows = [_joined(row, step) for row in picture.rows]
    most = max((number for row in rows for number in row.moved), default=0)
    parts: list[str] = []
    y = 0.0
    for row in rows:
        markup, y = _bars(row, y, most)
        parts.append(markup)
    markup, y = _ahead(picture, y, picture.balance[step - 1 :: step] if step > 1 else None)
    parts.append(markup)
    y += svg.LINE
    parts.append(svg.text(picture.first, 0, y, "", "start"))
    parts.append(svg.text(picture.last, "100%", y, "", "end"))
    name = picture.id_prefix
    return svg.Svg(
        svg.tag(
            "svg",
            svg.words("title", picture.title, id=f"{name}-t"),
            svg.words("desc", picture.desc, id=f"{name}-d"),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            class_="chart rounds",
            width="100%",
            height=y + 8,
            role="img",
            aria_labelledby=f"{name}-t",
            aria_describedby=f"{name}-d",
        )
    )


def _joined(row: Row, step: int) -> Row:
    if step == 1:
        return row
    ends = range(0, len(row.moved), step)
    sums = [tuple(sum(own[at : at + step]) for at in ends) for own in (row.moved, row.duty)]
    return Row(row.label, row.party, sums[0], sums[1])


def _bars(row: Row, y: float, most: int) -> tuple[str, float]:
    """Bars that stand on a line; those of article 109 are their solid foot."""
    colour = party_class(row.party)
    y += svg.LINE
    parts = [svg.text(row.label, 0, y - 4, "", "start")]
    foot, wide = y + ROW, 100.0 / len(row.moved)
    for at, (moved, duty) in enumerate(zip(row.moved, row.duty, strict=True)):
        for number, class_ in ((moved, f"{colour} outline"), (duty, f"{colour} solid")):
            if number:
                # A sliver would vanish: everything that moves somebody is a pixel high at least.
                high = max(ROW * number / most, 1.0)
                parts.append(_rect(class_, at * wide, foot - high, wide * 0.8, high))
        if len(row.moved) <= MOST_NUMBERS and most and _room(moved, duty, most):
            top = foot - ROW * moved / most
            parts.append(
                svg.text(str(moved), svg.percent((at + 0.4) * wide), top + 16, "", "middle")
            )
    parts.append(_line("axis", foot))
    return "".join(parts), foot + 10


def _room(moved: int, duty: int, most: int) -> bool:
    """Whether a number can be read in the part of a bar that is not solid."""
    return ROW * (moved - duty) / most >= 22


def _ahead(picture: Rounds, y: float, thinned: tuple[int, ...] | None) -> tuple[str, float]:
    """By how many a side is ahead, a bar from the middle for each round; words alone where
    nobody ever is."""
    values = picture.balance if thinned is None else thinned
    most = max((abs(each) for each in picture.balance), default=0)
    y += svg.LINE
    parts = [svg.text(picture.balance_label, 0, y - 4, "", "start")]
    if not any(values):
        return parts[0], y
    half, wide = ROW / 2, 100.0 / len(values)
    middle = y + half
    for at, balance in enumerate(values):
        if balance:
            high = max(half * abs(balance) / most, 1.0)
            ahead = picture.rows[1 if balance > 0 else 0]
            top = middle - high if balance > 0 else middle
            class_ = f"{party_class(ahead.party)} solid"
            parts.append(_rect(class_, at * wide, top, wide * 0.8, high))
    parts.append(_line("axis", middle))
    return "".join(parts), y + ROW + 6


def _rect(class_: str, x: float, y: float, wide: float, high: float) -> str:
    return svg.tag("rect", class_=class_, x=svg.percent(x), y=y, width=svg.percent(wide),
                   height=high)  # fmt: skip


def _line(class_: str, y: float) -> str:
    return svg.tag("line", class_=class_, x1="0", y1=y, x2="100%", y2=y)
