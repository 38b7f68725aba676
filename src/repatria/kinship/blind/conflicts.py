"""What a person must look at before clusters of remains are used: each case with its sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from repatria.kinship.blind.coherence import Division, division, weakest
from repatria.kinship.blind.joint import Joint
from repatria.kinship.blind.readings import Readings
from repatria.kinship.pedigree import Sex
from repatria.kinship.result import times

Places = tuple[int, ...]


class Reason(StrEnum):
    BRIDGE = "a match leads into another cluster"
    """Two samples match, and the clusters they lie in are not one person."""
    UNDECIDED = "two claims on one sample"
    """A join was left out since another that excludes it is about as probable."""
    KEPT_APART = "kept apart by a judgement"
    KEPT_TOGETHER = "kept together by a judgement"
    SEXES = "two sexes"


@dataclass(frozen=True, slots=True)
class Conflict:
    """`codes` are the remains concerned; `division` compares the two sides, where there are two."""

    reason: Reason
    codes: tuple[str, ...]
    division: Division | None
    sentence: str


def between(
    joint: Joint,
    sets: Sequence[Places],
    edges: Iterable[tuple[int, int]],
    strangers: Mapping[int, frozenset[int]],
    undecided: Iterable[tuple[Places, Places, tuple[Places, ...]]],
    bar: float,
) -> Iterator[Conflict]:
    """A conflict for each pair of sets with a match between them, by code. The strongest match is
    named."""
    number = {place: at for at, each in enumerate(sets) for place in each}
    links: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for one, other in edges:
        a, b = number[one], number[other]
        if a != b:
            ordered = ((one, other), (a, b)) if a < b else ((other, one), (b, a))
            links.setdefault(ordered[1], []).append(ordered[0])
    rivals = {frozenset((one, other)): others for one, other, others in undecided}
    for (a, b), found in sorted(links.items()):
        link = max((division(joint, (one,), (other,)) for one, other in sorted(found)),
                   key=lambda each: round(each.log10, 9))  # fmt: skip
        whole = division(joint, sets[a], sets[b])
        matched = _matched(joint.readings, link)
        claims = rivals.get(frozenset((sets[a], sets[b])), ())
        if any(strangers.get(place, frozenset()).intersection(sets[b]) for place in sets[a]):
            reason = Reason.KEPT_APART
            told = f"{matched}, and a judgement keeps them apart."
        elif whole.log10 * math.log(10) >= bar and claims:
            reason = Reason.UNDECIDED
            others = "; ".join(_listed(joint.readings, each) for each in claims)
            told = (
                f"{matched}, but {others} may be meant as well and cannot be the same person as "
                "both. Left apart until somebody decides."
            )
        elif whole.log10 * math.log(10) >= bar:
            reason = Reason.BRIDGE
            told = f"{matched}, but joined with all that match them they do not hold together."
        else:
            reason = Reason.BRIDGE
            told = (
                f"{matched}, but {_listed(joint.readings, sets[a])} and "
                f"{_listed(joint.readings, sets[b])} together are not one person{_against(whole)}."
            )
        codes = tuple(sorted((*whole.one, *whole.other)))
        yield Conflict(reason, codes, whole, told)


def against_a_judgement(joint: Joint, groups: Iterable[Places], bar: float) -> Iterator[Conflict]:
    """Remains that people keep together although the readings do not carry it."""
    for group in groups:
        parts = weakest(joint, [(place,) for place in group])
        assert parts is not None
        found = division(joint, *parts)
        if found.log10 * math.log(10) < bar:
            one, other = (_listed(joint.readings, part) for part in parts)
            yield Conflict(
                Reason.KEPT_TOGETHER,
                tuple(joint.readings.remains[place].code for place in group),
                found,
                f"A judgement keeps {one} with {other}; by the readings alone they would not be "
                f"joined{_against(found)}.",
            )


def sexes_at_odds(readings: Readings, sets: Iterable[Places]) -> Iterator[Conflict]:
    """Clusters in which amelogenin says man and woman."""
    for places in sets:
        remains = [readings.remains[place] for place in places]
        if {Sex.MALE, Sex.FEMALE} <= {each.sex for each in remains}:
            men = ", ".join(each.code for each in remains if each.sex is Sex.MALE)
            women = ", ".join(each.code for each in remains if each.sex is Sex.FEMALE)
            yield Conflict(
                Reason.SEXES,
                tuple(each.code for each in remains),
                None,
                f"Amelogenin says that {men} is of a man and {women} of a woman; the other "
                "markers say one person.",
            )


def _matched(readings: Readings, link: Division) -> str:
    one, other = (readings.remains[readings.place[code]] for code in (link.one[0], link.other[0]))
    return f"{one} matches {other} ({times(link.log10)} if they are one person)"


def _listed(readings: Readings, places: Places) -> str:
    return ", ".join(readings.remains[place].code for place in places)


def _against(whole: Division) -> str:
    if whole.at_odds:
        return f": at odds at {', '.join(whole.at_odds)}"
    return f": {times(whole.log10)} if they were"
