"""A population as lines of text within 80 columns, and as data for JSON."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from repatria.base.errors import Problem
from repatria.kinship.alleles import SILENT
from repatria.kinship.marker import Marker
from repatria.kinship.population import Population

WIDE = 80


def persons(population: Population) -> str:
    """How many persons the table rests on: 2N / 2, of the markers that give N."""
    counts = sorted({marker.samples for marker in population.markers.values() if marker.samples})
    if not counts:
        return "N not given"
    ends = dict.fromkeys(f"{count / 2:g}" for count in (counts[0], counts[-1]))
    return f"N {' to '.join(ends)}"


def lines(population: Population, marker: Marker | None, notes: Iterable[Problem]) -> Iterator[str]:
    """The population marker by marker, or one of its markers allele by allele."""
    yield str(population)
    yield from _wrapped(f"source: {population.source or 'not given'}")
    yield ""
    if marker is None:
        yield from _markers(population)
    else:
        yield from _alleles(marker, population.minimum.floor(marker))
    about = [note for note in notes if marker is None or note.field in ("", marker.name)]
    if about:
        yield ""
    for note in about:
        yield from _wrapped(f"note: {note}")


def _markers(population: Population) -> Iterator[str]:
    yield (
        f"{'marker':<14} {'chr':>3} {'alleles':>7} {'ladder':<14} {'2N':>7} "
        f"{'rarest':>9} {'minimum':>9} {'sum':>9}"
    )
    for marker in population.markers.values():
        visible = [allele for allele in marker.alleles if allele != SILENT]
        floor = population.minimum.floor(marker)
        yield (
            f"{marker.name:<14} {_chromosome(marker):>3} {len(visible):>7} "
            f"{f'{visible[0]} to {visible[-1]}':<14} {marker.samples or '?':>7} "
            f"{min(marker.frequencies):>9.6f} {f'{floor:.6f}' if floor else 'none':>9} "
            f"{math.fsum(marker.frequencies):>9.6f}"
        )


def _alleles(marker: Marker, floor: float) -> Iterator[str]:
    yield str(marker)
    yield f"minimum frequency: {f'{floor:.6f}' if floor else 'none'}"
    yield ""
    yield f"{'allele':<8} {'frequency':>10}"
    for allele, frequency in zip(marker.alleles, marker.frequencies, strict=True):
        below = "  below the minimum" if frequency < floor else ""
        yield f"{allele:<8} {frequency:>10.6f}{below}"
    yield f"{'sum':<8} {math.fsum(marker.frequencies):>10.6f}"


def _chromosome(marker: Marker) -> str:
    return "?" if marker.chromosome == "A" else marker.chromosome


def _wrapped(text: str) -> Iterator[str]:
    yield from textwrap.wrap(
        text, WIDE, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
    )


def tree(population: Population, marker: Marker | None) -> dict[str, Any]:
    """The same as data. Frequencies are texts, to the last digit: canonical JSON has no floats."""
    shown = population.markers.values() if marker is None else (marker,)
    return {
        "name": population.name,
        "source": population.source,
        "theta": repr(population.theta),
        "minimum": str(population.minimum),
        "markers": {
            each.name: {
                "chromosome": each.chromosome,
                "alleles_counted": each.samples or None,
                "minimum": repr(population.minimum.floor(each)),
                "frequencies": {
                    allele: repr(value)
                    for allele, value in zip(each.alleles, each.frequencies, strict=True)
                },
            }
            for each in shown
        },
    }
