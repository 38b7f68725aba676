"""The tables of a campaign as lines of CSV: what laboratories would hand in.

Every table ends with a column `Synthetic`, which is empty: the readers of genotypes pass it over.
No cell needs quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.known_markers import AMELOGENIN
from repatria.kinship.pedigree import Sex
from repatria.synthetic.campaign.codes import (
    container_code,
    family_code,
    member_code,
    sample_code,
)
from repatria.synthetic.campaign.families import FamilyGroup
from repatria.synthetic.campaign.finds import handover_day
from repatria.synthetic.campaign.genes import Places
from repatria.synthetic.campaign.make import Campaign
from repatria.synthetic.campaign.readings import Amelogenin, SexLabel
from repatria.synthetic.campaign.shapes import BROTHER_LABEL, FIRST, MISSING_LABEL

SYNTHETIC = "Synthetic"
FAMILY_COLUMNS = ("Family", "Relationship", "Sample", "Sex")
REMAINS_COLUMNS = ("Sample", "Sex", "Container", "Handover")
AMELOGENIN_CELLS = {
    Amelogenin.NOTHING: "",
    Amelogenin.X_X: "X/X",
    Amelogenin.X_Y: "X/Y",
    Amelogenin.X: "X",
    Amelogenin.Y: "Y",
}
SEX_CELLS = {SexLabel.NONE: "", SexLabel.MALE: "male", SexLabel.FEMALE: "female"}


def families_lines(campaign: Campaign) -> Iterator[str]:
    """A line a relative, and one for each missing person, who has no alleles; by family."""
    yield _line(*FAMILY_COLUMNS, AMELOGENIN, *campaign.markers, SYNTHETIC)
    lines = [""] * len(campaign.families)
    for group in campaign.groups:
        for number, text in zip(group.numbers.tolist(), _families(campaign, group), strict=True):
            lines[number] = text
    yield from lines


def remains_lines(campaign: Campaign) -> Iterator[str]:
    """A line a sample. One allele alone may have lost another."""
    yield _line(*REMAINS_COLUMNS, AMELOGENIN, *campaign.markers, SYNTHETIC)
    finds, readings = campaign.finds, campaign.readings
    told = zip(
        finds.container.tolist(),
        finds.handover.tolist(),
        readings.sex_label.tolist(),
        readings.amelogenin.tolist(),
        _cells(campaign, readings.places),
        strict=True,
    )
    for sample, (container, handover, sex, amelogenin, cells) in enumerate(told):
        yield _line(
            sample_code(sample),
            SEX_CELLS[SexLabel(sex)],
            container_code(container),
            handover_day(handover).isoformat(),
            AMELOGENIN_CELLS[Amelogenin(amelogenin)],
            cells,
            "",
        )


def _families(campaign: Campaign, group: FamilyGroup) -> Iterator[str]:
    """The lines of each family of a group, as one text."""
    shape = group.shape
    typed = [
        (role, label, shape.person(role).sex, _cells(campaign, group.places[:, :, at]))
        for at, (role, label) in enumerate(shape.labels.items())
    ]
    nothing = "," * len(campaign.markers)
    for number in group.numbers.tolist():
        family = family_code(number)
        rows = []
        for role, label, sex, cells in typed:
            code = member_code(number, role)
            amelogenin = "X/Y" if sex is Sex.MALE else "X/X"
            rows.append(_line(family, label, code, sex.value, amelogenin, next(cells), ""))
        for role in shape.missing:
            label = MISSING_LABEL if role == FIRST else BROTHER_LABEL
            sex = shape.person(role).sex
            rows.append(_line(family, label, member_code(number, role), sex.value, nothing, ""))
        yield "".join(rows)


def _cells(campaign: Campaign, places: Places) -> Iterator[str]:
    """Of genotypes (n, loci, 2) the cells of each row, with commas between them."""
    columns = [
        _written(alleles)[places[:, at, 0], places[:, at, 1]].tolist()
        for at, alleles in enumerate(campaign.alleles)
    ]
    return map(",".join, zip(*columns, strict=True))


def _written(alleles: Sequence[str]) -> NDArray[np.object_]:
    """The cell of every pair of places; −1 is the last row and column."""
    size = len(alleles)
    cells = np.full((size + 1, size + 1), "", dtype=object)
    for one, first in enumerate(alleles):
        cells[one, size] = first
        for other, second in enumerate(alleles):
            cells[one, other] = f"{first}/{second}"
    return cells


def _line(*cells: str) -> str:
    return ",".join(cells) + "\r\n"
