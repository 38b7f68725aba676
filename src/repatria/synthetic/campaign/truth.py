"""The truth of a campaign as lines of CSV, apart from what laboratories would hand in."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.synthetic.campaign.codes import family_code, member_code, sample_code
from repatria.synthetic.campaign.defects import DefectKind
from repatria.synthetic.campaign.families import FamilyGroup
from repatria.synthetic.campaign.make import Campaign
from repatria.synthetic.campaign.persons import Origin
from repatria.synthetic.campaign.readings import Quality, SexLabel
from repatria.synthetic.campaign.shapes import FIRST, name_in

REMAINS_COLUMNS = (
    "Sample", "Person", "Origin", "Family", "Part", "Parts", "Brother", "Sex", "Sex stated",
    "Profile", "Synthetic",
)  # fmt: skip
FAMILY_COLUMNS = (
    "Family", "Missing", "Sex", "Sex told", "Remains", "Defect", "Who", "Told as", "Synthetic",
)  # fmt: skip
MUTATION_COLUMNS = (
    "Family", "Parent", "Child", "Marker", "Before", "After", "Synthetic",
)  # fmt: skip
ORIGINS = {
    Origin.FAMILY: "family",
    Origin.NO_FAMILY: "no family",
    Origin.OTHER_SIDE: "other side",
}
QUALITIES = {Quality.WHOLE: "whole", Quality.PARTIAL: "partial", Quality.DEGRADED: "degraded"}
_YES = "yes"


def truth_lines(campaign: Campaign) -> Iterator[str]:
    """A line a sample of remains: whose it is."""
    yield _line(*REMAINS_COLUMNS)
    persons, finds, readings = campaign.persons, campaign.finds, campaign.readings
    told = zip(
        finds.person.tolist(),
        finds.part.tolist(),
        readings.sex_label.tolist(),
        readings.quality.tolist(),
        strict=True,
    )
    for sample, (person, part, label, quality) in enumerate(told):
        family = int(persons.family[person])
        yield _line(
            sample_code(sample),
            persons.code(person),
            ORIGINS[Origin(persons.origin[person])],
            "" if family < 0 else family_code(family),
            str(part),
            str(persons.parts[person]),
            _brother(campaign, person),
            _sex(bool(persons.man[person])),
            _judged(SexLabel(label), bool(persons.man[person])),
            QUALITIES[Quality(quality)],
            _YES,
        )


def family_truth_lines(campaign: Campaign) -> Iterator[str]:
    """A line a missing person: which remains are theirs, and what is wrong with the family."""
    yield _line(*FAMILY_COLUMNS)
    found = _samples_by_missing(campaign)
    for number in range(len(campaign.families)):
        group = campaign.groups[campaign.families.group_of[number]]
        row = int(campaign.families.row_of[number])
        defect = _defect(group, row, number)
        for at, role in enumerate(group.shape.missing):
            man = bool(group.man[row]) or role != FIRST
            told = group.shape.person(role).sex.value
            yield _line(
                family_code(number),
                member_code(number, role),
                _sex(man),
                "right" if told == _sex(man) else "wrong",
                " ".join(found.get((number, at), ())),
                *defect,
                _YES,
            )


def mutation_lines(campaign: Campaign) -> Iterator[str]:
    """A line a mutation. Strangers' have no family."""
    yield _line(*MUTATION_COLUMNS)
    for each in campaign.mutations:
        alleles = campaign.alleles[each.locus]
        yield _line(
            "" if each.family < 0 else family_code(each.family),
            each.parent,
            each.child,
            campaign.markers[each.locus],
            alleles[each.before],
            alleles[each.after],
            _YES,
        )


def _brother(campaign: Campaign, person: int) -> str:
    """The code of a full brother who is missing or among the remains."""
    persons = campaign.persons
    if persons.brother[person] >= 0:
        return persons.code(int(persons.brother[person]))
    family = int(persons.family[person])
    if family < 0:
        return ""
    missing = campaign.groups[campaign.families.group_of[family]].shape.missing
    others = [role for at, role in enumerate(missing) if at != persons.missing[person]]
    return member_code(family, others[0]) if others else ""


def _samples_by_missing(campaign: Campaign) -> dict[tuple[int, int], list[str]]:
    persons = campaign.persons
    return {
        (int(persons.family[person]), int(persons.missing[person])): [
            sample_code(sample) for sample in samples
        ]
        for person, samples in campaign.samples_of.items()
        if persons.family[person] >= 0
    }


def _defect(group: FamilyGroup, row: int, family: int) -> tuple[str, str, str]:
    """The kind, who is concerned, and what they are told as."""
    number = int(group.defect[row])
    if number < 0:
        return "", "", ""
    found = group.defects[number]
    told = group.shape.labels.get(found.person, "")
    if found.kind is DefectKind.NON_PATERNITY:
        father = group.shape.person(found.person).father
        assert father is not None
        told = f"child of {name_in(family, father)}"
    return found.kind.value, name_in(family, found.person), told


def _sex(man: bool) -> str:
    return "male" if man else "female"


def _judged(label: SexLabel, man: bool) -> str:
    if label is SexLabel.NONE:
        return ""
    return "right" if (label is SexLabel.MALE) == man else "wrong"


def _line(*cells: str) -> str:
    return ",".join(cells) + "\r\n"
