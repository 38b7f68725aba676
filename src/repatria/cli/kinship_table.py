"""The markers of a comparison as a table that fits the terminal: readings, ratio, a bar, words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from repatria.kinship.profile import Profile
from repatria.kinship.result import Flag, MarkerRatio

BAR = 12
"""Columns of the longest bar to either side, where there is room."""
SHORTEST = 4
_SHORT: Mapping[Flag, str] = {
    Flag.NORMAL: "",
    Flag.MUTATION: "mutation",
    Flag.FAMILY_MUTATION: "family mutation",
    Flag.CONTRADICTORY: "contradictory",
}


def marker_table(
    markers: Sequence[MarkerRatio], profiles: Mapping[str, Profile], columns: int
) -> Iterator[str]:
    """A line a marker. Where there are too many samples for one line, only the last, the remains,
    stands beside the ratio, and the readings of the others follow in tables of their own."""
    names, figures = list(profiles), _figures(markers)
    for beside in (names, names[-1:]):
        read = _aligned(_readings(markers, profiles, beside))
        left = [f"{one}  {other}" for one, other in zip(read, figures, strict=True)]
        half = _half(markers, columns - len(left[0]) - 2)
        if half:
            break
    yield left[0]
    for line, bar in zip(left[1:], _bars(markers, half or SHORTEST), strict=True):
        yield f"{line}  {bar}".rstrip()
    apart = names[: len(names) - len(beside)]
    while apart:
        count = len(apart)
        while count > 1 and len(_aligned(_readings(markers, profiles, apart[:count]))[0]) > columns:
            count -= 1
        yield ""
        for line in _aligned(_readings(markers, profiles, apart[:count])):
            yield line.rstrip()
        apart = apart[count:]


def number(value: float) -> str:
    """A decimal logarithm, with its sign."""
    return f"{value:+.2f}" if math.isfinite(value) else "−∞"


def _readings(
    markers: Sequence[MarkerRatio], profiles: Mapping[str, Profile], names: Sequence[str]
) -> list[list[str]]:
    rows = [["marker", *names]]
    for each in markers:
        seen = [profiles[name].observations.get(each.marker, "") for name in names]
        rows.append([each.marker, *map(str, seen)])
    return rows


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)) for row in rows
    ]


def _figures(markers: Sequence[MarkerRatio]) -> list[str]:
    """Ratio and logarithm, right-aligned; neither where nothing tells the hypotheses apart."""
    rows = [("ratio", "log10")]
    for each in markers:
        if each.log10 is None or each.ratio is None or Flag.NOT_TYPED in each.flags:
            rows.append(("", ""))
        else:
            rows.append((f"{each.ratio:.4g}", number(each.log10)))
    wide, wider = (max(map(len, column)) for column in zip(*rows, strict=True))
    return [f"{ratio:>{wide}}  {log10:>{wider}}" for ratio, log10 in rows]


def _half(markers: Sequence[MarkerRatio], room: int) -> int:
    """The longest bar to either side with which every line fits; 0 where none does."""
    for half in range(BAR, SHORTEST - 1, -1):
        if max(map(len, _bars(markers, half)), default=0) <= room:
            return half
    return 0


def _bars(markers: Sequence[MarkerRatio], half: int) -> list[str]:
    """A bar from the middle for each marker: to the right for, to the left against, the first
    hypothesis; and what is to be known of it, in words."""
    logs = [abs(each.log10) for each in markers if each.log10 is not None]
    scale = max(filter(math.isfinite, logs), default=0.0) or 1.0
    found = []
    for each in markers:
        words = _SHORT.get(each.flags[0], each.flags[0].value)
        if each.log10 is None or Flag.NOT_TYPED in each.flags:
            found.append(words)
            continue
        excluded = not math.isfinite(each.log10)
        bar = "<" * half if excluded else "█" * round(abs(each.log10) / scale * half)
        left, right = (bar, "") if each.log10 < 0 else ("", bar)
        found.append(f"{left:>{half}}│{right} {words}".rstrip())
    return found
