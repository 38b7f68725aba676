"""Lists of markers beside a `.ped` file: `.map` of PLINK, and `.dat` of MERLIN.

A `.map` line is chromosome, marker, genetic position in centimorgan (may be absent), position in
base pairs. A `.dat` line is a letter and a name: `M` a marker, `A` the affection status that stands
in the sixth column. (The numeric `.dat` of LINKAGE itself is another layout and is refused.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence
from repatria.formats.familias_tokens import number_from
from repatria.formats.guards import Limits
from repatria.formats.pedigree_text import open_text
from repatria.formats.problems import Problems, shown
from repatria.formats.reading import Read
from repatria.kinship.known_markers import chromosome_of, marker_name

_CHROMOSOMES = {"23": "X", "24": "Y", "25": "XY", "0": "", "A": ""}


@dataclass(frozen=True, slots=True)
class MapMarker:
    """A marker of the list, in its usual spelling.

    `chromosome` is `1` to `22`, `X`, `Y`, `XY`, or "" where it is not known. `centimorgan` and
    `position` (base pairs) are 0 where they are not told.
    """

    name: str
    chromosome: str = ""
    centimorgan: float = 0.0
    position: int = 0

    @classmethod
    def of(cls, name: str) -> MapMarker:
        """A marker by its name in any spelling, on the chromosome where it is known to lie."""
        return cls(marker_name(name), chromosome_of(name))


def markers_of(names: Iterable[str | MapMarker]) -> tuple[MapMarker, ...]:
    """The list from names, from markers, or from both. Raises `ValueProblem` for a name twice."""
    found: dict[str, MapMarker] = {}
    for each in names:
        marker = each if isinstance(each, MapMarker) else MapMarker.of(each)
        if marker.name in found:
            raise ValueProblem(
                sentence("the marker {name} stands twice in the list", name=marker.name)
            )
        found[marker.name] = marker
    return tuple(found.values())


def read_markers(
    path: Path, *, encoding: str | None = None, limits: Limits | None = None
) -> Read[tuple[MapMarker, ...]]:
    """The markers of a `.map` or `.dat` file. Raises `InputError` with the line of a defect."""
    allowed = limits or Limits()
    text = open_text(path, encoding, allowed.yaml_bytes)
    problems = Problems(text.file)
    found: dict[str, MapMarker] = {}
    for number, line in enumerate(text.lines, 1):
        cells = line.split()
        if not cells or cells[0].startswith("#"):
            continue
        try:
            marker = _marker(cells, before=bool(found))
        except ValueProblem as problem:
            problems.add(number, "", problem.sentence)
            continue
        if marker is None:
            continue
        if marker.name in found:
            problems.add(number, marker.name, sentence("the marker stands twice"))
        found[marker.name] = marker
    if not found and not problems:
        problems.add(None, "", sentence("no marker stands here"))
    problems.raise_if_any()
    return Read(tuple(found.values()), text.notes, text.sha256)


def _marker(cells: list[str], *, before: bool) -> MapMarker | None:
    """The marker of a line; None for the affection status in front of all markers."""
    if len(cells) == 2 and cells[0] == "M":
        return MapMarker.of(cells[1])
    if len(cells) == 2 and cells[0] == "A" and not before:
        return None
    if len(cells) not in (3, 4):
        raise ValueProblem(
            sentence(
                "this is neither chromosome, marker, centimorgan, base pairs (.map) nor M and "
                "a marker, A and the status in the first line (.dat)"
            )
        )
    chromosome, name, *places = cells
    if not any(sign.isalpha() for sign in name):
        raise ValueProblem(
            sentence("“{name}” is a number and no marker: is this a .map file?", name=shown(name))
        )
    known = MapMarker.of(name)
    told = chromosome.upper().removeprefix("CHR")
    told = _CHROMOSOMES.get(told, told)
    if told not in ("", "X", "Y", "XY", *map(str, range(1, 23))):
        raise ValueProblem(
            sentence("“{chromosome}” is no chromosome", chromosome=shown(chromosome))
        )
    if told and known.chromosome and told != known.chromosome:
        raise ValueProblem(
            sentence(
                "{name} lies on chromosome {chromosome}, not on {other}",
                name=shown(known.name),
                chromosome=known.chromosome,
                other=told,
            )
        )
    base_pairs = number_from(places[-1])
    if base_pairs != int(base_pairs):
        raise ValueProblem(
            sentence("“{text}” is no position in base pairs", text=shown(places[-1]))
        )
    centimorgan = number_from(places[0]) if len(places) == 2 else 0.0
    return MapMarker(known.name, told or known.chromosome, centimorgan, int(base_pairs))
