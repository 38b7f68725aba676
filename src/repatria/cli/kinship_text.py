"""Comparisons and power as lines of text: a table, a bar a marker, and what is to be known."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from repatria.cli.layout import heading, wrapped
from repatria.kinship.power import Addition, Power
from repatria.kinship.profile import Profile
from repatria.kinship.result import Comparison, Flag, MarkerRatio

BAR = 12
"""Columns of the longest bar to either side."""
_TOLD_ELSEWHERE = frozenset({Flag.NORMAL, Flag.NOT_TYPED, Flag.LINKED})
_SHORT: Mapping[Flag, str] = {
    Flag.NORMAL: "",
    Flag.NOT_TYPED: "–",
    Flag.RARE: "rare allele",
}


def comparison(found: Comparison, profiles: Mapping[str, Profile], columns: int) -> Iterator[str]:
    """The whole ratio first, then marker by marker, then linked markers, models and notes."""
    yield from wrapped(found.sentence, 0, columns)
    yield f"The whole ratio: {whole(found)}."
    yield from heading("Marker by marker")
    yield from _markers(found.markers, profiles)
    told = [each for each in found.markers if set(each.flags) - _TOLD_ELSEWHERE]
    if told:
        yield from heading("Flagged")
    for each in told:
        yield from wrapped(str(each), 0, columns)
    if found.clusters:
        yield from heading("Linked markers")
    for cluster in found.clusters:
        yield from wrapped(cluster.sentence, 0, columns)
    yield from heading("Computed under")
    yield from wrapped(f"population {found.population}", 0, columns)
    yield from wrapped(found.models, 0, columns)
    if found.notes:
        yield from heading("To be known")
    for note in found.notes:
        yield from wrapped(note, 0, columns)


def whole(found: Comparison) -> str:
    """The decimal logarithm of the ratio, or why there is none."""
    if found.log10 is None:
        return "no ratio, the references contradict each other"
    return f"log10 {number(found.log10)}"


def _markers(markers: Sequence[MarkerRatio], profiles: Mapping[str, Profile]) -> Iterator[str]:
    names = list(profiles)
    rows = [
        [each.marker, *(_seen(profiles[name], each.marker) for name in names), _ratio(each)]
        for each in markers
    ]
    head = ["marker", *names, "ratio"]
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    values = [abs(each.log10) for each in markers if each.log10 is not None]
    scale = max((each for each in values if math.isfinite(each)), default=0.0) or 1.0
    yield _row(head, widths) + f"  {'log10':>7}"
    for row, each in zip(rows, markers, strict=True):
        value = "" if each.log10 is None else number(each.log10)
        words = _SHORT.get(each.flags[0], each.flags[0].value)
        line = f"{_row(row, widths)}  {value:>7}  {_bar(each, scale)}  {words}"
        yield line.rstrip()


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *middle, last = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join([first, *middle, last.strip().rjust(widths[-1])])


def _seen(profile: Profile, marker: str) -> str:
    seen = profile.observations.get(marker)
    return "" if seen is None else str(seen)


def _ratio(each: MarkerRatio) -> str:
    return "none" if each.ratio is None else f"{each.ratio:.4g}"


def _bar(each: MarkerRatio, scale: float) -> str:
    """A bar from the middle: to the right for, to the left against, the first hypothesis."""
    if each.log10 is None:
        return " " * (2 * BAR + 1)
    if not math.isfinite(each.log10):
        return "<" * BAR + "│" + " " * BAR
    length = round(abs(each.log10) / scale * BAR)
    full = "█" * length
    left, right = (full, "") if each.log10 < 0 else ("", full)
    return f"{left:>{BAR}}│{right:<{BAR}}"


def number(value: float) -> str:
    """A decimal logarithm, with its sign."""
    return f"{value:+.2f}" if math.isfinite(value) else "−∞"


def power(found: Power, columns: int) -> Iterator[str]:
    """The sentence, then marker by marker what is expected."""
    yield from wrapped(found.sentence, 0, columns)
    yield from wrapped(
        f"The true person mismatches at {found.own_mismatches:.3f} markers on average, by "
        f"mutation. An unrelated person reaches {found.threshold:,.0f} with a chance of "
        f"{found.chance:.2g} (of the profiles drawn).",
        0,
        columns,
    )
    yield from heading("Marker by marker")
    yield f"{'marker':<14} {'expected log10':>14} {'exclusion':>10}"
    for each in found.markers:
        yield f"{each.marker:<14} {each.expected:>14.3f} {each.exclusion:>10.2%}"


def additions(found: Sequence[Addition], columns: int) -> Iterator[str]:
    """Who else should give a sample, the most telling first."""
    yield from heading("Who else could give a sample")
    for each in sorted(found, key=lambda one: -one.gain):
        yield from wrapped(each.sentence, 0, columns)
    if found:
        yield from wrapped(
            f"Each from {found[0].draws} drawn profiles of that person, given the references.",
            0,
            columns,
        )
